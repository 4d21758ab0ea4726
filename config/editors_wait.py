"""While the database is away or has no room, editors are told so and keep what they typed.

Nothing can end a question to a server that hangs, so each request of an editor would hold
a thread for as long as that lasts. A few editors would hold all of them, and visitors, who
need no database, would wait as well. So only what the follower does not know yet, some
seconds of it, can be asked.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import get_script_prefix

from config.room import is_of_editors
from content import live, locales
from content.typed import Typed
from wizard.localising import speaking

log = logging.getLogger(__name__)


class EditorsWait:
    """Stands where Django already knows the token against forged requests, and nobody's account yet."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_of_editors(request) and live.away():
            with speaking(locales.asked_for(request.path_info, get_script_prefix(), None)[0]):
                return _wait(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """A full disk, a lock that was never given up, or a database that has just gone away."""
        if is_of_editors(request) and isinstance(exception, OperationalError | InterfaceError):
            log.error("The database could not do what an editor asked.", exc_info=exception)
            return _wait(request)
        return None


def _wait(request: HttpRequest) -> HttpResponseBase:
    response = render(request, "503_database.html", {"typed": Typed.of(request)}, status=503)
    response["Retry-After"] = "10"
    response["Cache-Control"] = "no-store"
    return response
