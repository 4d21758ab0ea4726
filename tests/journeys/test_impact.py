"""What a change means for visitors, looked at in a real browser; that it is accessible is tried elsewhere."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser import OpenPage
from tests.journeys.staff import sign_in
from tests.server import Server


@pytest.mark.parametrize("javascript", [True, False])
def test_an_editor_asks_what_one_entry_changes(open_page: OpenPage, server: Server, javascript: bool) -> None:
    """The draft says what is live, so nothing changes; the page comes by itself once it is counted."""
    page = open_page(javascript=javascript, width=360)
    sign_in(page, server, "editor", then="/admin/wizard/impact/cautions/kidney/")
    expect(page.locator(".impact-summary")).to_contain_text(
        re.compile(r"None of [\d,]+ answer combinations changes\.")
    )
    expect(page.locator("#content-main")).to_contain_text("compared with what is live")
