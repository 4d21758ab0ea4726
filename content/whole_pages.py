"""Whole reading pages of this process, kept for everybody who opens the same address.

A reading page is made from the Edition and its address alone, so it is made once and then
answered from memory, compressed. It is kept with its Edition and goes when that does.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse

from content.addresses import shared_address
from content.compressed import Compressed
from content.edition import Edition
from content.http import PublicRequest
from content.once import once
from content.shelf import Shelf

ROOM = 4 * 1024 * 1024
"""Bytes of compressed pages, for one locale."""


def made_once(request: PublicRequest, make: Callable[[], HttpResponse]) -> HttpResponse:
    """The page at this address, from memory if it may be and was made before."""
    address = shared_address(request)
    if address is None:
        return make()
    shelf = shelf_of(request.edition)
    if (page := shelf.get(address)) is not None:
        return page.response(request)
    response = make()
    if response.status_code == 200 and not response.cookies:
        made = Compressed.of(response.content, response.headers["Content-Type"])
        shelf.put(address, made, size=len(made.data))
    return response


@once
def shelf_of(edition: Edition) -> Shelf[Compressed]:
    """`once` gives each locale one of its own."""
    return Shelf(ROOM)
