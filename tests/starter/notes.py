"""The research notes behind the starter content, and the statements written from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml

from content.catalogue import Source, Sourced

NOTES: Mapping[str, Mapping[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "facts.yaml").read_text(encoding="utf-8")
)
SEED, AUTHORITY = NOTES["seed"], NOTES["authority"]
USABLE = sorted(fact for fact, use in SEED.items() if use != "avoid")


def statements(value: object) -> Iterator[Sourced | Source]:
    """Every part of the content that names the notes it was written from."""
    if isinstance(value, Sourced | Source):
        yield value
    if isinstance(value, msgspec.Struct):
        for field in msgspec.structs.fields(value):
            yield from statements(getattr(value, field.name))
    elif isinstance(value, tuple):
        for child in value:
            yield from statements(child)
