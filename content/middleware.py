"""Gives each request the Edition its page is made from.

The Edition is read once, when the request comes in, so that a page never mixes two even
when a Release goes live while it is being made. Without any Edition the public pages say
so with a 503. Views that do not speak from the Catalogue are marked `without_edition`;
the admin is one of them, since the first Release is made there.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from content import live

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def without_edition(view: View) -> View:
    """Mark a view that answers although nothing was published: health checks, for example."""
    view.without_edition = True  # type: ignore[attr-defined]
    return view


class EditionMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with contextlib.suppress(live.NoEdition):  # process_view knows which views can do without
            request.edition = live.edition()  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if hasattr(request, "edition") or _answers_without(request, view):
            return None
        response = render(request, "503.html", status=503)
        response["Retry-After"] = "30"
        response["Cache-Control"] = "no-store"
        return response


def _answers_without(request: HttpRequest, view: Callable[..., HttpResponseBase]) -> bool:
    in_admin = request.resolver_match is not None and request.resolver_match.app_name == "admin"
    return in_admin or getattr(view, "without_edition", False)
