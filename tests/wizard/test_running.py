"""What the side panel may say while boxes are being ticked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from content.catalogue import Catalogue
from tests.wizard.engine.strategies import answered
from tests.wizard.guide import NOTHING_URGENT, READY_FOR_RESULT, guide
from wizard.engine.answers import Answers
from wizard.engine.matching import outcome
from wizard.engine.walk import passing_over, replay
from wizard.presenters.reasons import against
from wizard.running import still_running, ticked

GUIDE = guide()
BOTH = ["glycinate", "citrate"]
AFTER_GOALS = NOTHING_URGENT.with_answer("goals", ["sleep"])


def panel(answers: Answers, slug: str, *codes: str) -> tuple[list[str], list[str]] | None:
    """Slugs of the forms still in the running and of those that just dropped out."""
    question = GUIDE.question_of[slug]
    progress = ticked(GUIDE, answers, question, codes)
    running = still_running(GUIDE, progress, question) if progress else None
    if running is None:
        return None
    return (
        [match.compound.slug for match in running.outcome.shown],
        [match.compound.slug for match in running.newly_out],
    )


@pytest.mark.parametrize(
    ("story", "answers", "slug", "codes", "expected"),
    [
        (
            "before a goal is chosen every goal is open, so a goal can take a form out",
            NOTHING_URGENT,
            "goals",
            ("constipation",),
            (["citrate"], ["glycinate"]),
        ),
        ("both forms are used for sleep", NOTHING_URGENT, "goals", ("sleep",), (BOTH, [])),
        ("nothing ticked leaves the answers as they are", AFTER_GOALS, "digestion", (), (BOTH, [])),
        ("a tolerance takes a form out", AFTER_GOALS, "digestion", ("upset",), (["glycinate"], ["citrate"])),
        (
            "a form that was out already did not just drop out",
            READY_FOR_RESULT.with_answer("digestion", ["upset"]),
            "goals",
            ("sleep",),
            (["glycinate"], []),
        ),
        (
            "a second goal can bring a form in",
            NOTHING_URGENT,
            "goals",
            ("sleep", "constipation"),
            (["citrate", "glycinate"], []),
        ),
        ("without a goal there is nothing to say", NOTHING_URGENT, "goals", (), None),
        ("an answer that is not allowed says nothing", NOTHING_URGENT, "goals", ("sleep", "not-sure"), None),
        ("a code nobody knows says nothing", NOTHING_URGENT, "goals", ("flying",), None),
        ("a withheld answer says nothing", NOTHING_URGENT, "goals", ("sleep", "heart"), None),
        ("a safety question says nothing", AFTER_GOALS, "medicines", ("none",), None),
        (
            "forms withheld by a later answer stay withheld",
            READY_FOR_RESULT.with_answer("medicines", ["kidneys"]),
            "goals",
            ("sleep",),
            None,
        ),
        (
            "forms withheld by an answer behind a question that just opened stay withheld",
            READY_FOR_RESULT.with_answer("medicines", ["kidneys"]),
            "goals",
            ("constipation",),
            None,
        ),
    ],
)
def test_the_panel_says(
    story: str,
    answers: Answers,
    slug: str,
    codes: tuple[str, ...],
    expected: tuple[list[str], list[str]] | None,
) -> None:
    assert panel(answers, slug, *codes) == expected, story


def test_a_form_that_dropped_out_comes_with_its_reason() -> None:
    answers = AFTER_GOALS.with_answer("digestion", ["upset"])
    running = still_running(GUIDE, replay(GUIDE, answers), GUIDE.question_of["digestion"])
    assert running is not None
    (match,) = running.newly_out
    assert any(said.key == "digestion/upset" for reason in match.reasons for said in reason.said)


@settings(max_examples=150)
@given(answered())
def test_forms_of_one_cause_are_kept_out_in_the_same_words(given_: tuple[Catalogue, Answers]) -> None:
    """The panel finds these words once for each cause."""
    catalogue, answers = given_
    matches = outcome(catalogue, passing_over(catalogue, replay(catalogue, answers))).matches
    words = {match.compound: against(match.reasons) for match in matches}
    told = [(compound, against(reasons)) for reasons, alike in matches.by_cause() for compound in alike]
    assert dict(told) == words
    assert len(told) == len(words)
