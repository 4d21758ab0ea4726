"""Changing some fields of many rows in one go.

The form offers to leave every field as it is, so that only what somebody chose changes.
What the rows refuse is told row by row, and then nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.models import Source
from content.sheets.table import BadSheet, Problem

LEAVE = ("", gettext_lazy("Leave as it is"))
ADDED, TAKEN_AWAY = "source_added", "source_taken_away"
EMPTY = "empty_"
"""Begins the name of the box that empties a field."""


class TogetherForm(forms.Form):
    """What to change in all of the chosen rows: the fields called `names`."""

    def __init__(
        self, model: type[models.Model], names: Sequence[str], data: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data)
        self._nullable: list[str] = []
        for name in names:
            field: Any = model._meta.get_field(name)
            if field.many_to_many:
                self.fields[ADDED] = _source(_("Add this source"))
                self.fields[TAKEN_AWAY] = _source(_("Take this source away"))
                continue
            self.fields[name] = _choice(field)
            if field.null:
                self._nullable.append(name)
                self.fields[EMPTY + name] = forms.BooleanField(
                    label=_("Empty “%(field)s” in all of them") % {"field": field.verbose_name},
                    required=False,
                )

    def clean(self) -> None:
        super().clean()
        for name in self._nullable:
            if self.cleaned_data.get(EMPTY + name) and self.cleaned_data.get(name) is not None:
                self.add_error(name, _("Either give a value, or empty it."))
        if not self.errors and not self._values() and not self._sources():
            raise ValidationError(_("Choose what to change."))

    def sent(self) -> list[tuple[str, str]]:
        """Name and text of every field that was filled in, to be sent once more."""
        return [(name, self.data[name]) for name in self.fields if self.data.get(name)]

    def write(self, rows: Iterable[models.Model]) -> None:
        """Change `rows` as chosen; raises `BadSheet`. The caller holds a transaction."""
        problems: list[Problem] = []
        for row in rows:
            for name, value in self._values().items():
                setattr(row, name, value)
            try:
                row.full_clean()
            except ValidationError as error:
                problems += [Problem(message=f"{row}: {message}") for message in error.messages]
                continue
            row.save()
            self._change_sources(row)
        if problems:
            raise BadSheet(*problems)

    def _values(self) -> dict[str, Any]:
        """Field → value, for those to be changed."""
        given = {
            name: value
            for name, value in self.cleaned_data.items()
            if not name.startswith(EMPTY) and name not in (ADDED, TAKEN_AWAY) and value not in ("", None)
        }
        emptied = {name: None for name in self._nullable if self.cleaned_data.get(EMPTY + name)}
        return given | emptied

    def _sources(self) -> list[Source]:
        return [source for name in (ADDED, TAKEN_AWAY) if (source := self.cleaned_data.get(name))]

    def _change_sources(self, row: Any) -> None:
        if source := self.cleaned_data.get(ADDED):
            row.sources.add(source)
        if source := self.cleaned_data.get(TAKEN_AWAY):
            row.sources.remove(source)


def _choice(field: Any) -> forms.Field:
    """A field of the form that can be left as it is."""
    label = str(field.verbose_name).capitalize()
    if isinstance(field, models.BooleanField):
        return forms.TypedChoiceField(
            label=label,
            choices=[LEAVE, ("yes", _("Yes")), ("no", _("No"))],
            coerce=lambda text: text == "yes",
            empty_value=None,
            required=False,
        )
    if field.choices:
        return forms.ChoiceField(label=label, choices=[LEAVE, *field.choices], required=False)
    if isinstance(field, models.DateField):
        return forms.DateField(
            label=label,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            help_text=_("Without a date it is left as it is."),
            required=False,
        )
    return forms.CharField(
        label=label,
        max_length=field.max_length,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("Without a text it is left as it is."),
        required=False,
    )


def _source(label: str) -> forms.Field:
    return forms.ModelChoiceField(
        Source.objects.all(), label=label, empty_label=_("Leave as they are"), required=False
    )
