"""Whether what is made at an address may be kept for everybody who opens the same one.

It may when the address holds nothing but words the Catalogue offers itself. What somebody
types, such as the figures of a calculator, is kept nowhere, and nobody can fill the memory
with addresses that do not exist. A preview tells who looks at what, and whoever works on
templates wants to see each change: for them everything is made anew.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from content.compressed import Compressed
from content.edition import Edition
from content.http import PublicRequest
from content.kept_parts import Part
from content.once import once
from content.shelf import Shelf

CHOICES = frozenset({"form", "goal", "gut", "absorption", "route", "group", "sort"})
"""Parameters whose values are offered to choose from."""

COUNTED = frozenset({"page", "to_result"})
"""Parameters of the guide that are small numbers."""

MOST_CHOICES = 8


ROOM = 4 * 1024 * 1024
"""Bytes of compressed pages, and characters of rendered parts, for one locale."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What is kept of an Edition in one locale, and where things of this address stand in it."""

    key: Hashable
    pages: Shelf[Compressed]
    parts: Shelf[Part]


def shared(request: PublicRequest) -> Shared | None:
    """What everybody shares who opens this address; `None` where nothing may be kept."""
    if not hasattr(request, "shared"):
        request.shared = (
            Shared(_address(request), pages_of(request.edition), parts_of(request.edition))
            if _may_be_shared(request)
            else None
        )
    here: Shared | None = request.shared
    return here


@once
def pages_of(edition: Edition) -> Shelf[Compressed]:
    """They go when the Edition does, and `once` gives each locale its own."""
    return Shelf(ROOM)


@once
def parts_of(edition: Edition) -> Shelf[Part]:
    return Shelf(ROOM)


def _address(request: PublicRequest) -> Hashable:
    """Scheme and host stand in the addresses that a page tells of itself."""
    return request.scheme, request.get_host(), request.path, request.META.get("QUERY_STRING", "")


def _may_be_shared(request: PublicRequest) -> bool:
    is_public = getattr(request, "preview", "not known") is None
    return is_public and not settings.DEBUG and hasattr(request, "edition") and _is_offered(request)


def _is_offered(request: PublicRequest) -> bool:
    if not request.META.get("QUERY_STRING"):
        return True
    chosen = [(name, value) for name, values in request.GET.lists() for value in values]
    if len(chosen) > MOST_CHOICES:
        return False
    offered = _offered(request.edition)
    return all(
        (name in CHOICES and value in offered) or (name in COUNTED and _is_count(value))
        for name, value in chosen
    )


def _is_count(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) <= 4


@once
def _offered(edition: Edition) -> frozenset[str]:
    """Every value that a list or a link of ours offers, and that of a list left alone."""
    content = edition.catalogue
    named: list[Any] = [*content.compounds, *content.goals, *content.traits]
    return frozenset({"", *(part.slug for part in named)})
