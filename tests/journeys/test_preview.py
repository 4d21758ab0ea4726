"""An editor looks at the draft in a real browser, as a visitor will see it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import WIDTHS, OpenPage, accessibility_violations, wider_than_the_screen
from tests.journeys.guide import FORM, SLEEPLESS, choose, question
from tests.journeys.staff import sign_in
from tests.journeys.test_guide import WITH_AND_WITHOUT
from tests.server import Server

DRAFT = "/preview/draft"


def start_trying(page: Page) -> None:
    page.get_by_role("link", name="Made-up answers").click()
    expect(page.locator("h1")).to_have_text("Try the guide with made-up answers")


@WITH_AND_WITHOUT
def test_an_editor_walks_the_guide_of_the_draft(
    open_page: OpenPage, server: Server, javascript: bool
) -> None:
    page = open_page(javascript=javascript)
    sign_in(page, server, "editor", then=f"{DRAFT}/guide/")
    start_trying(page)
    for slug, codes in SLEEPLESS.items():
        page.locator(f"[name='answer-{slug}'][value='{codes[0]}']").check()
    page.locator("button[name=start][value=medicines]").click()
    assert question(page) == "medicines"
    page.locator(f"{FORM} [type=submit]").click()
    expect(page).to_have_url(re.compile(rf"{DRAFT}/guide/result/$"))
    expect(page.get_by_label("Preview", exact=True)).to_contain_text("Preview of the draft.")
    page.get_by_role("link", name=re.compile("^Change")).first.click()
    expect(page).to_have_url(re.compile(rf"{DRAFT}/guide/\d/"))
    answers = {
        cookie["name"]: cookie["path"] for cookie in page.context.cookies() if "answers" in cookie["name"]
    }
    assert answers == {"preview-draft-answers": f"{DRAFT}/"}
    page.goto("/guide/result/")
    expect(page).to_have_url(re.compile(r"(?<!draft)/guide/1/$"))
    expect(page.get_by_label("Preview", exact=True)).to_have_count(0)


@WITH_AND_WITHOUT
def test_an_editor_starts_anywhere_with_made_up_answers(
    open_page: OpenPage, server: Server, javascript: bool
) -> None:
    page = open_page(javascript=javascript)
    sign_in(page, server, "editor", then=f"{DRAFT}/")
    start_trying(page)
    page.get_by_label("Easier bowel movements").check()
    page.locator("button[name=start][value=bowels]").click()
    assert question(page) == "bowels"
    choose(page, ["none"])
    page.locator(f"{FORM} [type=submit]").click()
    expect(page.locator(f"{FORM} input[name=question][value=bowels]")).to_have_count(0)
    start_trying(page)
    page.get_by_label("Easier bowel movements").uncheck()
    page.get_by_label("Better sleep").check()
    page.get_by_role("button", name="See the result").first.click()
    expect(page.get_by_role("alert")).to_contain_text("this is not asked after the other answers")
    page.get_by_role("button", name="Go on with exactly these answers").click()
    expect(page).to_have_url(re.compile(rf"{DRAFT}/guide/\d/$"))


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_a_preview_meet_the_accessibility_baseline(
    open_page: OpenPage, server: Server, width: int
) -> None:
    page = open_page(width=width)
    sign_in(page, server, "reviewer", then=f"{DRAFT}/")
    for path in ("/", "/forms/citrate/", "/guide/1/", "/guide/try/", "/nothing-is-here/"):
        page.goto(DRAFT + path)
        assert not accessibility_violations(page), path
        assert wider_than_the_screen(page) == 0, path


def test_the_links_of_the_bar_lead_out_and_back(open_page: OpenPage, server: Server) -> None:
    page = open_page()
    sign_in(page, server, "reviewer", then="/preview/1/forms/citrate/")
    page.get_by_role("link", name="This page on the live site").click()
    expect(page).to_have_url(f"{server.url}/forms/citrate/")
    page.go_back()
    page.get_by_role("link", name="Back to the editing room").click()
    expect(page).to_have_url(re.compile(r"/admin/content/release/"))
