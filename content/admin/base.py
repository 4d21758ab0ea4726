"""What all editing screens have in common.

Every choice is a native select or a list of boxes: both work with the keyboard, with a
screen reader and under a strict content security policy, which the scripted widgets do
not. Parts are stacked rather than put in a table, so that each field has a label of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from content.admin.conflicts import Conflicts
from content.admin.deleting import Deleting
from content.admin.generic import AnyAdmin, FieldGroup, ModelAdmin, StackedInline, editor_of
from content.admin.gone import SavedThoughGone
from content.admin.holding_back import HoldingBack
from content.admin.lists import WithLists
from content.admin.mistakes import WithMistakes
from content.admin.panel import WithPanel
from content.admin.parts import LastingParts
from content.admin.recording import Recorded
from content.admin.widgets import WIDGETS, MarkdownInput, Picker
from content.locales import CONTENT_LANGUAGE
from content.models import Option, Source, Trait
from content.templatetags.locales import speaks_as_content

__all__ = [
    "Editing",
    "Editor",
    "Part",
    "RecordReader",
    "SingleEditor",
    "foundation",
    "without_pictures",
]

Choices = list[tuple[Any, Any]]

MORE = "more"
"""Asks a screen for one more part of this kind, where no script can add it."""


def foundation(*, review: bool = True) -> FieldGroup:
    """The fields that say what a statement rests on, as the last group of a screen."""
    reviewed = ["reviewed_on"] if review else []
    return gettext_lazy("What this rests on"), {"fields": ["sources", "facts", "to_be_checked", *reviewed]}


def without_pictures(field: Any) -> Any:
    """A field without Django's small pictures beside it, which open other screens in new windows."""
    if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
        field.widget = field.widget.widget
    return field


class Editing(AnyAdmin):
    """Widgets and choices for rows and their parts."""

    formfield_overrides = WIDGETS

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **options: Any
    ) -> Any:
        field = without_pictures(super().formfield_for_dbfield(db_field, request, **options))
        if field is None:
            return None
        if isinstance(field.widget, MarkdownInput):
            field.widget.label = field.label
        if isinstance(field.widget, (forms.TextInput, forms.Textarea)) and not speaks_as_content():
            field.widget.attrs["lang"] = (
                CONTENT_LANGUAGE  # so that it is read aloud, and checked, as what it is
            )
        return field

    def formfield_for_manytomany(
        self, db_field: models.ManyToManyField[Any, Any], request: HttpRequest, **options: Any
    ) -> Any:
        picker = Picker(label=str(db_field.verbose_name).capitalize(), add_at=_add_at(db_field, request))
        field = super().formfield_for_manytomany(db_field, request, **{"widget": picker, **options})
        if field is not None:
            field.choices = _choices(field)
        return field

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey[Any, Any], request: HttpRequest, **options: Any
    ) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **options)
        if field is not None:
            empty = [] if db_field.has_default() else [("", gettext_lazy("Choose …"))]
            field.choices = [*empty, *_choices(field)]
        return field


def _add_at(db_field: models.ManyToManyField[Any, Any], request: HttpRequest) -> str:
    """The screen for a new source, which is what editors miss; all else takes more than a moment."""
    if db_field.related_model is not Source or not editor_of(request).has_perm("content.add_source"):
        return ""
    return reverse("admin:content_source_add")


def _choices(field: Any) -> Choices:
    """What there is to choose from, read once, so that twenty parts do not ask twenty times.

    Answers stand under their question, steps under their scale, and sources by their titles.
    """
    related = field.queryset.model
    if related is Option:
        options = field.queryset.select_related("question").order_by("question__number", "number")
        return _grouped((option.question.short, option.pk, option.label) for option in options)
    if related is Trait:
        traits = field.queryset.select_related("scale").order_by("scale__number", "step")
        return _grouped((trait.scale.name, trait.pk, trait.name) for trait in traits)
    rows = field.queryset.order_by("title") if related is Source else field.queryset
    return [(row.pk, str(row)) for row in rows]


def _grouped(choices: Iterable[tuple[str, Any, str]]) -> Choices:
    return [
        (heading, [(key, label) for _, key, label in members])
        for heading, members in groupby(choices, key=lambda choice: choice[0])
    ]


class Editor(
    Recorded,
    SavedThoughGone,
    Conflicts,
    Deleting,
    HoldingBack,
    WithLists,
    WithPanel,
    WithMistakes,
    Editing,
    ModelAdmin,
):
    """The screens of one kind."""

    list_per_page = 200
    save_on_top = True
    view_on_site = False
    change_form_template = "admin/content/editing.html"
    delete_confirmation_template = "admin/content/delete_confirmation.html"
    delete_selected_confirmation_template = "admin/content/delete_selected_confirmation.html"


class Part(Editing, StackedInline):
    """Rows edited on the screen of the row they belong to, their fields folded away."""

    template = "admin/content/_part.html"
    formset = LastingParts
    reads_along: tuple[str, ...] = ()
    """References to read together with the parts."""

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return super().get_queryset(request).prefetch_related(*self.reads_along)

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """An empty part only for those who asked for it by a link; a script adds them otherwise."""
        return int(request.GET.get(MORE) == self.opts.model_name)

    def glance(self, row: Any) -> str:
        """What an editor who looks for one part among many wants to know besides its name."""
        return ""


class SingleEditor(Editor):
    """The screen of a kind that has one row: it can be made once and never deleted."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not self.model._default_manager.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class RecordReader(ModelAdmin):
    """The screens of a kind that nobody changes by hand."""

    list_per_page = 200
    view_on_site = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
