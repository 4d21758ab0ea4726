"""Long pages on a phone: what somebody came for is on the first screen, or one touch away."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import OpenPage


@pytest.mark.parametrize("javascript", [True, False])
def test_the_sum_is_in_sight_once_it_is_worked_out(open_page: OpenPage, javascript: bool) -> None:
    page = open_page(width=360, javascript=javascript)
    page.goto("/calculator/")
    page.get_by_label("Form on the label").select_option("citrate")
    page.get_by_label("Milligrams of it in a day").fill("1600")
    page.get_by_role("button", name="Work it out").click()
    expect(page.get_by_role("heading", name="About 259 mg of magnesium")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("path", "link"), [("/safety/", "Whom to call"), ("/intake/", "Pregnancy"), ("/sources/", "Every source")]
)
def test_a_part_of_a_long_page_is_one_touch_away(open_page: OpenPage, path: str, link: str) -> None:
    page = open_page(width=360, javascript=False)
    page.goto(path)
    to_part = page.get_by_role("navigation", name="On this page").get_by_role("link", name=link)
    expect(to_part).to_be_in_viewport()
    to_part.click()
    expect(page.locator(":target")).to_be_in_viewport()


@pytest.mark.parametrize("path", ["/safety/", "/intake/", "/sources/"])
def test_the_list_of_parts_is_one_touch_away(open_page: OpenPage, path: str) -> None:
    page = open_page(width=360, javascript=False)
    page.goto(path)
    page.get_by_role("link", name="Back to the list").last.click()
    expect(page.get_by_role("navigation", name="On this page")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("path", "link", "words", "found"),
    [
        ("/safety/", "Find a medicine or condition", "levothyroxine", "Thyroid medicine"),
        ("/sources/", "Find a source", "Cochrane cramps", "Magnesium for skeletal muscle cramps"),
    ],
)
def test_one_touch_and_some_words_find_an_entry(
    open_page: OpenPage, path: str, link: str, words: str, found: str
) -> None:
    page = open_page(width=360)
    page.goto(path)
    page.get_by_role("link", name=link).click()
    box = page.get_by_label("Show only entries with these words")
    expect(box).to_be_focused()
    box.press_sequentially(words)
    expect(page.get_by_role("heading", name=found)).to_be_visible()
    assert page.locator(".entry:visible").count() < 5
