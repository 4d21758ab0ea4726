"""Two questions that a load balancer or an operator asks.

`/healthz`: does this process answer at all? `/readyz`: may visitors be sent here?
Visitors need an Edition and no database, so a database that is away is reported but does
not make the process unready. `from` says whether the release was kept on this machine's
own disk, with no word from the database yet, and `refused` why the newest publication is
not served. Neither question waits for the database: the thread that
follows publications knows whether it answered lately.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from content import live
from content.middleware import without_edition


@without_edition
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@without_edition
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    try:
        release = live.edition().number
    except live.NoEdition:
        release = None
    told = {
        "release": release,
        "from": "disk" if live.from_disk() else "database",
        "database": "answers" if live.answering() else "does not answer",
        "refused": live.refused(),
    }
    return JsonResponse(told, status=503 if release is None else 200)
