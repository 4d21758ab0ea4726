"""Every way a visitor can answer the starter questions leads somewhere good."""

import pytest

from content.catalogue import Catalogue, Level
from wizard.engine.changes import smallest_changes
from wizard.engine.enumeration import Enumeration, enumerate_cases
from wizard.engine.expectations import failures
from wizard.engine.matching import Outcome, Verdict, outcome
from wizard.engine.walk import replay


@pytest.fixture(scope="module")
def enumeration(starter: Catalogue) -> Enumeration:
    return enumerate_cases(starter)


@pytest.fixture(scope="module")
def outcomes(starter: Catalogue, enumeration: Enumeration) -> list[Outcome]:
    return [outcome(starter, replay(starter, case.example)) for case in enumeration.cases]


def test_every_promise_is_kept(starter: Catalogue) -> None:
    assert len(starter.expectations) >= 40
    assert failures(starter) == []


def test_every_question_is_reached_by_somebody(starter: Catalogue, enumeration: Enumeration) -> None:
    assert {question.slug for question in starter.questions} == enumeration.reached


def test_every_walk_ends(starter: Catalogue, enumeration: Enumeration) -> None:
    assert all(replay(starter, case.example).finished for case in enumeration.cases)


def test_every_outcome_carries_guidance_somebody_can_act_on(outcomes: list[Outcome]) -> None:
    for result in outcomes:
        assert result.guidance.title
        assert result.guidance.body
        assert result.guidance.action


def test_every_outcome_is_explained(starter: Catalogue, outcomes: list[Outcome]) -> None:
    for result in outcomes:
        if result.level.is_urgent or result.withheld:
            assert result.cautions
            assert not result.matches
        else:
            assert result.wanted
            assert len(result.matches) == len(starter.compounds)
            assert all(match.reasons for match in result.matches)


def test_a_raised_level_names_the_caution_that_raised_it(outcomes: list[Outcome]) -> None:
    for result in outcomes:
        if result.level is not Level.ROUTINE:
            assert any(raised.caution.action.level is result.level for raised in result.cautions)


def test_every_form_is_shown_to_somebody(starter: Catalogue, outcomes: list[Outcome]) -> None:
    shown = {match.compound.slug for result in outcomes for match in result.shown}
    assert {compound.slug for compound in starter.compounds} - shown == {"sulfate"}, (
        "Only Epsom salt is chosen for none of the goals; its page still tells what is known."
    )


def test_without_proof_nothing_is_said_to_be_met(outcomes: list[Outcome]) -> None:
    for result in outcomes:
        if not result.shown_to_help:
            assert not any(
                reason.goal and reason.verdict is Verdict.MET for match in result.shown for reason in match.reasons
            )


def test_a_form_set_aside_for_goals_alone_can_be_brought_in(
    starter: Catalogue, enumeration: Enumeration
) -> None:
    """Asked of a hundred cases spread over them all; each search is exact."""
    step = max(1, len(enumeration.cases) // 100)
    for case in enumeration.cases[::step]:
        progress = replay(starter, case.example)
        result = outcome(starter, progress)
        for slug, change in smallest_changes(starter, progress, result).items():
            cautioned = any(
                reason.caution for match in result.matches if match.compound.slug == slug for reason in match.reasons
            )
            if slug != "sulfate" and not cautioned:
                assert change, (slug, dict(case.example))
