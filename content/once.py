"""Work that is worth doing once for a Catalogue and not once for a request."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.urls import get_script_prefix

Subject = TypeVar("Subject")
Made = TypeVar("Made")
Names = ParamSpec("Names")


def once(
    make: Callable[Concatenate[Subject, Names], Made],
) -> Callable[Concatenate[Subject, Names], Made]:
    """`make`, remembering what it made of a value for as long as the value lives.

    It is kept with the value itself, so a new Edition is never answered from the one
    before, nor a preview from the live one, and what was made of an Edition goes with it.
    Addresses and words differ with the locale, and its prefix tells one from another. What
    else `make` is given has to name parts of the value: then there is an end to them.
    """

    @functools.wraps(make)
    def remembered(subject: Subject, /, *names: Names.args, **named: Names.kwargs) -> Made:
        kept: dict[Any, Made] = vars(subject).setdefault("_made_once", {})
        key = make, get_script_prefix(), *names, *named.values()
        if key not in kept:
            kept[key] = make(subject, *names, **named)
        return kept[key]

    return remembered
