"""Do the drills and print one table: `python -m tests.drills [--only NAME …] [--short] [--soak SECONDS]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from tests.drills import fuzz, many, report, serving, storage
from tests.drills.places import Site, prepared
from tests.drills.report import Told

DRILLS: dict[str, Callable[..., Told]] = {
    "writers": storage.writers,
    "backup": storage.backup,
    "kill": storage.kill,
    "full-disk": storage.full_disk,
    "damaged": storage.damaged,
    "move": storage.move,
    "deleted": serving.deleted,
    "hanging": serving.hanging,
    "stopped": serving.stopped,
    "restarted": serving.restarted,
    "reload": serving.reload,
    "worker": serving.worker,
    "clock": serving.clock,
    "nodes": many.nodes,
    "rolling": many.rolling,
    "node-lost": many.node_lost,
    "addresses": fuzz.addresses,
    "guide": fuzz.guide,
    "workflow": fuzz.workflow,
    "soak": many.soak,
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make drills", description=__doc__)
    parser.add_argument("--only", nargs="*", choices=DRILLS, default=[], help="these alone")
    parser.add_argument("--short", action="store_true", help="fewer repetitions and examples")
    parser.add_argument("--soak", type=int, default=0, help="seconds of the soak (600, or 60 when short)")
    chosen = parser.parse_args(arguments)
    many.SOAK = chosen.soak or (60 if chosen.short else 600)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="drills-") as folder, prepared(Path(folder) / "site") as site:
        _say(f"The site is prepared ({time.monotonic() - began:.0f} s).")
        told = [_one(name, site, Path(folder) / name, short=chosen.short) for name in chosen.only or DRILLS]
    sys.stdout.write(report.table(told) + "\n")
    if not chosen.short:
        report.write(DRILLS)
    return 0 if all(one.held for one in told) else 1


def _one(name: str, site: Site, folder: Path, *, short: bool) -> Told:
    began = time.monotonic()
    try:
        told = DRILLS[name](site, folder, short=short)
    except Exception as error:  # noqa: BLE001  the other drills are done all the same
        traceback.print_exc()
        words = f"{type(error).__name__}: {str(error).strip()[-200:]}".replace("\n", " ")
        told = Told(fault=name, done="", promised="the drill ends", happened=words, figure="", held=False)
    if not short:
        report.keep(name, told)
    verdict = "held" if told.held else "BROKEN"
    _say(f"{name}: {verdict}. {told.happened} ({told.figure}) [{time.monotonic() - began:.0f} s]")
    return told


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
