"""How many requests one place may make to the addresses that cost or tempt.

Counted in the memory of each process, without a query and without keeping an address: what
is counted is a digest made with a key that each process draws anew every hour and never
writes down. A limit is a bucket that fills again with time, wide enough for a school or a
clinic behind one address; a machine that tries thousands meets it within seconds. With
several processes a place may make a little more than the limit says.
"""

from __future__ import annotations

import functools
import hashlib
import math
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from content import callers

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

KEPT_FOR = 60 * 60  # seconds; then the key changes and everybody starts anew
MOST_PLACES = 50_000
"""Places remembered by one limit; the one seen longest ago is forgotten first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rate:
    """So many at once, and from then on so many a minute."""

    at_once: int
    a_minute: int


GUIDE = Rate(at_once=600, a_minute=300)
"""Answers in the guide: a class of thirty can walk it together, twice."""

SEARCH = Rate(at_once=300, a_minute=120)
SIGN_IN = Rate(at_once=30, a_minute=10)
"""Passwords cost a second of a processor each, on purpose."""


class Limit:
    """One limit in this process."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._lock = threading.Lock()
        self._key = b""
        self._key_until = 0.0
        self._spent: OrderedDict[bytes, tuple[float, float]] = OrderedDict()

    def wait(self, place: str) -> int:
        """Count one request from a place; 0, or the seconds after which there is room again."""
        now = time.monotonic()
        with self._lock:
            mark = self._mark(place, now)
            spent, since = self._spent.pop(mark, (0.0, now))
            spent = max(0.0, spent - (now - since) * self._rate.a_minute / 60)
            full = spent + 1 > self._rate.at_once
            self._spent[mark] = (spent if full else spent + 1, now)
            if len(self._spent) > MOST_PLACES:
                self._spent.popitem(last=False)
        if not full:
            return 0
        return math.ceil((spent + 1 - self._rate.at_once) * 60 / self._rate.a_minute)

    def _mark(self, place: str, now: float) -> bytes:
        if now >= self._key_until:
            self._key, self._key_until = secrets.token_bytes(32), now + KEPT_FOR
            self._spent.clear()
        return hashlib.blake2b(place.encode(), key=self._key, digest_size=16).digest()


def limited(rate: Rate, *, methods: tuple[str, ...] = ("POST",)) -> Callable[[View], View]:
    """A view that one place may ask so often by these methods; beyond that it says when to come back."""

    limit = Limit(rate)

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if settings.RATE_LIMITS and request.method in methods:
                seconds = limit.wait(callers.place(request))
                if seconds:
                    return too_many(request, seconds)
            return view(request, *args, **kwargs)

        answer.limit = limit  # type: ignore[attr-defined]
        return answer  # type: ignore[return-value]

    return decorate


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """Says what happened and when it is over; what was typed is in the page before."""
    response = render(request, "429.html", {"seconds": seconds}, status=429)
    response.headers["Retry-After"] = str(seconds)
    response.headers["Cache-Control"] = "no-store"
    return response
