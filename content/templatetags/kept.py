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

from content.addresses import shared_address
from content.edition import Edition
from content.http import Anybody
from content.once import once
from content.shelf import Shelf

register = template.Library()

ROOM = 4 * 1024 * 1024
"""Characters of rendered parts, for one locale."""


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
        address = None if request is None else shared_address(request)
        if request is None or address is None:
            return self._rendered(context, given)
        shelf, key = parts_of(request.edition), (self.name, address, *given.values())
        if (found := shelf.get(key)) is None:
            found = self._rendered(context, given)
            shelf.put(key, found, size=len(found))
        return found

    def _rendered(self, context: Context, given: dict[str, Any]) -> SafeString:
        request = getattr(context, "request", None)
        own = {} if request is None else {"request": Anybody(request)}
        return self.nodelist.render(context.new({**given, **own}))


@once
def parts_of(edition: Edition) -> Shelf[SafeString]:
    """`once` gives each locale one of its own."""
    return Shelf(ROOM)
