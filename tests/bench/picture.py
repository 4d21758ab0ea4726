"""Small pictures of curves beside each other, all on one scale, as SVG that needs nothing else."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

Panel: TypeAlias = tuple[str, Sequence[int], Mapping[str, Sequence[float]]]
"""What grows, its sizes, and for each curve the cost at each size."""

WIDTH, HEIGHT = 230, 250
LEFT, RIGHT, TOP, BOTTOM = 46, 12, 34, 44
STYLE = """
  .paper { fill: #fbfaf6 }
  text { font: 12px system-ui, sans-serif; fill: #33403f }
  .title { font-weight: 600; font-size: 13px }
  .grid { stroke: #d8d4c8; stroke-width: 1 }
  .curve { fill: none; stroke-width: 2 }
  .c0 { stroke: #0b6e6e; fill: #0b6e6e } .c1 { stroke: #a3472a; fill: #a3472a }
  .c2 { stroke: #5a5aa8; fill: #5a5aa8 } .c3 { stroke: #7a6a1a; fill: #7a6a1a }
  .curve.c0, .curve.c1, .curve.c2, .curve.c3 { fill: none }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #12181a } text { fill: #dfe6e3 } .grid { stroke: #3a4543 }
    .c0 { stroke: #63c7c0; fill: #63c7c0 } .c1 { stroke: #f0a284; fill: #f0a284 }
    .c2 { stroke: #b0b0f5; fill: #b0b0f5 } .c3 { stroke: #d9c76a; fill: #d9c76a }
  }
"""
DASHES = ("", "6 3", "2 3", "8 3 2 3")


def small_multiples(panels: Sequence[Panel]) -> str:
    """One panel for each thing that grows; both axes are logarithmic."""
    names = list(panels[0][2])
    values = [value for _, _, curves in panels for costs in curves.values() for value in costs]
    low, high = 10 ** math.floor(math.log10(min(values))), 10 ** math.ceil(math.log10(max(values)))
    width, height = WIDTH * len(panels), HEIGHT + 30
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        "<title>What pages cost as the content grows</title>",
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{width}" height="{height}"/>',
        *(
            line
            for place, panel in enumerate(panels)
            for line in _panel(panel, WIDTH * place, low=low, high=high)
        ),
        *_legend(names, HEIGHT + 18),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _panel(panel: Panel, x: float, *, low: float, high: float) -> Iterator[str]:
    what, sizes, curves = panel
    yield f'<g transform="translate({x} 0)">'
    yield f'<text class="title" x="{LEFT}" y="18">{what}</text>'
    step = low
    while step <= high:
        y = _y(step, low, high)
        yield f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{step:g}</text>'
        step *= 10
    for size in sizes if len(sizes) <= 5 else sizes[::2]:
        yield f'<text x="{_x(size, sizes):.1f}" y="{HEIGHT - 22}" text-anchor="middle">{size:,}</text>'
    for number, costs in enumerate(curves.values()):
        points = [(_x(size, sizes), _y(cost, low, high)) for size, cost in zip(sizes, costs, strict=True)]
        path = " ".join(f"{px:.1f},{py:.1f}" for px, py in points)
        yield f'<polyline class="curve c{number}" stroke-dasharray="{DASHES[number]}" points="{path}"/>'
        for px, py in points:
            yield f'<circle class="c{number}" cx="{px:.1f}" cy="{py:.1f}" r="2.5"/>'
    yield "</g>"


def _x(size: float, sizes: Sequence[int]) -> float:
    share = (math.log(size) - math.log(sizes[0])) / (math.log(sizes[-1]) - math.log(sizes[0]))
    return LEFT + 10 + share * (WIDTH - LEFT - RIGHT - 30)


def _y(cost: float, low: float, high: float) -> float:
    share = (math.log(cost) - math.log(low)) / (math.log(high) - math.log(low))
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _legend(names: Sequence[str], y: float) -> Iterator[str]:
    for number, name in enumerate(names):
        x = LEFT + number * 170
        yield (
            f'<line class="curve c{number}" stroke-dasharray="{DASHES[number]}" '
            f'x1="{x}" x2="{x + 34}" y1="{y - 4}" y2="{y - 4}"/>'
        )
        yield f'<text x="{x + 42}" y="{y}">{name}</text>'
