"""Links from a statement to the sources it rests on."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from django.urls import reverse

from content import words
from content.catalogue import Catalogue, Source, Sourced
from content.once import once


class Citation(msgspec.Struct, frozen=True):
    """One source of a statement: its name and its place on the page of sources."""

    name: str
    url: str
    needs_check: bool


def citations(catalogue: Catalogue, *statements: Sourced) -> tuple[Citation, ...]:
    """The sources of the statements, each once, in the order they are first named."""
    slugs = dict.fromkeys(slug for statement in statements for slug in statement.sources)
    return tuple(_citation(catalogue, slug) for slug in slugs if slug in catalogue.source_of)


@once
def _citation(catalogue: Catalogue, slug: str) -> Citation:
    return cite([catalogue.source_of[slug]])[0]


def cite(sources: Iterable[Source]) -> tuple[Citation, ...]:
    page = reverse("content:sources")
    return tuple(
        Citation(name_of(source), f"{page}#{source.slug}", words.needs_check(source.reading))
        for source in sources
    )


def name_of(source: Source) -> str:
    """The title, with its year unless the title already names one."""
    if source.year is None or str(source.year) in source.title:
        return source.title
    return f"{source.title}, {source.year}"
