"""Two people with the same screen open: the second to save is told, and loses nothing.

A screen carries a mark of what was stored when it was opened. When that no longer holds
at saving, the screen comes back with everything typed still in it, what was saved
meanwhile and by whom, and what saving would now change. It then carries the new mark, so
the same buttons save after all. Everybody saves in turn, as `content.edits` sees to, so
nothing changes between the look and the save.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from content.admin import changes, screens
from content.admin.generic import ModelAdmin
from content.admin.screens import Records

MARK = "_opened"
"""The field of a screen that says what was stored when it was opened."""


class Pass(enum.Enum):
    """How a screen is handled once its mark no longer holds."""

    TRY = enum.auto()  # save, look what that makes, and take it back
    REFUSE = enum.auto()  # show everything typed again


class Tried(Exception):
    """What saving would have made; raised to take it back."""

    def __init__(self, records: Records) -> None:
        self.records = records


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """What somebody else saved meanwhile, and what saving the typed version would change.

    `changes` is None when the typed version can't be saved as it is.
    """

    edits: tuple[changes.EditShown, ...]
    changes: tuple[changes.RecordShown, ...] | None


class Conflicts(ModelAdmin):
    """Screens that notice when what they show was changed by somebody else."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        row = self._row(request, object_id)
        if row is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        stored = screens.on_screen(row)
        mark = changes.mark(stored)
        context = {**(extra_context or {}), "mark": mark}
        if request.POST.get(MARK, mark) == mark:
            return super().changeform_view(request, object_id, form_url, context)
        context["conflict"] = Conflict(
            edits=changes.edits_since(request.POST[MARK], stored),
            changes=self._changes(request, object_id, stored),
        )
        _handle(request, Pass.REFUSE)
        response = super().changeform_view(request, object_id, form_url, context)
        response.status_code = 409
        return response

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form: type[ModelForm[Any]] = super().get_form(request, *args, **kwargs)
        return _refusing(form) if _handling(request) is Pass.REFUSE else form

    def save_related(self, request: HttpRequest, form: Any, *args: Any, **kwargs: Any) -> None:
        super().save_related(request, form, *args, **kwargs)
        if _handling(request) is Pass.TRY:
            raise Tried(screens.on_screen(form.instance))

    def _row(self, request: HttpRequest, object_id: str | None) -> models.Model | None:
        if object_id is None:
            return None
        row: models.Model | None = self.get_object(request, unquote(object_id))
        return row

    def _changes(
        self, request: HttpRequest, object_id: str | None, stored: Records
    ) -> tuple[changes.RecordShown, ...] | None:
        """What saving the typed version would change; nothing is saved."""
        _handle(request, Pass.TRY)
        try:
            with transaction.atomic():
                super().changeform_view(request, object_id)
        except Tried as tried:
            return changes.between(stored, tried.records)
        return None


def _handle(request: HttpRequest, how: Pass) -> None:
    request.conflict_pass = how  # type: ignore[attr-defined]


def _handling(request: HttpRequest) -> Pass | None:
    return getattr(request, "conflict_pass", None)


def _refusing(form: type[ModelForm[Any]]) -> type[ModelForm[Any]]:
    """`form`, which is never valid, so that the screen shows it again."""

    class Refusing(form):  # type: ignore[misc, valid-type]
        def clean(self) -> None:
            super().clean()
            raise ValidationError(
                _("Somebody else changed this while you were editing. Nothing is saved yet.")
            )

    return Refusing
