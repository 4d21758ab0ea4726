"""The coverage matrix in words: how many forms match, for each goal and each answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.catalogue import Option
from wizard import background
from wizard.coverage import MANY, Cell, Coverage, Finding, Warned, axes, coverage
from wizard.engine.answers import Answers
from wizard.overviews.subject import PATIENCE, Choice, Subject, overview, render, still_counting

TITLE = gettext_lazy("How many forms match")

WARNED = {
    Warned.ROUTINE: gettext_lazy("With general advice"),
    Warned.ASK_FIRST: gettext_lazy("With the advice to ask first"),
}
"""The levels at which forms are shown."""

SIGNS = {
    Finding.UNREACHED: ("dash", gettext_lazy("Nobody comes here")),
    Finding.WITHHELD: ("dash", gettext_lazy("Withheld")),
    Finding.NONE: ("ring", gettext_lazy("None for some")),
    Finding.TOO_MANY: ("triangle", gettext_lazy("Too many for some")),
    Finding.FINE: ("", ""),
}
"""The shape and the words that mark a cell."""

IN_PART = ("half", gettext_lazy("Some match in part only"))


@dataclass(frozen=True, slots=True)
class Example:
    """Answers that lead to a cell, and the label of the button that shows them."""

    answers: Answers
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CellShown:
    """One cell. `shape` is empty where there is nothing to be known; `about` says which cell it is."""

    answer: str
    about: str
    matches: str
    shape: str
    flag: str
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Row:
    goal: str
    cells: tuple[CellShown, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of one level."""

    title: str
    rows: tuple[Row, ...]


@overview(TITLE)
def coverage_page(request: HttpRequest, subject: Subject) -> HttpResponse:
    """A table for each level at which forms are shown."""
    content = subject.catalogue
    offered = axes(content)
    asked = request.GET.get("question", "")
    question = next((axis for axis in offered if axis.slug == asked), next(iter(offered), None))
    context = {
        "title": TITLE,
        "subject": subject,
        "questions": [Choice(axis.slug, axis.short, axis is question) for axis in offered],
        "many": MANY,
    }
    if question is None:
        return render(request, "coverage", context)
    slug = question.slug
    progress = background.work(
        ("coverage", subject.digest, slug),
        partial(coverage, content, slug),
        patience=PATIENCE,
    )
    if not isinstance(progress, background.Done):
        return still_counting(request, subject, TITLE, progress)
    return render(
        request,
        "coverage",
        {
            **context,
            "question": question,
            "tables": tables(progress.result),
        },
    )


def tables(matrix: Coverage) -> tuple[Table, ...]:
    return tuple(Table(str(title), tuple(_rows(matrix, warned))) for warned, title in WARNED.items())


def _rows(matrix: Coverage, warned: Warned) -> Iterator[Row]:
    for goal in matrix.goals:
        yield Row(
            goal.name,
            tuple(
                _shown(matrix.cell(goal.slug, option.code, warned), goal.name, option)
                for option in matrix.question.options
            ),
        )


def _shown(cell: Cell, goal: str, option: Option) -> CellShown:
    shape, flag = sign(cell)
    return CellShown(
        answer=option.short,
        about=f"{goal}, {option.short}",
        matches=matches(cell),
        shape=shape,
        flag=flag,
        examples=tuple(_examples(cell)),
    )


def sign(cell: Cell) -> tuple[str, str]:
    """The shape and the words for what is to be known of a cell; both empty when nothing is."""
    finding = cell.finding()
    shape, words = IN_PART if finding is Finding.NONE and cell.fewest_shown else SIGNS[finding]
    return shape, str(words)


def matches(cell: Cell) -> str:
    """How many forms match: “1 to 3”."""
    if not cell.combinations or cell.warned is Warned.WITHHELD:
        return ""
    if cell.fewest == cell.most:
        return str(cell.most)
    return _("%(fewest)s to %(most)s") % {"fewest": cell.fewest, "most": cell.most}


def _examples(cell: Cell) -> Iterator[Example]:
    if cell.example_of_fewest is not None:
        yield Example(
            cell.example_of_fewest, _("See it") if cell.fewest == cell.most else _("See the fewest")
        )
    if cell.example_of_most is not None and cell.fewest != cell.most:
        yield Example(cell.example_of_most, _("See the most"))
