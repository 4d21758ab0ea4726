"""The packages of a lock file: what the site is made of, to the byte."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.server import ROOT

RUNNING = ROOT / "requirements.lock"
WORKING = ROOT / "requirements-dev.lock"

_PACKAGE = re.compile(
    r"(?P<name>[A-Za-z0-9._-]+)(?:\[[^]]*\])?==(?P<version>[^ ;\\]+)(?: ; (?P<marker>[^\\]+?))?\s*(?:\\|$)"
)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Package:
    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]

    @property
    def purl(self) -> str:
        """Its name as the world of advisories writes it."""
        return f"pkg:pypi/{re.sub(r'[-_.]+', '-', self.name).lower()}@{self.version}"


def packages(lock: Path) -> Sequence[Package]:
    """All of them; a line that can't be understood is an error, so that none is left out."""
    found: list[Package] = []
    for entry in re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip()):
        match = _PACKAGE.match(entry)
        hashes = tuple(_HASH.findall(entry))
        if match is None or not hashes:
            raise ValueError(f"{lock.name} has an entry that is no package with hashes: {entry[:80]}")
        found.append(Package(match["name"], match["version"], match["marker"] or "", hashes))
    return found
