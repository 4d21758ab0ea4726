"""A process that follows publications, for tests; it is run, never imported.

It answers each line it reads with the number of the Edition it would serve and how many
threads follow, or with "none". "fork" makes a child, which answers for itself once. "soon"
lets a silence of one second count, where a busy machine may be silent for longer.
"""

from __future__ import annotations

import os
import sys
import threading

import django

django.setup()

from content import live  # noqa: E402  Django must be ready

live.PATIENCE = float(os.environ["PATIENCE"])


def answer() -> str:
    try:
        edition = live.edition()
    except live.NoEdition:
        return "none"
    following = sum(thread.name == "live-edition" for thread in threading.enumerate())
    return f"{edition.number} {following}"


def main() -> None:
    live.start()
    live.start()
    print(answer(), flush=True)  # noqa: T201
    for line in sys.stdin:
        if line.strip() == "soon":
            live.PATIENCE = 1.0
        if line.strip() == "fork" and os.fork() == 0:
            print(answer(), flush=True)  # noqa: T201
            os._exit(0)
        if line.strip() != "fork":
            print(answer(), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
