"""Reading what editors did and what is let pass. Nobody changes the record by hand."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from content.admin import changes
from content.admin.base import RecordReader
from content.models import Act, Allowance, Edit


@admin.register(Edit)
class EditReader(RecordReader):
    """All edits, those of deleted records included."""

    list_display = ("at", "by", "kind", "record", "how")
    list_filter = ("kind", "by")
    list_per_page = 50
    search_fields = ("record", "how")
    date_hierarchy = "at"
    fields = ("at", "by", "how", "kind", "record", "what_changed")
    readonly_fields = ("what_changed",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edit]:
        return super().get_queryset(request).select_related("by")

    @admin.display(description=gettext_lazy("What changed"))
    def what_changed(self, edit: Edit) -> SafeString:
        return render_to_string("admin/content/_record.html", {"change": changes.edit_shown(edit).change})


@admin.register(Allowance)
class AllowanceReader(RecordReader):
    list_display = ("message", "allowed", "kind", "record", "by", "at", "reason")
    list_filter = ("allowed", "kind", "check_slug")
    search_fields = ("message", "reason", "record")
    date_hierarchy = "at"
    list_select_related = ("by",)


@admin.register(Act)
class ActReader(RecordReader):
    """Who came, who was turned away, and what people did. For those who manage accounts."""

    list_display = ("at", "by", "what", "about", "place")
    list_filter = ("what", "by")
    list_per_page = 50
    search_fields = ("about", "place", "name_mark")
    date_hierarchy = "at"
    list_select_related = ("by",)
    fields = ("at", "by", "what", "about", "name_mark", "place")
