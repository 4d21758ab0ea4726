"""What tests do with an editing screen."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.forms import CheckboxInput
from django.urls import reverse


def address(row: models.Model, screen: str = "change") -> str:
    return reverse(f"admin:content_{row._meta.model_name}_{screen}", args=[row.pk])


def as_shown(context: Any) -> dict[str, Any]:
    """What a browser would send back if nobody touched anything."""
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    forms = [context["adminform"].form]
    forms += [form for formset in formsets for form in [formset.management_form, *formset.initial_forms]]
    sent = {"_opened": context["mark"]} if "mark" in context else {}
    for field in (field for form in forms for field in form):
        widget, value = field.field.widget, field.value()
        shown = value if isinstance(widget, CheckboxInput) else widget.format_value(value)
        if shown:
            sent[field.html_name] = shown
    return sent
