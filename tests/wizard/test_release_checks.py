from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from content import release_checks
from content.catalogue import Action, Catalogue, Question
from content.release_checks import Subject
from tests import builders as b
from tests.wizard.engine.strategies import catalogues
from tests.wizard.engine.walks import every_walk
from wizard.engine.matching import outcome
from wizard.engine.walk import replay
from wizard.release_checks import CHECKER

TODAY = dt.date(2026, 3, 31)
SLEEP = b.option("sleep", wants=["sleep"])


def _content(*questions: Question, **parts: Any) -> Catalogue:
    """One form for sleep, and one described visitor who is shown it."""
    values: dict[str, Any] = {
        "compounds": [b.compound("citrate")],
        "goals": [b.goal("sleep")],
        "claims": [b.claim("citrate", "sleep")],
        "cautions": [b.caution("kidneys", Action.WITHHOLD)],
        "questions": questions or [b.question("goals", SLEEP)],
        "expectations": [b.expectation("sleeper", {"goals": ("sleep",)}, shows=["citrate"])],
    }
    return b.catalogue(**{**values, **parts})


GOALS = b.question("goals", SLEEP)
EXAMPLES: Mapping[str, tuple[Catalogue, Catalogue, str]] = {
    "question-out-of-reach": (
        _content(b.question("early", b.option("a"), shown_when=["goals/sleep"]), GOALS),
        _content(GOALS, b.question("late", b.option("a"), number=2, shown_when=["goals/sleep"])),
        "questions.yaml, early, shown_when: no combination of answers leads to this question.",
    ),
    "result-without-explanation": (
        _content(b.question("goals", SLEEP, b.option("nothing"))),
        _content(b.question("goals", SLEEP, b.option("nothing", raises=["kidneys"]))),
        (
            "questions.yaml: nothing is hoped for, so nothing can match, "
            "for example with these answers: Goals: nothing."
        ),
    ),
    "form-never-shown": (
        _content(compounds=[b.compound("citrate"), b.compound("sulfate")]),
        _content(),
        "compounds.yaml, sulfate: no combination of answers shows this form.",
    ),
    "promise-broken": (
        _content(expectations=[b.expectation("sleeper", {"goals": ("sleep",)}, sets_aside=["citrate"])]),
        _content(),
        "expectations.yaml, sleeper: citrate should be set aside.",
    ),
    "no-promises": (_content(expectations=[]), _content(), "expectations.yaml: no visitor is described."),
}


def _found(content: Catalogue) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for problem in CHECKER.find(Subject(content, TODAY)):
        found.setdefault(problem.check.slug, []).append(str(problem))
    return found


def test_every_check_has_its_examples() -> None:
    assert [check.slug for check in CHECKER.checks] == list(EXAMPLES)


@pytest.mark.parametrize("check", EXAMPLES)
def test_a_check_finds_what_it_looks_for(check: str) -> None:
    bad, _, said = EXAMPLES[check]
    assert _found(bad).get(check) == [said]


@pytest.mark.parametrize("check", EXAMPLES)
def test_a_check_finds_nothing_where_all_is_well(check: str) -> None:
    _, good, _ = EXAMPLES[check]
    assert check not in _found(good)


def test_the_wizard_takes_part_in_every_run() -> None:
    assert CHECKER in release_checks.checkers()


def test_content_that_does_not_hold_together_is_not_walked() -> None:
    content = _content(b.question("goals", b.option("sleep", wants=["ghost"])))
    checks = {problem.check.slug for problem in release_checks.run(content, today=TODAY)}
    assert "does-not-hold-together" in checks
    assert not checks & set(EXAMPLES)


def test_a_question_nobody_can_answer_is_not_walked() -> None:
    assert "result-without-explanation" not in _found(_content(b.question("goals")))


def test_a_warning_on_every_way_does_not_hide_that_nothing_is_hoped_for() -> None:
    grave = b.option("grave", raises=["kidneys"])
    asked = b.option("asked", raises=["heart"])
    content = _content(
        b.question("safety", grave, asked, safety=True),
        b.question("goals", SLEEP, b.option("nothing"), number=2),
        cautions=[b.caution("kidneys", Action.WITHHOLD), b.caution("heart")],
    )
    assert "result-without-explanation" in _found(content)


def test_a_form_whose_only_goal_sets_it_aside_is_never_shown() -> None:
    content = _content(
        b.question("goals", b.option("sleep", wants=["sleep"], raises=["kidneys"])),
        cautions=[b.caution("kidneys", Action.SET_ASIDE, compounds=["citrate"])],
    )
    assert "form-never-shown" in _found(content)


@settings(deadline=None, max_examples=60)
@given(catalogues)
def test_the_cases_looked_at_tell_the_same_as_walking_every_combination(content: Catalogue) -> None:
    content = msgspec.structs.replace(content, guidance=tuple(b.every_guidance()))
    found = _found(content)
    shown: set[str] = set()
    without_hope = False
    for answers in every_walk(content):
        result = outcome(content, replay(content, answers))
        shown |= {match.compound.slug for match in result.shown}
        without_hope |= not (result.level.is_urgent or result.withheld or result.wanted)
    never = [compound.slug for compound in content.compounds if compound.slug not in shown]
    assert len(found.get("form-never-shown", [])) == len(never)
    assert ("result-without-explanation" in found) is without_hope
