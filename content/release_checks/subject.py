"""What the release checks look at: a Catalogue, a day, and every text a visitor may read."""

from __future__ import annotations

import datetime as dt
import enum
import functools
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from content import documents, integrity, markdown, reading
from content.catalogue import Catalogue, Expectation, Prose, Source

SILENT = frozenset({*documents.REFERENCES, "slug", "code", "facts", "formula", "arithmetic", "number"})
"""Fields whose words are no sentences of ours: names for the software, sums, telephone numbers."""

SPOKEN_LISTS = frozenset({"ask"})
"""Lists of sentences. All other lists of words name things: labels, medicines, spellings."""


@dataclass(frozen=True)
class Text:
    """Something a visitor may read, with its place."""

    kind: str
    record: str
    field: str
    source: str
    is_markdown: bool
    owner: msgspec.Struct
    """The record, or the part of one, that the text stands in."""

    @functools.cached_property
    def blocks(self) -> tuple[str, ...]:
        """Paragraphs, headings, items and cells as plain text."""
        return tuple(markdown.plain_blocks(self.source)) if self.is_markdown else (self.source,)

    @functools.cached_property
    def sentences(self) -> tuple[str, ...]:
        return tuple(sentence for block in self.blocks for sentence in reading.sentences(block))

    @functools.cached_property
    def running(self) -> tuple[str, ...]:
        """The sentences of what is read on and on: all but the cells of tables."""
        if not self.is_markdown:
            return self.sentences
        blocks = markdown.plain_blocks(self.source, tables=False)
        return tuple(sentence for block in blocks for sentence in reading.sentences(block))


@dataclass(frozen=True)
class Subject:
    """Some content, looked at on some day."""

    content: Catalogue
    today: dt.date

    @functools.cached_property
    def texts(self) -> tuple[Text, ...]:
        return tuple(
            text
            for kind, record in integrity.records(self.content)
            if not isinstance(record, Expectation)
            for text in _texts(kind, integrity.named(record), record)
        )


def _texts(kind: str, name: str, owner: msgspec.Struct, place: str = "") -> Iterator[Text]:
    for field, value in _spoken(owner):
        if isinstance(value, Prose):
            yield Text(kind, name, place + field, value.source, is_markdown=True, owner=owner)
        elif isinstance(value, str):
            yield Text(kind, name, place + field, value, is_markdown=False, owner=owner)
        elif isinstance(value, tuple):
            for part in value:
                if isinstance(part, msgspec.Struct):
                    within = f"{place}{field}, {integrity.part_named(part)}, "
                    yield from _texts(kind, name, part, within)
                elif field in SPOKEN_LISTS:
                    yield Text(kind, name, place + field, part, is_markdown=False, owner=owner)


def _spoken(owner: msgspec.Struct) -> Iterator[tuple[str, object]]:
    """The fields that may hold our own words; of a Source, only its note."""
    if isinstance(owner, Source):
        yield "note", owner.note
        return
    for field in msgspec.structs.fields(owner):
        value = getattr(owner, field.name)
        if value and field.name not in SILENT and not isinstance(value, enum.Enum):
            yield field.name, value
