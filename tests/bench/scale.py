"""`make bench-scale`: how the cost of a page grows with the content, and with visitors at once.

One part of the content grows at a time, the rest stays as the starter content has it. The
picture goes to docs/performance-scale.svg, its numbers into docs/performance.md.
"""

from __future__ import annotations

import statistics
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from content.catalogue import Catalogue
from tests.bench import picture, prepared
from tests.bench.catalogues import of_size
from tests.bench.requests import given_by
from tests.bench.sites import OURS, Site, serving
from tests.bench.table import figure, markdown
from tests.bench.visitor import Visitor, walk
from tests.server import ROOT

DOCUMENT = ROOT / "docs" / "performance.md"
PICTURE = ROOT / "docs" / "performance-scale.svg"
BEGIN, END = "<!-- made by make bench-scale -->\n", "<!-- end -->\n"

SIZES: Mapping[str, Sequence[int]] = {
    "forms": (12, 30, 100, 300, 1_000, 3_000),
    "questions": (9, 20, 40, 80),
    "options": (12, 40, 100, 200),
    "articles": (9, 30, 100, 300),
}
VISITORS = (1, 2, 4, 8, 16)
PAGES = {
    "question": "/guide/3/",
    "result": "/guide/result/",
    "reading page": "/learn/",
    "form": "/forms/citrate/",
}
ROUNDS = 3


@dataclass(frozen=True)
class Curve:
    """What grows, and at each size the cost of each page as a multiple of Floor B's."""

    what: str
    sizes: Sequence[int]
    costs: Mapping[str, Sequence[float]]


def measure(starter: Catalogue, say: Callable[[str], None]) -> list[Curve]:
    with tempfile.TemporaryDirectory() as work:
        state = Path(work, "site")
        prepared.prepare(state)
        curves = [_growing(starter, state, what, sizes, say) for what, sizes in SIZES.items()]
        say("visitors")
        return [*curves, _at_once(starter, state)]


def _growing(
    starter: Catalogue, state: Path, what: str, sizes: Sequence[int], say: Callable[[str], None]
) -> Curve:
    costs: dict[str, list[float]] = {name: [] for name in PAGES}
    for size in sizes:
        say(f"{size:,} {what}")
        content = of_size(starter, **{what: size})
        with serving(OURS, state, content=content) as site:
            visitor = site.visitor()
            walk(visitor, given_by(content))
            for name, ratio in _ratios(site, visitor).items():
                costs[name].append(ratio)
    return Curve(what, sizes, costs)


def _ratios(site: Site, visitor: Visitor) -> Mapping[str, float]:
    rounds = []
    for _ in range(ROUNDS):
        floor = site.cost(lambda: visitor.get("/-/floor"))
        rounds.append({name: site.cost(_get(visitor, address)) / floor for name, address in PAGES.items()})
    return {name: statistics.median(costs[name] for costs in rounds) for name in PAGES}


def _get(visitor: Visitor, address: str) -> Callable[[], object]:
    return lambda: visitor.get(address)


def _at_once(starter: Catalogue, state: Path) -> Curve:
    """The same requests from several visitors at the same time, to one worker."""
    costs: dict[str, list[float]] = {name: [] for name in PAGES}
    with serving(OURS, state, content=starter) as site:
        visitors = [site.visitor() for _ in range(max(VISITORS))]
        for visitor in visitors:
            walk(visitor, given_by(starter))
        floor = site.cost(lambda: visitors[0].get("/-/floor"))
        for count in VISITORS:
            for name, address in PAGES.items():
                cost = site.cost(_at_the_same_time(visitors[:count], address))
                costs[name].append(cost / count / floor)
    return Curve("visitors at once", VISITORS, costs)


def _at_the_same_time(visitors: Sequence[Visitor], address: str) -> Callable[[], None]:
    def ask() -> None:
        threads = [threading.Thread(target=visitor.get, args=[address]) for visitor in visitors]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    return ask


def write(curves: Sequence[Curve]) -> None:
    """Put the picture and the numbers into the documents."""
    PICTURE.write_text(
        picture.small_multiples([(curve.what, curve.sizes, curve.costs) for curve in curves]),
        encoding="utf-8",
    )
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}\n{_numbers(curves)}\n\n{END}{after}", encoding="utf-8")


def _numbers(curves: Sequence[Curve]) -> str:
    tables = []
    for curve in curves:
        rows = [[curve.what, *(f"{size:,}" for size in curve.sizes)]]
        rows += [[name, *map(figure, costs)] for name, costs in curve.costs.items()]
        tables.append(markdown(rows))
    return "\n\n".join(tables)
