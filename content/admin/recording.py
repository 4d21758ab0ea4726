"""Every change made on an editing screen is written down: who, when, what it was and became."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from content import edits
from content.admin import changes, screens
from content.admin.generic import ModelAdmin, editor_of

A_PAGE = 50
"""How many edits one page of a history shows."""


def recording(request: HttpRequest, how: str = "") -> AbstractContextManager[object]:
    """Writes down what a request changes in the content, if it may change anything."""
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        return nullcontext()
    return edits.recorded(by=editor_of(request), how=how)


class Recorded(ModelAdmin):
    """Screens whose saves, deletions and actions are written down, and can be read again."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with recording(request):
            return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with recording(request):
            return super().delete_view(request, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with recording(request, gettext_noop("several at once")):
            return super().changelist_view(request, *args, **kwargs)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Every edit of what this screen shows, newest first."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        found = changes.edits_of(screens.on_screen(row))
        page = Paginator(found, A_PAGE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of %(row)s") % {"row": row},
            "object": row,
            "opts": self.opts,
            "page": page,
            "edits": [changes.edit_shown(edit) for edit in page],
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/content/history.html", context)
