"""A site of its own for tests of what an operator does, without a server that answers visitors."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests import postgres
from tests.server import ROOT

PREPARE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.room import Room
room = Room()
room.demonstrate()
room.bring_live("One name")
"""

LATER = """
from content import publishing
from content.models import Release
from django.contrib.auth.models import User
from tests.room import Room
publisher = User.objects.get(username="publisher")
publishing.roll_back(release=Release.objects.get(number=1), by=publisher, reason="A test.")
"""

WITHDRAW = """
from content import publishing
from django.contrib.auth.models import User
publisher = User.objects.get(username="publisher")
publishing.withdraw(compound="citrate", by=publisher, reason="A test.")
"""

LIVE = """
from config.databases import live_in
live = live_in()
print(live.release, live.publication, not live.damaged)
"""


class Site:
    """A site whose database is `address`, spoken to as an operator does."""

    def __init__(self, state: Path, address: str = "") -> None:
        self.state = state
        self.database = state / "db.sqlite3"
        self._environment = {
            "PATH": f"{postgres.PROGRAMS}{os.pathsep}{os.environ['PATH']}",
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PYTHONPATH": str(ROOT),
            "SITE_MODE": "test",
            "STATE_DIRECTORY": str(state),
        } | ({"DATABASE_URL": address} if address else {})

    def run(self, script: str) -> str:
        return self._said([sys.executable, "-c", f"import django; django.setup()\n{script}"]).stdout.strip()

    def manage(self, *arguments: str, fails: bool = False, before: Callable[[], None] | None = None) -> str:
        done = self._said([sys.executable, "manage.py", *arguments], fails=fails, before=before)
        return done.stdout + done.stderr

    def _said(
        self, command: list[str], *, fails: bool = False, before: Callable[[], None] | None = None
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=before,
        )
        assert (done.returncode != 0) is fails, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done

    @property
    def copies(self) -> list[Path]:
        return sorted(path for path in self.state.glob("backups/*") if path.suffix != ".sha256")

    def live(self) -> str:
        return self.run(LIVE)
