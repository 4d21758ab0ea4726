"""While the database is away, editors are told so at once.

Nothing can end a question to a server that hangs, so each request of an editor would hold
a thread for as long as that lasts. A few editors would hold all of them, and visitors, who
need no database, would wait as well. So only what the follower does not know yet, some
seconds of it, can be asked.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import get_script_prefix

from config.room import is_of_editors
from content import live, locales
from wizard.localising import speaking


class EditorsWait:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_of_editors(request) and live.away():
            with speaking(locales.asked_for(request.path_info, get_script_prefix(), None)[0]):
                response = render(request, "503_database.html", status=503)
            response["Retry-After"] = "10"
            response["Cache-Control"] = "no-store"
            return response
        return self.get_response(request)
