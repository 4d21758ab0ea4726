"""What one editing screen shows, as records of the Catalogue.

A row is edited with its parts, and a form of magnesium with its claims. Two moments of a
screen are compared by these records, since they hold all of that and nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TypeAlias

import msgspec
from django.db import models

from content import documents, integrity, snapshot
from content.models import KINDS, Compound

Key: TypeAlias = tuple[str, str]
"""Kind and name of a record."""

Records: TypeAlias = Mapping[Key, msgspec.Struct]


def kind_of(model: type[models.Model]) -> str:
    """The name of a kind of rows in the Catalogue."""
    return next(kind for kind, known in KINDS.items() if known is model)


def on_screen(row: models.Model) -> Records:
    """Everything edited on the screen of `row`, as it is stored now: its own record comes first."""
    records = {}
    for kind, which in _shown_with(row):
        for record in snapshot.read(kind, **which):
            records[kind, integrity.named(record)] = documents.settled(record)
    return records


def own_key(row: models.Model) -> Key:
    """Kind and name of what `row` itself makes."""
    kind = kind_of(type(row))
    record = next(snapshot.read(kind, pk=row.pk))
    return kind, integrity.named(record)


def digest(records: Records) -> str:
    """Stands for these records: it differs when any of them does."""
    told = sorted((key, msgspec.to_builtins(record)) for key, record in records.items())
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()


def _shown_with(row: models.Model) -> list[tuple[str, dict[str, object]]]:
    """Kinds of records on the screen of `row`, with what picks them."""
    shown: list[tuple[str, dict[str, object]]] = [(kind_of(type(row)), {"pk": row.pk})]
    if isinstance(row, Compound):
        shown.append(("claims", {"compound": row.pk}))
    return shown
