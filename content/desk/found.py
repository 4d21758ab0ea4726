"""What the release checks found, sorted for reading: gravest first, one heading for each check.

A reviewer has little time, so problems that what is live has too stand apart from those a
release would bring. Problems that block stand open; so do those somebody let pass, with
the reason.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from content.desk import names
from content.desk.places import Places
from content.release_checks import Gravity, Problem

GRAVITIES: Mapping[Gravity, str] = {
    Gravity.BLOCK: "Has to be mended",
    Gravity.WARN: "Please look at",
    Gravity.NOTE: "Good to know",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Passed:
    """Why a problem was let pass, and by whom."""

    reason: str
    by: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ProblemShown:
    """One find. `address` leads to the field, and is empty for readers who can't edit."""

    place: str
    message: str
    address: str
    fingerprint: str
    can_be_allowed: bool
    passed: Passed | None


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckShown:
    """All finds of one check, with what to do about them."""

    gravity: str
    blocks: bool
    remedy: str
    problems: tuple[ProblemShown, ...]


def shown(
    problems: Iterable[Problem], *, titles: names.Titles, places: Places | None, passed: Mapping[str, Passed]
) -> tuple[CheckShown, ...]:
    """`problems`, which come gravest first, one heading for each check."""
    return tuple(
        CheckShown(
            gravity=GRAVITIES[check.gravity],
            blocks=check.gravity is Gravity.BLOCK,
            remedy=check.remedy,
            problems=tuple(_problem(problem, titles, places, passed) for problem in group),
        )
        for check, group in itertools.groupby(
            sorted(problems, key=lambda problem: (problem.gravity.rank, problem.check.slug)),
            key=lambda problem: problem.check,
        )
    )


def split(
    problems: Iterable[Problem], known: Collection[Problem]
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The problems that are new, and those that are known already."""
    before = {problem.fingerprint for problem in known}
    found = tuple(problems)
    return (
        tuple(problem for problem in found if problem.fingerprint not in before),
        tuple(problem for problem in found if problem.fingerprint in before),
    )


def _problem(
    problem: Problem, titles: names.Titles, places: Places | None, passed: Mapping[str, Passed]
) -> ProblemShown:
    title = titles.of(problem.kind, problem.record)
    where = problem.field.replace("_", " ")
    return ProblemShown(
        place=f"{title}, {where}" if where else title,
        message=problem.message,
        address=places.address(problem.kind, problem.record, problem.field) if places else "",
        fingerprint=problem.fingerprint,
        can_be_allowed=problem.check.can_be_allowed,
        passed=passed.get(problem.fingerprint) if problem.check.can_be_allowed else None,
    )
