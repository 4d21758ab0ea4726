"""How many forms each hope leads to, for each answer to another question. Pure.

A matrix for the editors: goal × answer to a practical question × how strongly the result
warns. Each cell looks at everybody who wants this goal and no other, gives this answer,
and comes to such a result, whatever else they say; it counts them exactly. Urgent results
have no place in it: they hold no form, and mostly come before the goals are asked about.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import msgspec

from content.catalogue import Catalogue, Goal, Kind, Option, Question
from wizard.engine.answers import Answers
from wizard.engine.enumeration import WISHES, Case, enumerate_cases
from wizard.engine.matching import outcome
from wizard.engine.outcomes import Outcome
from wizard.engine.standing import Group
from wizard.engine.walk import replay

MANY = 5
"""More matches than this help nobody to choose."""


class Warned(enum.StrEnum):
    """How strongly a result warns."""

    ROUTINE = "routine"
    ASK_FIRST = "ask_first"
    WITHHELD = "withheld"


class Finding(enum.StrEnum):
    """What an editor should know of a cell."""

    UNREACHED = "unreached"  # nobody comes here
    WITHHELD = "withheld"  # such a result holds no form, whatever the goal
    NONE = "none"  # somebody gets no match
    TOO_MANY = "too_many"  # somebody gets more than they can choose from
    FINE = "fine"


@dataclass(frozen=True, slots=True)
class Cell:
    """The results of some combinations of answers.

    `fewest` and `most` count the forms that match, as far as goals and tolerances go;
    `fewest_shown` also counts those that match in part. The examples lead to those counts.
    """

    combinations: int
    warned: Warned
    fewest: int = 0
    most: int = 0
    fewest_shown: int = 0
    example_of_fewest: Answers | None = None
    example_of_most: Answers | None = None

    def finding(self, *, many: int = MANY) -> Finding:
        if not self.combinations:
            return Finding.UNREACHED
        if self.warned is Warned.WITHHELD:
            return Finding.WITHHELD
        if self.most > many:
            return Finding.TOO_MANY
        return Finding.FINE if self.fewest else Finding.NONE


Place: TypeAlias = tuple[str, str, Warned]
"""Goal slug, option code, and how strongly the result warns."""


@dataclass(frozen=True, slots=True)
class Coverage:
    goals: tuple[Goal, ...]
    question: Question
    cells: Mapping[Place, Cell]

    def cell(self, goal: str, code: str, warned: Warned) -> Cell:
        return self.cells[goal, code, warned]

    def found(self, finding: Finding) -> Iterator[tuple[Place, Cell]]:
        """The cells of which this is to be known."""
        return ((place, cell) for place, cell in self.cells.items() if cell.finding() is finding)


def axes(catalogue: Catalogue) -> tuple[Question, ...]:
    """The questions a matrix can be made over: practical ones that everybody answers once."""
    return tuple(
        question
        for question in catalogue.questions
        if question.kind is Kind.ONE and not question.safety and not question.shown_when
    )


@dataclass(frozen=True, slots=True)
class BothSides:
    """The matrices of two Catalogues over one question; none where a Catalogue does not ask it so."""

    question: Question
    before: Coverage | None
    after: Coverage


def both_sides(before: Catalogue, after: Catalogue, report: Callable[[float], None]) -> BothSides | None:
    """The matrices over the first question that `after` can be made over; `None` when there is none."""
    question = next(iter(axes(after)), None)
    if question is None:
        return None
    asked_before = question.slug in {axis.slug for axis in axes(before)}
    return BothSides(
        question,
        coverage(before, question.slug, lambda share: report(share / 2)) if asked_before else None,
        coverage(after, question.slug, lambda share: report((1 + share) / 2)),
    )


def coverage(
    catalogue: Catalogue, question: str, report: Callable[[float], None] = lambda share: None
) -> Coverage:
    """The matrix of a Catalogue over one of its `axes`; raises `ValueError` for any other question."""
    asked = next((axis for axis in axes(catalogue) if axis.slug == question), None)
    if asked is None:
        raise ValueError(f"“{question}” is not a practical question that everybody answers once.")
    cells: dict[Place, Cell] = {}
    for number, goal in enumerate(catalogue.goals):
        report(number / len(catalogue.goals))
        for option in asked.options:
            for warned, cell in _cells(_narrowed(catalogue, goal.slug, asked, option), goal.slug):
                cells[goal.slug, option.code, warned] = cell
    return Coverage(catalogue.goals, asked, cells)


def _narrowed(catalogue: Catalogue, goal: str, asked: Question, only: Option) -> Catalogue:
    """The Catalogue without the answers that want another goal, and with one answer to `asked`."""

    def stays(question: Question, option: Option) -> bool:
        if question.slug == asked.slug and option.code != only.code:
            return False
        return question.safety or {goal}.issuperset(option.wants)

    return msgspec.structs.replace(
        catalogue,
        questions=tuple(
            msgspec.structs.replace(
                question, options=tuple(option for option in question.options if stays(question, option))
            )
            for question in catalogue.questions
        ),
    )


def _cells(narrowed: Catalogue, goal: str) -> Iterable[tuple[Warned, Cell]]:
    cells = {warned: Cell(0, warned) for warned in Warned}
    for case in enumerate_cases(narrowed, keep=WISHES).cases:
        result = outcome(narrowed, replay(narrowed, case.example))
        if not result.level.is_urgent and any(wanted.goal.slug == goal for wanted in result.wanted):
            warned = Warned.WITHHELD if result.withheld else Warned(result.level.value)
            cells[warned] = _with(cells[warned], case, result)
    return cells.items()


def _with(cell: Cell, case: Case, result: Outcome) -> Cell:
    """The cell with the combinations of one more case counted in."""
    matching = sum(match.merit is Group.MATCHES for match in result.shown)
    shown = len(result.shown)
    fewer = not cell.combinations or matching < cell.fewest
    more = not cell.combinations or matching > cell.most
    return replace(
        cell,
        combinations=cell.combinations + case.walks,
        fewest=matching if fewer else cell.fewest,
        most=matching if more else cell.most,
        fewest_shown=min(shown, cell.fewest_shown) if cell.combinations else shown,
        example_of_fewest=case.example if fewer else cell.example_of_fewest,
        example_of_most=case.example if more else cell.example_of_most,
    )
