"""The reading pages in a real browser: reachable by everybody, at every width, with and without script."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from content.catalogue import Catalogue
from content.pages.sitemap import addresses
from tests import builders
from tests.browser import (
    WIDTHS,
    OpenPage,
    accessibility_violations,
    wait_until_laid_out,
    wider_with_letters_of,
)

COLOURS: tuple[Literal["light", "dark"], ...] = ("light", "dark")

TEMPLATES = (
    "/",
    "/forms/?goal=sleep",
    "/forms/oxide/",
    "/compare/?form=oxide&form=citrate&form=glycinate&form=malate",
    "/goals/constipation/",
    "/food/",
    "/intake/",
    "/safety/",
    "/low-magnesium/",
    "/learn/",
    "/learn/autonomic/",
    "/glossary/",
    "/sources/",
    "/about/",
    "/changes/",
    "/data/",
    "/calculator/?form=citrate&mg=1600",
    "/search/?q=chest+pain",
    "/forms/orotate/",
    "/nothing-is-here/",
)
"""One address for each template, with the most it can show."""

WORDIEST = "/compare/?form=chloride&form=citrate&form=glycinate&form=taurate"
"""Four forms about which there is most to say."""

MEASURE_BARS = """
    [...document.querySelectorAll(".foods tbody tr")].filter(row => row.querySelector(".bar")).map(row => {
        const [track, mark] = [...row.querySelectorAll(".bar rect")].map(bar => bar.getBoundingClientRect());
        return {
            share: mark.width / track.width,
            offset: mark.left - track.left,
            track: track.width,
            amount: parseFloat(row.querySelector("strong").textContent),
        };
    })
