"""Error pages that need more than Django's own handlers give their templates."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import render

from config.typed import Typed


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say what to do; almost always the browser has kept no cookie.

    An editor who signed in since has another token than the page that was sent.
    """
    if typed := Typed.of(request):
        return _still_typed(request, typed, signed_out=False)
    return render(request, "403_csrf.html", {"cookies_blocked": reason == REASON_NO_CSRF_COOKIE}, status=403)


def keeping_what_was_typed(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Around a view for staff: whoever was signed out while typing is not sent away from it."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        if request.user.is_anonymous and (typed := Typed.of(request)):
            return _still_typed(request, typed, signed_out=True)
        return view(request, *args, **named)

    return shown


def _still_typed(request: HttpRequest, typed: Typed, *, signed_out: bool) -> HttpResponse:
    return render(request, "403_typed.html", {"typed": typed, "signed_out": signed_out}, status=403)
