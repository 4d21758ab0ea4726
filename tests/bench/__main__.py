"""`make bench`: one run, one table, of ratios to floors that were measured beside them.

`make bench ROUNDS=9` takes more rounds than five. What a machine does besides falls on
all sites alike, so the ratios keep; times and waits need a quiet machine.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
from pathlib import Path

import django

LEAST_ROUNDS = 5

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from content import documents  # noqa: E402  Django must be ready
from tests.bench import costs, prepared, queries, scale, serving_well, weights, working  # noqa: E402
from tests.bench.table import Measured, Target, markdown, table  # noqa: E402
from tests.server import ROOT  # noqa: E402


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201


def main() -> None:
    reader = argparse.ArgumentParser(prog="make bench", description=__doc__)
    reader.add_argument(
        "--rounds", type=int, default=LEAST_ROUNDS, help="how often everything is measured (5)"
    )
    reader.add_argument("--scale", action="store_true", help="show instead how costs grow")
    asked = reader.parse_args()
    signal.signal(signal.SIGTERM, lambda *told: sys.exit(1))  # so that no server stays behind
    rounds = asked.rounds
    starter = documents.read(ROOT / "content" / "starter")
    if asked.scale:
        scale.write(scale.measure(starter, say))
        return
    with tempfile.TemporaryDirectory() as work:
        small, large = Path(work, "small"), Path(work, "large")
        say("preparing a site with the starter content and one with 1,000 forms")
        prepared.prepare(small)
        freezing = prepared.prepare_large(large, costs.MANY)
        taken = costs.measure(starter, small=small, large=large, rounds=rounds, say=say)
        say("everything else")
        figures = [
            *costs.figures(taken),
            Measured(Target("SQL queries on warm public and guide pages", 0, 0), [queries.most(starter)]),
            Measured(Target("freeze + digest + decode of 1,000 forms", 1, 0.3, "s"), freezing),
            *working.figures(starter, rounds=rounds),
            *weights.figures(starter, small),
            *serving_well.figures(starter, small, rounds=rounds),
        ]
    print(table(figures), "\n", markdown(costs.every_request(taken)), sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
