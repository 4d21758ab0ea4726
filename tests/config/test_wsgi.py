from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.server import ROOT, environment


def test_the_garbage_collector_passes_by_what_a_worker_holds(started: Path) -> None:
    """It would look at all of it again and again, and nobody is answered meanwhile."""
    counted = subprocess.run(
        [sys.executable, "-c", "import gc, config.wsgi; print(gc.get_freeze_count())"],
        cwd=ROOT,
        env=environment(started),
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(counted.stdout) > 50_000


def test_a_worker_loads_every_view_at_its_start(started: Path) -> None:
    """One that had answered nobody before newer code was put in place failed at every request."""
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, config.wsgi; print('wizard.views' in sys.modules)"],
        cwd=ROOT,
        env=environment(started),
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout.strip() == "True"
