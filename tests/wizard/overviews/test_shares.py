"""Shares in words."""

from __future__ import annotations

import pytest

from wizard.overviews.shares import share


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (7, 7, "All"),
        (1, 2, "About 1 in 2"),
        (1, 7, "About 1 in 7"),
        (354_334_801_920, 1_457_952_418_433_023, "About 1 in 4,100"),
        (2, 3, "About 7 in 10"),
        (97, 100, "About 97 in 100"),
        (1_452_605_184_147_456, 1_457_952_418_433_023, "About 996 in 1,000"),
        (9_999, 10_000, "More than 999 in 1,000"),
    ],
)
def test_a_share_is_said_as_so_many_in_so_many(part: int, whole: int, words: str) -> None:
    assert share(part, whole) == words
