"""The tag that puts a page's JSON-LD into its head."""

from __future__ import annotations

import json

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from content.structured import described

register = template.Library()

ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
"""So that no text can end the script element; the same as in Django's own json_script."""


@register.simple_tag(takes_context=True)
def structured_data(context: Context) -> SafeString:
    """A data block: browsers do not execute it, so the Content-Security-Policy has no say in it."""
    document = described(context["request"].edition, context["page"], context["canonical"])
    text = json.dumps(document, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308  escaped above
