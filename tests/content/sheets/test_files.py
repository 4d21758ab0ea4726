"""What is written as a file is read again as it was, and hostile files are refused in words."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Callable, Sequence

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from content.sheets import csv_files, importing, table, workbooks
from content.sheets.table import BadSheet, Cell, Table

Written = Callable[[Sequence[str], Sequence[Sequence[Cell]]], bytes]


def workbook(headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    return workbooks.to_bytes(title="Foods", headings=headings, rows=rows, about=[], choices={})


FORMATS = [
    pytest.param(csv_files.to_bytes, csv_files.from_bytes, id="csv"),
    pytest.param(workbook, workbooks.from_bytes, id="xlsx"),
]
STARTS = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "'=1", "''=1", "＝1", "'", "' '-"]

texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]) | st.sampled_from("\n='+-@\t")
)
dangerous = st.tuples(st.sampled_from(STARTS), texts).map("".join)
cells = (texts | dangerous).map(table.printable)


@pytest.mark.parametrize(("write", "read"), FORMATS)
@settings(max_examples=60)
@given(rows=st.lists(st.tuples(cells, cells), max_size=4))
def test_a_file_is_read_as_it_was_written(
    write: Written, read: Callable[[bytes], Table], rows: list[tuple[str, str]]
) -> None:
    found = read(write(("slug", "note"), rows))
    assert found.headings == ("slug", "note")
    kept = found.rows + (("", ""),) * (len(rows) - len(found.rows))
    assert kept == tuple(rows)


@given(text=texts | dangerous)
def test_no_written_cell_begins_like_a_formula(text: str) -> None:
    assert not table.written(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))


@given(text=(texts | dangerous).map(table.printable))
@example(text="'\n0")
def test_escaping_is_undone_by_reading(text: str) -> None:
    assert table.read(table.written(text)) == text


@pytest.mark.parametrize(("write", "read"), FORMATS)
def test_numbers_and_dates_are_told_as_somebody_would_type_them(
    write: Written, read: Callable[[bytes], Table]
) -> None:
    row: list[Cell] = ["spinach", 78.5, 80.0, 1999, dt.date(2026, 11, 20)]
    found = read(write(["slug", "mg", "more", "year", "day"], [row]))
    assert found.rows == (("spinach", "78.5", "80", "1999", "2026-11-20"),)


def test_what_a_workbook_holds_is_text_even_when_it_looks_like_a_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(["slug"], [["=1+1"], ["#N/A"]])))
    kinds = [row[0].data_type for row in book["Foods"].iter_rows(min_row=2)]
    assert kinds == ["s", "s"]


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_csv_is_read_whatever_a_spreadsheet_puts_between_cells(between: str) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=between).writerows([["slug", "note"], ["spinach", "one, two; three\tfour"]])
    found = csv_files.from_bytes(file.getvalue().encode())
    assert found.rows == (("spinach", "one, two; three\tfour"),)


def test_empty_lines_keep_their_place() -> None:
    assert csv_files.from_bytes(b"slug,note\r\n\r\nspinach,x\r\n").rows == (("", ""), ("spinach", "x"))


def message(name: str, data: bytes) -> str:
    with pytest.raises(BadSheet) as raised:
        importing.table_from(name, data)
    return str(raised.value)


@pytest.mark.parametrize(
    ("data", "part"),
    [
        ("slug\nKäse".encode("latin-1"), "not UTF-8"),
        ("slug\nKäse".encode("utf-16"), "not UTF-8"),
        (b'slug\n"open', "no CSV file"),
        (b"slug,note\nspinach\n", "Row 2: It has 1 cells below 2 headings."),
        (b"slug\nspinach,more\n", "Row 2: It has 2 cells below 1 headings."),
        (b"slug\na\x00b\n", "Row 2: A cell holds a character that can not be printed."),
        (b"slug\n", "no line below the headings"),
        (b"", "no line below the headings"),
        (b"slug\n" + b"x\n" * (table.MOST_ROWS + 1), "more than 2,000 rows"),
        (b"slug\n" + b"x" * (table.MOST_IN_A_CELL + 1), "Row 2: A cell holds more than 30,000 characters."),
        (b"slug\n" + (b"x" * 29_000 + b"\n") * 70, "more than 2,000,000 characters"),
        (b"slug\n" + b"," * 60, "more than 50 cells"),
        (b"slug\n" + b'"' + b"x" * 200_000 + b'"', "no CSV file"),
    ],
    ids=[
        "latin-1",
        "utf-16",
        "an open quotation mark",
        "a cell too few",
        "a cell too many",
        "a NUL",
        "headings alone",
        "nothing",
        "too many rows",
        "too long a cell",
        "too many characters",
        "too many cells",
        "a quotation mark that never closes",
    ],
)
def test_a_csv_file_that_can_not_be_read_is_refused_in_words(data: bytes, part: str) -> None:
    assert part in message("foods.csv", data)


@pytest.mark.parametrize("name", ["foods.xls", "foods.xlsm", "foods.ods", "foods", "foods.csv.exe"])
def test_only_two_kinds_of_file_are_read(name: str) -> None:
    assert "ends in .xlsx or .csv" in message(name, b"slug\nspinach")


def test_a_file_that_is_too_large_is_not_read() -> None:
    assert "at most 5 MB" in message("foods.csv", b"slug\n" + b"x" * table.MOST_BYTES)


def changed(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A good workbook with one of its files changed."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(["slug"], [["spinach"]]))) as good,
        zipfile.ZipFile(file, "w") as bad,
    ):
        for member in good.namelist():
            bad.writestr(member, change(good.read(member)) if member == name else good.read(member))
    return file.getvalue()


def packed(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def doctype(doctype: bytes) -> Callable[[bytes], bytes]:
    return lambda xml: doctype + xml.replace(b"spinach", b"&a;")


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"slug\nspinach", "no XLSX workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99, "no XLSX workbook"),
        (packed(x=b"nothing"), "can not be read"),
        (packed(x=b"\0" * (workbooks.MOST_UNPACKED + 1)), "too large inside"),
        (packed(x=b"<" * (workbooks.MOST_TAGS + 1)), "too large inside"),
        (packed(x=b"fine")[:-30] + b"PK", "no XLSX workbook"),
        (packed(**{f"f{n}": b"" for n in range(workbooks.MOST_FILES + 1)}), "too large inside"),
        (packed(**{"xl/vbaProject.bin": b"program"}), "contains macros"),
        (changed(SHEET, lambda xml: xml[:-9]), "can not be read"),
        (changed(SHEET, doctype(LAUGHS)), "can not be read"),
        (changed(SHEET, doctype(OUTSIDE)), "can not be read"),
        (changed(SHEET, lambda xml: xml.replace(b'r="A2"', b'r="!"')), "can not be read"),
        (changed("[Content_Types].xml", lambda _: b"<x/>"), "can not be read"),
        (workbook(["slug"], [["x"]] * (table.MOST_ROWS + 1)), "more than 2,000 rows"),
        (changed(SHEET, lambda xml: xml.replace(b'r="A', b'r="B')), "empty cell between the headings"),
        (workbook(["slug"], [["x", "y"]]), "Row 2: It has cells beside those below a heading."),
    ],
    ids=[
        "a CSV file",
        "an old workbook",
        "another archive",
        "zeros packed well",
        "tags packed well",
        "cut off",
        "too many files",
        "macros",
        "a sheet cut off",
        "a thousand laughs",
        "a part from elsewhere",
        "a cell without a place",
        "no content types",
        "too many rows",
        "a heading missing",
        "a cell without a heading",
    ],
)
def test_a_workbook_that_can_not_be_read_is_refused_in_words(data: bytes, part: str) -> None:
    assert part in message("foods.xlsx", data)


def by_hand(*values: object) -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.append(["slug"])
    for value in values:
        sheet.append([value])
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("value", "part"),
    [
        ("=1+1", "Row 2, cell A2: It holds a formula."),
        ("#REF!", "Row 2, cell A2: It holds the error #REF!."),
        (dt.time(12, 30), "Row 2, cell A2: It holds a time."),
        (dt.datetime(2026, 11, 20, 12, 30), "Row 2, cell A2: It holds a time."),  # noqa: DTZ001  as in a file
    ],
)
def test_cells_that_hold_no_text_number_or_date_are_named(value: object, part: str) -> None:
    assert part in message("foods.xlsx", by_hand(value))


def test_every_wrong_cell_of_a_workbook_is_named_at_once() -> None:
    assert message("foods.xlsx", by_hand("=1", "fine", "=2")).count("holds a formula") == 2


def test_a_sheet_that_claims_to_be_huge_is_read_as_what_it_is() -> None:
    claim = changed(
        SHEET, lambda xml: xml.replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')
    )
    assert importing.table_from("foods.xlsx", claim).rows == (("spinach",),)


def test_a_tick_and_a_line_end_of_a_workbook_are_read_as_text() -> None:
    found = importing.table_from("foods.xlsx", by_hand(True, "one_x000D_\ntwo", "three_x000D_four"))
    assert [row[0] for row in found.rows] == ["yes", "one\ntwo", "three\nfour"]


def test_a_text_no_cell_can_hold_is_not_cut_off() -> None:
    with pytest.raises(workbooks.TooLong, match="does not fit"):
        workbook(["slug"], [["x" * (table.MOST_IN_A_CELL + 1)]])
