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
