"""Editing forms of magnesium and the scales they stand on."""

from __future__ import annotations

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.admin.base import Editor, Part, foundation
from content.admin.parts import LastingParts
from content.admin.together import EditedTogether
from content.models import Claim, Compound, CompoundTrait, Elemental, Scale, Trait


@admin.register(Scale)
class ScaleEditor(Editor):
    list_display = ("name", "number", "slug", "hint")
    search_fields = ("name", "slug", "hint")
    ordering = ("number", "slug")
    fieldsets = (
        (gettext_lazy("What visitors read"), {"fields": ["name", "hint"]}),
        (gettext_lazy("Its place and its lasting name"), {"fields": ["number", "slug"]}),
    )


@admin.register(Trait)
class TraitEditor(Editor):
    list_display = ("name", "scale", "step", "phrase", "slug")
    list_filter = ("scale",)
    list_select_related = ("scale",)
    search_fields = ("name", "phrase", "hint", "slug")
    ordering = ("scale__number", "step")
    fieldsets = (
        (gettext_lazy("Where it stands"), {"fields": ["scale", "step"]}),
        (gettext_lazy("What visitors read"), {"fields": ["name", "phrase", "hint"]}),
        (gettext_lazy("Its lasting name"), {"fields": ["slug"]}),
    )


class OncePerScale(LastingParts):
    """The places of a form, each on another scale, those just typed included."""

    def clean(self) -> None:
        super().clean()
        taken: dict[int, Trait] = {}
        for form in self.forms:
            trait = form.cleaned_data.get("trait") if hasattr(form, "cleaned_data") else None
            if trait is None or form.cleaned_data.get("DELETE"):
                continue
            if other := taken.get(trait.scale_id):
                raise ValidationError(
                    _("“%(one)s” and “%(other)s” are steps of one scale. Keep one of them.")
                    % {"one": other.name, "other": trait.name}
                )
            taken[trait.scale_id] = trait


class ElementalPart(Part):
    model = Elemental
    reads_along = ("sources",)
    fieldsets = (
        (None, {"fields": ["number", "salt", "formula", "percent", "arithmetic", "note"]}),
        foundation(review=False),
    )


class CompoundTraitPart(Part):
    model = CompoundTrait
    formset = OncePerScale
    reads_along = ("trait", "sources")
    fieldsets = ((None, {"fields": ["trait", "note"]}), foundation(review=False))


class ClaimPart(Part):
    model = Claim
    reads_along = ("compound", "goal", "sources")
    fieldsets = (
        (None, {"fields": ["goal", "relevance", "direction", "certainty"]}),
        (
            gettext_lazy("What is known"),
            {"fields": ["statement", "because", "effect", "population", "limits"]},
        ),
        foundation(),
    )


@admin.register(Compound)
class CompoundEditor(EditedTogether, Editor):
    together = ("sources", "to_be_checked", "reviewed_on")
    list_display = ("name", "short", "number", "route", "to_be_checked", "reviewed_on", "slug")
    list_filter = ("route", "to_be_checked", "reviewed_on")
    search_fields = ("name", "short", "labels", "summary", "slug")
    ordering = ("number", "slug")
    fieldsets = (
        (gettext_lazy("What it is called"), {"fields": ["name", "short", "labels"]}),
        (gettext_lazy("What visitors read"), {"fields": ["summary", "about", "risks", "ask_first"]}),
        (gettext_lazy("Its place and its lasting name"), {"fields": ["route", "number", "slug"]}),
        foundation(),
    )
    inlines = (ElementalPart, CompoundTraitPart, ClaimPart)
