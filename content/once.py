"""Work that is worth doing once for a Catalogue and not once for a request."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TypeVar

Subject = TypeVar("Subject")
Made = TypeVar("Made")

KEPT = 4
"""The live Edition, the one before it while a Release goes live, and two that are being previewed."""


def once(make: Callable[[Subject], Made]) -> Callable[[Subject], Made]:
    """`make`, remembering what it made of the last few values it was given.

    Values are compared by identity, so a new Edition is never answered from the one
    before, and a preview never from the live one, even when they say the same.
    """
    kept: tuple[tuple[Subject, Made], ...] = ()

    @functools.wraps(make)
    def remembered(subject: Subject) -> Made:
        nonlocal kept
        found = kept  # another thread may put in something else meanwhile
        for value, made in found:
            if value is subject:
                return made
        made = make(subject)
        kept = ((subject, made), *found)[:KEPT]
        return made

    return remembered
