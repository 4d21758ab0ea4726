"""The database itself refuses to change or delete rows of the record.

The models refuse too, but a script or a hand at the database does not ask them. Every
`migrate` makes the triggers anew, because altering a table in SQLite builds a new one and
silently leaves its triggers behind. Django's system checks of a database run before a
migration and never in a process that serves, so `content.live` looks once when it starts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connections, models

from content.models.append_only import AppendOnly

FUNCTION = "content_refuse_change"

MAKE_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of % are never changed or deleted.', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def protect(*, using: str = "default", **options: Any) -> None:
    """Make every trigger that is missing, for the tables that exist."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(MAKE_FUNCTION)
        for table, trigger, statement in _triggers(connection.vendor):
            if table in tables:
                cursor.execute(f"DROP TRIGGER IF EXISTS {_on(connection.vendor, trigger, table)}")
                cursor.execute(statement)


def lift(*, using: str = "default") -> None:
    """Drop every trigger. Only for tests, which empty their tables, and for migrations that must."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for table, trigger, _statement in _triggers(connection.vendor):
            cursor.execute(f"DROP TRIGGER IF EXISTS {_on(connection.vendor, trigger, table)}")


def missing(*, using: str = "default") -> list[str]:
    """The tables of the record that are not protected."""
    connection = connections[using]
    known = {
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    }
    with connection.cursor() as cursor:
        cursor.execute(known[connection.vendor])
        present = {name for (name,) in cursor.fetchall()}
    return sorted({table for table, trigger, _ in _triggers(connection.vendor) if trigger not in present})


def _on(vendor: str, trigger: str, table: str) -> str:
    """How a trigger is named where it is dropped: in SQLite its name is enough."""
    return f"{trigger} ON {table}" if vendor == "postgresql" else trigger


def _triggers(vendor: str) -> Iterator[tuple[str, str, str]]:
    """Table, name and definition of every trigger there should be."""
    for model in _record():
        table = model._meta.db_table
        if vendor == "postgresql":
            yield table, f"{table}_kept", _for_postgresql(table)
        else:
            yield from _for_sqlite(model, table)


def _record() -> list[type[models.Model]]:
    return [model for model in apps.get_app_config("content").get_models() if issubclass(model, AppendOnly)]


def _for_postgresql(table: str) -> str:
    return (
        f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()"
    )


def _for_sqlite(model: type[models.Model], table: str) -> Iterator[tuple[str, str, str]]:
    """`INSERT OR REPLACE` deletes rows without asking the trigger for deletions, so it is refused too."""
    refuse = f"SELECT RAISE(ABORT, 'Rows of {table} are never changed or deleted.')"
    unique = [field.column for field in model._meta.fields if field.unique]
    taken = " OR ".join(f'"{column}" = NEW."{column}"' for column in unique)
    replacing = f"INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {taken})"  # noqa: S608  our own names
    events = {"update": f"UPDATE ON {table}", "delete": f"DELETE ON {table}", "replace": replacing}
    for what, event in events.items():
        trigger = f"{table}_no_{what}"
        yield table, trigger, f"CREATE TRIGGER {trigger} BEFORE {event} BEGIN {refuse}; END"
