"""What a screen reader meets on each page is what somebody reviewed."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.looks.trees import OF, OF_THE_ROOM, kept, outline, visit
from tests.server import Server, running_server


@pytest.fixture
def server(started: Path, tmp_path: Path) -> Iterator[Server]:
    """A site of its own, as after a first start: the one the other journeys share is edited by them."""
    with running_server(tmp_path / "site", after=started) as server:
        yield server


def test_every_page_has_the_accessibility_tree_that_was_reviewed(page: Page, server: Server) -> None:
    """After a change that is meant, `make trees` writes them anew; read what git shows before you commit."""
    differences: list[str] = []
    for name in (*OF, *OF_THE_ROOM):
        visit(page, server, name)
        before, now = kept(name).read_text("utf-8"), outline(page, name)
        differences += difflib.unified_diff(
            before.splitlines(), now.splitlines(), f"{name}, as reviewed", f"{name}, now", lineterm="", n=2
        )
    assert not differences, "\n".join(differences)


def test_every_tree_kept_is_compared() -> None:
    assert {path.stem for path in kept("any").parent.glob("*.txt")} == {*OF, *OF_THE_ROOM}


def test_every_page_has_one_heading_of_the_first_level_and_one_main_part() -> None:
    for name in OF:
        lines = kept(name).read_text("utf-8").splitlines()
        assert sum("[level=1]" in line for line in lines) == 1, name
        assert lines.count("- main") == 1, name
        assert lines.count("- banner") == 1, name
