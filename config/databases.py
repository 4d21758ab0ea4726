"""Look into a database beside the site's own: a backup, or the place the site moves to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connections

from content import catalogue
from content.models import Publication, Release


@dataclass(frozen=True, kw_only=True)
class Live:
    """What is live in a database: the Publication, its Release and the digest that one claims.

    `damaged` are the numbers of all Releases there whose bytes come to another digest,
    since somebody or something changed them.
    """

    publication: int
    release: int
    digest: str
    damaged: tuple[int, ...] = ()

    def __str__(self) -> str:
        return f"release {self.release} ({self.digest[:16]}), publication {self.publication}"


def live_in(alias: str = "default") -> Live | None:
    """What is live there by now. Only columns of the first version of the record are read,
    so that a backup made by older code can be looked into as well.
    """
    started = Publication.objects.using(alias).started()
    row = started.values_list("number", "release__number", "release__digest").first()
    if row is None:
        return None
    releases = Release.objects.using(alias).order_by("number").values_list("number", "digest", "data")
    return Live(
        publication=row[0],
        release=row[1],
        digest=row[2],
        damaged=tuple(
            number
            for number, digest, data in releases.iterator(chunk_size=20)
            if catalogue.digest(bytes(data)) != digest
        ),
    )


@contextmanager
def beside(alias: str, **parts: Any) -> Iterator[str]:
    """Another database under the name `alias`, with `parts` in place of our own settings."""
    connections.databases[alias] = {**connections["default"].settings_dict, **parts}
    try:
        yield alias
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.databases[alias]


@contextmanager
def sqlite_file(path: Path) -> Iterator[str]:
    """A file of SQLite, opened so that nothing can be written to it."""
    name = f"{path.absolute().as_uri()}?mode=ro"
    options = {"init_command": "PRAGMA query_only=ON", "timeout": 10}
    engine = "django.db.backends.sqlite3"
    with beside("file", ENGINE=engine, NAME=name, OPTIONS=options, CONN_MAX_AGE=0) as alias:
        yield alias
