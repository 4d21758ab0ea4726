"""Cells of the coverage matrix that read differently than before, for the review page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from wizard.coverage import BothSides, Cell, Coverage, Warned
from wizard.overviews.coverage import WARNED, matches, sign


@dataclass(frozen=True, slots=True)
class Side:
    """What a cell says: the range of matches, the shape and the words of its flag."""

    matches: str
    shape: str
    flag: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One cell, by its goal, its answer and its level, before and after."""

    goal: str
    answer: str
    level: str
    before: Side
    after: Side


@dataclass(frozen=True, slots=True)
class CoverageChanges:
    question: str
    lines: tuple[Line, ...]


def absent() -> Side:
    return Side("", "dash", _("Not there"))


def coverage_changes(found: BothSides | None) -> CoverageChanges | None:
    """What differs between both matrices; `None` when there are none.

    Cells that are flagged now, and were not, come first.
    """
    if found is None:
        return None
    lines = [
        Line(goal=goal.name, answer=option.short, level=str(level), before=old, after=new)
        for warned, level in WARNED.items()
        for goal in found.after.goals
        for option in found.question.options
        if (old := _side(found.before, goal.slug, option.code, warned))
        != (new := _side(found.after, goal.slug, option.code, warned))
    ]
    lines.sort(key=lambda line: not line.after.flag or line.before.flag == line.after.flag)
    return CoverageChanges(found.question.short, tuple(lines))


def _side(matrix: Coverage | None, goal: str, code: str, warned: Warned) -> Side:
    cell: Cell | None = matrix.cells.get((goal, code, warned)) if matrix else None
    return Side(matches(cell), *sign(cell)) if cell else absent()
