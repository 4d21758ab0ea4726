"""The watch over every journey must itself notice what goes wrong."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import PATIENCE, OpenPage, Watch, accessibility_violations
from tests.server import Server


def problems_after(script: str, *, browser: Browser, server: Server) -> str:
    """What the watch notices when a page runs this script."""
    with browser.new_context(base_url=server.url) as context:
        watch = Watch(context.new_page(), server.url)
        watch.page.goto("/healthz")
        watch.page.evaluate(script)
        deadline = time.monotonic() + PATIENCE / 1000
        while not watch.problems and time.monotonic() < deadline:
            watch.page.wait_for_timeout(50)
        return "\n".join(watch.problems)


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        ("() => { console.error('broken') }", "console: broken"),
        ("() => { setTimeout(() => { throw new Error('thrown') }) }", "script error: thrown"),
        ("() => { document.body.append(Object.assign(new Image(), {src: '/no.png'})) }", "404 for "),
        (
            "() => { document.body.append(Object.assign(document.createElement('script'), {text: '1'})) }",
            "Policy",
        ),
        ("() => { fetch('http://elsewhere.invalid/').catch(() => {}) }", "elsewhere.invalid"),
    ],
    ids=["a console error", "a script error", "a broken image", "an inline script", "somebody else"],
)
def test_what_goes_wrong_on_a_page_is_noticed(
    browser: Browser, server: Server, script: str, problem: str
) -> None:
    assert problem in problems_after(script, browser=browser, server=server)


def test_axe_finds_a_picture_without_words(page: Page) -> None:
    page.goto("/healthz")
    page.evaluate("() => { document.body.append(new Image()) }")

    assert "image-alt" in accessibility_violations(page)


def test_axe_refuses_a_page_on_which_it_would_never_end(open_page: OpenPage) -> None:
    page = open_page(javascript=False)
    page.goto("/healthz")

    with pytest.raises(ValueError, match="JavaScript"):
        accessibility_violations(page)
