"""Tables as CSV: UTF-8, with commas, semicolons or tabs between the cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.sheets.table import (
    MOST_COLUMNS,
    MOST_ROWS,
    BadSheet,
    Cell,
    Problem,
    Table,
    as_text,
    read,
    too_many_rows,
    written,
)

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""The byte order mark, by which spreadsheets know that a file is UTF-8."""

NOT_UTF_8 = gettext_lazy(
    "This file is not UTF-8 text, so letters such as é would be lost. "
    "Save it as “CSV UTF-8” or as XLSX, and bring it again."
)


def from_bytes(data: bytes) -> Table:
    """The table in a CSV file; raises `BadSheet`."""
    try:
        text = data.decode("utf-8").removeprefix(MARK)
    except UnicodeDecodeError as error:
        raise BadSheet(Problem(message=str(NOT_UTF_8))) from error
    try:
        rows = list(_rows(text))
    except csv.Error as error:
        message = _("This is no CSV file a spreadsheet would write (%(error)s). Save it anew, or as XLSX.")
        raise BadSheet(Problem(message=message % {"error": error})) from error
    headings, below = _without_empty_end(rows[0]) if rows else (), rows[1:]
    if problems := [
        Problem(
            row=number,
            message=_("It has %(cells)s cells below %(headings)s headings.")
            % {"cells": len(row), "headings": len(headings)},
        )
        for number, row in enumerate(below, start=2)
        if 0 < len(row) < len(headings) or len(_without_empty_end(row)) > len(headings)
    ]:
        raise BadSheet(*problems)
    empty = ("",) * len(headings)
    return Table(headings, tuple(row[: len(headings)] or empty for row in below))


def to_bytes(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A CSV file that spreadsheets open as what it is."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(headings)
    writer.writerows([written(as_text(cell)) for cell in row] for row in rows)
    return (MARK + file.getvalue()).encode()


def _rows(text: str) -> Iterator[tuple[str, ...]]:
    for count, row in enumerate(
        csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=_between(text))
    ):
        if count > MOST_ROWS:
            raise BadSheet(Problem(message=too_many_rows()))
        if len(row) > MOST_COLUMNS:
            message = _("It has more than %(count)s cells.") % {"count": MOST_COLUMNS}
            raise BadSheet(Problem(row=count + 1, message=message))
        yield tuple(map(read, row))


def _between(text: str) -> str:
    """What stands between the cells: whatever the line of headings has most of."""
    return max(",;\t", key=text.partition("\n")[0].count)


def _without_empty_end(row: tuple[str, ...]) -> tuple[str, ...]:
    filled = [position for position, cell in enumerate(row, start=1) if cell]
    return row[: max(filled, default=0)]
