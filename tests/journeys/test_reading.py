"""The reading pages in a real browser: reachable by everybody, at every width, with and without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import OpenPage, accessibility_violations

TEMPLATES = (
    "/",
    "/forms/?goal=sleep",
    "/forms/oxide/",
    "/compare/",
    "/compare/?form=oxide&form=citrate&form=glycinate",
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
)

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


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_every_kind_of_page_is_accessible(open_page: OpenPage, width: int, colours: str) -> None:
    page = open_page(width=width)
    page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
    for path in TEMPLATES:
        page.goto(path)
        assert not accessibility_violations(page), path


def test_nothing_scrolls_sideways_on_the_smallest_screen(open_page: OpenPage) -> None:
    page = open_page(width=320)
    for path in TEMPLATES:
        page.goto(path)
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider == 0, path


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


def test_a_comparison_prints_on_one_page(page: Page) -> None:
    page.goto("/compare/?form=oxide&form=citrate&form=glycinate&form=l-threonate")
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") == 1


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_every_bar_is_as_long_as_the_number_beside_it(open_page: OpenPage, width: int) -> None:
    """All bars of the food table share one scale: milligrams per pixel of their track."""
    page = open_page(width=width)
    page.goto("/food/")
    bars = page.evaluate(MEASURE_BARS)
    assert len(bars) > 30
    for bar in bars:
        assert bar["share"] == pytest.approx(bar["amount"] / 200, abs=0.005)
        assert bar["offset"] == pytest.approx(0, abs=0.5)
    assert max(bar["track"] for bar in bars) == pytest.approx(min(bar["track"] for bar in bars), abs=1)
