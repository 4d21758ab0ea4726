"""Parts of a record on its screen: what one says at a glance, and whether its fields are unfolded."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django import template
from django.contrib.admin.helpers import InlineAdminForm

if TYPE_CHECKING:
    from content.admin.base import Part

register = template.Library()


@register.simple_tag
def glance(part: InlineAdminForm) -> str:
    """What a stored part does, in a line."""
    return cast("Part", part.model_admin).glance(part.original) if part.original else ""


@register.filter
def is_open(part: InlineAdminForm) -> bool:
    """Whether there is something to see to: a new part, one with a mistake, or one just changed."""
    form = part.form
    return not part.original or bool(form.errors) or (form.is_bound and form.has_changed())
