"""Serves one of the measured sites: `python -m tests.bench.serving PORT`. See `tests.bench.wsgi`."""

from __future__ import annotations

import sys

from config.management.commands.serve import server

if __name__ == "__main__":
    server("tests.bench.wsgi:application", port=int(sys.argv[1]), workers=1).serve()