"""


@pytest.mark.parametrize("path", TEMPLATES)
def test_every_template_is_accessible_at_two_widths_in_light_and_dark(open_page: OpenPage, path: str) -> None:
    page = open_page()
    page.goto(path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for colours in COLOURS:
            page.emulate_media(color_scheme=colours)
            assert accessibility_violations(page) == "", (width, colours)


def test_every_other_page_is_accessible(open_page: OpenPage, starter: Catalogue) -> None:
    page = open_page(width=360)
    for path in {*addresses(builders.edition(starter))} - {*TEMPLATES}:
        page.goto(path)
        assert accessibility_violations(page) == "", path


SIZES = ((320, 100, "ltr"), (320, 100, "rtl"), (360, 200, "ltr"), (640, 200, "ltr"), (1920, 200, "ltr"))
"""Pixels, percent of the letters, and where reading begins."""


def test_nothing_scrolls_sideways_on_the_smallest_screen_or_with_large_text(page: Page) -> None:
    """Both ways of reading, and on phones and desks also with letters of twice the size."""
    for path in (*TEMPLATES, "/guide/", "/es/"):
        page.goto(path)
        for width, text, direction in SIZES:
            page.set_viewport_size({"width": width, "height": 900})
            assert wider_with_letters_of(page, text, direction) == 0, (path, width, text, direction)


@pytest.mark.parametrize("width", [320, 360])
def test_the_table_of_everything_known_is_cards_on_a_phone(open_page: OpenPage, width: int) -> None:
    """No part of it scrolls sideways, and it is still a table with a link in every cell."""
    page = open_page(width=width)
    page.goto("/forms/")
    wait_until_laid_out(page)
    region = page.get_by_role("region", name="Direction and certainty for each form and goal")
    assert region.evaluate("region => region.scrollWidth - region.clientWidth") == 0
    for row in region.get_by_role("row").all()[1:]:
        assert row.get_by_role("cell").count() == region.get_by_role("columnheader").count() - 1
        assert row.get_by_role("cell").get_by_role("link").count() == row.get_by_role("cell").count()
    expect(region.get_by_role("link", name="Aspartate, Sleep : Not tested")).to_be_visible()


def test_choosing_a_goal_shows_its_forms_at_once_and_keeps_the_focus(page: Page) -> None:
    page.goto("/forms/")
    page.get_by_label("Goal", exact=True).focus()
    page.get_by_label("Goal", exact=True).select_option("sleep")
    expect(page.get_by_role("heading", name="Forms for this goal: Sleep")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("of 12 forms")
    expect(page.get_by_label("Goal", exact=True)).to_be_focused()
    assert "goal=sleep" in page.url
    page.go_back()
    expect(page.get_by_role("heading", name="Every form")).to_be_visible()


def test_choosing_a_goal_works_without_javascript(open_page: OpenPage) -> None:
    page = open_page(javascript=False)
    page.goto("/forms/")
    page.get_by_label("Goal", exact=True).select_option("sleep")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", name="Forms for this goal: Sleep")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_forms_are_picked_compared_added_and_removed(open_page: OpenPage, javascript: bool) -> None:
    page = open_page(javascript=javascript)
    page.goto("/forms/")
    page.get_by_label("Compare Magnesium oxide").check()
    page.get_by_label("Compare Magnesium citrate").check()
    page.get_by_role("button", name="Compare the ticked forms").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Citrate and Oxide side by side")
    page.get_by_label("Add a form").select_option("malate")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Citrate, Oxide and Malate side by side")
    page.get_by_role("link", name="Remove Magnesium citrate").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Oxide and Malate side by side")


def test_a_form_is_removed_in_place_and_the_focus_goes_to_the_heading(page: Page) -> None:
    page.goto("/compare/?form=oxide&form=citrate&form=malate")
    page.evaluate("window.sameDocument = true")
    page.get_by_role("link", name="Remove Magnesium citrate").first.click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Oxide and Malate side by side")
    expect(heading).to_be_focused()
    expect(page).to_have_url("/compare/?form=oxide&form=malate")
    expect(page).to_have_title("Oxide and Malate side by side · Which Magnesium")
    assert page.evaluate("window.sameDocument")


def test_cautions_are_narrowed_on_the_page_itself(page: Page) -> None:
    page.goto("/safety/")
    sent: list[str] = []
    page.on("request", lambda request: None if "/static/" in request.url else sent.append(request.url))
    words = page.get_by_label("Show only entries with these words")
    words.fill("levothyroxine")
    expect(page.get_by_role("heading", name="Thyroid medicine")).to_be_visible()
    expect(page.get_by_role("heading", name="Kidney disease or a transplant")).to_be_hidden()
    expect(page.get_by_role("heading", name="Whom to call")).to_be_visible()
    words.fill("xyzzyqq")
    expect(page.get_by_text("That does not mean it is safe")).to_be_visible()
    page.evaluate("location.hash = 'kidney'")
    expect(page.get_by_role("heading", name="Kidney disease or a transplant")).to_be_in_viewport()
    assert sent == []
    assert "levothyroxine" not in page.url


def test_without_javascript_every_caution_is_there_and_no_filter(open_page: OpenPage) -> None:
    page = open_page(javascript=False)
    page.goto("/safety/")
    expect(page.get_by_label("Show only entries with these words")).to_be_hidden()
    expect(page.get_by_role("heading", name="Thyroid medicine")).to_be_visible()


def test_a_comparison_prints_on_one_page(page: Page) -> None:
    page.goto(WORDIEST)
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") == 1


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_every_bar_is_as_long_as_the_number_beside_it(open_page: OpenPage, width: int) -> None:
    """All bars of the food table share one scale: milligrams per pixel of their track."""
    page = open_page(width=width)
    page.goto("/food/")
    wait_until_laid_out(page)
    bars = page.evaluate(MEASURE_BARS)
    assert len(bars) > 30
    for bar in bars:
        assert bar["share"] == pytest.approx(bar["amount"] / 200, abs=0.005)
        assert bar["offset"] == pytest.approx(0, abs=0.5)
    assert max(bar["track"] for bar in bars) == pytest.approx(min(bar["track"] for bar in bars), abs=1)
