"""Error pages that need more than Django's own handlers give their templates."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import render

from config.room import is_of_editors
from content.typed import Typed, refusal


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say what to do; almost always the browser has kept no cookie.

    An editor who signed in since has another token than the page that was sent.
    """
    if is_of_editors(request) and (typed := Typed.of(request)):
        return refusal(request, typed, signed_out=False)
    return render(request, "403_csrf.html", {"cookies_blocked": reason == REASON_NO_CSRF_COOKIE}, status=403)
