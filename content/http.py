"""The request as public views receive it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from content.edition import Edition
from content.locales import Locale


class PublicRequest(HttpRequest):
    """A request with the Edition its whole page is made from; `EditionMiddleware` puts it there."""

    edition: Edition
    locale: Locale  # by the first part of the address
    shared: Any  # see `content.addresses`, which puts it there


class Anybody(PublicRequest):
    """A request for the same address, of nobody in particular: without cookies, fields or a user."""

    def __init__(self, request: Any) -> None:
        super().__init__()
        self.method = "GET"
        self.path, self.path_info = request.path, request.path_info
        self.resolver_match = request.resolver_match
        self.META = {name: request.META[name] for name in OF_THE_ADDRESS if name in request.META}
        self._its_scheme = request.scheme
        for name in ("edition", "locale", "preview"):
            if hasattr(request, name):
                setattr(self, name, getattr(request, name))

    def _get_scheme(self) -> str:
        scheme: str = self._its_scheme
        return scheme


OF_THE_ADDRESS = ("HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "QUERY_STRING")
