"""Markdown to safe HTML, once, when a Release is frozen.

`render` is CommonMark with tables; raw HTML in the source is escaped, never passed on.
`sanitise` keeps the small set of elements an article needs and drops everything else;
it is applied to fresh HTML and again to HTML that comes out of a Release. `inlines` and
`plain_blocks` are for those who look at a text rather than show it.
"""

import functools
from collections.abc import Iterator

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from content.catalogue import Prose

_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "code"),
    *("a", "table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}


def render(source: str) -> str:
    """Sanitised HTML of a Markdown text."""
    return sanitise(_markdown.render(source)).strip()


def sanitise(html: str) -> str:
    """`html` without anything but plain reading matter.

    Links keep https, http, mailto and tel addresses, and addresses within this site
    that start with one slash; `//elsewhere` loses its address.
    """
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"https", "http", "mailto", "tel"},
        attribute_filter=_plain_address,
        link_rel=None,
    )


def _plain_address(element: str, attribute: str, value: str) -> str | None:
    if element == "a" and attribute == "href":
        address = value.replace("\\", "/").lstrip()
        return None if address.startswith("//") else value
    return value


@functools.lru_cache(maxsize=4096)
def prose(source: str) -> Prose:
    """The Prose of a Markdown text, kept at hand because every edit freezes all texts again."""
    source = source.strip()
    return Prose(source=source, html=render(source) if source else "")


def inlines(source: str) -> Iterator[Token]:
    """Words, links and images of a Markdown text, one run of text at a time."""
    for token in _markdown.parse(source):
        yield from token.children or ()


def plain_blocks(source: str, *, tables: bool = True) -> Iterator[str]:
    """The words of each paragraph, heading, item and cell, without marks."""
    in_table = False
    for token in _markdown.parse(source):
        if token.type in {"table_open", "table_close"}:
            in_table = token.type == "table_open"
        elif token.type == "inline" and (tables or not in_table):
            yield "".join(
                " " if part.type in {"softbreak", "hardbreak"} else part.content
                for part in token.children or ()
                if part.type != "image"
            )
