"""What goes live without a review, withdrawals included, and how long that is remembered."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from content import live, publishing, standing
from content.edition import PublicationKind
from content.models import Publication, Release
from tests import factories as f
from tests.content.conftest import DatabaseClock
from tests.room import Room

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Room:
    room = Room()
    release = room.propose()
    room.approve(release)
    room.publish(release)
    return room


def _emergency(room: Room) -> Release:
    release = room.propose("An urgent name")
    publishing.publish_in_emergency(release=release, by=room.publisher, reason="A wrong number.")
    return release


def _newest() -> live.Edition:
    return live.read(number=Publication.objects.latest("number").number)


def test_an_emergency_needs_a_publisher_and_a_reason(room: Room) -> None:
    release = room.propose("An urgent name")
    with pytest.raises(publishing.Refused, match="Only publishers"):
        publishing.publish_in_emergency(release=release, by=room.editor, reason="A wrong number.")
    with pytest.raises(publishing.Refused, match="Say what the emergency is"):
        publishing.publish_in_emergency(release=release, by=room.publisher, reason="")


def test_it_is_served_as_not_reviewed_until_somebody_approves_and_the_log_remembers(
    room: Room, settings: Settings
) -> None:
    settings.DEMONSTRATION_ALLOWED = False
    release = _emergency(room)
    assert not _newest().reviewed
    assert standing.unreviewed_emergency() == Publication.objects.get(number=2)
    room.approve(release)
    edition = _newest()
    assert edition.reviewed
    assert edition.kind is PublicationKind.EMERGENCY
    assert edition.log[0].kind is PublicationKind.EMERGENCY
    assert edition.log[0].approvals[0].at > edition.log[0].at
    assert standing.unreviewed_emergency() is None


def test_four_eyes_hold_for_the_review_afterwards(room: Room) -> None:
    release = _emergency(room)
    assert "proposed" in standing.why_not_approve(room.editor, release)[-2]
    assert standing.why_not_approve(room.reviewer, release) == ()
    room.approve(release)
    assert standing.why_not_approve(f.member("Clinical reviewer"), release) == ("Release 2 is live already.",)


def test_the_review_compares_with_what_was_live_before_it(room: Room) -> None:
    first, release = Release.objects.get(number=1), _emergency(room)
    base = standing.base_of(release)
    assert base is not None
    assert base.release == first
    assert [change.name for change in standing.difference(release).records] == ["citrate"]
    assert room.approve(release).live_digest == first.digest


def test_the_next_review_covers_what_went_live_without_one(room: Room) -> None:
    """Otherwise an unreviewed sentence would count as reviewed as soon as another one was."""
    _emergency(room)
    room.rename("Another name", compound="skin")
    following = room.propose()
    assert [change.name for change in standing.difference(following).records] == ["citrate", "skin"]
    room.approve(following)
    room.publish(following)
    assert _newest().reviewed
    assert standing.unreviewed_emergency() is None


def test_a_plan_that_was_overtaken_is_nothing_to_compare_with(
    room: Room, database_clock: DatabaseClock
) -> None:
    planned, urgent = room.propose("A name for tomorrow"), room.propose("An urgent name")
    approval = room.approve(planned)
    Publication.objects.create(
        number=2,
        kind=PublicationKind.PUBLISH,
        release=planned,
        approval=approval,
        starts_at=timezone.now() + dt.timedelta(hours=1),
    )
    Publication.objects.create(number=3, kind=PublicationKind.EMERGENCY, release=urgent, reason="A test.")
    database_clock.pass_(dt.timedelta(hours=2))
    base = standing.base_of(room.propose("Another name"))
    assert base is not None
    assert base.number == 1


@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("2026-11-16", "2026-11-18"),
        ("2026-11-19", "2026-11-23"),
        ("2026-11-20", "2026-11-24"),
        ("2026-11-21", "2026-11-24"),
    ],
)
def test_a_review_is_due_in_two_working_days(day: str, due: str) -> None:
    publication = Publication(starts_at=dt.datetime.fromisoformat(f"{day}T12:00:00+00:00"))
    assert standing.review_due(publication) == dt.date.fromisoformat(due)


# Withdrawing ------------------------------------------------------------------------------


def _withdraw(room: Room, compound: str = "citrate") -> Publication:
    return publishing.withdraw(compound=compound, by=room.publisher, reason="It was contaminated.")


def test_a_form_is_withdrawn_from_what_is_live_and_the_draft_plays_no_part(room: Room) -> None:
    room.rename("An unfinished name", compound="skin")
    publication = _withdraw(room)
    content = publication.release.catalogue()
    live_before = Release.objects.get(number=1)
    assert publication.release.derived_from == live_before
    assert list(content.compound_of) == ["skin"]
    assert content.compound_of["skin"].name == live_before.catalogue().compound_of["skin"].name
    assert (publication.withdrawn, publication.reason) == ("citrate", "It was contaminated.")


def test_what_is_left_stays_reviewed_and_is_served(room: Room, settings: Settings) -> None:
    settings.DEMONSTRATION_ALLOWED = False
    _withdraw(room)
    edition = _newest()
    assert edition.reviewed
    gone = edition.gone["forms/citrate"]
    assert (gone.withdrawn, gone.reason) == (True, "It was contaminated.")
    assert edition.log[0].withdrawn == "citrate"


def test_a_withdrawal_needs_a_reason_a_right_and_a_form_that_is_live(room: Room) -> None:
    given: dict[str, Any] = {"compound": "citrate", "by": room.publisher, "reason": "Why."}
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"reason": " "}, "Say why"),
        ({"by": room.editor}, "Only publishers and clinical reviewers"),
        ({"compound": "ghost"}, "No form called “ghost” is live"),
    ]
    for values, said in wrong:
        with pytest.raises(publishing.Refused, match=said):
            publishing.withdraw(**{**given, **values})
    publishing.withdraw(compound="citrate", by=room.reviewer, reason="A reviewer may.")
    with pytest.raises(publishing.Refused, match="No form called “citrate” is live"):
        _withdraw(room)


def test_a_withdrawal_goes_through_although_a_check_would_block(room: Room) -> None:
    """Safety first: without citrate nothing is left for constipation, which blocks a proposal."""
    _withdraw(room, "citrate")
    _withdraw(room, "skin")
    assert _newest().catalogue.compounds == ()


def test_no_roll_back_brings_a_withdrawn_form_back(room: Room) -> None:
    first = Release.objects.get(number=1)
    room.bring_live("Another name")
    _withdraw(room)
    publication = publishing.roll_back(release=first, by=room.publisher, reason="The name was wrong.")
    assert publication.release.derived_from == first
    assert list(publication.release.catalogue().compound_of) == ["skin"]
    assert _newest().reviewed


def test_no_emergency_brings_a_withdrawn_form_back(room: Room) -> None:
    release = room.propose("Another name")
    _withdraw(room)
    with pytest.raises(publishing.Refused, match="Only a review can bring it back"):
        publishing.publish_in_emergency(release=release, by=room.publisher, reason="It is needed.")


def test_an_approval_from_before_does_not_bring_a_withdrawn_form_back(room: Room) -> None:
    release = room.propose("Another name")
    room.approve(release)
    _withdraw(room)
    with pytest.raises(publishing.Refused, match="Nobody has approved"):
        room.publish(release)


def test_a_review_that_says_so_brings_it_back(room: Room) -> None:
    _withdraw(room)
    release = room.propose()
    assert standing.brings_back(release) == ("citrate",)
    with pytest.raises(publishing.Refused, match="Acknowledge that it comes back"):
        room.approve(release)
    room.approve(release, acknowledged=("back-citrate",))
    room.publish(release)
    assert standing.withdrawn_now() == {}
    assert "forms/citrate" not in _newest().gone
    _withdraw(room)
    assert list(standing.withdrawn_now()) == ["citrate"]


def test_a_plan_that_was_overtaken_brings_nothing_back(room: Room, database_clock: DatabaseClock) -> None:
    """A reviewer agreed that the form comes back, and then something else went live."""
    _withdraw(room)
    release = room.propose()
    approval = room.approve(release, acknowledged=("back-citrate",))
    starts_at = timezone.now() + dt.timedelta(hours=1)
    Publication.objects.create(
        number=3, kind=PublicationKind.PUBLISH, release=release, approval=approval, starts_at=starts_at
    )
    publishing.withdraw(compound="skin", by=room.publisher, reason="Another withdrawal.")
    database_clock.pass_(dt.timedelta(hours=2))
    assert set(standing.withdrawn_now()) == {"citrate", "skin"}


def test_a_withdrawal_from_an_emergency_is_served_and_waits_for_the_same_review(
    room: Room, settings: Settings
) -> None:
    settings.DEMONSTRATION_ALLOWED = False
    release = _emergency(room)
    _withdraw(room)
    assert not _newest().reviewed
    assert standing.unreviewed_emergency() == Publication.objects.get(number=2)
    room.approve(release)
    assert _newest().reviewed
