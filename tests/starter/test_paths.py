"""Every way a visitor can answer the starter questions leads somewhere good."""

from collections import Counter
from collections.abc import Callable, Mapping

import pytest

from content.catalogue import Action, Catalogue, Level
from wizard.engine.answers import Answers
from wizard.engine.changes import smallest_changes
from wizard.engine.effects import effects_of
from wizard.engine.enumeration import Enumeration, enumerate_cases
from wizard.engine.expectations import failures
from wizard.engine.matching import outcome
from wizard.engine.outcomes import Outcome
from wizard.engine.standing import Verdict
from wizard.engine.walk import replay

UNCHOSEN = {"sulfate"}
"""Epsom salt is chosen for none of the goals; its own page still tells what is known."""


def ends_with_guidance(result: Outcome) -> bool:
    return bool(result.guidance.title and result.guidance.body and result.guidance.action)


def is_explained(result: Outcome) -> bool:
    if result.level.is_urgent or result.withheld:
        return bool(result.cautions) and not result.matches
    return bool(result.wanted and result.matches) and all(match.reasons for match in result.matches)


def names_what_raised_its_level(result: Outcome) -> bool:
    return result.level is Level.ROUTINE or any(
        raised.caution.action.level is result.level for raised in result.cautions
    )


def says_nothing_is_met_without_proof(result: Outcome) -> bool:
    return result.shown_to_help or not any(
        reason.goal and reason.verdict is Verdict.MET for match in result.shown for reason in match.reasons
    )


RULES: tuple[Callable[[Outcome], bool], ...] = (
    ends_with_guidance,
    is_explained,
    names_what_raised_its_level,
    says_nothing_is_met_without_proof,
)


@pytest.fixture(scope="module")
def enumeration(starter: Catalogue) -> Enumeration:
    return enumerate_cases(starter)


@pytest.fixture(scope="module")
def walked(starter: Catalogue, enumeration: Enumeration) -> Mapping[str, list[Answers]]:
    """Each rule's name, and each form's slug, with examples of walks that break the one or show the other."""
    found: dict[str, list[Answers]] = {}
    for case in enumeration.cases:
        result = outcome(starter, replay(starter, case.example))
        for rule in RULES:
            if not rule(result):
                found.setdefault(rule.__name__, []).append(case.example)
        for match in result.shown:
            found.setdefault(match.compound.slug, [case.example])
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_outcome(rule: Callable[[Outcome], bool], walked: Mapping[str, list[Answers]]) -> None:
    assert walked.get(rule.__name__, []) == []


def test_every_form_is_shown_to_somebody(starter: Catalogue, walked: Mapping[str, list[Answers]]) -> None:
    assert {compound.slug for compound in starter.compounds if compound.slug not in walked} == UNCHOSEN


def test_every_question_is_reached_by_somebody(starter: Catalogue, enumeration: Enumeration) -> None:
    assert {question.slug for question in starter.questions} == enumeration.reached


def test_every_walk_ends(starter: Catalogue, enumeration: Enumeration) -> None:
    assert all(replay(starter, case.example).finished for case in enumeration.cases)


def test_every_promise_is_kept(starter: Catalogue) -> None:
    assert len(starter.expectations) >= 40
    assert failures(starter) == []


def test_promises_cover_every_level_and_every_goal(starter: Catalogue) -> None:
    assert {expectation.level for expectation in starter.expectations} >= set(Level)
    named = Counter(
        code for expectation in starter.expectations for code in expectation.answers.get("goals", ())
    )
    assert {option.code for option in starter.question_of["goals"].options} <= set(named)


def test_a_form_set_aside_for_goals_alone_can_be_brought_in(
    starter: Catalogue, enumeration: Enumeration
) -> None:
    """Asked of a hundred cases spread over them all; each search is exact."""
    step = max(1, len(enumeration.cases) // 100)
    for case in enumeration.cases[::step]:
        progress = replay(starter, case.example)
        result = outcome(starter, progress)
        raised = [starter.caution_of[slug] for slug in effects_of(progress.steps).raised]
        barred = {slug for it in raised if it.action is Action.SET_ASIDE for slug in it.compounds}
        for slug, change in smallest_changes(starter, progress, result).items():
            if slug not in barred | UNCHOSEN:
                assert change, (slug, dict(case.example))
