"""Secrets for a site that runs on one machine for trying out or for development.

They are made once and kept in the state directory, readable by their owner alone, so
that a restart does not sign anybody out. Production never comes here: there the
operator sets the secrets.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path


def made_once(path: Path, make: Callable[[], str]) -> str:
    """The secret kept in `path`; made with `make` when there is none yet.

    The file appears complete or not at all, and when two processes start together both
    read the one that came first.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")  # mode 600
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(make() + "\n")
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            Path(draft).unlink()
    return path.read_text(encoding="utf-8").strip()
