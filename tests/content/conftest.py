"""Fixtures of what is recorded and published."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db.models.functions import Now


class DatabaseClock:
    """The time as queries of the database tell it; `pass_` moves it on, and nobody waits."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def pass_(self, time: dt.timedelta) -> None:
        later = f"{time.total_seconds():.0f} seconds"
        self._tell("as_sqlite", f"STRFTIME('%%%%Y-%%%%m-%%%%d %%%%H:%%%%M:%%%%f', 'NOW', '+{later}')")
        self._tell("as_postgresql", f"STATEMENT_TIMESTAMP() + INTERVAL '{later}'")

    def _tell(self, vendor: str, template: str) -> None:
        def tell(now: Now, compiler: Any, connection: Any, **context: Any) -> Any:
            return now.as_sql(compiler, connection, template=template, **context)

        self._monkeypatch.setattr(Now, vendor, tell)


@pytest.fixture
def database_clock(monkeypatch: pytest.MonkeyPatch) -> DatabaseClock:
    return DatabaseClock(monkeypatch)
