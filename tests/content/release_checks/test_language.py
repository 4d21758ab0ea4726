"""What may be said and what may not, sentence by sentence."""

from __future__ import annotations

import pytest

from content.catalogue import Certainty, Direction
from content.release_checks import Problem, run
from tests import builders as b
from tests.content.release_checks.examples import TODAY, text

LANGUAGE = {"promise-to-heal", "illness-with-remedy", "praise", "absolute-word"}


def _found(sentence: str) -> set[str]:
    return {p.check.slug for p in run(text(sentence), today=TODAY)} & LANGUAGE


@pytest.mark.parametrize(
    ("sentence", "check"),
    [
        ("Magnesium treats anxiety.", "promise-to-heal"),
        ("It heals the gut lining.", "promise-to-heal"),
        ("Magnesium can reverse low mood.", "promise-to-heal"),
        ("Taken daily it prevents cramps.", "promise-to-heal"),
        ("It is not only gentle, it cures migraine.", "promise-to-heal"),
        ("Taurate is not a medicine but prevents strokes.", "promise-to-heal"),
        ("No doubt it cures tiredness.", "promise-to-heal"),
        ("| Form | Use |\n|---|---|\n| Citrate | Cures headaches |", "promise-to-heal"),
        ("Glycinate eases nerve pain within days.", "illness-with-remedy"),
        ("It works for restless legs.", "illness-with-remedy"),
        ("Malate fights fibromyalgia.", "illness-with-remedy"),
        ("It has no side effects.", "praise"),
        ("A side-effect-free way to relax.", "praise"),
        ("Findings are promising.", "praise"),
        ("Experts call it promising.", "praise"),
        ("You should take glycinate.", "praise"),
        ("It is clinically proven.", "praise"),
        ("An ideal choice.", "praise"),
        ("It is completely safe.", "praise"),
        ("It helps everybody.", "absolute-word"),
        ("Citrate always works within a day.", "absolute-word"),
    ],
)
def test_a_promise_is_found(sentence: str, check: str) -> None:
    assert check in _found(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Magnesium does not treat, cure or prevent any disease.",
        "These statements are not meant to diagnose, treat, cure or prevent any disease.",
        "Nothing here cures anything.",
        "We don't say that it heals.",
        "That it cures migraine is not shown.",
        "The claim that it prevents cramps is a myth.",
        "Does it cure migraine?",
        "No form is proven to fill a gap better.",
        "Findings are described as promising, but often not conclusive.",
        "No supplement is free of side effects.",
        "Citrate may ease constipation.",
        "It has been studied for relief in people whose legs end up with cramps.",
        "A doctor can check what stops the migraine.",
        "Treatment is for a clinician to choose.",
        "Healthy kidneys pass extra magnesium out.",
        "Good blood sugar control in diabetes",
        "Taking nothing is always one of the options.",
        "It is not safe for everybody.",
    ],
)
def test_a_denial_a_question_and_a_plain_report_are_left_alone(sentence: str) -> None:
    assert _found(sentence) == set()


def _claimed(statement: str, certainty: Certainty) -> list[Problem]:
    direction = Direction.MAY_HELP
    content = b.catalogue(
        compounds=[b.compound("citrate")],
        goals=[b.goal("sleep")],
        claims=[b.claim("citrate", "sleep", statement=statement, certainty=certainty, direction=direction)],
    )
    return [p for p in run(content, today=TODAY) if p.check.slug == "words-beyond-certainty"]


@pytest.mark.parametrize(
    ("statement", "enough"),
    [
        ("It reduces waking at night.", Certainty.LIMITED),
        ("It consistently shortens the time to fall asleep.", Certainty.MODERATE),
        ("Strong evidence supports it.", Certainty.MODERATE),
        ("It is effective for sleep.", Certainty.MODERATE),
        ("It definitely helps.", Certainty.STRONG),
        ("There is moderate certainty that it helps.", Certainty.MODERATE),
        ("It is proven to bring sleep.", Certainty.STRONG),
    ],
)
def test_words_need_the_certainty_they_sound_like(statement: str, enough: Certainty) -> None:
    steps = [Certainty.NOT_KNOWN, Certainty.LIMITED, Certainty.MODERATE, Certainty.STRONG]
    allowed = [certainty for certainty in steps if not _claimed(statement, certainty)]
    assert allowed == steps[steps.index(enough) :]


@pytest.mark.parametrize(
    "statement",
    [
        "It may help with sleep.",
        "It is not proven to help.",
        "One article calls the evidence strong and well established.",
        "No strong evidence was found.",
    ],
)
def test_hedged_denied_and_reported_words_fit_any_certainty(statement: str) -> None:
    assert _claimed(statement, Certainty.NOT_KNOWN) == []
