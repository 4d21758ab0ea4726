"""The lists of the editing screens: what the next release would change, and yes and no in words.

Django shows yes as a green tick and no as a red cross. For “to be checked” that says the
opposite of what it means, and in colour alone what the picture means.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content import diff, documents, holding, snapshot, standing
from content.admin import screens
from content.admin.generic import ModelAdmin
from content.catalogue import UnknownSchema
from content.desk import differences
from content.desk.places import Places
from content.models import Damaged

Column = Callable[[Any], str]


class WithLists(ModelAdmin):
    """Screens whose list tells what differs from what is live."""

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        if screens.kind_of(self.model) in documents.SINGLE:
            return self._columns
        return [self._columns[0], _since_live(self.model), *self._columns[1:]]

    @functools.cached_property
    def _columns(self) -> list[Any]:
        """Those of the class; the same each time they are asked for, or they would not sort."""
        return [_in_words(self.model, name) for name in self.list_display]


def _in_words(model: type[models.Model], name: Any) -> Any:
    """The column called `name`, with yes and no as words."""
    field = next((field for field in model._meta.fields if field.name == name), None)
    if not isinstance(field, models.BooleanField):
        return name

    @admin.display(description=field.verbose_name, ordering=name)
    def column(row: models.Model) -> str:
        return _("Yes") if getattr(row, name) else _("No")

    column.__name__ = name
    return column


def _since_live(model: type[models.Model]) -> Column:
    told = functools.cache(lambda: since_live(model))  # asked once for a list, and only when it is shown

    @admin.display(description=gettext_lazy("Since live"))
    def since_live_column(row: models.Model) -> str:
        return told().get(row.pk, "")

    return since_live_column


def since_live(model: type[models.Model]) -> Mapping[Any, str]:
    """Of each row that differs from what is live, or is held back: what the list says of it."""
    kind, live, places = screens.kind_of(model), standing.live_publication(), Places()
    told: dict[str, str] = {}
    if live is not None:
        try:
            before = live.release.catalogue()
        except (Damaged, UnknownSchema):
            return {}
        draft = msgspec.structs.replace(before, **{kind: tuple(snapshot.read(kind))})
        changes = diff.compare(before, documents.in_order(draft))
        told = {change.name: str(differences.SIGNS[change.sign]) for change in changes.records}
    told |= {hold.record: _("Held back") for hold in holding.held() if hold.kind == kind}
    keys = places.keys(kind)
    return {keys[record]: words for record, words in told.items() if record in keys}
