"""Asks the OSV database about every locked package, and never says "fine" without having been told so.

An audit that is green because it could ask nobody is worse than none. So anything but a
whole answer fails: nobody there, another status, an answer that is not about every package.
And each time it also asks about a release that everybody knows to be vulnerable; who has
nothing to say about that one is not believed about the others. `make audit` runs this.
"""

from __future__ import annotations

import json
import sys
import urllib.request
from collections.abc import Sequence
from typing import Any

from tests import locked
from tests.locked import Package

OSV = "https://api.osv.dev/v1/querybatch"
KNOWN_TO_BE_BAD = Package("django", "2.2", "", ())
SECONDS = 60


class CouldNotAsk(RuntimeError):
    """There was no whole answer, so nothing is known."""


def advisories(packages: Sequence[Package], *, at: str = OSV) -> dict[str, list[str]]:
    """The packages something is known about, each with the names of the advisories."""
    asked = [KNOWN_TO_BE_BAD, *packages]
    results = _answer([{"package": {"purl": package.purl}} for package in asked], at)
    if len(results) != len(asked):
        raise CouldNotAsk(f"{len(asked)} packages were asked about and {len(results)} answers came.")
    try:
        found = [[str(one["id"]) for one in result.get("vulns", [])] for result in results]
    except (AttributeError, TypeError, KeyError) as error:
        raise CouldNotAsk("An answer is of another form than it should be.") from error
    if any(result.get("next_page_token") and not found[place] for place, result in enumerate(results)):
        raise CouldNotAsk("An answer is not whole.")
    if not found[0]:
        raise CouldNotAsk(f"Nothing is known there about {KNOWN_TO_BE_BAD.purl}, which is vulnerable.")
    return {package.purl: names for package, names in zip(packages, found[1:], strict=True) if names}


def _answer(queries: list[dict[str, Any]], at: str) -> list[Any]:
    body = json.dumps({"queries": queries}).encode()
    request = urllib.request.Request(at, body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            told = json.load(answer)
    except (OSError, ValueError) as error:
        raise CouldNotAsk(f"The database could not be asked: {error}") from error
    if not isinstance(told, dict) or not isinstance(told.get("results"), list):
        raise CouldNotAsk("The answer is of another form than it should be.")
    results: list[Any] = told["results"]
    return results


def main(*, at: str = OSV) -> int:
    """0: nothing is known against any package. 1: something is. 2: nobody knows."""
    packages = locked.packages(locked.WORKING)
    try:
        found = advisories(packages, at=at)
    except CouldNotAsk as error:
        sys.stderr.write(f"NOT AUDITED. {error}\n")
        return 2
    for purl, names in found.items():
        sys.stdout.write(f"{purl}: {', '.join(names)}\n")
    sys.stdout.write(f"{len(packages)} packages asked about, {len(found)} with advisories.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
