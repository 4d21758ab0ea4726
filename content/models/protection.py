"""Nothing disappears from under the content that refers to it.

Django protects the target of a foreign key when asked, and never the target of a
many-to-many field: deleting a Source would silently take it away from every Claim. The
joining tables do have a foreign key, so we ask there. The admin then explains what uses
the row instead of deleting it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models


def protect_references(rows: Iterable[type[models.Model]]) -> None:
    """Refuse to delete what a many-to-many field of any of these models refers to."""
    for model in rows:
        for field in model._meta.local_many_to_many:
            joining: Any = field.remote_field.through
            target = joining._meta.get_field(field.m2m_reverse_field_name())
            target.remote_field.on_delete = models.PROTECT
            joining.__str__ = _as_its_owner(field.m2m_field_name())


def _as_its_owner(owner: str) -> Callable[[models.Model], str]:
    """Let a joining row call itself what the row it belongs to is called."""
    return lambda row: str(getattr(row, owner))
