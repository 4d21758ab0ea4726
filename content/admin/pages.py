"""Editing what people read beside the guide."""

from __future__ import annotations

from django.contrib import admin

from content.admin.base import Editor, SingleEditor
from content.models import Article, DeficiencySign, Food, FoodFirst, GlossaryTerm, Publisher, ReferenceIntake


@admin.register(Publisher)
class PublisherEditor(SingleEditor):
    list_display = ("name",)


@admin.register(FoodFirst)
class FoodFirstEditor(SingleEditor):
    list_display = ("title", "to_be_checked", "reviewed_on")


@admin.register(Article)
class ArticleEditor(Editor):
    list_display = ("title", "number", "to_be_checked", "reviewed_on", "slug")
    list_filter = ("to_be_checked", "reviewed_on")
    search_fields = ("title", "summary", "body", "slug")
    ordering = ("number", "slug")


@admin.register(Food)
class FoodEditor(Editor):
    list_display = ("name", "group", "serving", "mg", "to_be_checked", "slug")
    list_filter = ("group", "to_be_checked")
    search_fields = ("name", "group", "note", "slug")
    ordering = ("group", "name")


@admin.register(ReferenceIntake)
class ReferenceIntakeEditor(Editor):
    list_display = ("who", "authority", "kind", "mg", "counts", "number", "headline", "to_be_checked")
    list_filter = ("authority", "kind", "stage", "sex", "headline", "to_be_checked")
    search_fields = ("who", "authority", "region", "counts", "note", "slug")
    ordering = ("number", "slug")


@admin.register(DeficiencySign)
class DeficiencySignEditor(Editor):
    list_display = ("statement", "system", "severity", "urgent", "number", "to_be_checked")
    list_filter = ("severity", "urgent", "system", "to_be_checked")
    search_fields = ("statement", "system", "slug")
    ordering = ("number", "slug")


@admin.register(GlossaryTerm)
class GlossaryTermEditor(Editor):
    list_display = ("term", "also", "meaning", "to_be_checked")
    list_filter = ("to_be_checked",)
    search_fields = ("term", "also", "meaning", "slug")
    ordering = ("term",)
