"""Editing what visitors with certain answers are promised."""

from __future__ import annotations

from django.contrib import admin

from content.admin.base import Editor, Part
from content.models import Expectation, Promise


class PromisePart(Part):
    model = Promise
    reads_along = ("compound",)


@admin.register(Expectation)
class ExpectationEditor(Editor):
    list_display = ("story", "number", "level", "withheld", "slug")
    list_filter = ("level", "withheld", "promises__verb", "promises__compound")
    search_fields = ("story", "slug", "answers__label")
    ordering = ("number", "slug")
    fieldsets = (
        ("Who this is", {"fields": ["story", "answers"]}),
        ("What must come of it", {"fields": ["level", "withheld"]}),
        ("Its place and its lasting name", {"fields": ["number", "slug"]}),
    )
    inlines = (PromisePart,)
