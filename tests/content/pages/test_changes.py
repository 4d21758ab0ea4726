"""The public log: what went live, why, and who reviewed it."""

from __future__ import annotations

import datetime as dt

from content.edition import PublicationKind, Published, SignOff
from content.pages.publisher import Entry, changes_page
from tests import builders

DAY = dt.datetime(2026, 1, 2, 12, tzinfo=dt.UTC)
SIGNED = SignOff(by="A. Reviewer", role="pharmacist", statement="Read.", at=DAY + dt.timedelta(days=1))


def _entry(kind: PublicationKind, *, reason: str = "", approvals: tuple[SignOff, ...] = ()) -> Entry:
    line = Published(number=4, kind=kind, at=DAY, note="Better words.", reason=reason, approvals=approvals)
    [entry] = changes_page(builders.edition(builders.catalogue(), log=(line,))).entries
    return entry


def test_a_publication_names_its_reviewer() -> None:
    entry = _entry(PublicationKind.PUBLISH, approvals=(SIGNED,))
    assert (entry.title, entry.date, entry.kind) == ("Release 4", "2 January 2026", "Published")
    assert entry.approvals == ("Approved by A. Reviewer, pharmacist, on 3 January 2026",)


def test_an_emergency_without_a_review_says_so() -> None:
    entry = _entry(PublicationKind.EMERGENCY, reason="A wrong limit.")
    assert entry.kind == "Emergency change, published without a review"
    assert entry.is_emergency
    assert entry.reason == "A wrong limit."
    assert entry.approvals == ("Not yet reviewed by a clinician",)


def test_an_emergency_keeps_its_mark_once_it_was_reviewed() -> None:
    entry = _entry(PublicationKind.EMERGENCY, reason="A wrong limit.", approvals=(SIGNED,))
    assert entry.kind == "Emergency change, published without a review"
    assert entry.approvals == (
        "Reviewed afterwards and approved by A. Reviewer, pharmacist, on 3 January 2026",
    )


def test_going_back_and_withdrawing_give_their_reasons() -> None:
    back = _entry(PublicationKind.ROLL_BACK, reason="The name was wrong.", approvals=(SIGNED,))
    assert (back.kind, back.reason) == ("Went back to an earlier release", "The name was wrong.")
    away = _entry(PublicationKind.WITHDRAW, reason="A recall.", approvals=(SIGNED,))
    assert (away.kind, away.reason) == ("Withdrew a form of magnesium", "A recall.")
