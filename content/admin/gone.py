"""Somebody saves a screen whose row another person deleted meanwhile: what was typed is kept.

Django says that the row is not there and throws the rest away. Here the screen answers
with everything typed, and offers to add it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from content.admin.generic import ModelAdmin
from content.admin.screens import kind_of
from content.desk import names

OURS = re.compile(r"^(csrfmiddlewaretoken|_.*)$|-__prefix__-")
"""Fields that nobody typed: buttons, the mark of a screen, the empty part that others are copied from."""

KEY_OF_A_PART = re.compile(r"-\d+-id$")
COUNT_OF_OLD_PARTS = re.compile(r"-INITIAL_FORMS$")


class SavedThoughGone(ModelAdmin):
    """Screens that lose nothing when their row is gone."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        gone = object_id is not None and self.get_object(request, unquote(object_id)) is None
        if request.method != "POST" or not gone or not self.has_change_permission(request):
            return super().changeform_view(request, object_id, *args, **kwargs)
        name = f"admin:content_{self.opts.model_name}"
        context = {
            **self.admin_site.each_context(request),
            "title": _("Somebody deleted this while you were editing"),
            "opts": self.opts,
            "typed": [(field, value) for field, value in self._typed(request.POST) if value],
            "sent": list(self._as_new(request.POST)),
            "add_at": reverse(f"{name}_add") if self.has_add_permission(request) else "",
            "edits_at": f"{reverse('admin:content_edit_changelist')}?kind={kind_of(self.model)}",
        }
        return TemplateResponse(request, "admin/content/gone.html", context, status=409)

    def _typed(self, sent: QueryDict) -> Iterator[tuple[str, str]]:
        """What somebody typed, each with its place in words; what they chose is only a key here."""
        models = [self.model, *(inline.model for inline in self.inlines)]
        chosen = {field.name for model in models for field in model._meta.get_fields() if field.is_relation}
        for field, values in sent.lists():
            last = field.rpartition("-")[2]
            if not OURS.search(field) and not field.endswith("_FORMS") and last not in {*chosen, "id"}:
                yield names.place(field.split("-")), "\n".join(map(str, values))

    def _as_new(self, sent: QueryDict) -> Iterator[tuple[str, str]]:
        """What was sent, as a row that is not there yet sends it: without the keys of the old one."""
        owners = {inline.fk_name or self.opts.model_name for inline in self.inlines}
        owner = re.compile(rf"-\d+-({'|'.join(map(str, owners))})$") if owners else None
        for field, values in sent.lists():
            if OURS.search(field) or KEY_OF_A_PART.search(field) or (owner and owner.search(field)):
                continue
            for value in ["0"] if COUNT_OF_OLD_PARTS.search(field) else map(str, values):
                yield field, value
