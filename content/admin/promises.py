"""Editing what visitors with certain answers are promised."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy

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
        (gettext_lazy("Who this is"), {"fields": ["story", "answers"]}),
        (gettext_lazy("What must come of it"), {"fields": ["level", "withheld"]}),
        (gettext_lazy("Its place and its lasting name"), {"fields": ["number", "slug"]}),
    )
    inlines = (PromisePart,)
