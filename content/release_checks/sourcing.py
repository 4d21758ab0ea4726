"""Whether readers can check what they are told."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from urllib.parse import urlsplit

import msgspec

from content import integrity
from content.catalogue import Catalogue, Claim, Compound, Direction, Reading, Source, Sourced
from content.release_checks.problem import Check, Checker, Gravity, Problem
from content.release_checks.subject import Subject
from content.telling import Sentence

UNSOURCED = Check(
    slug="claim-without-source",
    gravity=Gravity.BLOCK,
    looks_for=Sentence("Claims that say what a form does, or does not do, and name no source."),
    remedy=Sentence("Choose the source it rests on. If there is none, say “not tested” and “not known”."),
)
BARE = Check(
    slug="statement-without-source",
    gravity=Gravity.WARN,
    looks_for=Sentence("Cautions, amounts and places on a scale that name no source."),
    remedy=Sentence("Choose the source a reader can check this at."),
)
DOUBLE = Check(
    slug="source-twice",
    gravity=Gravity.WARN,
    looks_for=Sentence("Sources that are one and the same."),
    remedy=Sentence("Keep one of them, and let everything that names the other name it."),
)
UNUSED = Check(
    slug="source-without-use",
    gravity=Gravity.NOTE,
    looks_for=Sentence("Sources that nothing names."),
    remedy=Sentence("Name it where it belongs, or delete it."),
)
UNCHECKED = Check(
    slug="weak-source-unmarked",
    gravity=Gravity.NOTE,
    looks_for=Sentence(
        "Statements whose every source was recalled, or read about in a weak report, without the mark."
    ),
    remedy=Sentence("Tick “to be checked”, or read the source itself and change how it was read."),
)
_WEAK = {Reading.SECONDARY, Reading.WEAK, Reading.RECALLED}
_BARE_KINDS = {"cautions", "intakes", "signs", "goals"}


def find(subject: Subject) -> Iterator[Problem]:
    yield from _unsourced(subject.content)
    yield from _weak(subject.content)
    yield from _doubles(subject.content.sources)
    yield from _unused(subject.content)


def _unsourced(content: Catalogue) -> Iterator[Problem]:
    for kind, record in integrity.records(content):
        if getattr(record, "sources", True):
            continue
        name = integrity.named(record)
        if isinstance(record, Claim) and record.direction is not Direction.NOT_TESTED:
            yield UNSOURCED.problem(kind, name, "sources", Sentence("no source is named."))
        elif kind in _BARE_KINDS:
            yield BARE.problem(kind, name, "sources", Sentence("no source is named."))
    for compound in content.compounds:
        yield from _bare_parts(compound)


def _bare_parts(compound: Compound) -> Iterator[Problem]:
    for field, parts in (("elemental", compound.elemental), ("traits", compound.traits)):
        for part in parts:
            if not part.sources:
                place = f"{field}, {integrity.part_named(part)}, sources"
                yield BARE.problem("compounds", compound.slug, place, Sentence("no source is named."))


def _weak(content: Catalogue) -> Iterator[Problem]:
    for kind, record in integrity.records(content):
        if not isinstance(record, Sourced) or record.to_be_checked or not record.sources:
            continue
        readings = {content.source_of[slug].reading for slug in record.sources if slug in content.source_of}
        if readings and readings <= _WEAK:
            message = Sentence("no source of this was read closely, and it is not marked “to be checked”.")
            yield UNCHECKED.problem(kind, integrity.named(record), "to_be_checked", message)


def _doubles(sources: Iterable[Source]) -> Iterator[Problem]:
    seen: dict[Hashable, str] = {}
    for source in sources:
        told = _words(source.title), _words(source.publisher), source.year
        first = seen.setdefault(told, source.slug)
        if _is_one_page(source.url) and first == source.slug:
            first = seen.setdefault(source.url, source.slug)
        if first != source.slug:
            message = Sentence("this is the source “%(source)s” again.", source=first)
            yield DOUBLE.problem("sources", source.slug, "title", message)


def _is_one_page(url: str) -> bool:
    """Whether an address names one page, not a whole site that holds many sources."""
    return urlsplit(url).path not in {"", "/"}


def _words(text: str) -> str:
    return " ".join(text.casefold().split())


def _unused(content: Catalogue) -> Iterator[Problem]:
    named = _named_in(content)
    for source in content.sources:
        if source.slug not in named:
            yield UNUSED.problem("sources", source.slug, "", Sentence("nothing names this source."))


def _named_in(value: object) -> set[str]:
    """Every source slug named anywhere in the content."""
    named: set[str] = set()
    pending = [value]
    while pending:
        part = pending.pop()
        if isinstance(part, Sourced):
            named.update(part.sources)
        if isinstance(part, msgspec.Struct):
            pending += [getattr(part, field) for field in part.__struct_fields__]
        elif isinstance(part, tuple):
            pending += part
    return named


CHECKER = Checker(checks=(UNSOURCED, BARE, DOUBLE, UNUSED, UNCHECKED), find=find)
