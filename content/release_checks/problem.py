"""What a release check finds, and how grave it is."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from content import integrity
from content.release_checks.subject import Subject
from content.telling import Sentence


class Gravity(enum.StrEnum):
    """What a problem does to a release."""

    BLOCK = "block"  # it can't be proposed
    WARN = "warn"  # the reviewer should see it
    NOTE = "note"  # good to know

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Gravity).index(self)


@dataclass(frozen=True, kw_only=True)
class Check:
    """One thing that is looked for: its lasting name, and what an editor does about a find.

    Somebody may let a find pass with a reason, unless `can_be_allowed` says no.
    """

    slug: str
    gravity: Gravity
    looks_for: Sentence
    remedy: Sentence
    can_be_allowed: bool = True

    def problem(self, kind: str, record: str, field: str, message: Sentence) -> Problem:
        return Problem(check=self, kind=kind, record=record, field=field, message=message)


@dataclass(frozen=True, kw_only=True)
class Problem(integrity.Problem):
    """Something found: the place, a sentence about it, and the check that found it."""

    check: Check

    @property
    def gravity(self) -> Gravity:
        return self.check.gravity

    @property
    def remedy(self) -> Sentence:
        return self.check.remedy

    @property
    def fingerprint(self) -> str:
        """Stands for this very problem; it changes with the text that the problem quotes."""
        told = (self.check.slug, self.kind, self.record, self.field, self.message)
        return hashlib.sha256("\x1f".join(told).encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Checker:
    """A function that looks for some things at once.

    `needs_whole` keeps it from running over content that does not hold together, where
    following a reference could lead nowhere.
    """

    checks: tuple[Check, ...]
    find: Callable[[Subject], Iterable[Problem]]
    needs_whole: bool = False
