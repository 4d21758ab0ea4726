"""Writes down who came, who was turned away, and what people did in the editing room."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest

from content import callers
from content.models import Act, Deed

LONGEST = 200


def note(
    what: Deed, *, by: User | None, about: str = "", request: HttpRequest | None = None, name: str = ""
) -> None:
    """Add one entry. `name` is what was typed as a name; only its mark is kept."""
    Act.objects.create(
        what=what,
        by=by,
        about=about[:LONGEST],
        name_mark=name_mark(name) if name else "",
        place=place_mark(request) if request is not None else "",
    )


def name_mark(name: str) -> str:
    return callers.mark("name", name.strip().casefold())


def place_mark(request: HttpRequest) -> str:
    return callers.mark("place", callers.place(request))
