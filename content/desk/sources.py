"""The sources a change touches: cited anew, cited no longer, or behind a record that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec
from django.utils.translation import gettext as _

from content import documents, integrity, words
from content.catalogue import Catalogue, Source
from content.desk import names
from content.diff import Changes, Sign


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceTouched:
    """A source, how closely it was read, and what the change has to do with it.

    `links` are told without a full stop: “cited anew by Magnesium citrate for Sleep”.
    """

    title: str
    published: str
    url: str
    reading: str
    links: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SourcesTouched:
    """`moved` came, went or changed themselves; `behind` stand behind a changed record as before."""

    moved: tuple[SourceTouched, ...]
    behind: tuple[SourceTouched, ...]


def touched(
    changes: Changes, before: Catalogue | None, after: Catalogue, titles: names.Titles
) -> SourcesTouched:
    """The sources of every record that differs."""
    moved: dict[str, list[str]] = {
        change.name: [_itself(change.sign)] for change in changes.of_kind("sources")
    }
    behind: dict[str, list[str]] = {}
    for change in changes.records:
        title = titles.of(change.kind, change.name)
        old, new = (_cited(side, change.kind, change.name) for side in (before, after))
        for slug in new - old:
            moved.setdefault(slug, []).append(_("cited anew by %(record)s") % {"record": title})
        for slug in old - new:
            moved.setdefault(slug, []).append(_("cited no longer by %(record)s") % {"record": title})
        for slug in old & new:
            behind.setdefault(slug, []).append(_("cited by %(record)s") % {"record": title})
    known = {**(before.source_of if before else {}), **after.source_of}
    only_behind = {slug: links for slug, links in behind.items() if slug not in moved}
    return SourcesTouched(moved=_by_title(moved, known), behind=_by_title(only_behind, known))


def _itself(sign: Sign) -> str:
    match sign:
        case Sign.ADDED:
            return _("added itself")
        case Sign.REMOVED:
            return _("removed itself")
    return _("changed itself")


def _by_title(links: Mapping[str, Iterable[str]], known: Mapping[str, Source]) -> tuple[SourceTouched, ...]:
    found = (_source(known[slug], tuple(told)) for slug, told in links.items() if slug in known)
    return tuple(sorted(found, key=lambda source: source.title))


def _source(source: Source, links: tuple[str, ...]) -> SourceTouched:
    published = ", ".join(str(part) for part in (source.publisher, source.year) if part)
    reading = words.reading(source.reading)
    return SourceTouched(
        title=source.title, published=published, url=source.url, reading=reading, links=links
    )


def _cited(content: Catalogue | None, kind: str, name: str) -> frozenset[str]:
    """The sources that a record and its parts cite; none where there is no such record."""
    if content is None:
        return frozenset()
    part = getattr(content, kind)
    if kind in documents.SINGLE:
        return frozenset(_sources(part))
    return frozenset(slug for record in part if integrity.named(record) == name for slug in _sources(record))


def _sources(record: msgspec.Struct) -> Iterator[str]:
    for field in record.__struct_fields__:
        value = getattr(record, field)
        if field == "sources":
            yield from value
        elif isinstance(value, tuple):
            for part in value:
                if isinstance(part, msgspec.Struct):
                    yield from _sources(part)
