"""A whole day of the editing room: three people, one change, from the first word to its undoing.

The site is one of its own, since what goes live here would surprise the other journeys.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import PATIENCE, OpenPage
from tests.journeys.staff import sign_in
from tests.journeys.test_guide import WITH_AND_WITHOUT
from tests.server import Server, running_server

FORM = "/forms/glycinate/"
NEW = "Nobody has repeated this trial yet."


@pytest.fixture
def server(started: Path, tmp_path: Path) -> Iterator[Server]:
    with running_server(tmp_path / "site", after=started) as server:
        yield server


@WITH_AND_WITHOUT
def test_a_change_is_made_checked_reviewed_published_and_undone(
    open_page: OpenPage, server: Server, javascript: bool
) -> None:
    editor, reviewer, publisher, visitor = (open_page(javascript=javascript) for _ in range(4))

    sign_in(editor, server, "editor")
    edit_a_claim(editor)
    see_it_in_the_preview(editor)
    see_what_it_changes(editor)
    propose(editor)
    cannot_approve(editor)

    sign_in(reviewer, server, "reviewer")
    approve(reviewer)
    visitor.goto(FORM)
    expect(visitor.locator("main")).not_to_contain_text(NEW)

    sign_in(publisher, server, "publisher")
    publish(publisher)
    waits_until_shown(visitor, shown=True)
    expect(visitor.locator("body")).not_to_contain_text("Not yet reviewed by a clinician")

    roll_back(publisher)
    waits_until_shown(visitor, shown=False)
    visitor.goto("/changes/")
    expect(visitor.locator("main")).to_contain_text("One trial, and what it lacks.")
    expect(visitor.locator("main")).to_contain_text("The sentence needs a source of its own.")


def edit_a_claim(page: Page) -> None:
    page.goto("/admin/content/claim/?q=glycinate")
    page.get_by_role("link", name="Magnesium glycinate for Sleep").click()
    statement = page.get_by_label("Statement:")
    statement.fill(f"{statement.input_value()} {NEW}")
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")


def see_it_in_the_preview(page: Page) -> None:
    page.get_by_role("link", name="View as a visitor").click()
    expect(page.get_by_label("Preview", exact=True)).to_contain_text("Preview of the draft.")
    expect(page.locator("main")).to_contain_text(NEW)
    page.go_back()


def see_what_it_changes(page: Page) -> None:
    page.get_by_role("link", name="What does this change for visitors?").click()
    counted(page)
    expect(page.locator("#content-main")).to_contain_text("combinations")


def propose(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name="Propose a release").click()
    expect(page.locator("#changes ins").first).to_contain_text(NEW)
    page.get_by_role("button", name="Propose this release").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what changes and why.")
    page.get_by_label("What changes, and why").fill("One trial, and what it lacks.")
    page.get_by_role("button", name="Propose this release").click()
    expect(page.locator("#content-main")).to_contain_text("Waiting for a review")


def cannot_approve(page: Page) -> None:
    page.goto("/admin/content/release/2/review/")
    expect(page.locator("#decide")).to_contain_text("You proposed this release")
    expect(page.get_by_role("button", name="Approve release 2")).to_have_count(0)


def approve(page: Page) -> None:
    take_up(page)
    counted(page)
    approving = page.get_by_role("button", name="Approve release 2")
    role = page.get_by_label("Your role, as the public may read it")
    role.fill("Pharmacist, in this test")
    approving.click()
    refusal = page.get_by_role("alert")
    expect(refusal).to_be_visible()
    expect(role).to_have_value("Pharmacist, in this test")
    page.get_by_label("What you state").fill("I have read the change and its sources.")
    deadline = time.monotonic() + PATIENCE / 1000
    while refusal.count() and time.monotonic() < deadline:  # each process of the server counts by itself
        for box in page.locator("input[name=acknowledged]").all():
            box.check()
        approving.click()
        page.wait_for_load_state()
    expect(page.locator("#content-main")).to_contain_text("Approved, not yet published")


def publish(page: Page) -> None:
    take_up(page)
    page.get_by_role("button", name="Publish release 2").click()
    expect(page.locator("#content-main")).to_contain_text("Live now")


def take_up(page: Page) -> None:
    """From the front page of the editing room to the release that waits."""
    page.get_by_role("region", name="Releases that wait").get_by_role("link").click()
    page.wait_for_url("**/release/2/**")


def roll_back(page: Page) -> None:
    page.goto("/admin/content/release/1/roll-back/")
    page.get_by_label("Reason").fill("The sentence needs a source of its own.")
    page.get_by_role("button", name="Go back to release 1").click()
    expect(page.locator("#content-main")).to_contain_text("Live now")


def counted(page: Page) -> None:
    """Look again until the impact is counted, as somebody without JavaScript does."""
    deadline = time.monotonic() + PATIENCE / 1000
    while page.get_by_role("link", name="Look again now").count() and time.monotonic() < deadline:
        page.wait_for_timeout(500)
        page.reload()


def waits_until_shown(page: Page, *, shown: bool) -> None:
    """Two seconds are promised, which is for the bench to measure."""
    deadline = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < deadline:
        page.goto(FORM)
        if (NEW in page.locator("main").inner_text()) is shown:
            return
        time.sleep(0.1)
    raise AssertionError(f"The page still does {'not ' if shown else ''}say so.")
