"""Figures of the site as a whole: memory, start, waiting times, and how soon a publication shows."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from content.catalogue import Catalogue
from tests.bench.requests import given_by
from tests.bench.sites import OURS, process, serving, wait_for
from tests.bench.table import Measured, Target
from tests.bench.visitor import Visitor, walk
from tests.server import ROOT, environment, unused_port

LOAD = 0.7
SECONDS_OF_LOAD = 5.0
VISITORS = 4
PUBLICATIONS = 10


def figures(starter: Catalogue, state: Path, *, rounds: int) -> Iterable[Measured]:
    yield Measured(Target("memory per extra worker", 45, 35, "MiB"), [_extra_worker(state) for _ in range(3)])
    yield Measured(
        Target("start to first answer, warm environment", 2, 1, "s"), [_start(state) for _ in range(rounds)]
    )
    patience = Target("p99 ÷ p50 of a step at 70 % load", 3, 2)
    step, floor = zip(*[_patience(starter, state) for _ in range(rounds)], strict=True)
    yield Measured(patience, step)
    yield Measured(patience, floor, "floor B in place of a step: what the machine does by itself")
    yield Measured(
        Target("publish visible in another process, p99", 2, 1, "s"),
        [_publishing(state)],
        f"the slowest of {PUBLICATIONS}",
    )


@contextmanager
def _site(state: Path, *, workers: int = 1) -> Iterator[tuple[int, int]]:
    """The site as `make run` serves it: its port and its process."""
    port = unused_port()
    command = [sys.executable, "manage.py", "serve", "--port", str(port), "--workers", str(workers)]
    with process(command, environment(state), state) as started:
        wait_for(port, "/readyz")
        yield port, started.pid


# Memory -------------------------------------------------------------------------------


def _extra_worker(state: Path) -> float:
    """MiB that a third worker needs beyond two, after each has answered."""
    return (_memory(state, workers=3) - _memory(state, workers=1)) / 2


def _memory(state: Path, *, workers: int) -> float:
    """The MiB of all processes of a site; what they share counts once."""
    with _site(state, workers=workers) as (port, parent):
        for _ in range(40 * workers):  # each on a connection of its own, so that every worker gets some
            Visitor(port).get("/")
            Visitor(port).get("/guide/1/")
        return sum(_proportional(process) for process in (parent, *_children(parent)))


def _children(parent: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def _proportional(process: int) -> float:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


# Start --------------------------------------------------------------------------------


def _start(state: Path) -> float:
    began = time.perf_counter()
    with _site(state) as (port, _):
        Visitor(port).get("/")
        return time.perf_counter() - began


# Waiting under load -------------------------------------------------------------------


def _patience(starter: Catalogue, state: Path) -> tuple[float, float]:
    """A question, and Floor B, asked at moments that were fixed before, at 70 % of what a worker can answer.

    A wait counts from the moment a question was due, so that a slow answer is not hidden
    by those that had to wait behind it.
    """
    with serving(OURS, state, content=starter) as site, _apart():
        visitors = [site.visitor() for _ in range(VISITORS)]
        for visitor in visitors:
            walk(visitor, given_by(starter))
        return _spread(visitors, "/guide/3/"), _spread(visitors, "/-/floor")


def _spread(visitors: Sequence[Visitor], address: str) -> float:
    began = time.perf_counter()
    for _ in range(200):
        visitors[0].get(address)
    between = (time.perf_counter() - began) / 200 / LOAD
    centiles = statistics.quantiles(_asked_on_time(visitors, address, between), n=100)
    return centiles[98] / centiles[49]


def _asked_on_time(visitors: Sequence[Visitor], address: str, between: float) -> list[float]:
    waits: list[float] = []
    count = int(SECONDS_OF_LOAD / between)
    start = time.perf_counter() + 0.05

    def ask(visitor: Visitor, first: int) -> None:
        for number in range(first, count, len(visitors)):
            due = start + number * between
            time.sleep(max(0.0, due - time.perf_counter()))
            visitor.get(address)
            waits.append(time.perf_counter() - due)

    threads = [threading.Thread(target=ask, args=[visitor, n]) for n, visitor in enumerate(visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return waits


@contextmanager
def _apart() -> Iterator[None]:
    """Ask from one core; the server has the others, being older than this.

    A thread that asks hands over after half a millisecond. With the five it is usually given,
    those who ask would wait for each other and not for the server.
    """
    before, patience = os.sched_getaffinity(0), sys.getswitchinterval()
    os.sched_setaffinity(0, {max(before)})
    sys.setswitchinterval(0.0005)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
        sys.setswitchinterval(patience)


# Publishing ---------------------------------------------------------------------------


def _publishing(state: Path) -> float:
    """Seconds from a publication in the database to a page that shows it in another process."""
    with _site(state) as (port, _):
        visitor = Visitor(port)
        command = [sys.executable, "-m", "tests.bench.publisher"]
        publisher = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment(state),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        if publisher.stdin is None or publisher.stdout is None:
            raise RuntimeError("A process with two pipes has none.")
        waits = []
        for _ in range(PUBLICATIONS):
            etag = visitor.get("/").headers["etag"]
            publisher.stdin.write("\n")
            publisher.stdin.flush()
            done = float(publisher.stdout.readline())
            while visitor.get("/").headers["etag"] == etag:
                time.sleep(0.005)
            waits.append(time.time() - done)
        publisher.communicate()
    return max(waits)
