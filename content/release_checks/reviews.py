"""When a clinician last looked, and whether that is too long ago."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from content import integrity
from content.catalogue import Reviewed
from content.release_checks.problem import Check, Checker, Gravity, Problem
from content.release_checks.subject import Subject
from content.telling import Sentence

NEVER = Check(
    slug="never-reviewed",
    gravity=Gravity.WARN,
    looks_for=Sentence("Statements no clinician has reviewed."),
    remedy=Sentence("Ask a clinical reviewer to read it, then enter the date of the review."),
)
DUE = Check(
    slug="review-due",
    gravity=Gravity.WARN,
    looks_for=Sentence("Reviews that are 12 months old or older."),
    remedy=Sentence("Ask a clinical reviewer to read it again, then enter the new date."),
)
OVERDUE = Check(
    slug="review-overdue",
    gravity=Gravity.BLOCK,
    looks_for=Sentence("Reviews that are 36 months old or older."),
    remedy=Sentence("Have it reviewed again before the next release, or take it out."),
)
AHEAD = Check(
    slug="review-in-the-future",
    gravity=Gravity.BLOCK,
    looks_for=Sentence("Dates of review that have not come yet."),
    remedy=Sentence("Enter the day on which the review took place."),
)
DUE_AFTER, OVERDUE_AFTER = 12, 36
"""In months."""


def find(subject: Subject) -> Iterator[Problem]:
    for kind, record in integrity.records(subject.content):
        if not isinstance(record, Reviewed):
            continue
        told = _state(record.reviewed_on, subject.today)
        if told is not None:
            check, message = told
            yield check.problem(kind, integrity.named(record), "reviewed_on", message)


def _state(reviewed_on: dt.date | None, today: dt.date) -> tuple[Check, Sentence] | None:
    if reviewed_on is None:
        return NEVER, Sentence("no review is recorded.")
    if reviewed_on > today:
        return AHEAD, Sentence("the review is dated %(day)s, which has not come yet.", day=reviewed_on)
    months = _whole_months(reviewed_on, today)
    if months < DUE_AFTER:
        return None
    message = Sentence("it was last reviewed on %(day)s.", day=reviewed_on)
    return (OVERDUE if months >= OVERDUE_AFTER else DUE), message


def _whole_months(since: dt.date, until: dt.date) -> int:
    return (until.year - since.year) * 12 + until.month - since.month - (until.day < since.day)


CHECKER = Checker(checks=(NEVER, DUE, OVERDUE, AHEAD), find=find)
