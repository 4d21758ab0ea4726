"""The editors' rows, frozen into a Catalogue.

All rows are read at one moment, so that an edit made meanwhile is in the Catalogue as a
whole or not at all. Rows and their frozen twins share the names of their fields, so one
reading serves every kind; only an Expectation is told differently in rows. The number of
queries depends on the kinds, never on how many rows there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from content import catalogue, documents, integrity, markdown
from content.catalogue import Catalogue
from content.models import KINDS, Expectation, Option
from content.models.fields import Lines, Markdown, lines

PARTS: dict[str, type[msgspec.Struct]] = {
    "elemental": catalogue.Elemental,
    "traits": catalogue.CompoundTrait,
    "options": catalogue.Option,
}
"""Rows edited within another row: name of the field → type of the frozen part."""


class Unfinished(ValueError):
    """The rows do not make a Catalogue yet; the message says what is missing."""


def freeze() -> Catalogue:
    """The Catalogue the rows now make; raises `Unfinished`.

    Within a transaction of the caller's, that transaction decides what "now" is.
    """
    with _one_moment():
        parts: dict[str, Any] = {kind: tuple(read(kind)) for kind in documents.KINDS}
    for kind in documents.SINGLE:
        if not parts[kind]:
            raise Unfinished(
                _("There is no “%(kind)s” yet. Add it first.") % {"kind": KINDS[kind]._meta.verbose_name}
            )
        parts[kind] = parts[kind][0]
    return documents.in_order(Catalogue(**parts))


def records() -> dict[tuple[str, str], msgspec.Struct]:
    """Every record the rows now make, under its kind and name, finished or not."""
    with _one_moment():
        found = [(kind, documents.settled(record)) for kind in documents.KINDS for record in read(kind)]
    return {(kind, integrity.named(record)): record for kind, record in found}


@contextmanager
def _one_moment() -> Iterator[None]:
    """A transaction in which every query sees the same rows."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def read(kind: str, **which: Any) -> Iterator[msgspec.Struct]:
    """The records that the rows of a kind make; only those for which the look-ups hold."""
    record_type = documents.KINDS[kind]
    model = KINDS[kind]
    related = list(_related(model, record_type))
    # Read with the rows themselves: asked for one by one, a thousand are too many for SQLite.
    owners = [name for name in related if isinstance(_field(model, name), models.ForeignKey)]
    rows = model._default_manager.filter(**which).select_related(*owners)
    names = _Names()
    for row in rows.prefetch_related(*(name for name in related if name not in owners)):
        yield _frozen(row, record_type, names)


def _field(model: type[models.Model], path: str) -> Any:
    """The field a look-up begins with and ends with, `None` when it leads further."""
    return None if "__" in path else model._meta.get_field(path)


def _related(model: type[models.Model], record_type: type[msgspec.Struct], path: str = "") -> Iterator[str]:
    """What to read along with the rows of a kind."""
    if model is Expectation:
        yield from ("answers__question", "promises__compound")
        return
    for name in record_type.__struct_fields__:
        field: Any = model._meta.get_field(name)
        if field.related_model is not None and not isinstance(field, models.ManyToManyField):
            yield f"{path}{name}"
        if name in PARTS:
            yield from _related(field.related_model, PARTS[name], f"{path}{name}__")


class _Names:
    """What the rows name in a many-to-many field: the names alone, without the rows they belong to.

    Of a thousand forms that is tens of thousands of rows less, which take most of the time.
    """

    def __init__(self) -> None:
        self._read: dict[Any, dict[Any, tuple[str, ...]]] = {}

    def of(self, row: models.Model, field: Any) -> tuple[str, ...]:
        if field not in self._read:
            self._read[field] = self._all(field)
        return self._read[field].get(row.pk, ())

    def _all(self, field: Any) -> dict[Any, tuple[str, ...]]:
        """Owner → names, in alphabetical order."""
        target = field.m2m_reverse_field_name()
        key = ("question__slug", "code") if field.related_model is Option else ("slug",)
        parts = [f"{target}__{part}" for part in key]
        joined = field.remote_field.through._default_manager.order_by(*parts)
        found: dict[Any, list[str]] = {}
        for owner, *name in joined.values_list(f"{field.m2m_field_name()}_id", *parts):
            found.setdefault(owner, []).append("/".join(name))
        return {owner: tuple(names) for owner, names in found.items()}


def _frozen(row: models.Model, record_type: type[msgspec.Struct], names: _Names) -> Any:
    if isinstance(row, Expectation):
        values = _expected(row)
    else:
        values = {name: _value(row, name, names) for name in record_type.__struct_fields__}
    return msgspec.convert(values, record_type)


def _value(row: models.Model, name: str, names: _Names) -> Any:
    field = row._meta.get_field(name)
    if isinstance(field, models.ManyToManyField):
        return names.of(row, field)
    value = getattr(row, name)
    match field:
        case models.ManyToOneRel():
            value = tuple(_frozen(part, PARTS[name], names) for part in value.all())
        case models.ForeignKey():
            value = _named(value)
        case Markdown():
            value = markdown.prose(value)
        case Lines():
            value = lines(value)
        case models.Field(choices=choices) if choices:
            value = value or None
    return value


def _named(row: Any) -> str:
    """How the Catalogue refers to a row."""
    return "/".join(row.natural_key())


def _expected(row: Expectation) -> dict[str, Any]:
    answers: dict[str, list[str]] = {}
    for option in row.answers.all():
        answers.setdefault(option.question.slug, []).append(option.code)
    promises: dict[str, list[str]] = {}
    for promise in row.promises.all():
        promises.setdefault(promise.verb, []).append(promise.compound.slug)
    return {
        "slug": row.slug,
        "story": row.story,
        "number": row.number,
        "answers": answers,
        "level": row.level or None,
        "withheld": row.withheld,
        **promises,
    }
