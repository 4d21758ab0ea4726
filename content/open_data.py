"""The live Release for other programs: its very bytes, and the schema they follow.

Whoever fetches the bytes can take their SHA-256 and compare it with the fingerprint on
the page of changes. So they are sent as they were approved, never encoded anew.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from dataclasses import dataclass

import msgspec
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from content import catalogue
from content.caching import CACHE_CONTROL
from content.catalogue import Catalogue
from content.compressed import Compressed
from content.edition import Edition
from content.http import PublicRequest
from content.once import once


@dataclass(frozen=True, slots=True)
class File:
    """Bytes that are the same until the next Release, how many they are, and their SHA-256."""

    compressed: Compressed
    size: int
    digest: bytes


@require_safe
def release(request: PublicRequest) -> HttpResponseBase:
    return _answer(request, release_file(request.edition))


@require_safe
def schema(request: PublicRequest) -> HttpResponseBase:
    return _answer(request, schema_file())


@once
def release_file(edition: Edition) -> File:
    """The bytes of the Edition's Release; of its Catalogue when it came from none."""
    return _file(edition.data or catalogue.encode(edition.catalogue), "application/json")


@functools.cache
def schema_file() -> File:
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Catalogue",
        **msgspec.json.schema(Catalogue),
    }
    encoded = msgspec.json.encode(described, order="sorted")
    return _file(msgspec.json.format(encoded, indent=2), "application/schema+json")


def _file(data: bytes, content_type: str) -> File:
    return File(Compressed.of(data, content_type), len(data), hashlib.sha256(data).digest())


def _answer(request: PublicRequest, file: File) -> HttpResponseBase:
    """The file, or a 304. Its ETag is the digest in hexadecimal; RFC 9530 names the other header."""
    etag = f'"{file.digest.hex()}"'
    response = get_conditional_response(request, etag=etag) or file.compressed.response(request)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = CACHE_CONTROL
    response.headers["Repr-Digest"] = f"sha-256=:{base64.b64encode(file.digest).decode()}:"
    return response
