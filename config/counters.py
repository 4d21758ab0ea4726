"""Counts of requests that the processes of a machine keep together. Pure.

They share one small file that each maps into its memory, so whoever is asked answers for
all of them, and a worker that ends takes nothing with it. There are a few kinds of
address and no address, so no number tells about a visitor.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import threading
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KINDS = ("reading", "guide", "editing", "static", "watching")
PLACES = {
    "/guide": "guide",
    "/admin": "editing",
    "/preview": "editing",
    "/review": "editing",
    "/static": "static",
    "/healthz": "watching",
    "/readyz": "watching",
    "/metrics": "watching",
}
"""The first part of an address → its kind. Everything else is read."""

LOCALES = (3, 6)
"""The length of `/es` and `/en-gb`."""

SPOKEN = ("/guide", "/admin", "/review")
"""Places that may come after one of these. What is read has no name of its own."""

CLASSES = ("2xx", "3xx", "4xx", "5xx")
BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
"""In seconds; a last bucket takes what lasted longer."""

WIDTH = len(CLASSES) + len(BOUNDS) + 1 + 1
"""For each kind: answers by class, answers by time, and all their time in microseconds."""

SIZE = 8 * WIDTH * len(KINDS)


class Counters:
    """The counts of all processes that opened `path`; without one, of this process."""

    def __init__(self, path: Path | None) -> None:
        self._turn = threading.Lock()
        self._file = None if path is None else os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if self._file is None:
            self._numbers = memoryview(mmap.mmap(-1, SIZE)).cast("Q")  # of this process alone
            return
        with self._alone():
            if os.fstat(self._file).st_size != SIZE:  # new, or of a version that counted other things
                os.ftruncate(self._file, 0)
                os.pwrite(self._file, bytes(SIZE), 0)  # takes its room now: a full disk can't stop a count
        self._numbers = memoryview(mmap.mmap(self._file, SIZE)).cast("Q")

    def count(self, path: str, status: int, seconds: float) -> None:
        first = KINDS.index(kind_of(path)) * WIDTH
        answer = first + min(max(status // 100, 2), 5) - 2
        bucket = first + len(CLASSES) + bisect_left(BOUNDS, seconds)
        with self._alone():
            self._numbers[answer] += 1
            self._numbers[bucket] += 1
            self._numbers[first + WIDTH - 1] += int(seconds * 1_000_000)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One thread of one process at a time; the lock of a file knows processes only."""
        with self._turn:
            if self._file is not None:
                fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                if self._file is not None:
                    fcntl.lockf(self._file, fcntl.LOCK_UN)

    def lines(self) -> Iterator[str]:
        yield from head("magnesium_requests_total", "counter", "Answers by kind of address and status.")
        for position, kind in enumerate(KINDS):
            for offset, status in enumerate(CLASSES):
                found = self._numbers[position * WIDTH + offset]
                yield f'magnesium_requests_total{{kind="{kind}",status="{status}"}} {found}'
        yield from head("magnesium_request_seconds", "histogram", "Time until an answer was made.")
        for position, kind in enumerate(KINDS):
            first = position * WIDTH + len(CLASSES)
            total = 0
            for offset, bound in enumerate((*map(str, BOUNDS), "+Inf")):
                total += self._numbers[first + offset]
                yield f'magnesium_request_seconds_bucket{{kind="{kind}",le="{bound}"}} {total}'
            spent = self._numbers[position * WIDTH + WIDTH - 1] / 1_000_000
            yield f'magnesium_request_seconds_sum{{kind="{kind}"}} {spent}'
            yield f'magnesium_request_seconds_count{{kind="{kind}"}} {total}'


def kind_of(path: str) -> str:
    """The kind of an address; a language and a region before it make no difference."""
    end = path.find("/", 1)
    first = path if end < 0 else path[:end]
    if len(first) in LOCALES and end > 0:
        first = next((place for place in SPOKEN if path.startswith(place, end)), first)
    return PLACES.get(first, "reading")


def head(name: str, kind: str, what: str) -> Iterator[str]:
    yield f"# HELP {name} {what}"
    yield f"# TYPE {name} {kind}"
