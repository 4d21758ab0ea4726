"""Out to a spreadsheet and back: rows of one kind as XLSX or CSV, and many at once from a file.

A file is checked first and what it would change is shown; only then can it be brought in.
Between the two its lines wait in the editor's session, never on the disk.
"""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from content.admin.generic import ModelAdmin, editor_of
from content.admin.screens import kind_of
from content.diff import Sign
from content.sheets import importing, sheet, trying
from content.sheets.sheet import SHEETS, Sheet
from content.sheets.table import MOST_BYTES, MOST_ROWS, BadSheet, Problem, Table, printable
from content.sheets.trying import NotAsShown, Tried
from content.sheets.workbooks import TooLong

WAITING = "sheet"
"""The place in the session of the file that was checked and not yet brought in."""

FORMATS = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheet.as_workbook),
    "csv": ("text/csv; charset=utf-8", sheet.as_csv),
}

CHANGED = gettext_lazy(
    "Somebody changed these rows since the file was checked. This is what it would change now."
)
REPLACED = gettext_lazy(
    "Another file was checked since, or this one was brought in already. Choose it again."
)


class WithSheets(ModelAdmin):
    """A change list with a way out to a spreadsheet and back."""

    change_list_template = "admin/content/sheets/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        name = f"content_{self.opts.model_name}"
        return [
            path("import/", self.admin_site.admin_view(self.import_view), name=f"{name}_import"),
            path("export/", self.admin_site.admin_view(self.export_view), name=f"{name}_export"),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {"may_import": self.has_change_permission(request), **(extra_context or {})}
        return super().changelist_view(request, context)

    @property
    def sheet(self) -> Sheet:
        return SHEETS[kind_of(self.model)]

    @method_decorator(require_GET)
    def export_view(self, request: HttpRequest) -> HttpResponse:
        """All rows as a file; `?as=csv` or `?as=xlsx`."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        ending = request.GET.get("as", "xlsx")
        if ending not in FORMATS:
            raise Http404
        content_type, made = FORMATS[ending]
        try:
            data = made(self.sheet)
        except TooLong as error:
            messages.error(request, _("%(reason)s Export as CSV instead.") % {"reason": error})
            return _to_list(self)
        name = f"{self.sheet.kind}-{timezone.localdate()}.{ending}"
        disposition = f'attachment; filename="{name}"'
        return HttpResponse(data, content_type, headers={"Content-Disposition": disposition})

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Choose a file, see what it would change, bring it in."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        return _Import(self, request).answer()


class _Import:
    """One request on the way from a file to rows."""

    def __init__(self, screen: WithSheets, request: HttpRequest) -> None:
        self.screen = screen
        self.request = request
        self.sheet = screen.sheet

    def answer(self) -> HttpResponse:
        posted, session = self.request.POST, self.request.session
        if self.request.method != "POST":
            return self._page()
        if "cancel" in posted:
            session.pop(WAITING, None)
            return _to_list(self.screen)
        try:
            return self._bring_in(posted["mark"]) if "mark" in posted else self._check()
        except BadSheet as error:
            session.pop(WAITING, None)
            return self._page(error.problems)

    def _check(self) -> HttpResponse:
        """Read a file and show what it would change."""
        file = self.request.FILES.get("file")
        if not isinstance(file, UploadedFile):
            raise BadSheet(Problem(message=importing.too_large()))
        name = printable(PurePath(file.name or "").name)[-100:]
        table = importing.table_from(name, file.read())
        tried = trying.try_out(self.sheet.kind, partial(importing.write, self.sheet, table))
        return self._check_page(name, table, tried)

    def _bring_in(self, mark: str) -> HttpResponse:
        """Do what was shown under `mark`."""
        waiting = self.request.session.get(WAITING) or {}
        if (waiting.get("kind"), waiting.get("mark")) != (self.sheet.kind, mark):
            raise BadSheet(Problem(message=str(REPLACED)))
        self._check_may(adds=waiting["adds"])
        name, table = waiting["name"], Table(tuple(waiting["headings"]), tuple(map(tuple, waiting["rows"])))
        try:
            tried = trying.carry_out(
                self.sheet.kind,
                partial(importing.write, self.sheet, table),
                by=editor_of(self.request),
                how=f"import of {name}",
                mark=mark,
            )
        except NotAsShown as error:
            messages.warning(self.request, CHANGED)
            return self._check_page(name, table, error.tried)
        del self.request.session[WAITING]
        sentence = _("“%(file)s” was brought in: %(counted)s.")
        messages.success(self.request, sentence % {"file": name, "counted": tried.difference.counted})
        return _to_list(self.screen)

    def _check_may(self, *, adds: bool) -> None:
        """Refuse a file that adds rows to somebody who may only change them."""
        if adds and not self.screen.has_add_permission(self.request):
            message = _("It adds %(kind)s, which you may not do.") % {"kind": self.sheet.title.lower()}
            raise BadSheet(Problem(message=message))

    def _check_page(self, name: str, table: Table, tried: Tried) -> HttpResponse:
        """What a file would change, with the button that does it."""
        adds = any(change.sign is Sign.ADDED for change in tried.changes.records)
        self._check_may(adds=adds)
        self.request.session[WAITING] = {
            "kind": self.sheet.kind,
            "name": name,
            "headings": table.headings,
            "rows": table.rows,
            "mark": tried.mark,
            "adds": adds,
        }
        context = {
            **self._context(_("Check “%(file)s”") % {"file": name}),
            "lines": sum(any(row) for row in table.rows),
            "mark": tried.mark,
            "difference": tried.difference,
        }
        return TemplateResponse(self.request, "admin/content/sheets/check.html", context)

    def _page(self, problems: tuple[Problem, ...] = ()) -> HttpResponse:
        """Where a file is chosen, with what is wrong with the last one."""
        context = {
            **self._context(_("Import %(kind)s") % {"kind": self.screen.opts.verbose_name_plural}),
            "problems": problems,
            "columns": self.sheet.columns(),
            "key_headings": get_text_list([f"“{heading}”" for heading in self.sheet.key_headings], _("and")),
            "most_rows": MOST_ROWS,
            "most_megabytes": MOST_BYTES // 1024**2,
        }
        status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
        return TemplateResponse(self.request, "admin/content/sheets/import.html", context, status=status)

    def _context(self, title: str) -> dict[str, Any]:
        site = self.screen.admin_site.each_context(self.request)
        return {**site, "title": title, "opts": self.screen.opts}


def _to_list(screen: WithSheets) -> HttpResponse:
    return HttpResponseRedirect(reverse(f"admin:content_{screen.opts.model_name}_changelist"))
