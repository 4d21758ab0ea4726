"""Error pages that need more than Django's own handlers give their templates."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say what to do; almost always the browser has kept no cookie."""
    return render(request, "403_csrf.html", {"cookies_blocked": reason == REASON_NO_CSRF_COOKIE}, status=403)
