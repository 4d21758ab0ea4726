"""The columns of a spreadsheet: how each field of a row is told in a cell and read from one.

A column reads what it tells. References are slugs, lists stand one below the other in
their cell, and a choice is told by the words an editor sees on the editing screen.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation

from content.models.fields import Lines
from content.sheets.table import Cell, as_text, printable

AnyField: TypeAlias = "models.Field[Any, Any] | models.ManyToManyField[Any, Any]"


class Column:
    """A field whose value is one text, number or date."""

    hint = ""

    def __init__(self, field: AnyField) -> None:
        self.field: Any = field
        self.name = field.name
        self.heading = str(field.verbose_name)

    @property
    def headings(self) -> list[str]:
        """What a file may call this column."""
        return _in_every_language(self.field.verbose_name)

    @property
    def about(self) -> str:
        """What an editor should know about this column."""
        return " ".join(filter(None, (str(self.field.help_text), self.hint)))

    @property
    def choices(self) -> Sequence[str]:
        """All there is to write in this column; empty when it is free."""
        return ()

    def tell(self, row: models.Model) -> Cell:
        value = getattr(row, self.name)
        if value is None:
            return ""
        return printable(value) if isinstance(value, str) else value

    def told(self, row: models.Model) -> str:
        """What a cell says that nobody touched."""
        return as_text(self.tell(row))

    def read(self, text: str) -> Any:
        """The value a cell stands for; raises `ValidationError`."""
        value = self._formfield.clean(text)
        self.field.run_validators(value)
        return value

    def put(self, row: models.Model, value: Any) -> None:
        """Give `row` a value that was read; a row that references several things has to be saved by then."""
        setattr(row, self.name, value)

    @functools.cached_property
    def _formfield(self) -> Any:
        options = {"assume_scheme": "https"} if isinstance(self.field, models.URLField) else {}
        return self.field.formfield(**options)


class DateColumn(Column):
    hint = "Write a date as 2026-11-20."

    def read(self, text: str) -> dt.date | None:
        try:
            return dt.date.fromisoformat(text) if text else None
        except ValueError:
            raise ValidationError(f"“{text}” is no date. {self.hint}") from None


class NumberColumn(Column):
    hint = "Digits only, with a point before decimals: 78.5."

    def read(self, text: str) -> Any:
        try:
            return super().read(text)
        except ValidationError as error:
            raise ValidationError(f"“{text}” does not fit: {' '.join(error.messages)} {self.hint}") from error


class ChoiceColumn(Column):
    @property
    def choices(self) -> Sequence[str]:
        return [str(label) for _, label in self.field.flatchoices]

    @property
    def hint(self) -> str:  # type: ignore[override]
        return f"One of: {', '.join(self.choices)}."

    def tell(self, row: models.Model) -> str:
        value = getattr(row, self.name)
        return str(dict(self.field.flatchoices).get(value, value))

    def read(self, text: str) -> Any:
        for value, label in self.field.flatchoices:
            if text.casefold() in map(str.casefold, (str(value), *_in_every_language(label))):
                return value
        raise ValidationError(f"“{text}” is not known. {self.hint}" if text else f"It is empty. {self.hint}")


class YesNoColumn(Column):
    choices = ("yes", "no")
    hint = "Write yes or no."

    def tell(self, row: models.Model) -> str:
        return "yes" if getattr(row, self.name) else "no"

    def read(self, text: str) -> bool:
        if text.casefold() not in self.choices:
            raise ValidationError(
                f"“{text}” is not known. {self.hint}" if text else f"It is empty. {self.hint}"
            )
        return text.casefold() == "yes"


class ListColumn(Column):
    hint = "One below the other in the cell, or with semicolons between."

    def read(self, text: str) -> str:
        return "\n".join(entries(text))


class NameColumn(Column):
    """A reference to one row of another kind."""

    hint = "By its short name, the “slug”."

    def tell(self, row: models.Model) -> str:
        return str(getattr(row, self.name).slug)

    def read(self, text: str) -> Any:
        return _found(text, self._rows, self.heading)

    @functools.cached_property
    def _rows(self) -> Mapping[str, models.Model]:
        return _by_slug(self.field)


class NamesColumn(Column):
    """References to any number of rows of another kind."""

    hint = f"By their short names, the “slugs”. {ListColumn.hint}"

    def tell(self, row: models.Model) -> str:
        return "\n".join(sorted(target.slug for target in getattr(row, self.name).all()))

    def read(self, text: str) -> list[models.Model]:
        found, wrong = [], []
        for name in dict.fromkeys(entries(text)):
            try:
                found.append(_found(name, self._rows, self.heading))
            except ValidationError as error:
                wrong.append(error)
        if wrong:
            raise ValidationError(wrong)
        return found

    def put(self, row: models.Model, value: Any) -> None:
        getattr(row, self.name).set(value)

    @functools.cached_property
    def _rows(self) -> Mapping[str, models.Model]:
        return _by_slug(self.field)


COLUMNS: Mapping[type[AnyField], type[Column]] = {
    models.ManyToManyField: NamesColumn,
    models.ForeignKey: NameColumn,
    models.BooleanField: YesNoColumn,
    models.DateField: DateColumn,
    models.FloatField: NumberColumn,
    models.IntegerField: NumberColumn,
    Lines: ListColumn,
}
"""How fields are told that are not simply text."""


def column(field: AnyField) -> Column:
    """The column of a model's field."""
    if getattr(field, "choices", None):
        return ChoiceColumn(field)
    return next((told for known, told in COLUMNS.items() if isinstance(field, known)), Column)(field)


def _in_every_language(name: Any) -> list[str]:
    """A name as files may give it: an editor who reads another language may have made them."""
    told = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            told.append(str(name))
    return told


def entries(text: str) -> list[str]:
    """What a cell lists."""
    return [entry.strip() for entry in text.replace(";", "\n").splitlines() if entry.strip()]


def _by_slug(field: Any) -> Mapping[str, models.Model]:
    return {row.slug: row for row in field.related_model._default_manager.all()}


def _found(name: str, rows: Mapping[str, models.Model], heading: str) -> models.Model:
    if name not in rows:
        raise ValidationError(f"Nothing in {heading} is called “{name}”." if name else "It is empty.")
    return rows[name]
