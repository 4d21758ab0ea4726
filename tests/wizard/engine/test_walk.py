"""Which question comes next."""

import pytest

from content.catalogue import Action, Kind, Question
from tests.builders import catalogue, caution, option, question
from wizard.engine.answers import Answers
from wizard.engine.walk import (
    BadChoice,
    ExclusiveChosenWithOthers,
    NothingChosen,
    TooManyChosen,
    UnknownCode,
    check_choice,
    replay,
)

CATALOGUE = catalogue(
    cautions=[caution("chest", Action.URGENT_NOW)],
    questions=[
        question("now", option("chest", raises=["chest"]), option("none"), safety=True),
        question("goals", option("sleep"), option("bowels"), kind="many"),
        question("follow", option("yes"), option("no"), shown_when=["goals/bowels"]),
        question("gut", option("touchy"), option("fine")),
    ],
)


def path(**answers: str) -> list[str]:
    progress = replay(CATALOGUE, Answers({slug: codes.split() for slug, codes in answers.items()}))
    return [question.slug for question in progress.path]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, ["now"]),
        ({"now": "none"}, ["now", "goals"]),
        ({"goals": "sleep", "gut": "fine"}, ["now"]),
        ({"now": "none", "goals": "sleep"}, ["now", "goals", "gut"]),
        ({"now": "none", "goals": "sleep bowels"}, ["now", "goals", "follow"]),
        ({"now": "none", "goals": "bowels", "gut": "fine"}, ["now", "goals", "follow"]),
        ({"now": "chest", "goals": "sleep"}, ["now"]),
        ({"now": "gone", "goals": "sleep"}, ["now"]),
        ({"now": "none", "goals": "sleep gone"}, ["now", "goals", "gut"]),
        ({"now": "none chest"}, ["now"]),
    ],
    ids=str,
)
def test_the_path_follows_the_answers(answers: dict[str, str], expected: list[str]) -> None:
    assert path(**answers) == expected


@pytest.mark.parametrize(
    ("answers", "total"),
    [
        ({}, None),
        ({"now": "none"}, None),
        ({"now": "none", "goals": "sleep"}, 3),
        ({"now": "none", "goals": "bowels"}, 4),
        ({"now": "chest"}, 1),
        ({"now": "none", "goals": "sleep", "gut": "fine"}, 3),
    ],
    ids=str,
)
def test_the_total_is_told_once_it_is_sure(answers: dict[str, str], total: int | None) -> None:
    assert replay(CATALOGUE, Answers({slug: [code] for slug, code in answers.items()})).total == total


def test_only_answers_that_count_are_kept() -> None:
    answers = Answers({"now": ["none"], "goals": ["sleep", "gone"], "follow": ["yes"], "never": ["asked"]})
    assert replay(CATALOGUE, answers).answers == Answers({"now": ["none"], "goals": ["sleep"]})


def test_a_question_knows_its_place_on_the_path() -> None:
    progress = replay(CATALOGUE, Answers({"now": ["none"], "goals": ["sleep"]}))
    assert [progress.position(slug) for slug in ("now", "goals", "follow", "gut")] == [1, 2, None, 3]


MANY = question(
    "many", option("a"), option("b"), option("c"), option("none", exclusive=True), kind=Kind.MANY, most=2
)
ONE = question("one", option("a"), option("b"))


@pytest.mark.parametrize(
    ("asked", "codes", "fault", "sentence"),
    [
        (ONE, [], NothingChosen, "Choose an answer."),
        (MANY, [], NothingChosen, "Choose at least one answer."),
        (ONE, ["a", "b"], TooManyChosen, "Choose one answer."),
        (MANY, ["a", "b", "c"], TooManyChosen, "Choose at most 2 answers."),
        (
            MANY,
            ["a", "none"],
            ExclusiveChosenWithOthers,
            "Choose either “Answer none” or other answers, not both.",
        ),
        (MANY, ["a", "x" * 10_000], UnknownCode, "Choose from the answers on this page."),
    ],
)
def test_a_choice_is_refused_with_what_to_do(
    asked: Question, codes: list[str], fault: type[BadChoice], sentence: str
) -> None:
    with pytest.raises(fault) as refusal:
        check_choice(asked, codes)
    assert str(refusal.value) == sentence


def test_a_choice_comes_back_in_the_order_of_the_question() -> None:
    assert [option.code for option in check_choice(MANY, ["b", "a", "b"])] == ["a", "b"]
