"""Editing goals, claims and sources."""

from __future__ import annotations

from django.contrib import admin

from content.admin.base import Editor, foundation
from content.models import Claim, Goal, Source


@admin.register(Source)
class SourceEditor(Editor):
    list_display = ("title", "publisher", "year", "reading", "slug")
    list_filter = ("reading", "year")
    search_fields = ("title", "publisher", "url", "slug", "facts")
    ordering = ("slug",)
    fieldsets = (
        ("What it is", {"fields": ["title", "publisher", "year", "url"]}),
        ("How it was read", {"fields": ["reading", "note", "facts"]}),
        ("Its lasting name", {"fields": ["slug"]}),
    )


@admin.register(Goal)
class GoalEditor(Editor):
    list_display = ("name", "number", "hope", "to_be_checked", "reviewed_on", "slug")
    list_filter = ("to_be_checked", "reviewed_on")
    search_fields = ("name", "hope", "summary", "known", "slug")
    ordering = ("number", "slug")
    fieldsets = (
        ("What it is called", {"fields": ["name", "hope"]}),
        ("What is known", {"fields": ["summary", "known"]}),
        (
            "What else a visitor should know",
            {"fields": ["check_first", "what_else", "without_treatment", "support"]},
        ),
        ("What counts against a form here", {"fields": ["hindered_by"]}),
        ("Its place and its lasting name", {"fields": ["number", "slug"]}),
        foundation(),
    )


@admin.register(Claim)
class ClaimEditor(Editor):
    list_display = ("__str__", "relevance", "direction", "certainty", "to_be_checked", "reviewed_on")
    list_filter = ("compound", "goal", "relevance", "direction", "certainty", "to_be_checked")
    list_select_related = ("compound", "goal")
    search_fields = ("compound__name", "goal__name", "statement", "because", "effect", "limits")
    ordering = ("compound__number", "goal__number")
    fieldsets = (
        ("What this is about", {"fields": ["compound", "goal"]}),
        ("How often chosen, and how sure anyone is", {"fields": ["relevance", "direction", "certainty"]}),
        ("What is known", {"fields": ["statement", "because", "effect", "population", "limits"]}),
        foundation(),
    )
