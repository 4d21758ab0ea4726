"""A part of a page that is rendered once for an Edition, and not once for a visitor.

    {% kept "choice" choice=choice input_type=page.input_type %} … {% endkept %}

What stands in between sees the values named in the tag and nothing else: no cookie, no
token, no variable of the page around it. `request` is there as the request of anybody who
opens the same address. So the part can't hold anything but what it was given, and what it
was given is the key under which it is kept: nobody can get what was made for somebody else
unless it would have been made for them just the same.

    {% own code=choice.code %}{% if code in page.chosen %} checked{% endif %}{% endown %}

What is a visitor's own leaves a gap in the part around it. The gap is kept with the values
named in the tag; what stands in between is rendered for each visitor, sees the variables of
their page and those values, and is kept nowhere.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.utils.safestring import SafeString

from content.addresses import shared
from content.http import Anybody
from content.kept_parts import Gap, Part, Passage

register = template.Library()

_MARK = secrets.token_hex(8)  # stands for a gap while a part is made; no content can hold it
_GAP = re.compile(rf"{_MARK}<(\d+)>")
_INDENTED = re.compile(r"\s*\n\s*")  # how templates are laid out, which a browser reads as one space
_AS_WRITTEN = re.compile(r"<(?:pre|textarea)\b")


@register.tag
def kept(parser: Parser, token: Token) -> Kept:
    _, name, *given = token.split_contents()
    values = token_kwargs(given, parser)
    if given:
        raise template.TemplateSyntaxError(f"kept {name}: write each value as name=value, not {given[0]}.")
    nodes = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(nodes, name, values)


@register.tag
def own(parser: Parser, token: Token) -> Own:
    _, *given = token.split_contents()
    values = token_kwargs(given, parser)
    if given:
        raise template.TemplateSyntaxError(f"own: write each value as name=value, not {given[0]}.")
    nodes = parser.parse(("endown",))
    parser.delete_first_token()
    return Own(nodes, values)


class Kept(template.Node):
    def __init__(self, nodelist: NodeList, name: str, values: Mapping[str, FilterExpression]) -> None:
        self.nodelist = nodelist
        self.name = name
        self.values = values

    def render(self, context: Context) -> SafeString:
        given = {name: value.resolve(context) for name, value in self.values.items()}
        if _gaps_of(context) is not None:  # the part around this one is kept, and its gaps are told there
            return self.nodelist.render(self._alone(context, given))
        request = getattr(context, "request", None)  # a part that was included alone has no variable of it
        here = None if request is None else shared(request)
        if here is None:
            return self._made(context, given).render(context)
        key = (self.name, here.key, *given.values())
        if (found := here.parts.get(key)) is None:
            found = self._made(context, given)
            here.parts.put(key, found, size=len(found))
        return found.render(context)

    def _made(self, context: Context, given: Mapping[str, Any]) -> Part:
        alone = self._alone(context, given)
        gaps: list[Gap] = []
        alone.gaps = gaps  # type: ignore[attr-defined]  # it goes along wherever the context does
        texts = _GAP.split(_squeezed(self.nodelist.render(alone)))
        return Part([SafeString(text) for text in texts[::2]], [gaps[int(number)] for number in texts[1::2]])

    def _alone(self, context: Context, given: Mapping[str, Any]) -> Context:
        request = getattr(context, "request", None)
        return context.new({**given, **({} if request is None else {"request": Anybody(request)})})


def _squeezed(text: str) -> str:
    """A part without the indentation of its templates: less to compress for each visitor, and to send."""
    return text if _AS_WRITTEN.search(text) else _INDENTED.sub("\n", text)


class Own(template.Node):
    def __init__(self, nodelist: NodeList, values: Mapping[str, FilterExpression]) -> None:
        self.nodelist = nodelist
        self.values = values

    def render(self, context: Context) -> SafeString:
        values = {name: value.resolve(context) for name, value in self.values.items()}
        return left(Passage(self.nodelist, values), context)


def left(gap: Gap, context: Context) -> SafeString:
    """The mark of a gap in the part that is being made; what belongs into it where none is."""
    if (gaps := _gaps_of(context)) is None:
        return gap.render(context)
    gaps.append(gap)
    return SafeString(f"{_MARK}<{len(gaps) - 1}>")


def _gaps_of(context: Context) -> list[Gap] | None:
    """The gaps left so far in the part that is being made; `None` when none is."""
    gaps: list[Gap] | None = getattr(context, "gaps", None)
    return gaps
