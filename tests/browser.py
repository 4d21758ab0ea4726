"""Journeys: a real Chromium in front of the real server.

A test asks for `page`, or for `open_page` to choose JavaScript and width. Every page is
watched: a console error, a script error, a broken part or a request to anybody else
fails the test, whatever else it looked at.

Playwright's event loop stays running in the test's thread, where Django then refuses to
use the database. So journeys never touch a database of their own, and they run last.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, expect, sync_playwright

from tests.server import Server

DEBIAN_CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDTHS = (360, 1280)
PATIENCE = 180_000
"""Milliseconds a page may take on a busy machine. What never comes still fails; what comes late does not."""

LETTERS = "document.documentElement.offsetWidth, document.fonts.status"
"""Fonts are asked for when the page is laid out, which the first part makes the browser do."""

RUN_AXE = "options => axe.run(document, options).then(({violations}) => ({violations}))"
"""Without what axe found in order, which is long and would be written and read for nothing."""

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run journeys last, each kind in the order written."""
    items.sort(key=is_journey)


def is_journey(item: pytest.Item) -> bool:
    return "browser" in getattr(item, "fixturenames", ())


def chromium() -> str | None:
    """The Chromium to start; None means the one that Playwright installed."""
    if named := os.environ.get("CHROMIUM"):
        return named
    return str(DEBIAN_CHROMIUM) if DEBIAN_CHROMIUM.exists() else None


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    arguments = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else [*QUIET]
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, server: Server) -> Iterator[OpenPage]:
    """Opens pages as new visitors: `open_page(javascript=False, width=360)`."""
    watched: list[Watch] = []

    def open_page(*, javascript: bool = True, width: int = 1280, host: str = "127.0.0.1") -> Page:
        home = server.url.replace("127.0.0.1", host)
        context = browser.new_context(
            base_url=home,
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        watched.append(Watch(page, home))
        return page

    yield open_page
    for watch in watched:
        watch.page.context.close()
    problems = [problem for watch in watched for problem in watch.problems]
    assert not problems, "\n".join(problems)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page()


class Watch:
    """Collects what went wrong on one page."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.home = home
        self.problems: list[str] = []
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        page.on("request", self._on_request)
        page.on("response", self._on_response)

    def _on_console(self, message: ConsoleMessage) -> None:
        # The browser and htmx log a page that answers 4xx on purpose; broken parts are met below.
        # Htmx logs, too, that somebody went on while the side panel was still being asked for.
        expected = (
            "Failed to load resource",
            "Response Status Error Code 4",
            "htmx:sendAbort",
            "htmx:afterRequest",
        )
        if message.type == "error" and not message.text.startswith(expected):
            self.problems.append(f"console: {message.text}")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:")):
            self.problems.append(f"request to somebody else: {request.url}")

    def _on_response(self, response: Response) -> None:
        part = response.request.resource_type not in {"document", "fetch", "xhr"}
        if response.status >= 500 or (part and response.status >= 400):
            self.problems.append(f"{response.status} for {response.url}")


def wait_until_laid_out(page: Page) -> None:
    """Wait for all of the page, and for the letters it is set in: others are wider or narrower."""
    page.wait_for_load_state()
    until = time.monotonic() + PATIENCE / 1000
    while page.evaluate(LETTERS) != "loaded" and time.monotonic() < until:
        page.wait_for_timeout(10)


def wider_than_the_screen(page: Page) -> int:
    """By how many pixels the page scrolls sideways."""
    wait_until_laid_out(page)
    wider: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wider


def wider_with_letters_of(page: Page, percent: int, direction: str = "ltr") -> int:
    """The same with letters of another size on a public page, read this way."""
    page.evaluate(
        """([percent, direction]) => {
            document.documentElement.style.fontSize = `${percent * 1.0625}%`;
            document.documentElement.dir = direction;
        }""",
        [percent, direction],
    )
    return wider_than_the_screen(page)


def accessibility_violations(page: Page, *, preload: bool = True) -> str:
    """What axe finds on the page as it now is; empty when it finds nothing.

    Axe waits for timers, which never come on a page that was opened without JavaScript.
    To look into a stylesheet that imports another, as Django's do, axe adds style to the
    page, which the policy forbids: without `preload` it does not.
    """
    wait_until_laid_out(page)
    if not page.evaluate("matchMedia('(scripting: enabled)').matches"):
        raise ValueError("Axe needs a page opened with JavaScript.")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    results = AxeResults(page.evaluate(RUN_AXE, {"resultTypes": ["violations"], "preload": preload}))
    return str(results.generate_report()) if results.violations_count else ""
