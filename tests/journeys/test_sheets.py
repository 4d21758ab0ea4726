"""An editor takes foods out to a spreadsheet, brings them back, and edits several together."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import WIDTHS, OpenPage, accessibility_violations, wider_than_the_screen
from tests.journeys.staff import sign_in
from tests.server import Server

FOODS = "/admin/content/food/"


def bring(page: Page, text: str) -> None:
    """Choose a file and have it checked."""
    page.goto(f"{FOODS}import/")
    page.get_by_label("The file").set_input_files(
        {"name": "foods.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    page.get_by_role("button", name="Check this file").click()


@pytest.mark.parametrize("javascript", [True, False])
def test_foods_go_out_to_a_spreadsheet_and_come_back(
    open_page: OpenPage, server: Server, tmp_path: Path, *, javascript: bool
) -> None:
    page = open_page(javascript=javascript)
    sign_in(page, server, "editor", then=FOODS)
    with page.expect_download() as download:
        page.get_by_role("link", name="Export as CSV").click()
    exported = tmp_path / "foods.csv"
    download.value.save_as(exported)
    as_it_was = exported.read_text()
    assert as_it_was.count("Almonds, dry roasted") == 1
    for text in (as_it_was.replace("Almonds, dry roasted", "Almonds, raw"), as_it_was):
        bring(page, text)
        expect(page.get_by_role("heading", name="Changed Almonds")).to_be_visible()
        page.get_by_role("button", name="Bring it in").click()
        expect(page.get_by_text("“foods.csv” was brought in: 1 changed.")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_what_a_file_is_answered_with_is_accessible_and_fits(
    open_page: OpenPage, server: Server, width: int
) -> None:
    page = open_page(width=width)
    sign_in(page, server, "editor", then=FOODS)
    bring(page, "slug,mg,sources\nalmonds,a lot,nowhere\n")
    expect(page.get_by_role("alert")).to_contain_text("Row 2, mg: “a lot” does not fit")
    expect(page.get_by_role("alert")).to_be_focused()
    _check(page)
    bring(page, "slug,name,group,serving,mg\nkelp,Kelp,Seaweed,10 g,12\nalmonds,Almonds,Nuts,1 oz,1\n")
    expect(page.get_by_role("heading", name="What changes")).to_be_visible()
    _check(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_editing_together_shows_what_would_change(open_page: OpenPage, server: Server, width: int) -> None:
    page = open_page(width=width)
    sign_in(page, server, "editor", then=f"{FOODS}?q=lentils")
    page.locator(".action-select").first.check()
    page.get_by_label("Action:").select_option("edit_together")
    page.get_by_role("button", name="Go").click()
    page.get_by_role("button", name="Show what changes").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose what to change.")
    _check(page)
    page.get_by_label("Group").fill("Pulses")
    page.get_by_role("button", name="Show what changes").click()
    _check(page)
    expect(page.get_by_role("button", name="Save these changes")).to_be_visible()


def _check(page: Page) -> None:
    assert accessibility_violations(page, preload=False) == ""
    assert wider_than_the_screen(page) == 0
