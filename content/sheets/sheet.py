"""Which kinds of rows editors keep in spreadsheets, with their columns in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.db import models

from content.models import KINDS
from content.sheets import csv_files, workbooks
from content.sheets.columns import AnyField, Column, NamesColumn, column

RESTS_ON = ("sources", "facts", "to_be_checked")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The sheet of one kind of rows. `key` are the columns by which a line finds its row."""

    kind: str
    key: tuple[str, ...]
    fields: tuple[str, ...]

    @property
    def model(self) -> type[models.Model]:
        return KINDS[self.kind]

    @property
    def title(self) -> str:
        return str(self.model._meta.verbose_name_plural).capitalize()

    def columns(self) -> list[Column]:
        """The columns, fresh: each reads the names of what it refers to once."""
        return [
            column(cast(AnyField, self.model._meta.get_field(name))) for name in (*self.key, *self.fields)
        ]

    @property
    def key_headings(self) -> list[str]:
        return [one.heading for one in self.columns() if one.name in self.key]

    def rows(self) -> models.QuerySet[Any]:
        """All rows, with what their columns tell."""
        rows = self.model._default_manager.all()
        for one in self.columns():
            if isinstance(one, NamesColumn):
                rows = rows.prefetch_related(one.name)
            elif one.field.is_relation:
                rows = rows.select_related(one.name)
        return rows


SHEETS: Mapping[str, Sheet] = {
    sheet.kind: sheet
    for sheet in (
        Sheet(
            kind="sources",
            key=("slug",),
            fields=("title", "publisher", "year", "url", "reading", "note", "facts"),
        ),
        Sheet(
            kind="foods",
            key=("slug",),
            fields=("name", "group", "serving", "mg", "note", *RESTS_ON),
        ),
        Sheet(
            kind="claims",
            key=("compound", "goal"),
            fields=(
                *("relevance", "direction", "certainty"),
                *("statement", "because", "effect", "population", "limits"),
                *RESTS_ON,
                "reviewed_on",
            ),
        ),
    )
}


def as_csv(sheet: Sheet) -> bytes:
    """All rows of a kind as a CSV file."""
    columns = sheet.columns()
    rows = ([column.tell(row) for column in columns] for row in sheet.rows())
    return csv_files.to_bytes([column.heading for column in columns], rows)


def as_workbook(sheet: Sheet) -> bytes:
    """All rows of a kind as an XLSX workbook; raises `workbooks.TooLong`."""
    columns = sheet.columns()
    return workbooks.to_bytes(
        title=sheet.title,
        headings=[column.heading for column in columns],
        rows=([column.tell(row) for column in columns] for row in sheet.rows()),
        about=[(column.heading, column.about) for column in columns],
        choices={column.heading: column.choices for column in columns if column.choices},
    )
