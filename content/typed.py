"""What an editor typed, kept on the page that says why it could not be saved.

The page holds it in hidden fields and can send it again. Nothing is kept on the server.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render


@dataclass(frozen=True)
class Typed:
    """Name and value of each field of a form, in its order."""

    fields: tuple[tuple[str, str], ...]
    files: bool
    """Whether files came with it. No page can send those again."""

    @classmethod
    def of(cls, request: HttpRequest) -> Typed | None:
        """What was typed on a page of staff; nothing if it holds a secret.

        The browser has to say that one of our own pages sent it. Otherwise another site
        could put words of its own into a page that asks an editor to send them.
        """
        if (
            request.method != "POST"
            or request.headers.get("Sec-Fetch-Site") != "same-origin"
            or "HX-Request" in request.headers
        ):
            return None
        if any(_is_secret(name) for name in request.POST):
            return None
        fields = tuple(
            (name, value)
            for name, values in request.POST.lists()
            if name != "csrfmiddlewaretoken"
            for value in values
        )
        return cls(fields, files=bool(request.FILES)) if fields else None


def _is_secret(name: str) -> bool:
    return "password" in name or name in {"code", "credential"}


def keeping_what_was_typed(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Around a view for staff: whoever was signed out while typing is not sent away from it."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        if request.user.is_anonymous and (typed := Typed.of(request)):
            return refusal(request, typed, signed_out=True)
        return view(request, *args, **named)

    return shown


def refusal(request: HttpRequest, typed: Typed, *, signed_out: bool) -> HttpResponse:
    """A page that says what to do first, and can then send all of it again."""
    return render(request, "403_typed.html", {"typed": typed, "signed_out": signed_out}, status=403)
