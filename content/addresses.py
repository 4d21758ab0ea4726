"""Whether what is made at an address may be kept for everybody who opens the same one.

It may when the address holds nothing but words the Catalogue offers itself. What somebody
types, such as the figures of a calculator, is kept nowhere, and nobody can fill the memory
with addresses that do not exist. A preview tells who looks at what, and whoever works on
templates wants to see each change: for them everything is made anew.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from django.conf import settings

from content.edition import Edition
from content.http import PublicRequest
from content.once import once

CHOICES = frozenset({"form", "goal", "gut", "absorption", "route", "group", "sort"})
"""Parameters whose values are offered to choose from."""

COUNTED = frozenset({"page", "to_result"})
"""Parameters of the guide that are small numbers."""

MOST_CHOICES = 8


def shared_address(request: PublicRequest) -> Hashable | None:
    """What tells an address from others, as a page sees it; `None` where nothing may be kept.

    Scheme and host stand in the addresses that a page tells of itself.
    """
    if not hasattr(request, "shared_address"):
        request.shared_address = _address(request) if _may_be_shared(request) else None
    return request.shared_address


def _address(request: PublicRequest) -> Hashable:
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
