"""When a clinician last looked, and whether that is too long ago."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from content import integrity
from content.catalogue import Reviewed
from content.release_checks.problem import Check, Checker, Gravity, Problem
from content.release_checks.subject import Subject

NEVER = Check(
    slug="never-reviewed",
    gravity=Gravity.WARN,
    looks_for="Statements no clinician has reviewed.",
    remedy="Ask a clinical reviewer to read it, then enter the date of the review.",
)
DUE = Check(
    slug="review-due",
    gravity=Gravity.WARN,
    looks_for="Reviews that are 12 months old or older.",
    remedy="Ask a clinical reviewer to read it again, then enter the new date.",
)
OVERDUE = Check(
    slug="review-overdue",
    gravity=Gravity.BLOCK,
    looks_for="Reviews that are 36 months old or older.",
    remedy="Have it reviewed again before the next release, or take it out.",
)
AHEAD = Check(
    slug="review-in-the-future",
    gravity=Gravity.BLOCK,
    looks_for="Dates of review that have not come yet.",
    remedy="Enter the day on which the review took place.",
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


def _state(reviewed_on: dt.date | None, today: dt.date) -> tuple[Check, str] | None:
    if reviewed_on is None:
        return NEVER, "no review is recorded."
    if reviewed_on > today:
        return AHEAD, f"the review is dated {reviewed_on}, which has not come yet."
    months = _whole_months(reviewed_on, today)
    if months < DUE_AFTER:
        return None
    return OVERDUE if months >= OVERDUE_AFTER else DUE, f"it was last reviewed on {reviewed_on}."


def _whole_months(since: dt.date, until: dt.date) -> int:
    return (until.year - since.year) * 12 + until.month - since.month - (until.day < since.day)


CHECKER = Checker(checks=(NEVER, DUE, OVERDUE, AHEAD), find=find)
