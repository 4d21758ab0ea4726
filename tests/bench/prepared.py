"""State directories for the measured sites: a database with the starter content, and one with more of it.

Run as a program it makes the tables of a prepared one say a Catalogue of that many forms,
and says how long freezing them takes: `python -m tests.bench.prepared FORMS`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.server import ROOT, environment


def prepare(state: Path) -> None:
    """What the first `make run` does."""
    state.mkdir()
    subprocess.run(
        [sys.executable, "manage.py", "prepare"],
        cwd=ROOT,
        env=environment(state),
        check=True,
        capture_output=True,
    )


def prepare_large(state: Path, forms: int) -> list[float]:
    """Rows of `forms` forms; returns the seconds of each time they were frozen, named and decoded."""
    prepare(state)
    command = [sys.executable, "-m", "tests.bench.prepared", str(forms)]
    done = subprocess.run(command, cwd=ROOT, env=environment(state), check=True, capture_output=True)
    return [float(seconds) for seconds in done.stdout.split()]


def _main(forms: int) -> list[float]:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.contrib.auth.models import User

    from content import catalogue, documents, edits, restore, snapshot
    from content.markdown import sanitise
    from tests.bench.catalogues import of_size

    with edits.recorded(by=User.objects.get(username="editor")):
        restore.replace_all(of_size(documents.read(ROOT / "content" / "starter"), forms=forms))
    taken = []
    for _ in range(5):
        began = time.process_time()
        data = catalogue.encode(snapshot.freeze())
        catalogue.digest(data)
        catalogue.decode(data, sanitise=sanitise)
        taken.append(time.process_time() - began)
    return taken


if __name__ == "__main__":
    print(*_main(int(sys.argv[1])))  # noqa: T201
