"""What all editing screens have in common.

Every choice is a native select: it works with the keyboard, with a screen reader and
under a strict content security policy, which the scripted widgets do not. Parts are
stacked rather than put in a table, so that each field has a label of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from content.models import Option
from content.models.fields import Lines, Markdown, Text

if TYPE_CHECKING:
    # Only the type checker can fill in the generic classes of the admin.
    AnyAdmin = admin.options.BaseModelAdmin[Any]
    ModelAdmin = admin.ModelAdmin[Any]
    StackedInline = admin.StackedInline[Any, Any]
    PartsFormSet = forms.BaseInlineFormSet[Any, Any, Any]
else:
    AnyAdmin = admin.options.BaseModelAdmin
    ModelAdmin = admin.ModelAdmin
    StackedInline = admin.StackedInline
    PartsFormSet = forms.BaseInlineFormSet

WIDGETS: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.DateField: {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")},
    models.URLField: {"assume_scheme": "https"},
    Text: {"widget": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})},
    Lines: {"widget": forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})},
    Markdown: {"widget": forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField"})},
}


class Editing(AnyAdmin):
    """Widgets and choices for rows and their parts."""

    formfield_overrides = WIDGETS

    def formfield_for_manytomany(
        self, db_field: models.ManyToManyField[Any, Any], request: HttpRequest, **options: Any
    ) -> Any:
        if db_field.related_model is Option:
            options["queryset"] = Option.objects.select_related("question")
        return _with_choices_read_once(super().formfield_for_manytomany(db_field, request, **options))

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey[Any, Any], request: HttpRequest, **options: Any
    ) -> Any:
        return _with_choices_read_once(super().formfield_for_foreignkey(db_field, request, **options))


def _with_choices_read_once(field: Any) -> Any:
    """`field` with its choices read now, so that twenty parts on a page do not ask for them twenty times."""
    if field is not None:
        field.choices = list(field.choices)
    return field


class Editor(Editing, ModelAdmin):
    """The screens of one kind."""

    list_per_page = 200
    save_on_top = True
    view_on_site = False


class Part(Editing, StackedInline):
    """Rows edited on the screen of the row they belong to."""

    extra = 0
    reads_along: tuple[str, ...] = ()
    """References to read together with the parts."""

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return super().get_queryset(request).prefetch_related(*self.reads_along)


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
