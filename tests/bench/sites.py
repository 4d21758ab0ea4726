"""The measured sites, each one server process with one worker, and what their work costs.

A cost is the processor time of the worker, all its threads together, as its own clock
tells it: it does not matter how quickly the requests come or what else the machine does.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from content import catalogue
from content.catalogue import Catalogue
from tests.bench.visitor import Visitor
from tests.server import ROOT, environment, unused_port

OURS = "tests.bench.settings"
PEER = "tests.bench.peer.settings"
FLOOR = "tests.bench.settings_floor"

PATIENCE = 120.0  # seconds; a Catalogue of ten thousand forms takes a while to decode
ENOUGH = 100_000_000  # nanoseconds of work after which a cost is known well enough


@dataclass(frozen=True)
class Site:
    port: int

    def visitor(self) -> Visitor:
        return Visitor(self.port)

    def cost(self, work: Callable[[], object], *, least: int = 1, most: int = 400) -> float:
        """Nanoseconds of processor time for doing `work` once, warm."""
        meter = self.visitor()
        work()
        times, began = 0, _clock(meter)
        spent = 0
        while times < least or (spent < ENOUGH and times < most):
            for _ in range(max(1, times)):
                work()
            times += max(1, times)
            spent = _clock(meter) - began
        return spent / times


def _clock(meter: Visitor) -> int:
    return int(meter.get("/-/cpu").body)


@contextmanager
def serving(settings: str, state: Path, *, content: Catalogue | None = None) -> Iterator[Site]:
    """A site on this machine until the block ends; `content` is what ours says."""
    surroundings = {**environment(state), "DJANGO_SETTINGS_MODULE": settings}
    if content is not None:
        written = state / f"{len(content.compounds)}-{len(content.questions)}-{len(content.articles)}.json"
        written.write_bytes(catalogue.encode(content))
        surroundings["BENCH_CATALOGUE"] = str(written)
    site = Site(unused_port())
    with process([sys.executable, "-m", "tests.bench.serving", str(site.port)], surroundings, state):
        wait_for(site.port, "/-/cpu")
        yield site


@contextmanager
def process(
    command: list[str], surroundings: Mapping[str, str], state: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A server that ends with the block; what it says goes to a file in its state directory."""
    with (state / "server.log").open("ab") as output:
        started = subprocess.Popen(
            command, cwd=ROOT, env=dict(surroundings), stdout=output, stderr=output, start_new_session=True
        )
    try:
        yield started
    finally:
        started.send_signal(signal.SIGINT)
        try:
            started.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(started.pid, signal.SIGKILL)
            started.wait()


def wait_for(port: int, address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if Visitor(port).get(address).status == 200:
                return
        except OSError:
            pass
        time.sleep(0.01)
    raise RuntimeError(f"Nothing answered at {address} on port {port}.")
