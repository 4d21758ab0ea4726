"""Editing what people read beside the guide."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy

from content.admin.base import Editor, SingleEditor, foundation
from content.admin.sheets import WithSheets
from content.admin.together import EditedTogether
from content.models import (
    Article,
    DeficiencySign,
    Food,
    FoodFirst,
    GlossaryTerm,
    Publisher,
    ReferenceIntake,
    Region,
)


@admin.register(Publisher)
class PublisherEditor(SingleEditor):
    list_display = ("name",)
    fieldsets = (
        (gettext_lazy("Who publishes this, and why"), {"fields": ["name", "who", "need", "funding"]}),
        (gettext_lazy("How it is made"), {"fields": ["making", "updates", "testing", "feedback"]}),
        (gettext_lazy("What visitors may rely on"), {"fields": ["privacy", "accessibility"]}),
    )


@admin.register(FoodFirst)
class FoodFirstEditor(SingleEditor):
    list_display = ("title", "to_be_checked", "reviewed_on")
    fieldsets = (
        (
            gettext_lazy("What visitors read"),
            {"fields": ["title", "summary", "for_it", "against_it", "living_with"]},
        ),
        foundation(),
    )


@admin.register(Article)
class ArticleEditor(EditedTogether, Editor):
    together = ("sources", "to_be_checked", "reviewed_on")
    list_display = ("title", "number", "to_be_checked", "reviewed_on", "slug")
    list_filter = ("to_be_checked", "reviewed_on")
    search_fields = ("title", "summary", "body", "slug")
    ordering = ("number", "slug")
    fieldsets = (
        (gettext_lazy("What visitors read"), {"fields": ["title", "summary", "body"]}),
        (gettext_lazy("Its place and its lasting name"), {"fields": ["number", "slug"]}),
        foundation(),
    )


@admin.register(Food)
class FoodEditor(WithSheets, EditedTogether, Editor):
    together = ("group", "sources", "to_be_checked")
    list_display = ("name", "group", "serving", "mg", "to_be_checked", "slug")
    list_filter = ("group", "to_be_checked")
    search_fields = ("name", "group", "note", "slug")
    ordering = ("group", "name")
    fieldsets = (
        (gettext_lazy("What it is"), {"fields": ["name", "group", "serving", "mg", "note"]}),
        (gettext_lazy("Its lasting name"), {"fields": ["slug"]}),
        foundation(review=False),
    )


@admin.register(ReferenceIntake)
class ReferenceIntakeEditor(EditedTogether, Editor):
    together = ("authority", "sources", "to_be_checked")
    list_display = ("who", "authority", "kind", "mg", "counts", "number", "headline", "to_be_checked")
    list_filter = ("authority", "kind", "stage", "sex", "headline", "to_be_checked")
    search_fields = ("who", "authority", "region", "counts", "note", "slug")
    ordering = ("number", "slug")
    fieldsets = (
        (gettext_lazy("Who set it"), {"fields": ["authority", "region", "kind"]}),
        (gettext_lazy("Whom it is for"), {"fields": ["who", "stage", "sex", ("age_from", "age_to")]}),
        (gettext_lazy("How much"), {"fields": ["mg", "counts", "note"]}),
        (gettext_lazy("Its place and its lasting name"), {"fields": ["number", "headline", "slug"]}),
        foundation(review=False),
    )


@admin.register(DeficiencySign)
class DeficiencySignEditor(EditedTogether, Editor):
    together = ("system", "sources", "to_be_checked")
    list_display = ("statement", "system", "severity", "urgent", "number", "to_be_checked")
    list_filter = ("severity", "urgent", "system", "to_be_checked")
    search_fields = ("statement", "system", "slug")
    ordering = ("number", "slug")
    fieldsets = (
        (gettext_lazy("What visitors read"), {"fields": ["statement", "system", "severity", "urgent"]}),
        (gettext_lazy("Its place and its lasting name"), {"fields": ["number", "slug"]}),
        foundation(review=False),
    )


@admin.register(Region)
class RegionEditor(Editor):
    list_display = ("name", "slug", "leading_limit", "number")
    search_fields = ("name", "whom", "slug")
    ordering = ("number", "slug")
    fieldsets = (
        (gettext_lazy("What readers there see"), {"fields": ["name", "contacts", "leading_limit", "whom"]}),
        (
            gettext_lazy("Its place, and its two letters in addresses"),
            {"fields": ["number", "slug"]},
        ),
    )


@admin.register(GlossaryTerm)
class GlossaryTermEditor(EditedTogether, Editor):
    together = ("sources", "to_be_checked")
    list_display = ("term", "also", "meaning", "to_be_checked")
    list_filter = ("to_be_checked",)
    search_fields = ("term", "also", "meaning", "slug")
    ordering = ("term",)
    fieldsets = (
        (gettext_lazy("What visitors read"), {"fields": ["term", "also", "meaning"]}),
        (gettext_lazy("Its lasting name"), {"fields": ["slug"]}),
        foundation(review=False),
    )
