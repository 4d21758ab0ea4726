"""Many made-up visitors and editors: the tests of `tests/made_up`, with many more examples."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.drills.places import Site
from tests.drills.report import Told
from tests.server import ROOT


def addresses(site: Site, folder: Path, *, short: bool) -> Told:
    return _fuzz(
        "made-up requests",
        "test_addresses.py",
        "every public address with made-up parameters, methods, headers and cookies",
        "never a 5xx, and nothing of an answer that is not escaped",
        examples=300 if short else 9400,
    )


def guide(site: Site, folder: Path, *, short: bool) -> Told:
    return _fuzz(
        "made-up visitors",
        "test_visitors.py",
        "walks through the guide: answer, back, change, two tabs, clear, tamper, publish meanwhile",
        "never a 5xx; what is shown is what the engine says of the answers given",
        examples=50 if short else 600,
    )


def workflow(site: Site, folder: Path, *, short: bool) -> Told:
    return _fuzz(
        "made-up editors",
        "test_editors.py",
        "edit, propose, approve, send back, publish, plan, cancel, roll back, withdraw, in any order by anybody",
        "nobody approves their own work, a withdrawn form stays away, what is live is what was approved",
        examples=10 if short else 600,
    )


def _fuzz(fault: str, file: str, done: str, promised: str, *, examples: int) -> Told:
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            f"tests/made_up/{file}",
            "-q",
            "-p",
            "no:cacheprovider",
            "-s",
            "-o",
            "faulthandler_timeout=0",
        ],
        cwd=ROOT,
        env=os.environ | {"MADE_UP_EXAMPLES": str(examples), "SITE_MODE": "test"},
        capture_output=True,
        text=True,
        check=False,
    )
    tried = sum(map(int, re.findall(r"tried (\d+) examples", run.stdout)))
    steps = sum(map(int, re.findall(r"in (\d+) steps", run.stdout)))
    told = [line for line in run.stdout.splitlines() if line.startswith("E  ")]
    return Told(
        fault=fault,
        done=done,
        promised=promised,
        happened="nothing else" if run.returncode == 0 else f"failed: {' '.join(told)[:200]}",
        figure=f"{tried} examples, {steps} requests or steps",
        held=run.returncode == 0 and tried > 0,
    )
