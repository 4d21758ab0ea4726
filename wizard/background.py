"""Work too long for a request, done beside the requests and kept for a while.

A page asks for the work on every request and shows whatever stands: still running, done,
or failed. Only pure work belongs here: a function of a pure module with values such as a
Catalogue, bound by `functools.partial`, since it is sent to another process. Each process
that answers requests has its own helper, and keeps a few results, the last asked for.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from wizard.other_process import OtherProcess

Result = TypeVar("Result")
Report = Callable[[float], None]
"""Called by the work, now and then, with the share of it that is done, from 0 to 1."""

KEPT = 24
"""How many pieces of work are remembered."""

IDLE = 60.0
"""Seconds after which a helper that has nothing to do is let go; it is soon there again."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Running:
    """Not done yet, perhaps not begun: `share` is between 0 and 1."""

    share: float

    @property
    def percent(self) -> int:
        return int(100 * self.share)


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    result: Result


@dataclass(frozen=True, slots=True)
class Failed:
    """The work raised an exception, which the log holds. Asking again tries again."""


Progress: TypeAlias = Running | Done[Result] | Failed


class Helper(Protocol):
    """Whoever does one piece of work after the other."""

    def do(self, make: Callable[[Report], Any], report: Report) -> Any:
        """What `make` makes; raises whatever kept it from being made."""
        ...

    def end(self) -> None:
        """Let go of everything held; `do` may be called again."""
        ...


class Worker:
    """What was given to do, and a thread that hands one piece after the other to its helper."""

    def __init__(
        self, *, kept: int = KEPT, idle: float = IDLE, helper: Callable[[], Helper] = OtherProcess
    ) -> None:
        self._kept = kept
        self._idle = idle
        self._helper = helper
        self._jobs: OrderedDict[Hashable, _Job] = OrderedDict()
        self._waiting: queue.SimpleQueue[_Job] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def work(
        self, key: Hashable, make: Callable[[Report], Result], *, patience: float = 0
    ) -> Progress[Result]:
        """How far the work called `key` is; it is begun when nobody asked for it before.

        `key` has to name all that the result depends on. Waits up to `patience` seconds,
        so that short work needs no second request.
        """
        with self._lock:
            job = self._job(key, make)
        job.ended.wait(patience)
        if isinstance(job.progress, Failed):
            self._forget(key, job)
        return job.progress

    def _job(self, key: Hashable, make: Callable[[Report], Any]) -> _Job:
        if self._thread is None or not self._thread.is_alive():  # threads stay behind when a process forks
            self._jobs.clear()
            self._waiting = queue.SimpleQueue()
            self._thread = threading.Thread(
                target=_run_all,
                args=[self._waiting, self._helper(), self._idle],
                name="background",
                daemon=True,
            )
            self._thread.start()
        job = self._jobs.get(key)
        if job is None:
            job = self._jobs[key] = _Job(make)
            self._waiting.put(job)
            while len(self._jobs) > self._kept:
                _, oldest = self._jobs.popitem(last=False)
                oldest.dropped = True
        self._jobs.move_to_end(key)
        return job

    def _forget(self, key: Hashable, job: _Job) -> None:
        with self._lock:
            if self._jobs.get(key) is job:
                del self._jobs[key]


class _Job:
    """One piece of work. Its progress is set by the thread alone."""

    def __init__(self, make: Callable[[Report], Any]) -> None:
        self._make = make
        self.progress: Progress[Any] = Running(0.0)
        self.ended = threading.Event()
        self.dropped = False

    def run(self, helper: Helper) -> None:
        if not self.dropped:
            try:
                self.progress = Done(helper.do(self._make, self._report))
            except Exception:
                log.exception("Work in the background failed.")
                self.progress = Failed()
        self.ended.set()

    def _report(self, share: float) -> None:
        self.progress = Running(min(max(share, 0.0), 1.0))


def _run_all(waiting: queue.SimpleQueue[_Job], helper: Helper, idle: float) -> None:
    while True:
        try:
            job = waiting.get(timeout=idle)
        except queue.Empty:
            helper.end()
        else:
            job.run(helper)


work = Worker().work
"""The worker of this process."""
