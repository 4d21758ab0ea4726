"""Editing the questions of the guide with their answers."""

from __future__ import annotations

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.admin.base import Editor, Part
from content.admin.parts import LastingParts
from content.models import Option, Question

BEYOND_SAFETY = ("wants", "welcomes", "avoids", "rules_out")
DOES = (*BEYOND_SAFETY, "raises")


class OnlyRaisesForSafety(LastingParts):
    """The answers of a question. Those about safety may raise cautions and do nothing else."""

    def clean(self) -> None:
        super().clean()
        if not self.instance.safety:
            return
        for form in self.forms:
            answer = getattr(form, "cleaned_data", {})
            if not answer.get("DELETE") and any(answer.get(field) for field in BEYOND_SAFETY):
                raise ValidationError(
                    _("“%(answer)s” answers a question about safety, so it may only raise cautions.")
                    % {"answer": answer.get("label")}
                )


class OptionPart(Part):
    model = Option
    formset = OnlyRaisesForSafety
    reads_along = ("question", *DOES)
    fieldsets = (
        (None, {"fields": ["number", "label", "short", "hint", "exclusive", "code"]}),
        (gettext_lazy("What choosing it does"), {"fields": [*DOES]}),
    )

    def glance(self, row: Option) -> str:
        does = {field.verbose_name: getattr(row, field.name).all() for field in row._meta.many_to_many}
        told = (
            f"{str(verb).capitalize()}: {', '.join(each.name for each in all_of_it)}."
            for verb, all_of_it in does.items()
            if all_of_it
        )
        return " ".join(told) or _("Wants, avoids and raises nothing.")


@admin.register(Question)
class QuestionEditor(Editor):
    list_display = ("text", "number", "kind", "safety", "most", "slug")
    list_filter = ("safety", "kind")
    search_fields = ("text", "short", "hint", "why", "slug", "options__label")
    ordering = ("number", "slug")
    fieldsets = (
        (gettext_lazy("What visitors read"), {"fields": ["text", "hint", "why", "short"]}),
        (gettext_lazy("How it is answered"), {"fields": ["kind", "most", "safety"]}),
        (gettext_lazy("When it is asked"), {"fields": ["number", "shown_when"]}),
        (gettext_lazy("Its lasting name"), {"fields": ["slug"]}),
    )
    inlines = (OptionPart,)
