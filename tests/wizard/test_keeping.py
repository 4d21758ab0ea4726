"""Which answers survive a new Release and a save."""

from __future__ import annotations

import pytest

from tests.builders import edition
from tests.wizard.guide import NOTHING_URGENT, READY_FOR_RESULT, THEN, guide, second_release
from wizard.cookies import Carried, State
from wizard.engine.answers import NO_ANSWERS, Answers
from wizard.engine.walk import passing_over, replay
from wizard.keeping import means_the_same, recall
from wizard.notices import Notice


def kept(answers: Answers, *, release: int = 1) -> Carried:
    return Carried(State.KEPT, answers, release)


def test_answers_of_the_same_release_are_all_kept() -> None:
    recalled = recall(edition(guide()), kept(READY_FOR_RESULT))
    assert recalled.answers == READY_FOR_RESULT
    assert recalled.notice is None
    assert recalled.progress.finished


def test_a_new_release_in_which_nothing_changed_goes_unnoticed() -> None:
    recalled = recall(second_release(), kept(READY_FOR_RESULT))
    assert recalled.answers == READY_FOR_RESULT
    assert recalled.notice is None


def test_a_changed_question_is_asked_again_and_the_rest_is_kept() -> None:
    recalled = recall(second_release(goals="b"), kept(READY_FOR_RESULT))
    assert recalled.answers == READY_FOR_RESULT.without(["goals"])
    assert recalled.notice is Notice.CHANGED
    assert recalled.progress.current is not None
    assert recalled.progress.current.slug == "goals"


def test_a_change_of_a_question_not_yet_answered_goes_unnoticed() -> None:
    recalled = recall(second_release(medicines="b"), kept(NOTHING_URGENT))
    assert recalled.answers == NOTHING_URGENT
    assert recalled.notice is None


@pytest.mark.parametrize("release", [7, None])
def test_answers_of_an_unknown_release_are_all_asked_again(release: int | None) -> None:
    recalled = recall(second_release(), Carried(State.KEPT, READY_FOR_RESULT, release))
    assert recalled.answers == NO_ANSWERS
    assert recalled.notice is Notice.ALL_CHANGED


def test_a_question_that_is_gone_is_dropped_without_a_word() -> None:
    carried = kept(READY_FOR_RESULT.with_answer("retired", ["yes"]))
    recalled = recall(second_release(), carried)
    assert recalled.answers == READY_FOR_RESULT
    assert recalled.notice is None


def test_rolling_back_asks_again_as_well() -> None:
    rolled_back = edition(guide(), number=1, meanings={1: THEN, 2: {**THEN, "goals": "b"}})
    assert recall(rolled_back, kept(READY_FOR_RESULT, release=2)).notice is Notice.CHANGED


@pytest.mark.parametrize(
    ("state", "notice"),
    [
        (State.EXPIRED, Notice.EXPIRED),
        (State.UNREADABLE, Notice.UNREADABLE),
        (State.OVERSIZED, Notice.OVERSIZED),
        (State.ABSENT, None),
    ],
)
def test_a_cookie_that_cannot_be_used_is_told_of(state: State, notice: Notice | None) -> None:
    recalled = recall(edition(guide()), Carried(state))
    assert recalled.answers == NO_ANSWERS
    assert recalled.notice is notice


def test_every_notice_is_a_sentence() -> None:
    assert all(notice.sentence.endswith(".") for notice in Notice)


def test_a_release_always_means_the_same_as_itself() -> None:
    unlisted = edition(guide(), number=3, meanings={})
    assert means_the_same(unlisted, "goals", 3)
    assert not means_the_same(unlisted, "goals", 2)


def saved(answers: Answers) -> Answers:
    """What of these answers is saved."""
    return passing_over(guide(), replay(guide(), answers)).answers


def test_answers_behind_an_open_question_stand() -> None:
    """Somebody who now also hopes for help with constipation is asked what is new, and no more."""
    answers = READY_FOR_RESULT.with_answer("goals", ["sleep", "constipation"])
    assert saved(answers) == answers


def test_an_answer_to_a_question_no_longer_reached_is_dropped() -> None:
    answers = READY_FOR_RESULT.with_answer("bowels", ["none"])
    assert saved(answers) == READY_FOR_RESULT


def test_codes_nobody_knows_are_dropped() -> None:
    answers = READY_FOR_RESULT.with_answer("goals", ["sleep", "flying"]).with_answer("shoes", ["red"])
    assert saved(answers) == READY_FOR_RESULT


def test_nothing_stands_behind_an_urgent_answer() -> None:
    answers = READY_FOR_RESULT.with_answer("now", ["chest"])
    assert saved(answers) == Answers({"now": ["chest"]})
