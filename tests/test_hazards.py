"""The hazard log speaks of tests that exist, and leaves no hazard without one."""

from __future__ import annotations

import re

import pytest

from tests.server import ROOT

LOG = (ROOT / "docs" / "hazards.md").read_text(encoding="utf-8")
HAZARDS = dict(re.findall(r"^## (H\d+)\. [^\n]+\n(.*?)(?=^## |\Z)", LOG, re.MULTILINE | re.DOTALL))
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
FILES = re.compile(r"`(tests/[\w/.]+\.py)`")


def test_hazards_are_numbered_one_after_the_other() -> None:
    assert list(HAZARDS) == [f"H{number}" for number in range(1, len(HAZARDS) + 1)]
    assert len(HAZARDS) >= 12


@pytest.mark.parametrize("hazard", HAZARDS)
def test_a_hazard_says_what_prevents_it_what_proves_that_and_what_remains(hazard: str) -> None:
    for part in ("*Could cause*: ", "*Prevented by*: ", "*Remains*: "):
        assert part in HAZARDS[hazard]
    named = NAMED.findall(HAZARDS[hazard])
    assert named
    for path, name in named:
        source = (ROOT / path).read_text(encoding="utf-8")
        assert re.search(rf"^\s*(async )?def {name}\(", source, re.MULTILINE), f"{path} has no {name}"


@pytest.mark.parametrize("document", ["docs/security.md", "docs/editing-room.md", "SECURITY.md"])
def test_files_of_tests_that_are_named_exist(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    assert not [path for path in FILES.findall(text) if not (ROOT / path).is_file()]
