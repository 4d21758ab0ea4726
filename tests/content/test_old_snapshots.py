"""Releases of every version of the format can be shown for ever.

Whoever raises `SCHEMA_VERSION` leaves the examples here alone, adds one of the new version,
and writes the upgrade that the older ones then need.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from content import catalogue, integrity, markdown

SNAPSHOTS = Path(__file__).parent / "snapshots"


def test_there_is_an_example_of_every_version() -> None:
    there = {path.name for path in SNAPSHOTS.iterdir()}
    assert there == {f"v{version}.json.gz" for version in range(1, catalogue.SCHEMA_VERSION + 1)}


@pytest.mark.parametrize("path", sorted(SNAPSHOTS.iterdir()), ids=lambda path: path.name)
def test_an_example_is_read_whole(path: Path) -> None:
    content = catalogue.decode(gzip.decompress(path.read_bytes()), sanitise=markdown.sanitise)
    assert integrity.problems(content) == []
    assert content.compound_of["citrate"].elemental[0].percent == 11.9
    assert content.claims_of["citrate"]["sleep"].effect == "None."
    assert "<li>and a list</li>" in content.goal_of["sleep"].known.html


def test_an_example_of_this_version_has_the_bytes_it_would_be_written_with_today() -> None:
    """A change of the format without a new version would show here."""
    data = gzip.decompress((SNAPSHOTS / f"v{catalogue.SCHEMA_VERSION}.json.gz").read_bytes())
    assert catalogue.encode(catalogue.decode(data, sanitise=markdown.sanitise)) == data
