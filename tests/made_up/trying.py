"""How many examples are tried, and how many were."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from hypothesis import HealthCheck, settings


@dataclass
class Tried:
    examples: int = 0
    steps: int = 0
    allowed: int = 0
    """Steps that were not refused, where something can be."""


def as_many_as(few: int, *, steps: int = 50) -> settings:
    """`few` in the suite, and as many as the drill says there."""
    return settings(
        max_examples=int(os.environ.get("MADE_UP_EXAMPLES", few)),
        stateful_step_count=steps,
        database=None,
        derandomize="MADE_UP_EXAMPLES" not in os.environ,  # the suite tries the same ones every time
        suppress_health_check=[
            HealthCheck.too_slow,
            HealthCheck.function_scoped_fixture,
            HealthCheck.data_too_large,
        ],
    )


@contextmanager
def counted() -> Iterator[Tried]:
    """Tells the drill what was tried."""
    tried = Tried()
    yield tried
    if "MADE_UP_EXAMPLES" in os.environ:
        sys.stdout.write(
            f"\ntried {tried.examples} examples in {tried.steps} steps, {tried.allowed} allowed\n"
        )
