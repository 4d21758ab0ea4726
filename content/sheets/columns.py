"""The columns of a spreadsheet: how each field of a row is told in a cell and read from one.

A column reads what it tells. References are slugs, lists stand one below the other in
their cell, and a choice is told by the words an editor sees on the editing screen.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.locales import languages
from content.models.fields import Lines
from content.sheets.table import Cell, as_text, printable

AnyField: TypeAlias = "models.Field[Any, Any] | models.ManyToManyField[Any, Any]"


class Column:
    """A field whose value is one text, number or date."""

    hint: str | Promise = ""

    def __init__(self, field: AnyField) -> None:
        self.field: Any = field
        self.name = field.name
        self.heading = str(field.verbose_name)

    @property
    def headings(self) -> Iterable[str]:
        """What the column is called in every language: a file may have been made in another."""
        return _in_every_language(self.field.verbose_name)

    @property
    def about(self) -> str:
        """What an editor should know about this column."""
        return " ".join(filter(None, (str(self.field.help_text), str(self.hint))))

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
    hint = gettext_lazy("Write a date as 2026-11-20.")

    def read(self, text: str) -> dt.date | None:
        try:
            return dt.date.fromisoformat(text) if text else None
        except ValueError:
            raise ValidationError(
                _("“%(text)s” is no date. %(hint)s") % {"text": text, "hint": self.hint}
            ) from None


class NumberColumn(Column):
    hint = gettext_lazy("Digits only, with a point before decimals: 78.5.")

    def read(self, text: str) -> Any:
        try:
            return super().read(text)
        except ValidationError as error:
            raise ValidationError(
                _("“%(text)s” does not fit: %(reasons)s %(hint)s")
                % {"text": text, "reasons": " ".join(error.messages), "hint": self.hint}
            ) from error


class ChoiceColumn(Column):
    @property
    def choices(self) -> Sequence[str]:
        return [str(label) for _, label in self.field.flatchoices]

    @property
    def hint(self) -> str:  # type: ignore[override]
        return _("One of: %(choices)s.") % {"choices": ", ".join(self.choices)}

    def tell(self, row: models.Model) -> str:
        value = getattr(row, self.name)
        return str(dict(self.field.flatchoices).get(value, value))

    def read(self, text: str) -> Any:
        for value, label in self.field.flatchoices:
            if text.casefold() in map(str.casefold, (str(value), *_in_every_language(label))):
                return value
        raise _not_known(text, self.hint)


YES, NO = gettext_lazy("yes"), gettext_lazy("no")


class YesNoColumn(Column):
    hint = gettext_lazy("Write yes or no.")

    @property
    def choices(self) -> Sequence[str]:
        return str(YES), str(NO)

    def tell(self, row: models.Model) -> str:
        return str(YES if getattr(row, self.name) else NO)

    def read(self, text: str) -> bool:
        for value, word in ((True, YES), (False, NO)):
            if text.casefold() in _in_every_language(word):
                return value
        raise _not_known(text, self.hint)


class ListColumn(Column):
    hint = gettext_lazy("One below the other in the cell, or with semicolons between.")

    def read(self, text: str) -> str:
        return "\n".join(entries(text))


class NameColumn(Column):
    """A reference to one row of another kind."""

    hint = gettext_lazy("By its short name, the “slug”.")

    def tell(self, row: models.Model) -> str:
        return str(getattr(row, self.name).slug)

    def read(self, text: str) -> Any:
        return _found(text, self._rows, self.heading)

    @functools.cached_property
    def _rows(self) -> Mapping[str, models.Model]:
        return _by_slug(self.field)


class NamesColumn(Column):
    """References to any number of rows of another kind."""

    hint = gettext_lazy(
        "By their short names, the “slugs”. One below the other in the cell, or with semicolons between."
    )

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


def entries(text: str) -> list[str]:
    """What a cell lists."""
    return [entry.strip() for entry in text.replace(";", "\n").splitlines() if entry.strip()]


def _not_known(text: str, hint: object) -> ValidationError:
    sentence = _("“%(text)s” is not known. %(hint)s") if text else _("It is empty. %(hint)s")
    return ValidationError(sentence % {"text": text, "hint": hint})


def _in_every_language(word: object) -> Iterable[str]:
    """What a word of the interface is in each of its languages."""
    for code in languages():
        with translation.override(code):
            yield str(word)


def _by_slug(field: Any) -> Mapping[str, models.Model]:
    return {row.slug: row for row in field.related_model._default_manager.all()}


def _found(name: str, rows: Mapping[str, models.Model], heading: str) -> models.Model:
    if name not in rows:
        raise ValidationError(
            _("Nothing in %(column)s is called “%(name)s”.") % {"column": heading, "name": name}
            if name
            else _("It is empty.")
        )
    return rows[name]
