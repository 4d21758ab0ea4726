"""How the site talks to the database that an address names. Pure: it opens nothing."""

from __future__ import annotations

from typing import Any

import dj_database_url

from config.environment import BadEnvironment

STATEMENT_TIMEOUT = 10_000
"""Milliseconds; PostgreSQL may take longer for nothing that serves people."""


def parsed(address: str, *, statement_timeout: int = STATEMENT_TIMEOUT) -> dict[str, Any]:
    """Django's settings for this database; raises `BadEnvironment`."""
    try:
        database: dict[str, Any] = {
            **dj_database_url.parse(address, conn_max_age=None, conn_health_checks=True)
        }
    except (dj_database_url.UnknownSchemeError, ValueError):
        raise BadEnvironment("DATABASE_URL must begin with sqlite:// or postgres://.") from None
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["OPTIONS"] = {
            # A writer takes its lock when it begins, waits for its turn, and is on the disk when it ends.
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        }
    elif database["ENGINE"] == "django.db.backends.postgresql":
        options = database.setdefault("OPTIONS", {})
        options.setdefault("connect_timeout", 3)
        options.setdefault("options", f"-c statement_timeout={statement_timeout}")
    else:
        raise BadEnvironment("DATABASE_URL must begin with sqlite:// or postgres://.")
    return database
