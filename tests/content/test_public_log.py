"""What the public may know of what went live, as an Edition tells it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from content import live, publishing
from content.edition import Edition, PublicationKind
from content.models import Publication, Release
from tests import factories as f
from tests.room import Room

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Room:
    room = Room()
    room.demonstrate()
    return room


def _edition() -> Edition:
    return live.read(number=Publication.objects.latest("number").number)


def test_the_log_tells_what_went_live_and_who_approved_it(room: Room) -> None:
    first, second = Release.objects.get(), room.bring_live("Another name")
    publishing.roll_back(release=first, by=room.publisher, reason="A mistake.")
    publishing.roll_back(release=second, by=room.publisher, reason="No mistake.")
    edition = _edition()
    assert edition.reviewed
    assert (edition.approvals[0].by, edition.approvals[0].role) == ("reviewer", "Clinical reviewer")
    assert [
        (entry.number, entry.kind, entry.note, entry.reason, len(entry.approvals)) for entry in edition.log
    ] == [
        (2, "roll_back", "It is called Another name.", "No mistake.", 1),
        (1, "roll_back", "The first.", "A mistake.", 0),
        (2, "publish", "It is called Another name.", "", 1),
        (1, "demonstration", "The first.", "", 0),
    ]
    assert not live.read(number=3).reviewed
    assert len(live.read(number=2).log) == 2


def test_a_plan_that_was_overtaken_or_called_off_is_not_in_the_log(room: Room) -> None:
    now = timezone.now()
    releases = [f.ReleaseFactory.create(number=number) for number in (2, 3)]
    for number, release, at in [
        (2, releases[0], now + dt.timedelta(days=1)),  # planned for tomorrow, but
        (3, releases[1], now + dt.timedelta(hours=1)),  # this one comes before it
    ]:
        Publication.objects.create(
            number=number, kind=PublicationKind.EMERGENCY, release=release, reason="A plan.", starts_at=at
        )
    assert [entry.number for entry in live.read(number=3).log] == [3, 1]
    publishing.cancel(publication=Publication.objects.get(number=3), by=room.publisher, reason="A test.")
    assert [entry.number for entry in live.read(number=2).log] == [2, 1]


def test_each_page_tells_when_it_last_changed(room: Room) -> None:
    first = Publication.objects.get().starts_at
    room.bring_live("Another name")
    second = Publication.objects.get(number=2).starts_at
    changed = _edition().changed_on
    assert changed["forms/citrate"] == changed["forms"] == second
    assert changed["forms/skin"] == changed["food"] == first
    publishing.roll_back(release=Release.objects.get(number=1), by=room.publisher, reason="A mistake.")
    assert _edition().changed_on["forms/citrate"] == Publication.objects.get(number=3).starts_at
    assert _edition().changed_on["food"] == first


def test_a_page_that_is_gone_keeps_its_title_and_comes_back_without_a_trace(room: Room) -> None:
    publishing.withdraw(compound="citrate", by=room.publisher, reason="It was contaminated.")
    edition = _edition()
    assert set(edition.gone) == {"forms/citrate"}
    gone = edition.gone["forms/citrate"]
    assert (gone.title, gone.withdrawn, gone.reason) == ("Magnesium citrate", True, "It was contaminated.")
    assert gone.at == edition.published_at
    assert "forms/citrate" not in edition.changed_on
    release = room.propose()
    room.approve(release, acknowledged=("back-citrate",))
    room.publish(release)
    assert _edition().gone == {}
    assert _edition().changed_on["forms/citrate"] == _edition().published_at


def test_a_page_that_an_editor_took_away_was_not_withdrawn(room: Room) -> None:
    publishing.withdraw(compound="citrate", by=room.publisher, reason="It was contaminated.")
    publishing.withdraw(compound="skin", by=room.publisher, reason="Nobody needs it.")
    assert _edition().gone["forms/citrate"].reason == "It was contaminated."
    release = f.ReleaseFactory.create(number=4)
    Publication.objects.create(number=4, kind=PublicationKind.EMERGENCY, release=release, reason="A test.")
    gone = _edition().gone["learn/what-it-is"]
    assert (gone.title, gone.withdrawn, gone.reason) == ("What", False, "")
