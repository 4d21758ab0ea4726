"""The floors: fixed bytes from one Django view.

`urlpatterns` are Floor A's whole site, served without any middleware. Our own site and
the other wizard's have the same view beside their pages, so that Floor B is that view
behind this project's middleware.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

SIZE = 6_000
LINE = "<p>Fixed words, number {number}, that compress about as well as a page of this site does.</p>\n"
BYTES = "".join(LINE.format(number=number * 7919) for number in range(SIZE)).encode()[:SIZE]


def floor(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BYTES)


urlpatterns = [path("-/floor", floor)]
