"""The lines of a spreadsheet, written into rows.

A line finds its row by its key and changes the cells that differ. A line without a row
makes one. Rows that no line names stay as they are: nothing is deleted by a spreadsheet.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext as _

from content.sheets import csv_files, workbooks
from content.sheets.columns import Column, NamesColumn
from content.sheets.sheet import Sheet
from content.sheets.table import FIRST_ROW, MOST_BYTES, BadSheet, Problem, Table

READERS = {".csv": csv_files.from_bytes, ".xlsx": workbooks.from_bytes}


def table_from(name: str, data: bytes) -> Table:
    """The table in an uploaded file, by the ending of its name; raises `BadSheet`."""
    read = READERS.get(PurePath(name).suffix.lower())
    if read is None:
        raise BadSheet(Problem(message=_("Choose a file whose name ends in .xlsx or .csv.")))
    if len(data) > MOST_BYTES:
        raise BadSheet(Problem(message=too_large()))
    table = read(data)
    if not any(any(row) for row in table.rows):
        raise BadSheet(Problem(message=_("There is no line below the headings.")))
    return table


def too_large() -> str:
    return _("Choose a file of at most %(count)s MB.") % {"count": MOST_BYTES // 1024**2}


def write(sheet: Sheet, table: Table) -> None:
    """Make the rows say what the lines say; raises `BadSheet` with everything that is wrong.

    Half of it may be written by then, so the caller holds a transaction.
    """
    columns = _columns(sheet, table.headings)
    problems: list[Problem] = []
    lines = list(_lines(sheet, columns, table, problems))
    if problems:
        raise BadSheet(*problems)
    for line in lines:
        line.save()


@dataclass(kw_only=True)
class _Line:
    """A line of the sheet with its row, the values its cells give, and what is wrong with them."""

    number: int
    row: models.Model
    is_new: bool
    values: list[tuple[Column, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def read(self, cells: Sequence[tuple[Column, str]]) -> None:
        """Take over the cells that differ from what the row has."""
        for column, text in cells:
            if not self.is_new and text == column.told(self.row):
                continue
            try:
                value = column.read(text)
            except ValidationError as error:
                self._add(column.heading, error.messages)
                continue
            self.values.append((column, value))
            if not isinstance(column, NamesColumn):
                column.put(self.row, value)
        if self.values or self.is_new:
            self._check([column for column, _ in cells])

    def save(self) -> None:
        if any(not isinstance(column, NamesColumn) for column, _ in self.values):
            self.row.save()
        for column, value in self.values:
            if isinstance(column, NamesColumn):
                column.put(self.row, value)

    def _check(self, columns: Sequence[Column]) -> None:
        """Ask the row about everything that was not found wrong yet.

        Asking the database about each constraint would take as long as all the rest. It
        holds to them anyway when the row is saved.
        """
        headings = {column.name: column.heading for column in columns}
        known = {problem.column for problem in self.problems}
        wrong = {name for name, heading in headings.items() if heading in known}
        try:
            self.row.full_clean(exclude=wrong, validate_constraints=False)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                self._add("" if name == NON_FIELD_ERRORS else headings.get(name, name), messages)

    def _add(self, heading: str, messages: Sequence[str]) -> None:
        self.problems += [Problem(row=self.number, column=heading, message=message) for message in messages]


def _lines(sheet: Sheet, columns: Sequence[Column], table: Table, problems: list[Problem]) -> Iterator[_Line]:
    """The lines that are not empty; what is wrong with any of them is added to `problems`."""
    rows = {row.natural_key(): row for row in sheet.rows()}
    seen: dict[tuple[str, ...], int] = {}
    for number, cells in enumerate(table.rows, start=FIRST_ROW):
        if not any(cells):
            continue
        paired = list(zip(columns, cells, strict=True))
        of_key = {column.name: text for column, text in paired if column.name in sheet.key}
        key = tuple(of_key[name] for name in sheet.key)
        if key in seen and all(key):
            message = _("“%(key)s” stands already in row %(number)s.") % {
                "key": " for ".join(key),
                "number": seen[key],
            }
            problems.append(Problem(row=number, message=message))
            continue
        seen[key] = number
        line = _Line(number=number, row=rows.get(key) or sheet.model(), is_new=key not in rows)
        line.read(paired)
        problems += line.problems
        yield line


def _columns(sheet: Sheet, headings: Sequence[str]) -> list[Column]:
    """The column of each heading; raises `BadSheet`."""
    columns = sheet.columns()
    known = {_plain(heading): column for column in columns for heading in column.headings}
    known |= {_plain(column.heading): column for column in columns}
    problems, given = [], set[str]()
    for heading in headings:
        column = known.get(_plain(heading))
        if column is None:
            problems.append(Problem(row=1, column=heading, message=_not_known(heading, columns)))
        elif column.name in given:
            problems.append(Problem(row=1, column=heading, message=_("This column stands here twice.")))
        else:
            given.add(column.name)
    problems += [
        Problem(
            row=1,
            column=column.heading,
            message=_("This column is missing. It says which row a line is about."),
        )
        for column in columns
        if column.name in sheet.key and column.name not in given
    ]
    if problems:
        raise BadSheet(*problems)
    return [known[_plain(heading)] for heading in headings]


def _not_known(heading: str, columns: Sequence[Column]) -> str:
    names = [_plain(column.heading) for column in columns]
    if near := difflib.get_close_matches(_plain(heading), names, n=1):
        return _("This column is not known. Did you mean “%(heading)s”?") % {"heading": near[0]}
    return _("This column is not known. The columns are: %(headings)s.") % {"headings": ", ".join(names)}


def _plain(heading: str) -> str:
    return " ".join(heading.casefold().replace("_", " ").split())
