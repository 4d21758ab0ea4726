"""Deleting: what uses a row is said, with the way there, instead of taking it along."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse

from content.admin import uses
from content.admin.generic import ModelAdmin


class Deleting(ModelAdmin):
    """Screens that explain why something can't be deleted yet."""

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        context = {**(extra_context or {}), "uses": uses.of(row) if row is not None else ()}
        return super().delete_view(request, object_id, context)
