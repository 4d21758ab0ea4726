"""Copy, check and put back a database of SQLite."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, connections

from config.databases import Live, live_in, sqlite_file
from config.refusing import Refused

PATIENCE = 30.0
"""Seconds to wait for somebody else who writes."""


class Tools:
    def write(self, copy: Path) -> None:
        """VACUUM INTO: one consistent moment, while others read and write."""
        with _said(), closing(sqlite3.connect(_database(), timeout=PATIENCE)) as source:
            copy.unlink()  # it must not exist, or be empty; its name was only reserved
            source.execute("VACUUM INTO ?", [str(copy)])
            copy.chmod(0o600)

    def verify(self, copy: Path) -> Live | None:
        """Read all of it: SQLite's own check, references that lead nowhere, and the live Release."""
        try:
            with sqlite_file(copy) as alias:
                refuse_if_damaged(alias)
                return live_in(alias)
        except DatabaseError as error:
            raise Refused(f"{copy.name} can't be read as a database of this site: {error}.") from error

    def read(self, copy: Path) -> None:
        """Put the pages of `copy` in place of ours, in one transaction, while processes that serve go on."""
        connection.close()
        _database().parent.mkdir(parents=True, exist_ok=True)
        source = sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)
        target = sqlite3.connect(_database(), timeout=PATIENCE)
        with _said(), closing(source), closing(target):
            source.backup(target)
            target.execute("PRAGMA journal_mode=WAL")

    def put_aside(self, why: Exception) -> str:
        """Give a database that can't be copied another name; moving it needs no room on the disk."""
        connection.close()
        if not _database().exists() or _database().stat().st_size == 0:
            return "since there was nothing."
        name = f"{_database().name}.damaged-{dt.datetime.now(tz=dt.UTC):%Y%m%dT%H%M%SZ}"
        for ending in ("", "-wal", "-shm"):
            part = _database().with_name(_database().name + ending)
            if part.exists():
                part.rename(part.with_name(name + ending))
        return f"It lies beside the database as {name}. Restart the site, which may have it open."


def refuse_if_damaged(alias: str) -> None:
    """SQLite's own check of every page and index, and of every reference."""
    with connections[alias].cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        said = [line for (line,) in cursor.fetchall()]
        if said != ["ok"]:
            raise Refused(f"The database is damaged: {'; '.join(said[:5])}.")
        cursor.execute("PRAGMA foreign_key_check")
        if broken := sorted({row[0] for row in cursor.fetchall()}):
            raise Refused(f"References of these tables lead nowhere: {', '.join(broken)}.")


def _database() -> Path:
    name = str(settings.DATABASES["default"]["NAME"])
    if not Path(name).is_absolute():
        raise Refused("A database in memory has no file to copy or to put back.")
    return Path(name)


@contextmanager
def _said() -> Iterator[None]:
    """What SQLite has to say, as a sentence."""
    try:
        yield
    except sqlite3.Error as error:
        raise Refused(f"SQLite says: {error}. Nothing else changed.") from error
