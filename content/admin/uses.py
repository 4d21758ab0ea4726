"""Where a row is used: every row that refers to it, with the screen to change that on.

Parts are edited with the row they belong to, so a use by a part counts as a use by its
owner, and what uses a part uses its owner too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.text import capfirst

from content.models import CompoundTrait, Elemental, Option, Promise

OWNERS: dict[type[models.Model], str] = {
    Elemental: "compound",
    CompoundTrait: "compound",
    Option: "question",
    Promise: "expectation",
}
"""Rows edited on the screen of another → the field that names it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Use:
    """One row that refers to another. `way` is the field it does so by."""

    title: str
    way: str
    address: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Uses:
    """All uses by rows of one kind."""

    kind: str
    uses: tuple[Use, ...]


def of(row: models.Model) -> tuple[Uses, ...]:
    """Everything that refers to `row`, or to one of its parts, kind by kind."""
    found: dict[str, dict[Use, None]] = {}
    for use, kind in _found(type(row), [row]):
        found.setdefault(kind, {})[use] = None
    return tuple(Uses(kind=kind, uses=tuple(uses)) for kind, uses in sorted(found.items()))


def _found(model: type[models.Model], rows: Collection[models.Model]) -> Iterator[tuple[Use, str]]:
    """The uses of `rows`, all of one model."""
    relations: Iterable[Any] = model._meta.related_objects
    for relation in relations:
        user: type[models.Model] = relation.related_model
        referring = _referring(relation, rows)
        if OWNERS.get(user) == relation.field.name:  # it is edited with the row it refers to
            yield from _found(user, referring)
            continue
        for one in referring:
            yield _use(one, relation.field)


def _referring(relation: Any, rows: Collection[models.Model]) -> list[models.Model]:
    user: type[models.Model] = relation.related_model
    along = [field.name for field in user._meta.fields if field.many_to_one]
    found = user._default_manager.filter(**{f"{relation.field.name}__in": rows}).distinct()
    return list(found.select_related(*along) if along else found)


def _use(referring: models.Model, field: Any) -> tuple[Use, str]:
    owner_field = OWNERS.get(type(referring))
    screen: models.Model = getattr(referring, owner_field) if owner_field else referring
    title = f"{screen}: {_called(referring)}" if owner_field else str(screen)
    address = reverse(f"admin:content_{screen._meta.model_name}_change", args=[screen.pk])
    use = Use(title=title, way=str(field.verbose_name), address=address)
    return use, capfirst(str(screen._meta.verbose_name_plural))


def _called(part: models.Model) -> str:
    """What a part is called on the screen of its owner."""
    return part.label if isinstance(part, Option) else str(part)
