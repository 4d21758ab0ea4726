"""The editing room in Spanish, whose words are longer: nothing is cut off, and axe finds nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser import OpenPage, accessibility_violations, wider_than_the_screen
from tests.journeys.staff import open_first, sign_in
from tests.journeys.test_longer_words import CUT_OFF
from tests.server import Server

SCREENS = (
    "",
    "content/compound/",
    "content/release/",
    "content/release/propose/",
    "content/release/1/review/",
    "content/release/1/emergency/",
    "content/release/restore/?release=1",
    "content/source/import/",
    "second-factor/",
    "second-factor/app/",
    "wizard/flow/?release=draft",
    "wizard/coverage/?release=draft",
    "wizard/impact/",
)


@pytest.mark.parametrize("width", [360, 1280])
def test_no_screen_is_wider_or_cut_off_in_spanish(open_page: OpenPage, server: Server, width: int) -> None:
    page = open_page(width=width)
    page.goto("/es/admin/login/")
    wrong = {"login": found} if (found := _wrong(page)) else {}
    sign_in(page, server, "administrator", then="/es/admin/")
    page.goto("/es/admin/content/compound/")
    open_first(page)
    if found := _wrong(page):
        wrong["change"] = found
    for screen in SCREENS:
        page.goto(f"/es/admin/{screen}")
        assert page.evaluate("document.documentElement.lang") == "es"
        if found := _wrong(page):
            wrong[screen] = found

    assert wrong == {}


def _wrong(page: Page) -> list[str]:
    wider = wider_than_the_screen(page)
    violations = accessibility_violations(page, preload=False)
    return [
        *page.evaluate(CUT_OFF),
        *([f"{wider} wider"] if wider else []),
        *([violations] if violations else []),
    ]
