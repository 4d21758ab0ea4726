"""Two questions that a load balancer or an operator asks.

`/healthz`: does this process answer at all? `/readyz`: may visitors be sent here?
Visitors need an Edition and no database, so a database that is away is reported but does
not make the process unready. A database can also hang; it is asked in a thread of its
own, so that the answer never waits longer than `PATIENCE`.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from content import live
from content.middleware import without_edition

PATIENCE = 1.0  # seconds


@without_edition
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@without_edition
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    try:
        release = live.edition().number
    except live.NoEdition:
        release = None
    database = "answers" if probe.database_answers() else "does not answer"
    status = 200 if release is not None else 503
    return JsonResponse({"release": release, "database": database}, status=status)


def ask_database() -> bool:
    """Read a table that every migrated database has, on a connection of this thread's own."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations")
            return cursor.fetchone() is not None
    finally:
        connection.close()


class DatabaseProbe:
    """Asks the database whether it is there, with one question on its way at most."""

    def __init__(self, ask: Callable[[], bool] = ask_database, patience: float = PATIENCE) -> None:
        self._ask = ask
        self._patience = patience
        self._lock = threading.Lock()
        self._asking: threading.Thread | None = None
        self._answered = False

    def database_answers(self) -> bool:
        with self._lock:
            if self._asking is None or not self._asking.is_alive():
                self._answered = False
                self._asking = threading.Thread(target=self._note_answer, name="readyz", daemon=True)
                self._asking.start()
            asking = self._asking
        asking.join(self._patience)
        return self._answered and not asking.is_alive()

    def _note_answer(self) -> None:
        with contextlib.suppress(Error):
            self._answered = self._ask()


probe = DatabaseProbe()
