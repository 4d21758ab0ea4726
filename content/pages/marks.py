"""The geometry of the small pictures: dots, steps and bars.

A picture repeats what a word or number beside it says, and templates hide it from screen
readers. Positions are attributes of SVG elements, in percent of the picture's width, so
that no page needs a style attribute and a picture is right at every width.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from content.catalogue import Certainty

DOTS: Mapping[Certainty, int] = {
    Certainty.STRONG: 3,
    Certainty.MODERATE: 2,
    Certainty.LIMITED: 1,
    Certainty.NOT_KNOWN: 0,
}
"""How many of the three dots are filled."""

SPACE = 1.5
"""Percent left free between two steps of a scale."""

SQUARE = 20
"""Percent of the picture's width that a square dot takes."""


class Dot(msgspec.Struct, frozen=True):
    """A dot, round by its centre or square by its left side."""

    cx: str
    x: str
    filled: bool


class Step(msgspec.Struct, frozen=True):
    x: str
    width: str
    here: bool


class Bar(msgspec.Struct, frozen=True):
    """A value on a line from nothing to `most`; `label` names the end of the line."""

    width: str
    label: str


@dataclass(frozen=True, slots=True)
class Span:
    """From one value to another, on the line of a bar."""

    x: str
    width: str


def dots(certainty: Certainty) -> tuple[Dot, ...]:
    filled = DOTS[certainty]
    count = max(DOTS.values())
    return tuple(_dot((place + 0.5) / count, filled=place < filled) for place in range(count))


def _dot(centre: float, *, filled: bool) -> Dot:
    return Dot(_percent(centre), _percent(centre - SQUARE / 200), filled)


def steps(step: int, count: int) -> tuple[Step, ...]:
    """`count` segments of one width, of which the `step`-th stands out."""
    return tuple(_steps(step, count))


def _steps(step: int, count: int) -> Iterator[Step]:
    width = (100 - SPACE * (count - 1)) / count
    for place in range(count):
        x = place * (width + SPACE)
        yield Step(_percent(x / 100), _percent(width / 100), here=place + 1 == step)


def bar(value: float, most: float, label: str = "") -> Bar:
    return Bar(_percent(min(value / most, 1)), label)


def span(least: float, most: float, end: float) -> Span:
    """`least` to `most` on a line that ends at `end`, as a bar's does."""
    return Span(_percent(least / end), _percent((most - least) / end))


def _percent(share: float) -> str:
    return f"{share:.2%}"
