"""Bytes that go to everybody alike, compressed once, as small as they get.

Pages with something of a visitor's own are compressed by middleware, each time anew and
padded, so that their length tells nothing. What is here holds nothing to tell.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Self

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import re_accepts_gzip
from django.utils.cache import patch_vary_headers

SMALLEST = 9
GZIP = 31
"""How zlib calls the format of gzip."""


@dataclass(frozen=True, slots=True)
class Compressed:
    """`data` is in gzip's format."""

    data: bytes
    content_type: str

    @classmethod
    def of(cls, data: bytes, content_type: str) -> Self:
        return cls(zlib.compress(data, SMALLEST, GZIP), content_type)

    def response(self, request: HttpRequest) -> HttpResponse:
        """As it is for whoever takes gzip, which is nearly everybody; as it was for the others."""
        if re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")):
            response = HttpResponse(self.data, content_type=self.content_type)
            response.headers["Content-Encoding"] = "gzip"
        else:
            response = HttpResponse(zlib.decompress(self.data, GZIP), content_type=self.content_type)
        patch_vary_headers(response, ["Accept-Encoding"])
        return response
