from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.catalogue import Catalogue
from tests.wizard.engine import strategies
from tests.wizard.guide import READY_FOR_RESULT, guide
from wizard.engine.answers import NO_ANSWERS, Answers
from wizard.engine.walk import check_choice
from wizard.made_up import RESULT, attempt


def test_complete_answers_lead_to_the_result_as_they_are() -> None:
    tried = attempt(guide(), READY_FOR_RESULT, RESULT)
    assert tried.answers == READY_FOR_RESULT
    assert tried.progress.finished
    assert not tried.misfits


def test_open_questions_on_the_way_get_the_answer_that_changes_least() -> None:
    tried = attempt(guide(), Answers({"goals": ["constipation"]}), "medicines")
    assert tried.answers == Answers(
        {"now": ["none"], "goals": ["constipation"], "bowels": ["none"], "digestion": ["fine"]}
    )
    assert tried.progress.position("medicines") == 5


def test_a_follow_up_is_reached_by_the_answer_it_follows() -> None:
    tried = attempt(guide(), NO_ANSWERS, "bowels")
    assert tried.answers["goals"] == ("constipation",)
    assert not tried.misfits


def test_answers_behind_the_place_are_kept_for_later() -> None:
    tried = attempt(guide(), Answers({"medicines": ["kidneys"]}), "goals")
    assert tried.answers["medicines"] == ("kidneys",)
    assert not tried.misfits


@pytest.mark.parametrize(
    ("answers", "place", "misfit"),
    [
        ({"colour": ["red"]}, RESULT, "There is no question “colour” here."),
        ({"goals": ["wealth"]}, RESULT, "Choose from the answers on this page."),
        ({"goals": ["sleep", "constipation", "heart"]}, RESULT, "Choose at most 2 answers."),
        ({"now": ["chest", "none"]}, "goals", "not both."),
        ({"bowels": ["long"], "goals": ["sleep"]}, RESULT, "this is not asked after the other answers."),
        ({"bowels": ["long"], "goals": ["sleep"]}, "digestion", "this is not asked after the other answers."),
        ({"now": ["chest"], "goals": ["sleep"]}, RESULT, "this is not asked after the other answers."),
        ({"goals": ["sleep"]}, "bowels", "the guide does not come to"),
        ({"now": ["chest"]}, "digestion", "the guide does not come to"),
    ],
)
def test_what_does_not_fit_is_said(answers: dict[str, list[str]], place: str, misfit: str) -> None:
    tried = attempt(guide(), Answers(answers), place)
    assert any(misfit in found.sentence for found in tried.misfits), tried.misfits
    assert all(tried.answers[slug] == tuple(sorted(codes)) for slug, codes in answers.items())


@given(strategies.answered(), st.data())
def test_what_was_given_is_never_altered_and_what_was_added_is_an_answer(
    answered: tuple[Catalogue, Answers], data: st.DataObject
) -> None:
    catalogue, given_answers = answered
    place = data.draw(st.sampled_from([RESULT, *(question.slug for question in catalogue.questions)]))
    tried = attempt(catalogue, given_answers, place)
    assert {slug: tried.answers[slug] for slug in given_answers} == dict(given_answers)
    for slug in tried.answers.keys() - given_answers.keys():
        check_choice(catalogue.question_of[slug], tried.answers[slug])
    reached = tried.progress.finished if place == RESULT else tried.progress.position(place) is not None
    assert reached or tried.misfits
