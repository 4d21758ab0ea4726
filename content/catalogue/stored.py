"""A Catalogue as bytes, and back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from content.catalogue.whole import SCHEMA_VERSION, Catalogue

_encoder = msgspec.json.Encoder(order="sorted")


class UnknownSchema(ValueError):
    """The bytes were written by a newer version of this software."""


def encode(catalogue: Catalogue) -> bytes:
    """Canonical JSON: keys sorted, no spaces, UTF-8."""
    return _encoder.encode(catalogue)


def digest(data: bytes) -> str:
    """SHA-256 of a Release's bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest_of(catalogue: Catalogue) -> str:
    """The digest of the bytes this Catalogue would make."""
    return digest(encode(catalogue))


def decode(data: bytes, *, sanitise: Callable[[str], str]) -> Catalogue:
    """The Catalogue held by a Release's bytes, whatever schema version wrote them.

    Every piece of HTML passes through `sanitise` again, so that bytes altered at rest
    cannot bring a script onto a page. Raises `msgspec.ValidationError` naming the place
    of a bad value, `msgspec.DecodeError` for bytes that are no JSON, and
    `UnknownSchema` for a version this code does not know.
    """
    raw = msgspec.json.decode(data)
    if not isinstance(raw, dict) or not isinstance(raw.get("schema"), int):
        raise msgspec.ValidationError("Expected an object with an integer - at `$.schema`")
    version = raw["schema"]
    if version > SCHEMA_VERSION:
        raise UnknownSchema(f"schema {version} is newer than {SCHEMA_VERSION}, the newest known here")
    while version < SCHEMA_VERSION:
        if version not in UPGRADES:
            raise UnknownSchema(f"schema {version} was never written")
        raw = UPGRADES[version](raw)
        version = raw["schema"]
    _sanitise_prose(raw, sanitise)
    return msgspec.convert(raw, Catalogue)


def _without_regions(raw: dict[str, Any]) -> dict[str, Any]:
    """Version 2 added regions; content from before has none."""
    return {**raw, "schema": 2}


UPGRADES: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = MappingProxyType({1: _without_regions})
"""Schema version → a function giving the same content in the next version."""


def _sanitise_prose(value: object, sanitise: Callable[[str], str]) -> None:
    """Sanitise whatever could become the HTML of a Prose, before it becomes one."""
    if isinstance(value, dict):
        if isinstance(value.get("html"), str):
            value["html"] = sanitise(value["html"])
        for child in value.values():
            _sanitise_prose(child, sanitise)
    elif isinstance(value, list):
        for child in value:
            _sanitise_prose(child, sanitise)
