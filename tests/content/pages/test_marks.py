"""The geometry of the pictures, worked out again from the values."""

from __future__ import annotations

import pytest

from content.catalogue import Certainty
from content.pages import marks


def number(percentage: str) -> float:
    return float(percentage.removesuffix("%"))


@pytest.mark.parametrize(
    ("certainty", "filled"),
    [(Certainty.STRONG, 3), (Certainty.MODERATE, 2), (Certainty.LIMITED, 1), (Certainty.NOT_KNOWN, 0)],
)
def test_each_step_of_certainty_fills_one_dot_more(certainty: Certainty, filled: int) -> None:
    assert [dot.filled for dot in marks.dots(certainty)] == [place < filled for place in range(3)]


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_the_steps_of_a_scale_are_of_one_width_and_fill_the_line(count: int) -> None:
    steps = marks.steps(2, count)
    assert [step.here for step in steps] == [place == 1 for place in range(count)]
    assert len({step.width for step in steps}) == 1
    assert number(steps[0].x) == 0
    assert number(steps[-1].x) + number(steps[-1].width) == pytest.approx(100, abs=0.02)


@pytest.mark.parametrize(
    ("value", "most", "width"), [(0, 200, 0), (80, 200, 40), (200, 200, 100), (300, 200, 100)]
)
def test_a_bar_is_as_long_as_its_share_of_the_line(value: float, most: float, width: float) -> None:
    assert number(marks.bar(value, most).width) == pytest.approx(width)
