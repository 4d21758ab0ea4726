"""Editing goals, claims and sources."""

from __future__ import annotations

from django.contrib import admin

from content.admin.base import Editor
from content.models import Claim, Goal, Source


@admin.register(Source)
class SourceEditor(Editor):
    list_display = ("title", "publisher", "year", "reading", "slug")
    list_filter = ("reading", "year")
    search_fields = ("title", "publisher", "url", "slug", "facts")
    ordering = ("slug",)


@admin.register(Goal)
class GoalEditor(Editor):
    list_display = ("name", "number", "hope", "to_be_checked", "reviewed_on", "slug")
    list_filter = ("to_be_checked", "reviewed_on")
    search_fields = ("name", "hope", "summary", "known", "slug")
    ordering = ("number", "slug")


@admin.register(Claim)
class ClaimEditor(Editor):
    list_display = ("__str__", "relevance", "direction", "certainty", "to_be_checked", "reviewed_on")
    list_filter = ("compound", "goal", "relevance", "direction", "certainty", "to_be_checked")
    list_select_related = ("compound", "goal")
    search_fields = ("compound__name", "goal__name", "statement", "because", "effect", "limits")
    ordering = ("compound__number", "goal__number")
