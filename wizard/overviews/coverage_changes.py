"""Cells of the coverage matrix that read differently than before, for the review page."""

from __future__ import annotations

from dataclasses import dataclass

from content.catalogue import Catalogue
from wizard.coverage import Cell, Coverage, Warned, axes, coverage
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


ABSENT = Side("", "dash", "Not there")


def coverage_changes(before: Catalogue, after: Catalogue) -> CoverageChanges | None:
    """What differs in the matrix over the first question it can be made over; `None` when there is none.

    Cells that are flagged now, and were not, come first.
    """
    question = next(iter(axes(after)), None)
    if question is None:
        return None
    now = coverage(after, question.slug)
    then = coverage(before, question.slug) if question.slug in _slugs(before) else None
    lines = [
        Line(goal=goal.name, answer=option.short, level=level, before=old, after=new)
        for warned, level in WARNED.items()
        for goal in after.goals
        for option in question.options
        if (old := _side(then, goal.slug, option.code, warned))
        != (new := _side(now, goal.slug, option.code, warned))
    ]
    lines.sort(key=lambda line: not line.after.flag or line.before.flag == line.after.flag)
    return CoverageChanges(question.short, tuple(lines))


def _slugs(content: Catalogue) -> set[str]:
    return {question.slug for question in axes(content)}


def _side(matrix: Coverage | None, goal: str, code: str, warned: Warned) -> Side:
    cell: Cell | None = matrix.cells.get((goal, code, warned)) if matrix else None
    return Side(matches(cell), *sign(cell)) if cell else ABSENT
