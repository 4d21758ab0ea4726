"""Refuses queries that no page of ours could have made, before anything reads them.

A NUL or bytes that are not UTF-8 never come from a form or a link, and nobody types 50,000
characters, though somebody may paste ten thousand into a search. Left alone they would do
no harm here; an answer of 400 tells whoever tries that there is nothing to find.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase

LONGEST = 50_000


class RefuseNonsense:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if query := request.META.get("QUERY_STRING"):
            check(query)
        return self.get_response(request)


def check(query: str) -> None:
    """Raise `BadRequest` for a query that is nonsense."""
    if len(query) > LONGEST:
        raise BadRequest("The query is too long.")
    if "%" not in query:
        return
    read = unquote_to_bytes(query)
    if b"\0" in read:
        raise BadRequest("The query holds a NUL.")
    try:
        read.decode()
    except UnicodeDecodeError:
        raise BadRequest("The query is not UTF-8.") from None
