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
    reads_along = ("question", *BEYOND_SAFETY, "raises")
    fieldsets = (
        (None, {"fields": ["number", "label", "short", "hint", "exclusive", "code"]}),
        (gettext_lazy("What choosing it does"), {"fields": [*BEYOND_SAFETY, "raises"]}),
    )


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
