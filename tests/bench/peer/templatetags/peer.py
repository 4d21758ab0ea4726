from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from content import markdown

register = template.Library()


@register.filter
def as_html(source: str) -> SafeString:
    """The Markdown of an editor, rendered where it is shown."""
    return mark_safe(markdown.render(source))  # noqa: S308  it sanitises
