"""The one table: what must be, what we aim for, what was measured."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """A figure that is owed. `unit` stands behind all three numbers; smaller is better."""

    name: str
    must: float
    aim: float
    unit: str = ""


@dataclass(frozen=True)
class Measured:
    """`of` is one value a round, and the figure their median. `detail` says what it was made of."""

    target: Target
    of: Sequence[float]
    detail: str = ""

    @property
    def value(self) -> float:
        return statistics.median(self.of)

    @property
    def verdict(self) -> str:
        if self.value <= self.target.aim:
            return "aim met"
        return "must met" if self.value <= self.target.must else "NOT MET"


def figure(value: float) -> str:
    """Three digits that count: 0.0312, 1.45, 240."""
    if value == 0:
        return "0"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def table(figures: Iterable[Measured]) -> str:
    """As Markdown, which is also fit to read in a terminal."""
    rows = [("figure", "must", "aim", "measured", "rounds from – to", "")]
    for it in figures:
        unit = f" {it.target.unit}" if it.target.unit else ""
        spread = f"{figure(min(it.of))} – {figure(max(it.of))}" if len(it.of) > 1 else ""
        name = f"{it.target.name} ({it.detail})" if it.detail else it.target.name
        bounds = (f"≤ {figure(it.target.must)}{unit}", f"≤ {figure(it.target.aim)}{unit}")
        rows.append((name, *bounds, f"{figure(it.value)}{unit}", spread, it.verdict))
    return markdown(rows)


def markdown(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]

    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"

    return "\n".join([line(rows[0]), line(["-" * width for width in widths]), *map(line, rows[1:])])
