"""Editing goals, claims and sources."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy

from content.admin.base import Editor, foundation
from content.admin.sheets import WithSheets
from content.admin.together import EditedTogether
from content.models import Claim, Goal, Source


@admin.register(Source)
class SourceEditor(WithSheets, EditedTogether, Editor):
    together = ("publisher", "reading")
    list_display = ("title", "publisher", "year", "reading", "slug")
    list_filter = ("reading", "year")
    search_fields = ("title", "publisher", "url", "slug", "facts")
    ordering = ("slug",)
    fieldsets = (
        (gettext_lazy("What it is"), {"fields": ["title", "publisher", "year", "url"]}),
        (gettext_lazy("How it was read"), {"fields": ["reading", "note", "facts"]}),
        (gettext_lazy("Its lasting name"), {"fields": ["slug"]}),
    )


@admin.register(Goal)
class GoalEditor(EditedTogether, Editor):
    together = ("sources", "to_be_checked", "reviewed_on")
    list_display = ("name", "number", "hope", "to_be_checked", "reviewed_on", "slug")
    list_filter = ("to_be_checked", "reviewed_on")
    search_fields = ("name", "hope", "summary", "known", "slug")
    ordering = ("number", "slug")
    fieldsets = (
        (gettext_lazy("What it is called"), {"fields": ["name", "hope"]}),
        (gettext_lazy("What is known"), {"fields": ["summary", "known"]}),
        (
            gettext_lazy("What else a visitor should know"),
            {"fields": ["check_first", "what_else", "without_treatment", "support"]},
        ),
        (gettext_lazy("What counts against a form here"), {"fields": ["hindered_by"]}),
        (gettext_lazy("Its place and its lasting name"), {"fields": ["number", "slug"]}),
        foundation(),
    )


@admin.register(Claim)
class ClaimEditor(WithSheets, EditedTogether, Editor):
    together = ("relevance", "sources", "to_be_checked", "reviewed_on")
    list_display = ("__str__", "relevance", "direction", "certainty", "to_be_checked", "reviewed_on")
    list_filter = ("compound", "goal", "relevance", "direction", "certainty", "to_be_checked")
    list_select_related = ("compound", "goal")
    search_fields = ("compound__name", "goal__name", "statement", "because", "effect", "limits")
    ordering = ("compound__number", "goal__number")
    fieldsets = (
        (gettext_lazy("What this is about"), {"fields": ["compound", "goal"]}),
        (
            gettext_lazy("How often chosen, and how sure anyone is"),
            {"fields": ["relevance", "direction", "certainty"]},
        ),
        (
            gettext_lazy("What is known"),
            {"fields": ["statement", "because", "effect", "population", "limits"]},
        ),
        foundation(),
    )
