"""Gives every request a number for the logs, and counts it. Nothing about the visitor is kept.

It stands right inside the headers, so that it sees every answer, those of static files and
errors included. It costs a few microseconds and never asks the database.
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from config import metrics
from config.logs import current_request

HEADER = "X-Request-ID"
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")


class Watching:
    """Number and count what comes in and goes out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.counters = metrics.counters()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        number = _number(request)
        request.number = number  # type: ignore[attr-defined]
        token = current_request.set(number)
        try:
            response = self.get_response(request)
        finally:
            current_request.reset(token)
        response.headers[HEADER] = number
        self.counters.count(request.path, response.status_code, time.perf_counter() - began)
        return response


def _number(request: HttpRequest) -> str:
    """The proxy's number where there is a proxy that sets one itself, and one of our own otherwise."""
    if settings.BEHIND_TLS_PROXY:
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        if GIVEN.fullmatch(given):
            return str(given)
    return secrets.token_hex(8)
