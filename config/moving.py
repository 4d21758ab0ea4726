"""Copy everything a site on SQLite holds to another database, and compare every row.

Nobody writes to SQLite meanwhile, since the copy holds its one writer's lock, and the
other side is one transaction: it holds everything or nothing. Rows keep their numbers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connections, models, transaction
from django.db.models import QuerySet

from config.databases import Live, live_in
from config.refusing import Refused
from content.models import Publication, triggers

MANY = 200
"""Rows copied at once; a Release weighs some hundred kilobytes."""


def move(*, target: str) -> tuple[int, Live | None]:
    """Fill the empty database `target` from ours; returns how many rows there are, and what is live."""
    refuse_if_in_use(target)
    call_command("migrate", database=target, verbosity=0, interactive=False)
    with transaction.atomic(), transaction.atomic(using=target):
        triggers.lift(using=target)
        empty(target)
        copied = sum(copy(model, target) for model in kinds())
        count_on(target)
        triggers.protect(using=target)
        if different := [model._meta.db_table for model in kinds() if not is_same(model, target)]:
            raise Refused(f"These tables differ after copying: {', '.join(different)}. Nothing was moved.")
        if (live := live_in(target)) != live_in():
            raise Refused("Another release would be live there. Nothing was moved.")
    if unprotected := triggers.missing(using=target):
        raise Refused(f"These tables are not protected there: {', '.join(unprotected)}.")
    return copied, live


def refuse_if_in_use(target: str) -> None:
    try:
        used = Publication.objects.using(target).exists()
    except DatabaseError:  # it has no tables yet, or says in `migrate` what is wrong with it
        return
    if used:
        raise Refused("Something was published there already. Name an empty database.")


def kinds() -> list[type[models.Model]]:
    """Every table that holds rows of ours, those between many and many included."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]


def empty(target: str) -> None:
    """What migrate made there, permissions and groups for example, has other numbers than here."""
    connection = connections[target]
    with connection.cursor() as cursor:
        for model in kinds():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608  our own names


def rows_of(model: type[models.Model], alias: str) -> QuerySet[Any]:
    """All rows of a table, whatever the model's own manager says."""
    return QuerySet(model, using=alias)


def copy(model: type[models.Model], target: str) -> int:
    """Write all rows as they are, past everything a model does when it is saved."""
    names = _names(model)
    rows = iter(_rows(model, "default"))
    copied = 0
    while some := list(islice(rows, MANY)):
        made = [model(**dict(zip(names, row, strict=True))) for row in some]
        rows_of(model, target).bulk_create(made)
        copied += len(made)
    return copied


def count_on(target: str) -> None:
    """The next row gets a number that no copied row has."""
    connection = connections[target]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kinds()):
            cursor.execute(statement)


def is_same(model: type[models.Model], target: str) -> bool:
    return _digest(model, "default") == _digest(model, target)


def _digest(model: type[models.Model], alias: str) -> str:
    digest = hashlib.sha256()
    for row in _rows(model, alias):
        digest.update(repr([_plain(value) for value in row]).encode())
    return digest.hexdigest()


def _plain(value: Any) -> Any:
    """PostgreSQL keeps the fields of a JSON object in an order of its own."""
    return json.dumps(value, sort_keys=True) if isinstance(value, dict | list) else value


def _rows(model: type[models.Model], alias: str) -> Iterator[tuple[Any, ...]]:
    for row in rows_of(model, alias).order_by("pk").values_list(*_names(model)).iterator(MANY):
        yield tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)


def _names(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]
