"""Figures of the engine and of the content, measured in this process by its processor time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

import msgspec

from content.catalogue import Catalogue, Certainty
from tests.bench.catalogues import of_size
from tests.bench.requests import HOPES
from tests.bench.table import Measured, Target
from wizard.engine.matching import outcome
from wizard.impact.comparing import compare
from wizard.made_up import RESULT, attempt

LONG_ENOUGH = 0.05  # seconds of work behind each value


def figures(starter: Catalogue, *, rounds: int) -> Iterable[Measured]:
    for forms, target in (
        (10, Target("matching alone, 10 forms", 100, 30, "µs")),
        (1_000, Target("matching alone, 1,000 forms", 5_000, 1_000, "µs")),
    ):
        content = of_size(starter, forms=forms)
        yield Measured(target, [1e6 * _seconds(_matching(content)) for _ in range(rounds)])
    changed = _another_opinion(starter)
    yield Measured(
        Target("impact over every outcome of the starter content", 5, 1, "s"),
        [_seconds(lambda: compare(starter, changed), least=1) for _ in range(3)],
    )


def _matching(content: Catalogue) -> Callable[[], object]:
    """The answers are replayed once: what is measured is what they come to, with every form listed."""
    progress = attempt(content, HOPES, RESULT).progress
    return lambda: list(outcome(content, progress).matches)


def _another_opinion(content: Catalogue) -> Catalogue:
    """The same content with one claim less certain."""
    first, *others = content.claims
    return msgspec.structs.replace(
        content, claims=(msgspec.structs.replace(first, certainty=Certainty.NOT_KNOWN), *others)
    )


def _seconds(work: Callable[[], object], *, least: int = 3) -> float:
    if least > 1:
        work()
    times, began = 0, time.process_time()
    while times < least or time.process_time() - began < LONG_ENOUGH:
        work()
        times += 1
    return (time.process_time() - began) / times
