"""Markdown texts made ready for a page: glossary terms linked, tables that scroll by themselves.

Both are about where a text stands rather than what it says, so they are not frozen into a
Release: a term that gets a meaning is linked in every text at once.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Iterator, Mapping

import msgspec
from django.urls import reverse
from django.utils.translation import gettext as _

from content.catalogue import Catalogue, GlossaryTerm, Prose

_TAG = re.compile(r"(<[^>]+>)")
_NAME = re.compile(r"</?([a-z0-9]+)")
_UNMARKED = {"a", "code", "h2", "h3", "h4", "th"}
"""Elements in which a term is left as it is."""


def ready(catalogue: Catalogue, prose: Prose) -> Prose:
    """`prose` as a page shows it."""
    marked = "".join(_marked(prose.html, catalogue.terms))
    return msgspec.structs.replace(prose, html=_with_regions(marked))


def _marked(text: str, terms: tuple[GlossaryTerm, ...]) -> Iterator[str]:
    """The pieces of an HTML text, with the first use of each term linked to its meaning."""
    page = reverse("content:glossary")
    spellings = _spellings(terms)
    pattern = _pattern(tuple(spellings))
    used: set[str] = set()
    inside: list[str] = []

    def link(found: re.Match[str]) -> str:
        slug = spellings.get(found[0]) or spellings[found[0].lower()]
        if slug in used:
            return found[0]
        used.add(slug)
        return f'<a class="term" href="{page}#{slug}">{found[0]}</a>'

    for piece in _TAG.split(text):
        if name := _NAME.match(piece):
            if name[1] in _UNMARKED and piece.startswith("</"):
                inside.pop()
            elif name[1] in _UNMARKED:
                inside.append(name[1])
            yield piece
        else:
            yield piece if inside or not spellings else pattern.sub(link, piece)


def _spellings(terms: tuple[GlossaryTerm, ...]) -> Mapping[str, str]:
    """Spelling, as it stands in HTML → slug of its term. Abbreviations keep their capitals."""
    return {
        html.escape(spelling if spelling.isupper() else spelling.lower(), quote=False): term.slug
        for term in terms
        for spelling in (*term.also, term.term)
    }


@functools.lru_cache(maxsize=8)
def _pattern(spellings: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the spellings as whole words, the longest first."""
    longest_first = sorted(spellings, key=len, reverse=True)
    either = "|".join(
        re.escape(spelling) if spelling.isupper() else f"(?i:{re.escape(spelling)})"
        for spelling in longest_first
    )
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])")


def _with_regions(text: str) -> str:
    """Each table in a region of its own, which scrolls on a narrow screen and takes the focus."""
    before, *tables = text.split("<table>")
    return before + "".join(_region(number, table) for number, table in enumerate(tables, 1))


def _region(number: int, table: str) -> str:
    name = html.escape(_("Table %s") % number)
    start = f'<div class="table-region" role="region" aria-label="{name}" tabindex="0"><table>'
    return start + table.replace("</table>", "</table></div>", 1)
