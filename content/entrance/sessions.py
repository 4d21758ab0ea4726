"""How long somebody stays signed in: 30 minutes without a request, 8 hours in all.

Both are looked at where the session says who asks, and only if somebody wants to know:
public pages never do. A session that may not count any more is emptied, so that it does
not come back to life with the account.
"""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

IDLE = 30 * 60  # seconds
ABSOLUTE = 8 * 60 * 60
NOTED_EVERY = 60  # a session is written at most this often only because somebody was seen

SIGNED_IN_AT = "signed-in-at"
SEEN_AT = "seen-at"
SECOND = "second-factor"
"""Set in a session that was opened with more than a password."""


class SignedIn(AuthenticationMiddleware):
    """Django's own, with an end to every session."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: who(request))  # type: ignore[assignment]


def who(request: HttpRequest) -> User | AnonymousUser:
    """Whose session it is, if it still counts."""
    user = auth.get_user(request)
    if not isinstance(user, User):
        if auth.SESSION_KEY in request.session:
            request.session.flush()  # of an account that was disabled
        return AnonymousUser()
    if not _counts(request.session):
        request.session.flush()
        return AnonymousUser()
    now = int(time.time())
    if abs(now - request.session[SEEN_AT]) >= NOTED_EVERY:
        request.session[SEEN_AT] = now
    return user


def _counts(session: Any) -> bool:
    now = time.time()
    opened, seen = session.get(SIGNED_IN_AT), session.get(SEEN_AT)
    if opened is None or seen is None or now - opened > ABSOLUTE or now - seen > IDLE:
        return False
    return bool(session.get(SECOND)) or not settings.SECOND_FACTOR_REQUIRED


def begin(sender: Any, request: HttpRequest | None = None, **options: Any) -> None:
    """Note when somebody signed in; Django tells it with a signal."""
    if request is not None and hasattr(request, "session"):
        request.session[SIGNED_IN_AT] = request.session[SEEN_AT] = int(time.time())


def end_all(user: User) -> None:
    """Sign somebody out everywhere."""
    for session in Session.objects.iterator():
        if session.get_decoded().get(auth.SESSION_KEY) == str(user.pk):
            session.delete()


def end_with_the_account(sender: Any, instance: User, *, created: bool = False, **options: Any) -> None:
    """An account that is disabled loses its sessions at once, not only until it is enabled again."""
    if not created and not instance.is_active:
        end_all(instance)
