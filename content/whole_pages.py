"""Whole reading pages of this process, kept for everybody who opens the same address.

A reading page is made from the Edition and its address alone, so it is made once and then
answered from memory, compressed. It is kept with its Edition and goes when that does.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse

from content.addresses import shared
from content.compressed import Compressed
from content.http import PublicRequest


def made_once(request: PublicRequest, make: Callable[[], HttpResponse]) -> HttpResponse:
    """The page at this address, from memory if it may be and was made before."""
    here = shared(request)
    if here is None:
        return make()
    if (page := here.pages.get(here.key)) is not None:
        return page.response(request)
    response = make()
    if response.status_code == 200 and not response.cookies:
        made = Compressed.of(response.content, response.headers["Content-Type"])
        here.pages.put(here.key, made, size=len(made.data))
    return response
