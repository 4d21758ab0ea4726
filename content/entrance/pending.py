"""Somebody between their password and the editing room.

They are not signed in: nothing but the pages of the entrance knows of them. The session
holds who they are, until when that counts, and where they wanted to go.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.contrib.auth import login
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from content.entrance import record, sessions
from content.models import Deed

LASTS = 10 * 60  # seconds
PLACE = "pending"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True, kw_only=True, slots=True)
class Pending:
    """`proven`: a one-time code was given, and only a device of their own is missing."""

    user: User
    to: str
    proven: bool


def begin(request: HttpRequest, user: User, *, to: str, proven: bool = False) -> None:
    """Remember that somebody gave the right password, in a session nobody knew before."""
    request.session.flush()
    request.session[PLACE] = {
        "user": user.pk,
        "password": user.get_session_auth_hash(),
        "at": int(time.time()),
        "to": to,
        "proven": proven,
    }


def read(request: HttpRequest) -> Pending | None:
    """Who that is, while it counts: not after a while, nor after their password was changed."""
    kept = request.session.get(PLACE)
    if not kept or time.time() - kept["at"] > LASTS:
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or not constant_time_compare(kept["password"], user.get_session_auth_hash()):
        return None
    return Pending(user=user, to=kept["to"], proven=kept["proven"])


def sign_in(request: HttpRequest, user: User, *, factor: str) -> None:
    """Let somebody in; `factor` says by which second factor, and is empty when none was asked."""
    login(request, user, backend=BACKEND)
    request.session.pop(PLACE, None)
    if factor:
        request.session[sessions.SECOND] = True
    record.note(Deed.SIGNED_IN, by=user, about=factor, request=request)
