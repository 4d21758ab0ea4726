"""Sessions, accounts and messages belong to the editing room; a visitor's page has none of them.

So no public view can read who somebody is, set a session's cookie or ask the database for
one, and no visitor waits for what only editors need.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from content.entrance.sessions import SignedIn

OF_EDITORS = re.compile(r"(?:/[a-z]{2}(?:-[a-z]{2})?)?/(?:admin|review)/|/preview/")
"""What the addresses of the editing room begin with; a language and region may stand before them."""


def is_of_editors(request: HttpRequest) -> bool:
    return OF_EDITORS.match(request.path) is not None


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
