"""Holding a record back from the next release, and letting it go again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content import holding
from content.admin import screens
from content.admin.generic import ModelAdmin, editor_of
from content.models import Hold


class Reason(forms.Form):
    """Why a record is not ready."""

    reason = forms.CharField(
        label=gettext_lazy("What is still missing?"),
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=gettext_lazy("The reviewer reads this."),
    )


class HoldingBack(ModelAdmin):
    """Screens whose record can be held back."""

    def get_urls(self) -> list[URLPattern]:
        name = f"content_{self.opts.model_name}_hold"
        view = self.admin_site.admin_view(self.hold_view)
        return [path("<path:object_id>/hold/", view, name=name), *super().get_urls()]

    def hold_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Hold the record of this row back with a reason, or let it go."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        editor = editor_of(request)
        if not self.has_change_permission(request, row) or holding.why_not_hold(editor):
            raise PermissionDenied
        kind, record = screens.own_key(row)
        hold = Hold.objects.filter(kind=kind, record=record).select_related("by").first()
        form = Reason(request.POST or None)
        if request.method == "POST" and hold is not None:
            holding.let_go(hold=hold, by=editor)
            return self._back(request, row, _("“%(row)s” is no longer held back.") % {"row": row})
        if request.method == "POST" and form.is_valid():
            holding.hold(kind=kind, record=record, by=editor, reason=form.cleaned_data["reason"])
            return self._back(request, row, _("“%(row)s” is held back from the next release.") % {"row": row})
        context = {
            **self.admin_site.each_context(request),
            "title": (_("Let go of %(row)s") if hold else _("Hold back %(row)s")) % {"row": row},
            "opts": self.opts,
            "object": row,
            "hold": hold,
            "form": form,
        }
        status = 422 if form.errors else 200
        return TemplateResponse(request, "admin/content/hold.html", context, status=status)

    def _back(self, request: HttpRequest, row: Any, message: str) -> HttpResponse:
        self.message_user(request, message)
        return HttpResponseRedirect(reverse(f"admin:content_{self.opts.model_name}_change", args=[row.pk]))
