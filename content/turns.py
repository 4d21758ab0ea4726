"""Everybody who writes to the record does so one after another.

A publication rests on what is live, and an edit on what the rows said before it. Neither
may change between the look and the act, so whoever acts waits for their turn first.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

KEY = 0x4D67  # the lock's number in PostgreSQL; nobody else in this database uses it


@contextmanager
def in_turn() -> Iterator[None]:
    """A transaction that no other turn overlaps.

    SQLite gives the whole database to one writer at a time, from the moment its
    transaction begins. PostgreSQL has a lock for such agreements.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KEY])
        yield
