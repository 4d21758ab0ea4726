"""Runs bandit over the site, and lets pass what ruff was told about with a reason.

Ruff's rules of the family S are bandit's under the same numbers. A line that ruff lets pass
says `noqa: S…` and why, so bandit needs no second remark on it. `make lint` runs this.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

from tests.server import ROOT

SKIPPED = {
    "B403": "to import pickle does nothing; each use is looked at",
    "B404": "the same for subprocess",
    "B703": "what B308 says of the same line",
}
PACKAGES = ("config", "content", "wizard", "manage.py")


def findings() -> list[dict[str, Any]]:
    """What bandit finds and nobody gave a reason for."""
    command = [sys.executable, "-m", "bandit", "--quiet", "--recursive", "--format", "json"]
    command += ["--skip", ",".join(SKIPPED), *PACKAGES]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    try:
        told = json.loads(ran.stdout)
    except ValueError:
        raise SystemExit(f"Bandit did not run:\n{ran.stdout}\n{ran.stderr}") from None
    if told["errors"]:
        raise SystemExit(f"Bandit could not read everything: {told['errors']}")
    if told["metrics"]["_totals"]["loc"] < 1_000:
        raise SystemExit("Bandit looked at next to nothing.")
    return [found for found in told["results"] if not _has_reason(found)]


def _has_reason(found: dict[str, Any]) -> bool:
    """Whether ruff was told about this rule on one of the lines it is about."""
    lines = (ROOT / found["filename"]).read_text(encoding="utf-8").splitlines()
    rule = found["test_id"].replace("B", "S", 1)
    return any(
        re.search(rf"noqa: [^#]*\b{rule}\b", lines[number - 1])
        for number in range(min(found["line_range"]), max(found["line_range"]) + 1)
    )


def main() -> None:
    left = findings()
    for found in left:
        place = f"{found['filename']}:{found['line_number']}"
        sys.stdout.write(f"{place}: {found['test_id']} {found['issue_text']}\n")
    if left:
        sys.exit(1)


if __name__ == "__main__":
    main()
