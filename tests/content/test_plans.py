"""Publishing at a time to come: no process waits for it, the database's clock decides."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from content import live as live_edition
from content import publishing, standing
from content.edition import PublicationKind
from content.models import Publication, Release
from content.standing import Standing
from tests import factories as f
from tests.content.conftest import DatabaseClock
from tests.room import Room

pytestmark = pytest.mark.django_db

TOMORROW = dt.timedelta(days=1)


@pytest.fixture
def room() -> Room:
    room = Room()
    room.demonstrate()
    return room


@pytest.fixture
def approved(room: Room) -> Release:
    release = room.propose("A name for tomorrow")
    room.approve(release)
    return release


def _live() -> int:
    publication = publishing.live_publication()
    assert publication is not None
    return publication.release.number


def _planned(approved: Release) -> Publication:
    """A plan for tomorrow, without every check as of then."""
    return Publication.objects.create(
        number=2,
        kind=PublicationKind.PUBLISH,
        release=approved,
        approval=approved.approvals.get(),
        starts_at=timezone.now() + TOMORROW,
    )


def test_a_plan_takes_effect_by_itself_when_its_time_has_come(
    approved: Release, database_clock: DatabaseClock
) -> None:
    plan = _planned(approved)
    assert _live() == 1
    assert standing.pending_plan() == plan
    assert standing.standing_of(approved) is Standing.PLANNED
    database_clock.pass_(2 * TOMORROW)
    assert _live() == 2
    assert standing.pending_plan() is None
    assert standing.standing_of(approved) is Standing.LIVE
    assert live_edition.read(number=2).published_at == plan.starts_at


def test_anything_published_in_between_cancels_a_plan(
    room: Room, approved: Release, database_clock: DatabaseClock
) -> None:
    other = room.propose("A name for now")
    _planned(approved)
    Publication.objects.create(number=3, kind=PublicationKind.EMERGENCY, release=other, reason="A test.")
    assert standing.standing_of(approved) is Standing.PLAN_CANCELLED
    database_clock.pass_(2 * TOMORROW)
    assert _live() == other.number
    assert standing.standing_of(approved) is Standing.PLAN_CANCELLED
    assert not standing.was_live(approved)
    assert [entry.number for entry in live_edition.read(number=3).log] == [other.number, 1]
    with pytest.raises(publishing.Refused, match="was never live"):
        publishing.roll_back(release=approved, by=room.publisher, reason="A test.")


def test_a_plan_can_be_called_off_and_made_again(room: Room, approved: Release) -> None:
    plan = room.publish(approved, starts_at=timezone.now() + TOMORROW)
    assert standing.standing_of(approved) is Standing.PLANNED
    with pytest.raises(publishing.Refused, match="Only a publisher or the person who planned"):
        publishing.cancel(publication=plan, by=room.editor, reason="Wait.")
    with pytest.raises(publishing.Refused, match="Say why"):
        publishing.cancel(publication=plan, by=room.publisher, reason="")
    publishing.cancel(publication=plan, by=room.publisher, reason="Wait.")
    assert standing.standing_of(approved) is Standing.APPROVED
    with pytest.raises(publishing.Refused, match="no plan that still waits"):
        publishing.cancel(publication=plan, by=room.publisher, reason="Wait.")
    room.publish(approved)
    assert _live() == 2


def test_a_plan_that_was_called_off_does_not_take_effect(
    room: Room, approved: Release, database_clock: DatabaseClock
) -> None:
    publishing.cancel(publication=_planned(approved), by=room.publisher, reason="Wait.")
    database_clock.pass_(2 * TOMORROW)
    assert _live() == 1
    assert not standing.was_live(approved)


def test_what_has_begun_is_not_called_off(room: Room, approved: Release) -> None:
    publication = room.publish(approved)
    with pytest.raises(publishing.Refused, match="no plan that still waits"):
        publishing.cancel(publication=publication, by=room.publisher, reason="Wait.")


def test_one_plan_waits_at_a_time(room: Room, approved: Release) -> None:
    """Two would each be compared with what the other replaces."""
    other = room.propose("Another name for tomorrow")
    room.approve(other)
    room.publish(approved, starts_at=timezone.now() + TOMORROW)
    with pytest.raises(publishing.Refused, match="Release 2 is planned already"):
        room.publish(other, starts_at=timezone.now() + 2 * TOMORROW)


def test_a_time_that_is_past_is_refused(room: Room, approved: Release) -> None:
    with pytest.raises(publishing.Refused, match="This time is past"):
        room.publish(approved, starts_at=timezone.now() - TOMORROW)


def test_checks_are_run_as_of_the_start(room: Room, approved: Release) -> None:
    """In four years every review in the sample is too old."""
    with pytest.raises(publishing.Refused, match="review"):
        room.publish(approved, starts_at=timezone.now() + 4 * 365 * TOMORROW)
    assert not Publication.objects.filter(release=approved).exists()


def test_a_planned_release_is_not_sent_back_before_the_plan_is_called_off(
    room: Room, approved: Release
) -> None:
    room.publish(approved, starts_at=timezone.now() + TOMORROW)
    with pytest.raises(publishing.Refused, match="Cancel the plan first"):
        publishing.send_back(release=approved, by=f.member("Clinical reviewer"), statement="No.")
