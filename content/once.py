"""Work that is worth doing once for a Catalogue and not once for a request."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from django.urls import get_script_prefix

Subject = TypeVar("Subject")
Made = TypeVar("Made")


def once(make: Callable[[Subject], Made]) -> Callable[[Subject], Made]:
    """`make`, remembering what it made of a value for as long as the value lives.

    It is kept with the value itself, so a new Edition is never answered from the one
    before, nor a preview from the live one, and what was made of an Edition goes with it.
    Addresses and words differ with the locale, and its prefix tells one from another.
    """

    @functools.wraps(make)
    def remembered(subject: Subject) -> Made:
        kept: dict[Any, Made] = vars(subject).setdefault("_made_once", {})
        key = make, get_script_prefix()
        if key not in kept:
            kept[key] = make(subject)
        return kept[key]

    return remembered
