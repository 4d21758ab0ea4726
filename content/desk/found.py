"""What the release checks found, sorted for reading: gravest first, one heading for each check.

A reviewer has little time, so problems that what is live has too stand apart from those a
release would bring, from those that block it, and from those somebody let pass.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from content import words
from content.desk import names
from content.desk.places import Places
from content.release_checks import Gravity, Problem

GRAVITIES: Mapping[Gravity, Promise] = {
    Gravity.BLOCK: gettext_lazy("Has to be mended"),
    Gravity.WARN: gettext_lazy("Please look at"),
    Gravity.NOTE: gettext_lazy("Good to know"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Passed:
    """Why a problem was let pass, and by whom."""

    reason: str
    by: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ProblemShown:
    """One find. `address` leads to the field, and is empty for readers who can't edit."""

    title: str
    where: str
    message: str
    address: str
    fingerprint: str
    passed: Passed | None

    @property
    def place(self) -> str:
        return f"{self.title}, {self.where}" if self.where else self.title


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckShown:
    """All finds of one check, with what to do about them."""

    gravity: str
    blocks: bool
    can_be_allowed: bool
    looks_for: str
    remedy: str
    problems: tuple[ProblemShown, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Findings:
    """All that was found. A problem stands in the first of these that fits it."""

    passed: tuple[CheckShown, ...]
    blocking: tuple[CheckShown, ...]
    new: tuple[CheckShown, ...]
    known: tuple[CheckShown, ...]

    @property
    def known_count(self) -> int:
        return sum(len(check.problems) for check in self.known)


def sort_out(
    problems: Iterable[Problem],
    *,
    live: Iterable[Problem],
    passed: Mapping[str, Passed],
    titles: names.Titles,
    places: Places | None = None,
) -> Findings:
    """`problems` by what they mean for a release; `live` are those of what is live."""
    known = {problem.fingerprint for problem in live}
    piles: dict[str, list[Problem]] = {"passed": [], "blocking": [], "new": [], "known": []}
    for problem in problems:
        if problem.check.can_be_allowed and problem.fingerprint in passed:
            piles["passed"].append(problem)
        elif problem.gravity is Gravity.BLOCK:
            piles["blocking"].append(problem)
        else:
            piles["known" if problem.fingerprint in known else "new"].append(problem)
    return Findings(**{name: _by_check(pile, titles, places, passed) for name, pile in piles.items()})


def _by_check(
    problems: Iterable[Problem], titles: names.Titles, places: Places | None, passed: Mapping[str, Passed]
) -> tuple[CheckShown, ...]:
    """One heading for each check, gravest first."""
    in_order = sorted(problems, key=lambda problem: (problem.gravity.rank, problem.check.slug))
    return tuple(
        CheckShown(
            gravity=str(GRAVITIES[check.gravity]),
            blocks=check.gravity is Gravity.BLOCK,
            can_be_allowed=check.can_be_allowed,
            looks_for=words.told(check.looks_for),
            remedy=words.told(check.remedy),
            problems=tuple(_problem(problem, titles, places, passed) for problem in group),
        )
        for check, group in itertools.groupby(in_order, key=lambda problem: problem.check)
    )


def _problem(
    problem: Problem, titles: names.Titles, places: Places | None, passed: Mapping[str, Passed]
) -> ProblemShown:
    title = titles.of(problem.kind, problem.record)
    where = names.place_of(problem)
    return ProblemShown(
        title=title if where else title.removesuffix("."),
        where=where,
        message=words.told(problem.message),
        address=places.address(problem.kind, problem.record, problem.field) if places else "",
        fingerprint=problem.fingerprint,
        passed=passed.get(problem.fingerprint),
    )
