"""A part of a page that is rendered once for an Edition, and not once for a visitor.

    {% kept "choice" choice=choice input_type=page.input_type %} … {% endkept %}

What stands in between sees the values named in the tag and nothing else: no cookie, no
token, no variable of the page around it. `request` is there as the request of anybody who
opens the same address. So the part can't hold anything but what it was given, and what it
was given is the key under which it is kept: nobody can get what was made for somebody else
unless it would have been made for them just the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.utils.safestring import SafeString

from content.addresses import shared
from content.http import Anybody

register = template.Library()


@register.tag
def kept(parser: Parser, token: Token) -> Kept:
    _, name, *given = token.split_contents()
    values = token_kwargs(given, parser)
    if given:
        raise template.TemplateSyntaxError(f"kept {name}: write each value as name=value, not {given[0]}.")
    nodes = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(nodes, name, values)


class Kept(template.Node):
    def __init__(self, nodelist: NodeList, name: str, values: Mapping[str, FilterExpression]) -> None:
        self.nodelist = nodelist
        self.name = name
        self.values = values

    def render(self, context: Context) -> SafeString:
        given = {name: value.resolve(context) for name, value in self.values.items()}
        request = getattr(context, "request", None)  # a part that was included alone has no variable of it
        here = None if request is None else shared(request)
        if here is None:
            return self._rendered(context, given)
        key = (self.name, here.key, *given.values())
        if (found := here.parts.get(key)) is None:
            found = self._rendered(context, given)
            here.parts.put(key, found, size=len(found))
        return found

    def _rendered(self, context: Context, given: dict[str, Any]) -> SafeString:
        request = getattr(context, "request", None)
        own = {} if request is None else {"request": Anybody(request)}
        return self.nodelist.render(context.new({**given, **own}))
