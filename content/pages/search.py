"""What the search found, by kind, with a line of context for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.catalogue import Catalogue, ContactKind
from content.pages.searchable import KINDS, index_of
from content.pages.telephones import Telephones, telephones
from content.search import MOST_LETTERS, Found, Hit, context, tidy

MOST_OF_A_KIND = 6
"""Entries shown of each kind. Who looks for something rare types a word more."""

NAMED = 5.0
"""A score from which a word was met in a title or another name, not only in a text."""


SUBJECT = "magnesium"


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a line of context; `found` marks a word that was looked for."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Result:
    title: str
    url: str
    context: tuple[Piece, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Results of one kind. `more` says how many were left out, or nothing."""

    anchor: str
    name: str
    results: tuple[Result, ...]
    more: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchPage:
    """`telephones` are there when a sign that needs help at once was found, or nothing was."""

    title: str
    description: str
    query: str
    asked: bool
    count: str
    notices: tuple[str, ...]
    urgent: Group | None
    groups: tuple[Group, ...]
    telephones: tuple[Telephones, ...]


def search_page(catalogue: Catalogue, asked: str) -> SearchPage:
    query = tidy(asked)
    found = index_of(catalogue).find(query)
    by_kind = _by_kind(found.hits)
    best = max((hit.score for hit in found.hits), default=0.0)
    urgent = [hit for hit in by_kind.get("urgent", []) if _alarms(hit, best)]
    if urgent:
        del by_kind["urgent"]  # they stand above all others
    count = len(found.hits)
    return SearchPage(
        title=_title(query, count),
        description=_("Search the forms, goals, cautions, medicines, foods, words and pages of this guide."),
        query=query,
        asked=bool(asked),
        count=ngettext("%(count)s result", "%(count)s results", count) % {"count": count} if query else "",
        notices=tuple(_notices(asked, query, found)),
        urgent=_group("urgent", urgent) if urgent else None,
        groups=tuple(_group(kind, hits) for kind, hits in by_kind.items()),
        telephones=_telephones(catalogue, urgent, count),
    )


def _alarms(hit: Hit, best: float) -> bool:
    """Whether a sign that needs help at once stands above all else, with telephone numbers.

    It does when its name was met, or when nothing was met better. The name of what this
    guide is about would alarm everybody and tells nothing.
    """
    return hit.words != {SUBJECT} and (hit.score >= NAMED or hit.score == best)


def _title(query: str, count: int) -> str:
    if not query:
        return _("Search")
    return _("Search results") if count else _("Nothing found")


def _by_kind(hits: Iterable[Hit]) -> dict[str, list[Hit]]:
    """Kinds in the order of their best hit; sources last, since they are what others rest on."""
    kinds = list(KINDS)

    def place(hit: Hit) -> tuple[bool, float, int]:
        return (hit.entry.kind == "source", -hit.score, kinds.index(hit.entry.kind))

    by_kind: dict[str, list[Hit]] = {}
    for hit in sorted(hits, key=place):
        by_kind.setdefault(hit.entry.kind, []).append(hit)
    return by_kind


def _group(kind: str, hits: Sequence[Hit]) -> Group:
    shown, left_out = hits[:MOST_OF_A_KIND], len(hits[MOST_OF_A_KIND:])
    return Group(
        anchor=f"found-{kind}",
        name=str(KINDS[kind]),
        results=tuple(
            Result(hit.entry.title, hit.entry.url, tuple(Piece(*piece) for piece in context(hit)))
            for hit in shown
        ),
        more=ngettext(
            "%(count)s more is not shown. Add a word to find it.",
            "%(count)s more are not shown. Add a word to find them.",
            left_out,
        )
        % {"count": left_out}
        if left_out
        else "",
    )


def _notices(asked: str, query: str, found: Found) -> Iterable[str]:
    if asked and not query:
        yield _("That holds no words. Type a word, such as “sleep” or “citrate”.")
    if len(asked) > MOST_LETTERS:
        yield _("That was long, so only its first %(count)s letters were read.") % {"count": MOST_LETTERS}
    yield from _instead(found.instead)
    if found.hits and not found.every_word:
        yield _("Nothing here holds all of your words. These results hold some of them.")


def _instead(instead: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    for word, others in instead.items():
        near = get_text_list([f"“{other}”" for other in others], _("and"))
        yield _("“%(word)s” stands nowhere in this guide. We looked for %(near)s.") % {
            "word": word,
            "near": near,
        }


def _telephones(catalogue: Catalogue, urgent: Sequence[Hit], count: int) -> tuple[Telephones, ...]:
    if not urgent and count:
        return ()
    return telephones(catalogue.contacts, ContactKind.EMERGENCY, ContactKind.CRISIS)
