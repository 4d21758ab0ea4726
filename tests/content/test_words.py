"""The words for codes."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable
from typing import Any

import pytest

from content import words
from content.catalogue import (
    Action,
    CautionGroup,
    Certainty,
    ContactKind,
    Direction,
    IntakeKind,
    Level,
    Reading,
    Relevance,
    Route,
    Severity,
)
from content.edition import PublicationKind, SignOff
from tests import builders


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        (words.certainty, Certainty),
        (words.certainty_meaning, Certainty),
        (words.direction, Direction),
        (words.relevance, Relevance),
        (words.route, Route),
        (words.action, Action),
        (words.caution_group, CautionGroup),
        (words.level, Level),
        (words.contact_kind, ContactKind),
        (words.severity, Severity),
        (words.intake_kind, IntakeKind),
        (words.intake_meaning, IntakeKind),
        (words.reading, Reading),
        (words.publication_kind, PublicationKind),
    ],
)
def test_every_code_has_words_of_its_own(word: Callable[[Any], str], codes: type[enum.StrEnum]) -> None:
    said = [word(code) for code in codes]
    assert all(said)
    assert len(set(said)) == len(codes)


@pytest.mark.parametrize(
    ("value", "said"), [(350.0, "350 mg"), (1187.0, "1,187 mg"), (4.55, "4.5 mg"), (0.0, "0 mg")]
)
def test_amounts_are_written_as_people_write_them(value: float, said: str) -> None:
    assert words.milligrams(value) == said


def test_the_review_line_names_the_latest_approval() -> None:
    day = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
    edition = builders.edition(
        builders.catalogue(),
        approvals=(
            SignOff(by="A", role="pharmacist", statement="", at=day),
            SignOff(by="B", role="doctor", statement="", at=day + dt.timedelta(days=1)),
        ),
    )
    assert words.review_line(edition) == "Reviewed by B, doctor, on 3 January 2026"


def test_without_an_approval_the_review_line_says_so() -> None:
    assert words.review_line(builders.edition(builders.catalogue())) == "Not yet reviewed by a clinician"
