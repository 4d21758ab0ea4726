"""A spreadsheet as plain values: headings, rows of cells, and what is wrong with them.

A cell that begins like a formula is written with an apostrophe before it, so that no
spreadsheet runs it, and read without. `read` of what was `written` is the same text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from django.utils.translation import gettext as _

from content import words
from content.models.fields import tidy

Cell: TypeAlias = str | int | float | dt.date

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 2_000
MOST_COLUMNS = 50
MOST_IN_A_CELL = 30_000  # characters; a spreadsheet cuts a cell off at 32,767
MOST_IN_ALL = 2_000_000  # characters

FIRST_ROW = 2
"""How spreadsheets count the row below the headings."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """What is wrong, and in which row (as the spreadsheet counts) and column, where there is one."""

    message: str
    row: int | None = None
    column: str = ""

    @property
    def place(self) -> str:
        """The place in words: “Row 5, mg”."""
        row = _("Row %(number)s") % {"number": self.row} if self.row is not None else ""
        return ", ".join(filter(None, (row, self.column)))

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class BadSheet(ValueError):
    """A spreadsheet that can't be brought in; `problems` says everything that is wrong."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, and below each row as many cells. Empty rows keep their place."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        _check_size(self.rows)
        if problems := [*_unprintable([self.headings], 1), *_unprintable(self.rows, FIRST_ROW)]:
            raise BadSheet(*problems)


def _check_size(rows: tuple[tuple[str, ...], ...]) -> None:
    if len(rows) > MOST_ROWS:
        raise BadSheet(Problem(message=too_many_rows()))
    if too_long := [
        Problem(
            row=number,
            message=_("A cell holds more than %(count)s characters.")
            % {"count": words.number(MOST_IN_A_CELL)},
        )
        for number, row in enumerate(rows, start=FIRST_ROW)
        if any(len(cell) > MOST_IN_A_CELL for cell in row)
    ]:
        raise BadSheet(*too_long)
    if sum(len(cell) for row in rows for cell in row) > MOST_IN_ALL:
        message = _("There are more than %(count)s characters. Bring them in parts.")
        raise BadSheet(Problem(message=message % {"count": words.number(MOST_IN_ALL)}))


def too_many_rows() -> str:
    count = {"count": words.number(MOST_ROWS)}
    return _("There are more than %(count)s rows. Bring them in parts.") % count


# Text ---------------------------------------------------------------------------------

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_RUNS = re.compile(r"[\s']*[=+\-@＝＋－＠]|'*[\t\r\n]")
"""How a cell begins that some spreadsheet may run, quoted or not."""


def _unprintable(rows: Iterable[tuple[str, ...]], first: int) -> list[Problem]:
    return [
        Problem(row=number, message=_("A cell holds a character that can not be printed. Type it again."))
        for number, row in enumerate(rows, start=first)
        if any(map(_UNPRINTABLE.search, row))
    ]


def printable(text: str) -> str:
    """`text` as a cell can hold it: plain line ends, nothing around it, nothing unprintable in it."""
    return tidy(_UNPRINTABLE.sub("", tidy(text)))


def as_text(cell: Cell) -> str:
    """What a cell says, as somebody would type it."""
    match cell:
        case float():
            return repr(cell).removesuffix(".0")
        case dt.date():
            return cell.isoformat()
    return str(cell)


def written(text: str) -> str:
    """`text` for a file: never something a spreadsheet runs."""
    return f"'{text}" if _RUNS.match(text) else text


def read(text: str) -> str:
    """What was `written`, or typed by hand, without the apostrophe and spaces around it."""
    if text.startswith("'") and _RUNS.match(text[1:]):
        text = text[1:]
    return tidy(text)
