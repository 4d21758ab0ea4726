"""Tables as XLSX workbooks. Only the first sheet of a workbook is read, and only values.

A workbook is a packed folder of XML, so a small file can hold very much. What it unpacks
to, and how many tags that has, is bounded before anything is read: openpyxl takes about
half a kilobyte and up to twenty microseconds for each. It reads XML through defusedxml, which
refuses entities. Formulas are never worked out and macros are refused.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from content import words
from content.sheets.table import (
    MOST_COLUMNS,
    MOST_IN_A_CELL,
    MOST_ROWS,
    BadSheet,
    Cell,
    Problem,
    Table,
    as_text,
    read,
    written,
)

MOST_UNPACKED = 10 * 1024 * 1024  # bytes
MOST_TAGS = 300_000
MOST_FILES = 200

LINE_END = "_x000D_"
"""How a workbook may spell a carriage return."""


def from_bytes(data: bytes) -> Table:
    """The table on the first sheet of a workbook; raises `BadSheet`."""
    try:
        _check_package(data)
        rows = [tuple(row) for row in _first_sheet(data)]
    except BadSheet:
        raise
    except Exception as error:  # openpyxl raises whatever it trips over in a damaged file
        message = _("This workbook can not be read. Open it in a spreadsheet and save it anew as XLSX.")
        raise BadSheet(Problem(message=message)) from error
    while rows and not any(cell.value is not None for cell in rows[-1]):
        rows.pop()
    return _table(rows)


def _check_package(data: bytes) -> None:
    """Refuse what is no workbook, what unpacks to too much, and what brings programs."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        message = _("This is no XLSX workbook. A protected or older one has to be saved anew as XLSX.")
        raise BadSheet(Problem(message=message))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files = package.infolist()
        too_large = (
            len(files) > MOST_FILES
            or sum(file.file_size for file in files) > MOST_UNPACKED
            or sum(package.read(file).count(b"<") for file in files) > MOST_TAGS
        )
    if too_large:
        raise BadSheet(Problem(message=_("This workbook is too large inside. Bring it in parts, or as CSV.")))
    if any(file.filename.lower().endswith("vbaproject.bin") for file in files):
        raise BadSheet(Problem(message=_("This workbook contains macros. Save it as XLSX, without them.")))


def _first_sheet(data: bytes) -> Iterator[Sequence[Any]]:
    """The cells of the first sheet; its own word on how large it is does not count."""
    workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    try:
        sheet = workbook.worksheets[0]
        sheet.reset_dimensions()
        yield from sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS)
    finally:
        workbook.close()


def _table(rows: Sequence[Sequence[Any]]) -> Table:
    problems: list[Problem] = []
    texts = [tuple(_text(cell, number, problems) for cell in row) for number, row in enumerate(rows, start=1)]
    headings = tuple(filter(None, texts[0])) if texts else ()
    if texts and texts[0][: len(headings)] != headings:
        problems.append(Problem(row=1, message=_("There is an empty cell between the headings.")))
    problems += [
        Problem(row=number, message=_("It has cells beside those below a heading."))
        for number, row in enumerate(texts[1:], start=2)
        if any(row[len(headings) :])
    ]
    if problems:
        raise BadSheet(*problems)
    return Table(headings, tuple(row[: len(headings)] for row in texts[1:]))


def _text(cell: Any, row: int, problems: list[Problem]) -> str:
    """What a cell says. A formula, an error or a time of day says nothing we could keep."""
    if cell.data_type == "f":
        wrong = _("It holds a formula. Put what it works out to there instead.")
    elif cell.data_type == "e":
        wrong = _("It holds the error %(error)s.") % {"error": cell.value}
    else:
        match cell.value:
            case None:
                return ""
            case bool():
                return "yes" if cell.value else "no"
            case dt.datetime() if cell.value.time() == dt.time():
                return as_text(cell.value.date())
            case int() | float():
                return as_text(cell.value)
            case str():
                return read(cell.value.replace(f"{LINE_END}\n", "\n").replace(LINE_END, "\n"))
        wrong = _("It holds a time. Write a date, a number or text.")
    problems.append(Problem(row=row, column=_("cell %(place)s") % {"place": cell.coordinate}, message=wrong))
    return ""


# Writing ------------------------------------------------------------------------------


class TooLong(ValueError):
    """A text does not fit into a cell of a workbook."""


def to_bytes(
    *,
    title: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    about: Sequence[tuple[str, str]],
    choices: Mapping[str, Sequence[str]],
) -> bytes:
    """A workbook: the table, with lists of `choices` to pick from, and a second sheet `about` its columns."""
    rows = list(rows)
    _check_lengths(cell for row in rows for cell in row)
    workbook = openpyxl.Workbook(write_only=True)
    sheet = _sheet(workbook, title, headings)
    for row in rows:
        sheet.append([_cell(sheet, cell) for cell in row])
    for position, heading in enumerate(headings, start=1):
        if heading in choices:
            letter = get_column_letter(position)
            picked = DataValidation(type="list", formula1=f'"{",".join(choices[heading])}"', allow_blank=True)
            picked.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
            sheet.data_validations.append(picked)
    explained = _sheet(workbook, _("About the columns"), (_("Column"), _("What it holds")))
    for line in about:
        explained.append([_cell(explained, cell) for cell in line])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _check_lengths(cells: Iterable[Cell]) -> None:
    for cell in cells:
        if isinstance(cell, str) and len(written(cell)) > MOST_IN_A_CELL:
            sentence = _("A text of %(count)s characters does not fit into a cell.")
            raise TooLong(sentence % {"count": words.number(len(cell))})


def _sheet(workbook: openpyxl.Workbook, title: str, headings: Sequence[str]) -> Any:
    sheet: Any = workbook.create_sheet(title)
    sheet.freeze_panes = "A2"
    for position in range(1, len(headings) + 1):
        sheet.column_dimensions[get_column_letter(position)].width = 28
    cells = [_cell(sheet, heading) for heading in headings]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)
    return sheet


def _cell(sheet: Any, value: Cell) -> Any:
    if value == "":
        return None
    if not isinstance(value, str):
        cell: Any = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]  # dates are fine
        if isinstance(value, dt.date):
            cell.number_format = "yyyy-mm-dd"
        return cell
    cell = WriteOnlyCell(sheet, written(value))
    cell.data_type = "s"  # whatever it begins with
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
