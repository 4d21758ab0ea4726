"""What somebody does in the editing room, written down where every screen passes.

Changes of the content stand in the record word by word as Edits, and releases have records
of their own. This tells the rest, and all of it in one list: who sent what to which screen,
and who took a file away. Looking at a page is not written down.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from content.entrance import record
from content.models import Deed

DONE = {302, 303}
"""A screen that did what was sent leads on; one that did not is shown again."""

SHOWN_AT_ONCE = {"content_release_link"}
"""Screens that did what was sent and show the outcome in their answer."""

View = Callable[..., HttpResponseBase]


def written_down(view: View) -> View:
    """A screen of the editing room whose use leaves a trace when it did something."""

    @functools.wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        by = request.user if isinstance(request.user, User) else None  # logging out ends that
        response = view(request, *args, **kwargs)
        if what := _deed(request, response):
            record.note(what, by=by, about=_where(request), request=request)
        return response

    return answer


def _deed(request: HttpRequest, response: HttpResponseBase) -> Deed | None:
    if response.headers.get("Content-Disposition", "").startswith("attachment"):
        return Deed.TOOK
    if request.method != "POST" or _screen(request) == "logout":
        return None
    done = response.status_code in DONE
    shown = response.status_code == HTTPStatus.OK and _screen(request) in SHOWN_AT_ONCE
    return Deed.SENT if done or shown else None


def _screen(request: HttpRequest) -> str:
    return (request.resolver_match and request.resolver_match.url_name) or ""


def _where(request: HttpRequest) -> str:
    """The name of the screen and what it was opened for: `content_compound_change citrate`."""
    match = request.resolver_match
    parts = (*match.args, *match.kwargs.values()) if match is not None else ()
    return " ".join([_screen(request), *map(str, parts)])


def note_signing_out(sender: Any, request: HttpRequest, user: User | None, **options: Any) -> None:
    """Django tells this with a signal; nobody signs out who was not signed in."""
    if user is not None:
        record.note(Deed.SIGNED_OUT, by=user, request=request)
