"""The sources a change touches: cited anew, cited no longer, or behind a sentence that changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from content import documents, integrity, words
from content.catalogue import Catalogue, Source
from content.desk import names
from content.diff import Changes

CITED_ANEW = "cited anew by"
CITED_NO_LONGER = "cited no longer by"
CITED_STILL = "cited by"


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceTouched:
    """A source, how closely it was read, and what the change has to do with it."""

    title: str
    published: str
    url: str
    reading: str
    links: tuple[str, ...]
    """Sentences without a full stop: “cited anew by Magnesium citrate for Sleep”."""


def touched(
    changes: Changes, before: Catalogue | None, after: Catalogue, titles: names.Titles
) -> tuple[SourceTouched, ...]:
    """The sources of every record that differs, by title."""
    links: dict[str, list[str]] = {
        change.name: [f"{change.sign} itself"] for change in changes.of_kind("sources")
    }
    for change in changes.records:
        old, new = (_cited(side, change.kind, change.name) for side in (before, after))
        for slug in sorted({*old, *new}):
            verb = CITED_STILL if slug in old and slug in new else CITED_ANEW
            verb = CITED_NO_LONGER if slug not in new else verb
            links.setdefault(slug, []).append(f"{verb} {titles.of(change.kind, change.name)}")
    known: Mapping[str, Source] = {**(before.source_of if before else {}), **after.source_of}
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
    records = [part] if kind in documents.SINGLE else part
    return frozenset(
        slug
        for record in records
        if kind in documents.SINGLE or integrity.named(record) == name
        for slug in _sources(record)
    )


def _sources(record: msgspec.Struct) -> Iterator[str]:
    for field in record.__struct_fields__:
        value = getattr(record, field)
        if field == "sources":
            yield from value
        elif isinstance(value, tuple):
            for part in value:
                if isinstance(part, msgspec.Struct):
                    yield from _sources(part)
