"""The floors: fixed bytes from one Django view.

`urlpatterns` are Floor A's whole site, served without any middleware. Our own site and
the other wizard's have the same view beside their pages, so that Floor B is that view
behind this project's middleware.
"""

from __future__ import annotations

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import path

SIZE = 6_000
PLAIN = Path(__file__).resolve().parents[2] / "templates" / "content"
BYTES = "".join(page.read_text() for page in sorted(PLAIN.glob("*.html"))).encode()[:SIZE]
"""Markup of this site, so that it compresses as its pages do."""


def floor(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BYTES)


urlpatterns = [path("-/floor", floor)]
