"""Tags that lead from the editing room into a preview."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _

from content.preview import address
from wizard.previewing import ADDRESSES
from wizard.trying import fields

register = template.Library()


@register.inclusion_tag("preview/_example.html", takes_context=True)
def example_form(
    context: Context,
    preview_id: str | int,
    answers: Mapping[str, tuple[str, ...]],
    label: str = "",
    about: str = "",
) -> dict[str, Any]:
    """A button that shows the result of these answers in a preview; `about` tells alike buttons apart."""
    return {
        "action": address(preview_id, reverse("try", urlconf=ADDRESSES)),
        "fields": fields(answers),
        "label": label or _("See it"),
        "about": about,
    }
