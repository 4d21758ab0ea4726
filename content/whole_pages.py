"""Whole reading pages of this process, kept for everybody who opens the same address.

A reading page is made from the Edition and its address alone, so it is made once and then
answered from memory. Two things stay out for good. A preview, which tells who looks at
what. And an address that holds anything but words the Catalogue offers itself: what
somebody types, such as the figures of a calculator, is kept nowhere, and nobody can fill
the memory with addresses that do not exist.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from django.conf import settings
from django.http import HttpResponse

from content.catalogue import Catalogue
from content.compressed import Compressed
from content.edition import Edition
from content.http import PublicRequest
from content.once import once

ROOM = 4 * 1024 * 1024
"""Bytes of compressed pages, for one locale. Beyond, those last asked for stay."""

CHOICES = frozenset({"form", "goal", "gut", "absorption", "route", "group", "sort"})
"""Parameters of reading pages whose values are offered to choose from."""

MOST_CHOICES = 8


class Shelf:
    """Pages by key, the last asked for, in no more than `room` bytes."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._taken = 0
        self._pages: OrderedDict[Hashable, Compressed] = OrderedDict()
        self._turn = threading.Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: Hashable) -> Compressed | None:
        with self._turn:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def put(self, key: Hashable, page: Compressed) -> None:
        with self._turn:
            before = self._pages.pop(key, None)
            self._taken += len(page.data) - (len(before.data) if before else 0)
            self._pages[key] = page
            while self._taken > self._room:
                _, oldest = self._pages.popitem(last=False)
                self._taken -= len(oldest.data)


def made_once(request: PublicRequest, make: Callable[[], HttpResponse]) -> HttpResponse:
    """The page at this address, from memory if it may be and was made before."""
    if not _may_be_kept(request):
        return make()
    shelf, key = _shelf_of(request.edition), _key(request)
    if (page := shelf.get(key)) is not None:
        return page.response(request)
    response = make()
    if response.status_code == 200 and not response.cookies:
        shelf.put(key, Compressed.of(response.content, response.headers["Content-Type"]))
    return response


@once
def _shelf_of(edition: Edition) -> Shelf:
    """It goes when the Edition does, and `once` gives each locale one of its own."""
    return Shelf(ROOM)


def _key(request: PublicRequest) -> Hashable:
    """Scheme and host stand in the addresses that a page tells of itself."""
    return request.scheme, request.get_host(), request.path, request.META.get("QUERY_STRING", "")


def _may_be_kept(request: PublicRequest) -> bool:
    """While somebody works on templates, and for whoever looks at a preview, every page is made anew."""
    is_public = getattr(request, "preview", "not known") is None
    return is_public and not settings.DEBUG and _is_offered(request)


def _is_offered(request: PublicRequest) -> bool:
    chosen = [(name, value) for name, values in request.GET.lists() for value in values]
    if len(chosen) > MOST_CHOICES:
        return False
    offered = _offered(request.edition)
    return all(name in CHOICES and value in offered for name, value in chosen)


@once
def _offered(edition: Edition) -> frozenset[str]:
    """Every value that a list on a reading page offers, and that of a list left alone."""
    content: Catalogue = edition.catalogue
    named: list[Any] = [*content.compounds, *content.goals, *content.traits]
    return frozenset({"", *(part.slug for part in named)})
