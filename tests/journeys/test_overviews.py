"""The overviews of the editing room in a real browser. All pages are tried for accessibility elsewhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import OpenPage, wait_until_laid_out
from tests.journeys.staff import sign_in
from tests.server import Server

WORDS_OUTSIDE = """
() => [...document.querySelectorAll('.flow-box')].flatMap(box => {
  const frame = box.querySelector('rect').getBBox();
  return [...box.querySelectorAll('text')].filter(line => {
    const words = line.getBBox();
    return words.x < frame.x || words.x + words.width > frame.x + frame.width
      || words.y < frame.y || words.y + words.height > frame.y + frame.height;
  }).map(line => line.textContent);
})
"""


@pytest.mark.parametrize("width", [360, 1280])
def test_all_words_of_the_picture_stand_within_their_boxes(
    open_page: OpenPage, server: Server, width: int
) -> None:
    page = open_page(width=width)
    sign_in(page, server, "reviewer", then="/admin/wizard/flow/")
    expect(page.locator(".flow-box")).not_to_have_count(0)
    wait_until_laid_out(page)
    assert page.evaluate(WORDS_OUTSIDE) == []
    assert page.locator(".flow").evaluate("picture => picture.getBoundingClientRect().width") >= 300


@pytest.mark.parametrize("javascript", [True, False])
def test_a_reviewer_skims_the_kinds_of_result_and_sees_one(
    open_page: OpenPage, server: Server, javascript: bool
) -> None:
    page = open_page(javascript=javascript)
    sign_in(page, server, "reviewer", then="/admin/wizard/results/?release=1")
    _wait_for_the_count(page)
    page.get_by_role("link", name="The next kinds").click()
    expect(page.get_by_role("heading", name="21.")).to_be_visible()
    page.get_by_role("button", name="See this result").first.click()
    page.wait_for_url("**/preview/1/guide/result/")
    expect(page.locator(".preview-bar")).to_contain_text("Preview of release 1")


def test_a_cell_of_the_matrix_leads_to_its_example(open_page: OpenPage, server: Server) -> None:
    page = open_page(javascript=False, width=360)
    sign_in(page, server, "reviewer", then="/admin/wizard/coverage/")
    page.get_by_role("button", name="See the fewest Calm, easily upset").first.click()
    page.wait_for_url("**/preview/draft/guide/result/")


def _wait_for_the_count(page: Page) -> None:
    """The page asks again by itself, with and without scripts."""
    expect(page.locator(".result-kind")).to_have_count(20)
