"""What a visitor has ticked, on a page that is kept for all."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from content.templatetags.kept import left

register = template.Library()

TICKED, OPEN = SafeString(" checked"), SafeString("")


@dataclass(frozen=True, slots=True)
class Tick:
    """The gap of one option. A question has a dozen, so it is no `{% own %}` with an "if" in it."""

    code: str

    def render(self, context: Context) -> SafeString:
        return TICKED if self.code in context["chosen"] else OPEN


@register.simple_tag(takes_context=True)
def tick(context: Context, code: str) -> SafeString:
    """`checked`, for the option of this code, where `chosen` among the page's variables has it."""
    return left(Tick(code), context)
