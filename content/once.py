"""Work that is worth doing once for a Catalogue and not once for a request."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TypeVar

Subject = TypeVar("Subject")
Made = TypeVar("Made")


def once(make: Callable[[Subject], Made]) -> Callable[[Subject], Made]:
    """`make`, remembering what it made of the last value it was given.

    The value is compared by identity, so a new Edition is never answered from the one
    before. One value is kept: a process serves one Edition at a time.
    """
    kept: tuple[Subject, Made] | None = None

    @functools.wraps(make)
    def remembered(subject: Subject) -> Made:
        nonlocal kept
        last = kept  # another thread may put in something else meanwhile
        if last is None or last[0] is not subject:
            last = kept = (subject, make(subject))
        return last[1]

    return remembered
