"""The page of a release offers each person what they may do next, and says why not the rest."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from content import publishing
from content.desk.doors import ReleasePage, release_page
from content.models import Release
from tests.room import Room

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Room:
    room = Room()
    room.demonstrate()
    return room


def _open(release: Release, user: User) -> list[str]:
    return [door.label for door in release_page(release, user).doors]


def _main(page: ReleasePage) -> list[str]:
    return [door.label for door in page.doors if door.main]


def test_a_proposal_is_to_be_reviewed(room: Room) -> None:
    release = room.propose("Another name")
    page = release_page(release, room.reviewer)
    assert page.standing == "Waiting for a review"
    assert _main(page) == ["Review it"]
    assert _open(release, room.reviewer) == ["Review it", "Preview it"]


def test_what_is_approved_is_to_be_published_by_those_who_may(room: Room) -> None:
    release = room.propose("Another name")
    room.approve(release)
    for person in (room.editor, room.publisher):
        assert _main(release_page(release, person)) == ["Publish it"]
    assert "Publish it" not in _open(release, room.reviewer)


def test_a_plan_can_be_cancelled(room: Room) -> None:
    release = room.propose("Another name")
    room.approve(release)
    room.publish(release, starts_at=timezone.now() + dt.timedelta(days=1))
    assert "Cancel the plan" in _open(release, room.publisher)
    assert "Cancel the plan" not in _open(release, room.reviewer)


def test_what_was_live_can_come_back(room: Room) -> None:
    first = Release.objects.get()
    room.bring_live("Another name")
    assert "Go back to it" in _open(first, room.publisher)
    assert "Go back to it" not in _open(first, room.editor)
    assert "Restore records from it" in _open(first, room.editor)


def test_a_closed_door_says_why(room: Room) -> None:
    page = release_page(room.propose("Another name"), room.editor)
    reasons = {door.label: door.reasons for door in page.closed}
    assert "Nobody has approved release 2 against what is live now." in reasons["Publish it"]


def test_the_page_tells_what_happened_in_order(room: Room) -> None:
    release = room.propose("Another name")
    room.approve(release)
    room.publish(release)
    first = Release.objects.get(number=1)
    publishing.roll_back(release=first, by=room.publisher, reason="It was wrong.")
    assert [event.what for event in release_page(release, room.editor).events] == [
        "Proposed",
        "Approved",
        "Published",
    ]
    [*_, latest] = release_page(first, room.editor).events
    assert (latest.what, latest.by, latest.words) == (
        "Went back to an earlier release",
        "publisher",
        "It was wrong.",
    )


def test_a_plan_that_something_else_overtook_says_so(room: Room) -> None:
    release = room.propose("Another name")
    room.approve(release)
    room.publish(release, starts_at=timezone.now() + dt.timedelta(days=1))
    publishing.withdraw(compound="skin", by=room.publisher, reason="It came first.")
    page = release_page(release, room.editor)
    assert page.standing == "Plan cancelled"
    [*_, latest] = page.events
    assert (latest.what, latest.by, latest.words) == (
        "Plan cancelled, since release 3 went live before",
        "publisher",
        "It came first.",
    )
