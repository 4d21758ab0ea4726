"""Which kinds of result there are, how common each is, and an example of each."""

from __future__ import annotations

from collections import Counter

import msgspec
from hypothesis import given, settings

from content.catalogue import Action, Catalogue, Kind, Level
from tests.builders import catalogue, caution, claim, compound, goal, option, question
from tests.wizard.engine.strategies import catalogues
from tests.wizard.engine.walks import every_walk
from wizard.engine.answers import Answers
from wizard.engine.matching import outcome
from wizard.engine.walk import replay
from wizard.result_kinds import Name, name_of, plainest, result_kinds

CATALOGUE = catalogue(
    goals=[goal("sleep"), goal("bowels")],
    compounds=[compound("gentle"), compound("loose")],
    claims=[claim("gentle", "sleep"), claim("loose", "bowels")],
    cautions=[
        caution("chest", Action.URGENT_NOW),
        caution("kidney", Action.WITHHOLD),
        caution("pills", Action.MENTION),
    ],
    questions=[
        question("now", option("chest", raises=["chest"]), option("none"), safety=True),
        question("goals", option("sleep", wants=["sleep"]), option("bowels", wants=["bowels"])),
        question(
            "health",
            option("kidney", raises=["kidney"]),
            option("pills", raises=["pills"]),
            option("none", exclusive=True),
            kind=Kind.MANY,
            safety=True,
        ),
    ],
)


def test_the_commonest_kind_comes_first_and_all_are_counted() -> None:
    found = result_kinds(CATALOGUE)
    assert [(kind.name, kind.combinations) for kind in found.kinds] == [
        ((Level.ASK_FIRST, True, (), ()), 4),
        ((Level.ROUTINE, False, ("gentle",), ("loose",)), 2),
        ((Level.ROUTINE, False, ("loose",), ("gentle",)), 2),
        ((Level.URGENT_NOW, False, (), ()), 1),
    ]
    assert found.combinations == 9


def test_the_plainest_example_says_no_more_than_it_must() -> None:
    kind = next(kind for kind in result_kinds(CATALOGUE).kinds if kind.first == ("gentle",))
    answers = {"now": ("none",), "goals": ("sleep",), "health": ("none",)}
    assert plainest(CATALOGUE, kind) == Answers(answers)


def test_the_work_tells_how_far_it_is() -> None:
    told: list[float] = []
    result_kinds(CATALOGUE, told.append)
    assert told[0] == 0
    assert all(0 <= share <= 1 for share in told)


def test_wishes_that_an_urgent_answer_hides_do_not_stand_for_no_wishes() -> None:
    hidden = option("hidden", wants=["sleep"], raises=["chest"])
    contents = msgspec.structs.replace(CATALOGUE, questions=(question("goals", hidden, option("nothing")),))
    assert {kind.name: kind.combinations for kind in result_kinds(contents).kinds} == {
        (Level.URGENT_NOW, False, (), ()): 1,
        (Level.ROUTINE, False, (), ("gentle", "loose")): 1,
    }


@settings(max_examples=100)
@given(catalogues)
def test_the_kinds_are_those_that_every_walk_finds(contents: Catalogue) -> None:
    walked: Counter[Name] = Counter(_name(contents, answers) for answers in every_walk(contents))
    found = result_kinds(contents)
    assert {kind.name: kind.combinations for kind in found.kinds} == walked
    assert found.combinations == walked.total()


@settings(max_examples=60)
@given(catalogues)
def test_every_example_comes_to_its_kind(contents: Catalogue) -> None:
    for kind in result_kinds(contents).kinds:
        assert _name(contents, kind.example) == kind.name
        assert _name(contents, plainest(contents, kind)) == kind.name


def test_the_starter_content_can_be_skimmed(starter: Catalogue) -> None:
    found = result_kinds(starter)
    assert len(found.kinds) < 400
    assert {kind.level for kind in found.kinds} == set(Level)


def _name(contents: Catalogue, answers: Answers) -> Name:
    return name_of(outcome(contents, replay(contents, answers)))
