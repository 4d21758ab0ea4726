"""What a drill found, and the one table all of them make."""

from __future__ import annotations

import datetime as dt
import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.server import ROOT

DOCUMENT = ROOT / "docs" / "drills.md"


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


def write(told: Sequence[Told], *, took: float, path: Path = DOCUMENT) -> None:
    broken = sum(not one.held for one in told)
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    when = f"{dt.datetime.now(tz=dt.UTC):%Y-%m-%d %H:%M} UTC, of commit {commit or 'unknown'}"
    machine = f"{os.cpu_count()} cores and Python {platform.python_version()}"
    verdict = "all of them held" if not broken else f"{broken} did not hold"
    path.write_text(
        f"""# Drills

What happened when faults were done to a running site on purpose. `make drills` does them
again and writes this page; `make drills ONLY=reload` does one, `make drills SHORT=1` all of
them in a few minutes. `tests/drills/` is what it does.

The last run was on {when}. The machine had
{machine}, and other work to do as well. It took {took:.0f} seconds.
{len(told)} promises were tried; {verdict}.

{table(told)}
""",
        encoding="utf-8",
    )
