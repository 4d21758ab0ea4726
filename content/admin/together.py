"""Editing several rows together: choose them in the list, say what changes, look, save."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from content.admin.generic import ModelAdmin, editor_of
from content.admin.screens import kind_of
from content.sheets import trying
from content.sheets.table import BadSheet, Problem
from content.sheets.together import TogetherForm
from content.sheets.trying import NotAsShown, Tried

MOST = 500
"""How many rows can be edited together: their numbers stand in the address."""

NUMBER = re.compile("[0-9]{1,18}")

CHANGED = gettext_lazy(
    "Somebody changed these rows since you looked. This is what your choice would change now."
)


class EditedTogether(ModelAdmin):
    """A change list whose rows can be edited together; `together` names the fields."""

    together: tuple[str, ...] = ()
    actions = ("edit_together",)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.together_view)
        name = f"content_{self.opts.model_name}_together"
        return [path("together/", view, name=name), *super().get_urls()]

    @admin.action(description=gettext_lazy("Edit these together"), permissions=["change"])
    def edit_together(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        if queryset.count() > MOST:
            messages.error(request, _("Choose at most %(count)s rows.") % {"count": MOST})
            return None
        chosen = urlencode([("row", pk) for pk in queryset.values_list("pk", flat=True)])
        return HttpResponseRedirect(f"{_address(self, 'together')}?{chosen}")

    def together_view(self, request: HttpRequest) -> HttpResponse:
        """Say what changes, see what that makes, and save it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        keys = [key for key in request.GET.getlist("row")[:MOST] if NUMBER.fullmatch(key)]
        rows = self.get_queryset(request).filter(pk__in=keys).order_by(*self.get_ordering(request))
        if not rows.exists():
            messages.error(request, _("Choose some rows first."))
            return HttpResponseRedirect(_address(self, "changelist"))
        return _Together(self, request, rows).answer()


class _Together:
    """One request about rows that were chosen together."""

    def __init__(self, screen: EditedTogether, request: HttpRequest, rows: QuerySet[Any]) -> None:
        self.screen = screen
        self.request = request
        self.rows = rows
        self.kind = kind_of(screen.model)
        self.form = TogetherForm(screen.model, screen.together, request.POST or None)

    def answer(self) -> HttpResponse:
        if not self.form.is_valid():
            return self._form_page()
        try:
            mark = self.request.POST.get("mark")
            return self._check() if mark is None else self._save(mark)
        except BadSheet as error:
            return self._form_page(error.problems)

    def _check(self) -> HttpResponse:
        tried = trying.try_out(self.kind, self._write)
        if not tried.changes:
            raise BadSheet(Problem(message=_("Nothing would change: all of them say that already.")))
        return self._check_page(tried)

    def _save(self, mark: str) -> HttpResponse:
        """Do what was shown under `mark`."""
        by = editor_of(self.request)
        try:
            tried = trying.carry_out(
                self.kind, self._write, by=by, how=gettext_noop("edited together"), mark=mark
            )
        except NotAsShown as error:
            messages.warning(self.request, CHANGED)
            return self._check_page(error.tried)
        sentence = _("Edited together: %(counted)s.")
        messages.success(self.request, sentence % {"counted": tried.difference.counted})
        return HttpResponseRedirect(_address(self.screen, "changelist"))

    def _write(self) -> None:
        self.form.write(self.rows.all())

    def _check_page(self, tried: Tried) -> HttpResponse:
        context = {
            **self._context(_("Check what changes")),
            "mark": tried.mark,
            "sent": self.form.sent(),
            "difference": tried.difference,
        }
        return TemplateResponse(self.request, "admin/content/sheets/check_together.html", context)

    def _form_page(self, problems: tuple[Problem, ...] = ()) -> HttpResponse:
        title = _("Edit %(kind)s together") % {"kind": self.screen.opts.verbose_name_plural}
        context = {**self._context(title), "form": self.form, "problems": problems}
        wrong = problems or self.form.errors
        status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
        return TemplateResponse(self.request, "admin/content/sheets/together.html", context, status=status)

    def _context(self, title: str) -> dict[str, Any]:
        site = self.screen.admin_site.each_context(self.request)
        return {**site, "title": title, "opts": self.screen.opts, "rows": self.rows}


def _address(screen: EditedTogether, name: str) -> str:
    return reverse(f"admin:content_{screen.opts.model_name}_{name}")
