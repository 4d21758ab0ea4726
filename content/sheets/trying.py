"""Changes to many rows at once: tried first and shown, then carried out exactly as shown.

Trying is doing it and taking it back, so nothing can be shown that would not happen. What
was shown has a mark; carrying out does everything once more and keeps it only when the
mark is the same. Whatever somebody else changed meanwhile makes it another one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from content import diff, documents, edits, integrity, snapshot, words
from content.catalogue import Catalogue
from content.desk import differences, names
from content.desk.differences import Difference
from content.diff import Changes
from content.sheets.table import BadSheet, Problem
from content.turns import in_turn


@dataclass(frozen=True, kw_only=True, slots=True)
class Tried:
    """What a change made of the content."""

    before: Catalogue
    after: Catalogue
    changes: Changes

    @property
    def mark(self) -> str:
        """Stands for these changes: it differs when any of them does."""
        return hashlib.sha256(msgspec.json.encode(self.changes.records, enc_hook=str)).hexdigest()

    @property
    def difference(self) -> Difference:
        """The changes made ready for a page."""
        return differences.shown(self.changes, names.Titles(self.before, self.after))


class NotAsShown(Exception):
    """The rows changed since somebody looked; `tried` is what would happen now."""

    def __init__(self, tried: Tried) -> None:
        self.tried = tried


def try_out(kind: str, change: Callable[[], None]) -> Tried:
    """What `change` would make of the rows of a kind; nothing is kept. Raises `BadSheet`."""
    with in_turn(), transaction.atomic():
        tried = _tried(kind, change)
        transaction.set_rollback(True)
    return tried


def carry_out(kind: str, change: Callable[[], None], *, by: User, how: str, mark: str) -> Tried:
    """Do what was shown under `mark`, all of it or nothing.

    Raises `NotAsShown` when it would do something else by now, and `BadSheet`.
    """
    with edits.recorded(by=by, how=how):
        tried = _tried(kind, change)
        if tried.mark != mark:
            raise NotAsShown(tried)
    return tried


def _tried(kind: str, change: Callable[[], None]) -> Tried:
    try:
        before = snapshot.freeze()
    except snapshot.Unfinished as error:
        raise BadSheet(Problem(message=str(error))) from error
    try:
        change()
    except IntegrityError as error:
        raise BadSheet(
            Problem(message=_("The database refuses this: %(error)s.") % {"error": error})
        ) from error
    records = {kind: tuple(snapshot.read(kind))}
    after = documents.in_order(msgspec.structs.replace(before, **records))
    known = integrity.problems(before)
    if broken := [problem for problem in integrity.problems(after) if problem not in known]:
        told = (f"{problem.record}: {words.told(problem.message)}" for problem in broken)
        raise BadSheet(*(Problem(message=message) for message in told))
    return Tried(before=before, after=after, changes=diff.compare(before, after))
