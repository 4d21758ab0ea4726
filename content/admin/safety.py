"""Editing cautions, advice cards and telephone numbers."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy

from content.admin.base import Editor, foundation
from content.admin.together import EditedTogether
from content.models import Caution, Contact, Guidance


@admin.register(Caution)
class CautionEditor(EditedTogether, Editor):
    together = ("sources", "to_be_checked", "reviewed_on")
    list_display = ("name", "group", "action", "number", "to_be_checked", "reviewed_on", "slug")
    list_filter = ("group", "action", "contact", "compounds", "to_be_checked")
    search_fields = ("name", "statement", "advice", "examples", "slug")
    ordering = ("number", "slug")
    fieldsets = (
        (gettext_lazy("What visitors read"), {"fields": ["name", "statement", "advice", "ask", "examples"]}),
        (gettext_lazy("What it does"), {"fields": ["action", "compounds", "contact"]}),
        (gettext_lazy("Its place and its lasting name"), {"fields": ["group", "number", "slug"]}),
        foundation(),
    )


@admin.register(Guidance)
class GuidanceEditor(EditedTogether, Editor):
    together = ("sources", "to_be_checked", "reviewed_on")
    list_display = ("title", "level", "withheld", "action", "reviewed_on")
    list_filter = ("level", "withheld")
    search_fields = ("title", "body", "action")
    fieldsets = (
        (gettext_lazy("When it is shown"), {"fields": ["level", "withheld"]}),
        (gettext_lazy("What visitors read"), {"fields": ["title", "body", "action"]}),
        foundation(),
    )


@admin.register(Contact)
class ContactEditor(Editor):
    list_display = ("name", "region", "number", "kind", "order", "to_be_checked")
    list_filter = ("kind", "region", "to_be_checked")
    search_fields = ("name", "region", "number", "note", "slug")
    ordering = ("order", "slug")
    fieldsets = (
        (gettext_lazy("What visitors read"), {"fields": ["name", "number", "region", "note"]}),
        (gettext_lazy("When it is shown"), {"fields": ["kind", "order", "to_be_checked"]}),
        (gettext_lazy("Its lasting name"), {"fields": ["slug"]}),
    )
