"""What a frozen record looks like as a row: the way back from `content.snapshot`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from django.db import models

from content.catalogue import Prose
from content.models.fields import Lines
from content.snapshot import PARTS

STEP = 10
"""Parts whose order an editor chose are numbered in steps, which leaves room for more."""


def unsaved(model: type[models.Model], record: Any) -> models.Model:
    """An unsaved row with the values of a record; its references are still empty."""
    values = {}
    for field in model._meta.fields:
        if hasattr(record, field.name) and not field.is_relation:
            values[field.name] = _value(field, getattr(record, field.name))
    return model(**values)


def _value(field: models.Field[Any, Any], value: Any) -> Any:
    if isinstance(value, Prose):
        return value.source
    if isinstance(field, Lines):
        return "\n".join(value)
    return "" if value is None and not field.null else value


def parts_of(record: msgspec.Struct) -> list[str]:
    """The fields that hold rows edited within the row of this record."""
    return [name for name in record.__struct_fields__ if name in PARTS]


def references(record: Any, field: str) -> list[str]:
    """The names a many-to-many field of a record holds."""
    value = getattr(record, field)
    if isinstance(value, Mapping):
        return [f"{question}/{code}" for question, codes in value.items() for code in codes]
    return list(value)
