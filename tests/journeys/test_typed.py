"""An editor types for longer than a session lasts, and loses nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import OpenPage, accessibility_violations
from tests.journeys.staff import open_first, sign_in, sign_in_anew
from tests.server import Server

LINES = "A line, and “quotes”.\n" * 200


@pytest.mark.parametrize("javascript", [True, False])
def test_what_was_typed_is_saved_after_signing_in_again(
    open_page: OpenPage, server: Server, *, javascript: bool
) -> None:
    page = open_page(javascript=javascript, width=360)
    sign_in_anew(page, server, "administrator", then="/admin/content/glossaryterm/")
    open_first(page)
    before = page.get_by_label("Meaning").input_value()
    page.get_by_label("Meaning").fill(LINES)
    page.context.clear_cookies(name="session")
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You have been signed out")
    assert not javascript or not accessibility_violations(page)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in, in another tab").click()
    sign_in(opened.value, server, "administrator")
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Not saved yet")
    assert not javascript or not accessibility_violations(page)
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    assert page.get_by_label("Meaning").input_value().split() == LINES.split()
    page.get_by_label("Meaning").fill(before)
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
