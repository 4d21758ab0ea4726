from __future__ import annotations

from typing import Any

import pytest

from content import edits, holding, publishing
from content.models import Claim, Compound, Goal, Hold, Publisher, Source
from tests import factories as f
from tests.room import Room

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Room:
    return Room()


def _hold(room: Room, kind: str, record: str) -> Hold:
    return holding.hold(kind=kind, record=record, by=room.editor, reason="Not ready.")


def test_a_release_takes_the_live_version_of_what_is_held_back_and_says_so(room: Room) -> None:
    room.demonstrate()
    room.rename("Unfinished")
    room.rename("Finished", compound="skin")
    _hold(room, "compounds", "citrate")
    release = room.propose()
    names = {compound.slug: compound.name for compound in release.catalogue().compounds}
    assert names == {"citrate": "Magnesium citrate", "skin": "Finished"}
    assert release.held == [
        {"kind": "compounds", "record": "citrate", "by": "editor", "reason": "Not ready."}
    ]


def test_what_is_not_live_is_left_out(room: Room) -> None:
    room.demonstrate()
    with edits.recorded(by=room.editor):
        f.SourceFactory.create(slug="new")
        f.SourceFactory.create(slug="ready")
    _hold(room, "sources", "new")
    assert {"first-paper", "ready"} <= set(room.propose().catalogue().source_of)
    assert "new" not in room.propose().catalogue().source_of


def test_what_the_draft_deleted_comes_back(room: Room) -> None:
    room.demonstrate()
    with edits.recorded(by=room.editor):
        Source.objects.filter(slug="third-paper").delete()
    _hold(room, "sources", "third-paper")
    room.rename("Another name")
    assert "third-paper" in room.propose().catalogue().source_of


def test_a_kind_with_one_record_is_held_back_by_its_kind(room: Room) -> None:
    room.demonstrate()
    room.rename("Another name")
    with edits.recorded(by=room.editor):
        Publisher.objects.update(name="Somebody else")
    _hold(room, "publisher", "")
    assert room.propose().catalogue().publisher.name == "A publisher"


def test_what_others_need_is_not_held_back_without_them(room: Room) -> None:
    room.demonstrate()
    with edits.recorded(by=room.editor):
        goal = f.GoalFactory.create(slug="calm")
        f.ClaimFactory.create(goal=goal, compound=Compound.objects.get(slug="citrate"))
    _hold(room, "goals", "calm")
    with pytest.raises(publishing.Refused) as refused:
        room.propose()
    assert refused.value.reasons == (
        "The rest can't be released while this is held back: goal “calm”.",
        "claims.yaml, citrate for calm, goal: nothing in goals is called “calm”.",
    )


def test_while_nothing_is_live_a_single_record_can_not_be_held_back(room: Room) -> None:
    _hold(room, "publisher", "")
    with pytest.raises(publishing.Refused, match="Nothing is live yet, so the publisher"):
        room.propose()


def test_an_editor_lets_it_go_again(room: Room) -> None:
    room.demonstrate()
    hold = _hold(room, "compounds", "citrate")
    with pytest.raises(publishing.Refused, match="held back already"):
        _hold(room, "compounds", "citrate")
    assert list(holding.held()) == [hold]
    with pytest.raises(publishing.Refused, match="Only editors"):
        holding.let_go(hold=hold, by=room.reviewer)
    holding.let_go(hold=hold, by=room.editor)
    assert not holding.held()
    assert room.propose("Another name").held == []


def test_holding_back_needs_a_reason_an_editor_and_a_record(room: Room) -> None:
    given: dict[str, Any] = {"kind": "compounds", "record": "citrate", "by": room.editor, "reason": "Why."}
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"reason": ""}, "Say what is still missing"),
        ({"by": room.publisher}, "Only editors"),
        ({"kind": "recipes"}, "There is no kind of content called “recipes”"),
        ({"record": "ghost"}, "There is no form of magnesium “ghost”"),
    ]
    for values, said in wrong:
        with pytest.raises(publishing.Refused, match=said):
            holding.hold(**{**given, **values})


def test_what_is_live_but_gone_from_the_rows_can_be_held_back(room: Room) -> None:
    room.demonstrate()
    with edits.recorded(by=room.editor):
        Claim.objects.all().delete()
        Goal.objects.filter(slug="never").delete()
    assert _hold(room, "claims", "citrate for sleep").record == "citrate for sleep"
