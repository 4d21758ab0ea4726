"""Everybody who writes to the record does so one after another.

A publication rests on what is live, and an edit on what the rows said before it. Neither
may change between the look and the act, so whoever acts waits for their turn first.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction

KEY = 0x4D67  # the lock's number in PostgreSQL; nobody else in this database uses it

PATIENCE = 60.0
"""Seconds to queue before SQLite is asked without a turn, and says in its own words that it is busy."""

A_MOMENT = 0.005
"""Seconds between looks at the queue."""


@contextmanager
def in_turn() -> Iterator[None]:
    """A transaction that no other turn overlaps.

    SQLite gives the whole database to one writer at a time, from the moment its
    transaction begins. PostgreSQL has a lock for such agreements.
    """
    with _queueing(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KEY])
        yield


@contextmanager
def _queueing() -> Iterator[None]:
    """Wait for SQLite beside it: its own waiting is short and a matter of luck.

    Four people who save at once on a busy machine would see “database is locked” now and
    then. Two empty files beside the database say whose turn it is and who is next. Only
    whoever is next may take the turn, so that somebody who saves again and again can't keep
    it from the others. Both locks end with whoever holds them.
    """
    files = _open_queue()
    if files is None:
        yield
        return
    turn, being_next = files
    try:
        until = time.monotonic() + PATIENCE
        _wait_for(being_next, until)
        _wait_for(turn, until)
        fcntl.flock(being_next, fcntl.LOCK_UN)
        yield
    finally:
        os.close(turn)
        os.close(being_next)


def _open_queue() -> tuple[int, int] | None:
    """Nobody queues inside a transaction, which has its turn already, or where there is no file."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or connection.in_atomic_block or not Path(name).is_absolute():
        return None
    how = os.O_CREAT | os.O_RDWR | os.O_CLOEXEC
    try:
        turn = os.open(f"{name}.turn", how, 0o600)
    except OSError:  # a full disk has no room for it
        return None
    try:
        return turn, os.open(f"{name}.next", how, 0o600)
    except OSError:
        os.close(turn)
        return None


def _wait_for(file: int, until: float) -> None:
    while time.monotonic() < until:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(A_MOMENT)
        else:
            return
