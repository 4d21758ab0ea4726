"""What a drill found, and the one table all of them make."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import platform
import subprocess
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.server import ROOT

DOCUMENT = ROOT / "docs" / "drills.md"
KEPT = ROOT / "build" / "drills"


@dataclass(frozen=True, kw_only=True)
class Told:
    """One line: the fault, what was done, what was promised, and what happened with its figure."""

    fault: str
    done: str
    promised: str
    happened: str
    figure: str
    held: bool

    @property
    def cells(self) -> tuple[str, ...]:
        verdict = "held" if self.held else "**BROKEN**"
        return (self.fault, self.done, self.promised, self.happened, self.figure, verdict)


HEADS = ("fault", "what was done", "what was promised", "what happened", "figure", "promise")


def table(told: Sequence[Told]) -> str:
    lines = [HEADS, ("---",) * len(HEADS), *(one.cells for one in told)]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def keep(name: str, told: Told, folder: Path = KEPT) -> None:
    """Keep what a drill in full found, so that the document holds the latest of each."""
    folder.mkdir(parents=True, exist_ok=True)
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    when = f"{dt.datetime.now(tz=dt.UTC):%Y-%m-%d %H:%M}"
    line = {"when": when, "commit": commit or "unknown", "told": dataclasses.asdict(told)}
    (folder / f"{name}.json").write_text(json.dumps(line), encoding="utf-8")


def write(names: Collection[str], path: Path = DOCUMENT, folder: Path = KEPT) -> None:
    """The document, from the latest of each drill that was done in full; the others are named."""
    done = [name for name in names if (folder / f"{name}.json").exists()]
    missing = [name for name in names if name not in done]
    lines = [json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in done]
    told = [Told(**line["told"]) for line in lines]
    broken = sum(not one.held for one in told)
    verdict = "All of them held." if not broken else f"{broken} did not hold."
    if missing:
        verdict += f" Not done in full: {', '.join(missing)}."
    commits = ", ".join(sorted({line["commit"] for line in lines}))
    machine = f"{os.cpu_count()} cores and Python {platform.python_version()}"
    path.write_text(
        f"""# Drills

What happened when faults were done to a running site on purpose. `make drills` does them
again and writes this page; `make drills ONLY=reload` does one and writes its line anew, and
`make drills SHORT=1` does a little of each and writes nothing. `tests/drills/` is what they do.

Done from {min(line["when"] for line in lines)} to {max(line["when"] for line in lines)} UTC, of commit {commits}, on a machine with
{machine}, which had other work to do as well, so times are upper bounds.
{len(told)} promises were tried. {verdict}

{table(told)}
""",
        encoding="utf-8",
    )
