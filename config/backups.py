"""Copies of the database that were read back before anybody is told that they exist.

A backup that was never read is a hope. Each one is opened again, checked as a whole, and
must hold the same live Release as the database, byte for byte, or it is thrown away. A
file appears under its name complete or not at all, readable by its owner alone, since it
holds accounts and sessions. Its digest lies beside it, so that a byte that flips later is
noticed wherever it stands.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from pathlib import Path

from django.db import DatabaseError, connection

from config import postgres_tools, sqlite_files
from config.databases import Live, live_in
from config.refusing import Refused

NAME = "which-magnesium-{:%Y%m%dT%H%M%S%fZ}"
SUFFIXES = {"sqlite": ".sqlite3", "postgresql": ".dump"}


def back_up(folder: Path) -> tuple[Path, Live | None]:
    """Write a verified copy of the database into `folder`; returns it and what is live in it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    copy = folder / (NAME.format(dt.datetime.now(tz=dt.UTC)) + SUFFIXES[connection.vendor])
    draft = copy.with_name(f".{copy.name}.part")
    before = live_in()
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        _tools().write(draft)
        held = _tools().verify(draft)
        if held not in (before, live_in()):
            raise Refused(f"The copy holds {held} and the database {before}. It was thrown away.")
        _sum_of(copy).write_text(f"{_sha256(draft)}  {copy.name}\n", encoding="ascii")  # for sha256sum -c
        _keep(draft, copy)
    except OSError as error:
        raise Refused(f"The backup was not made: {error.strerror or error}. Nothing else changed.") from error
    finally:
        draft.unlink(missing_ok=True)
        draft.with_name(f"{draft.name}-journal").unlink(missing_ok=True)
    return copy, held


def verify(copy: Path) -> Live | None:
    """What is live in a backup; raises `Refused` when it can't be relied on."""
    if not copy.is_file():
        raise Refused(f"There is no file {copy}.")
    if _sum_of(copy).is_file() and _sum_of(copy).read_text(encoding="ascii").split()[:1] != [_sha256(copy)]:
        raise Refused(f"{copy.name} is damaged: its bytes do not match {_sum_of(copy).name}.")
    return _tools().verify(copy)


def restore(copy: Path) -> Live | None:
    """Put a verified backup in the place of everything in the database; returns what is live then."""
    held = verify(copy)
    _tools().read(copy)
    if (now := live_in()) != held:
        raise Refused(f"The database holds {now} after restoring, and the backup {held}.")
    return now


def keep_present(folder: Path) -> str:
    """Before a restore: keep what is there, as a backup or, damaged, as it is; returns a sentence."""
    try:
        copy, live = back_up(folder)
    except (DatabaseError, Refused) as error:
        return f"What was there can't be copied as a whole ({error}) {_tools().put_aside(error)}"
    return f"What was there ({live or 'no publication'}) is kept as {copy}."


def drop_oldest(folder: Path, *, keep: int) -> list[Path]:
    """Delete all but the newest `keep` backups; their names sort by time."""
    copies = sorted(folder.glob(f"which-magnesium-*Z{SUFFIXES[connection.vendor]}"))
    old = copies[: max(len(copies) - keep, 0)]
    for copy in old:
        copy.unlink()
        _sum_of(copy).unlink(missing_ok=True)
    return old


def _sum_of(copy: Path) -> Path:
    return copy.with_name(f"{copy.name}.sha256")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _tools() -> sqlite_files.Tools | postgres_tools.Tools:
    return postgres_tools.Tools() if connection.vendor == "postgresql" else sqlite_files.Tools()


def _keep(draft: Path, copy: Path) -> None:
    """Give the draft its name once all of it has reached the disk."""
    _reach_the_disk(draft)
    draft.rename(copy)
    _reach_the_disk(copy.parent)


def _reach_the_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
