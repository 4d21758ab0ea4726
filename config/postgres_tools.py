"""Copy, check and put back a database of PostgreSQL, with its own programs.

They have to be at least as new as the server, and are looked for on the PATH.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.db import connection
from psycopg.conninfo import make_conninfo

from config.databases import Live
from config.refusing import Refused
from content import catalogue


class Tools:
    def write(self, copy: Path) -> None:
        """pg_dump: one consistent moment, while others read and write."""
        _run("pg_dump", "--format=custom", "--no-owner", f"--file={copy}", *_here())

    def verify(self, copy: Path) -> Live | None:
        """Read the whole archive, and look for the live Release's bytes in it.

        Which Publication is live is asked of the archive too: the rows are read from its
        text, since nothing but a server could ask them in SQL.
        """
        _run("pg_restore", "--file=/dev/null", str(copy))
        releases = {row["id"]: row for row in _rows(copy, "content_release")}
        cancelled = {row["publication_id"] for row in _rows(copy, "content_cancellation")}
        now = _now()
        started = [
            row
            for row in _rows(copy, "content_publication")
            if row["id"] not in cancelled and row["starts_at"] <= now
        ]
        if not started:
            return None
        newest = max(started, key=lambda row: int(row["number"]))
        release = releases[newest["release_id"]]
        return Live(
            publication=int(newest["number"]),
            release=int(release["number"]),
            digest=release["digest"],
            damaged=tuple(sorted(int(row["number"]) for row in releases.values() if _is_damaged(row))),
        )

    def read(self, copy: Path) -> None:
        """pg_restore in one transaction: everything is put back, or nothing."""
        connection.close()
        _run(
            "pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", *_here(), str(copy)
        )

    def put_aside(self, why: Exception) -> str:
        """An empty database has nothing to lose. Anything else must be copied before it is replaced."""
        if isinstance(why, Refused):
            raise why
        return "and is replaced."


def _rows(copy: Path, table: str) -> Iterator[dict[str, str]]:
    """The rows of one table as pg_dump wrote them. What is asked for here has no tabs or line ends in it."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        _run("pg_restore", "--data-only", f"--table={table}", "--file=-", str(copy), output=output)
        output.seek(0)
        columns: list[str] = []
        for line in output:
            if line.startswith("COPY "):
                columns = [
                    name.strip(' "') for name in line[line.index("(") + 1 : line.index(")")].split(",")
                ]
            elif line == "\\.\n":
                columns = []
            elif columns:
                yield dict(zip(columns, line.rstrip("\n").split("\t"), strict=True))


def _is_damaged(release: dict[str, str]) -> bool:
    return catalogue.digest(bytes.fromhex(release["data"].removeprefix("\\\\x"))) != release["digest"]


def _now() -> str:
    """The server's time as pg_dump writes it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')")
        (now,) = cursor.fetchone()
        return str(now)


def _here() -> list[str]:
    parts = connection.get_connection_params()
    known = {name: parts[name] for name in ("host", "port", "user", "dbname") if parts.get(name)}
    return [f"--dbname={make_conninfo('', **known)}"]


def _run(program: str, *arguments: str, output: IO[str] | None = None) -> None:
    password = connection.get_connection_params().get("password")
    environment = os.environ | {"PGTZ": "UTC"} | ({"PGPASSWORD": str(password)} if password else {})
    try:
        done = subprocess.run(  # noqa: S603  a fixed program, our own arguments, no shell
            [program, *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output or subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        raise Refused(
            f"{program} is not installed. Install PostgreSQL's client programs, as new as the server."
        ) from None
    if done.returncode != 0:
        raise Refused(f"{program} says: {done.stderr.strip()}")
