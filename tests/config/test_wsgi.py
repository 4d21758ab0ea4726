from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.server import ROOT, environment


def told_by_a_worker(started: Path, words: str) -> str:
    """What a worker says of itself at its start, before it has answered anybody."""
    return subprocess.run(
        [sys.executable, "-c", f"import gc, sys, config.wsgi; print({words})"],
        cwd=ROOT,
        env=environment(started),
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def test_the_garbage_collector_passes_by_what_a_worker_holds(started: Path) -> None:
    """It would look at all of it again and again, and nobody is answered meanwhile."""
    assert int(told_by_a_worker(started, "gc.get_freeze_count()")) > 50_000


def test_a_worker_loads_every_view_at_its_start(started: Path) -> None:
    """One that had answered nobody before newer code was put in place failed at every request."""
    assert told_by_a_worker(started, "'wizard.views' in sys.modules") == "True"
