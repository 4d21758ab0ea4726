"""Sessions, accounts and messages belong to the editing room; a visitor's page has none of them.

So no public view can read who somebody is, set a session's cookie or ask the database for
one, and no visitor waits for what only editors need.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from content.entrance.sessions import SignedIn

OF_EDITORS = ("/admin/", "/preview/", "/review/")
"""What the addresses of the editing room begin with."""


def is_of_editors(request: HttpRequest) -> bool:
    return request.path.startswith(OF_EDITORS)


class _OnlyInTheRoom:
    """Before one of Django's: everywhere else the request goes straight on."""

    get_response: Callable[[HttpRequest], Any]

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Any:
        if is_of_editors(request):
            return super().__call__(request)  # type: ignore[misc]
        return self.get_response(request)


class Sessions(_OnlyInTheRoom, SessionMiddleware):
    pass


class Accounts(_OnlyInTheRoom, SignedIn):
    pass


class Messages(_OnlyInTheRoom, MessageMiddleware):
    pass
