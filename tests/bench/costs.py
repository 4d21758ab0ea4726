"""What the guide and the pages cost: processor time, in rounds that take every request in turn.

Each round measures everything, so that whatever else the machine does falls on all alike;
what is told is the ratio within a round.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from content.catalogue import Catalogue
from tests.bench import requests
from tests.bench.catalogues import of_size
from tests.bench.sites import FLOOR, OURS, PEER, Site, serving
from tests.bench.table import Measured, Target, figure
from tests.bench.visitor import Given, walk, walk_peer, walk_with_htmx

MANY = 1_000
SIZES = (100, 10_000)
"""Further numbers of forms, at which only ours is measured."""

AMONG = 3
"""After so many requests their floor is measured again."""

Round = Mapping[str, float]


@dataclass(frozen=True)
class Costs:
    """Nanoseconds by name, one mapping a round; `groups` says which names belong together."""

    rounds: Sequence[Round]
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def ratio(self, name: str, to: str) -> list[float]:
        return [costs[name] / costs[to] for costs in self.rounds]

    def mean_of(self, group: str, to: str) -> list[float]:
        """What one of these costs on average, round by round."""
        return [
            statistics.fmean([costs[name] / costs[to] for name in self.groups[group]])
            for costs in self.rounds
        ]

    def dearest_of(self, group: str, to: str) -> tuple[str, list[float]]:
        """The one with the greatest median, round by round.

        The greatest of each round would be another one each time: whichever a busy moment fell on.
        """
        name = max(self.groups[group], key=lambda name: self.median(name, to))
        return name, self.ratio(name, to)

    def median(self, name: str, to: str) -> float:
        return statistics.median(self.ratio(name, to))


@dataclass
class _Plan:
    """Who is asked what; names stay in the order in which they were added.

    What others are compared with is asked again between them, so that it meets what they meet.
    """

    tasks: list[tuple[str, Site, Callable[[], object]]] = field(default_factory=list)
    groups: dict[str, list[str]] = field(default_factory=dict)

    def add(self, group: str, site: Site, asked: requests.Requests, *, behind: str = "") -> None:
        for name, work in asked.items():
            self.tasks.append((name + behind, site, work))
            self.groups.setdefault(group + behind, []).append(name + behind)

    def add_among(self, compared: str, group: str, site: Site, asked: requests.Requests) -> None:
        """The same, with the task called `compared` asked again after each few."""
        again = next(task for task in self.tasks if task[0] == compared)
        for number, (name, work) in enumerate(asked.items(), 1):
            self.add(group, site, {name: work})
            if number % AMONG == 0:
                self.tasks.append(again)

    def round(self) -> Round:
        found: dict[str, list[float]] = {}
        for name, site, work in self.tasks:
            found.setdefault(name, []).append(site.cost(work))
        return {name: statistics.median(costs) for name, costs in found.items()}


def measure(
    starter: Catalogue, *, small: Path, large: Path, rounds: int, say: Callable[[str], None]
) -> Costs:
    """Both floors, the other wizard and ours; `small` and `large` hold what the other's tables say."""
    plan = _Plan()
    given = requests.given_by(starter)
    with ExitStack() as sites:
        bare = sites.enter_context(serving(FLOOR, small))
        plan.add("floor A", bare, {"floor A": requests.floor(bare)["floor"]})
        for behind, state, content in (
            ("", small, starter),
            (f" ({MANY:,})", large, of_size(starter, forms=MANY)),
        ):
            ours = sites.enter_context(serving(OURS, state, content=content))
            peer = sites.enter_context(serving(PEER, state))
            _add_walks(plan, ours, peer, given, behind)
            if not behind:
                plan.add("floor B", ours, {"floor B": requests.floor(ours)["floor"]})
                plan.add("floor B", ours, {"floor B, not compressed": requests.floor(ours)["as it is"]})
                plan.add_among("floor B", "searches", ours, requests.searches(ours))
                plan.add_among("floor B", "unchanged", ours, requests.unchanged(ours, content))
                plan.add_among("floor B", "steps", ours, requests.steps(ours, content))
            plan.add("pages", ours, requests.pages(ours, content), behind=behind)
            plan.add("result", ours, requests.result(ours, content), behind=behind)
        for size in SIZES:
            content = of_size(starter, forms=size)
            ours = sites.enter_context(serving(OURS, small, content=content))
            plan.add("result", ours, requests.result(ours, content), behind=f" ({size:,})")
        done = []
        for number in range(1, rounds + 1):
            say(f"round {number} of {rounds}")
            done.append(plan.round())
    return Costs(done, plan.groups)


def _add_walks(plan: _Plan, ours: Site, peer: Site, given: Given, behind: str) -> None:
    one, other, third = ours.visitor(), ours.visitor(), peer.visitor()
    plan.add("walk", ours, {"walk": lambda: walk(one, given)}, behind=behind)
    plan.add("walk", ours, {"walk with htmx": lambda: walk_with_htmx(other, given)}, behind=behind)
    plan.add("walk", peer, {"walk of the peer": lambda: walk_peer(third, given)}, behind=behind)


def figures(costs: Costs) -> Iterable[Measured]:
    """The figures of the table that are ratios of processor time."""
    for behind, target in (
        ("", Target("a whole guide walk ÷ the peer's", 0.30, 0.15)),
        (f" ({MANY:,})", Target("the same with 1,000 forms", 0.06, 0.03)),
    ):
        peers = f"walk of the peer{behind}"
        yield Measured(target, costs.ratio(f"walk{behind}", peers), "without JavaScript")
        yield Measured(
            target,
            costs.ratio(f"walk with htmx{behind}", peers),
            "with htmx, its side panel asked once a question",
        )
    step = Target("a guide step ÷ floor B", 3.5, 2.0)
    yield Measured(step, costs.mean_of("steps", "floor B"), "mean of all")
    yield _dearest(costs, step, "steps")
    floors = Target("floor B ÷ floor A", 1.8, 1.4)
    yield Measured(floors, costs.ratio("floor B, not compressed", "floor A"), "the same bytes on the wire")
    yield Measured(floors, costs.ratio("floor B", "floor A"), "B compresses them, as browsers ask")
    yield _dearest(costs, Target("a 304 ÷ floor B", 1.1, 0.8), "unchanged")
    yield _dearest(costs, Target("public content page, warm ÷ floor B", 1.5, 1.1), "pages")


def _dearest(costs: Costs, target: Target, group: str) -> Measured:
    name, ratios = costs.dearest_of(group, "floor B")
    return Measured(target, ratios, f"the dearest, {name}")


def every_request(costs: Costs) -> list[list[str]]:
    """A row for each request: its cost as a multiple of Floor B's."""
    rows = [["request", "÷ floor B"]]
    for names in costs.groups.values():
        rows += [[name, figure(costs.median(name, "floor B"))] for name in names]
    return rows
