"""Numbers about this machine's site for Prometheus: requests, their time, the release in force.

The counts are those of all processes of this machine, whichever of them is asked.
"""

from __future__ import annotations

import datetime as dt
import hmac
import logging
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.counters import Counters, head
from content import integrity, live
from content.catalogue import Reviewed
from content.edition import Edition
from content.middleware import without_edition

log = logging.getLogger(__name__)

_shared: dict[Path, Counters] = {}


def counters() -> Counters:
    """Those of this machine."""
    path = settings.METRICS_FILE
    if path not in _shared:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _shared[path] = Counters(path)
        except OSError as error:
            log.error("Requests are counted for this process alone: %s", error)  # noqa: TRY400  a trace would tell no more
            _shared[path] = Counters(None)
    return _shared[path]


@without_edition
@never_cache
@require_safe
def answer(request: HttpRequest) -> HttpResponse:
    """Everything, for whoever knows METRICS_TOKEN. Without that setting there is no such page."""
    if not settings.METRICS_TOKEN:
        return HttpResponse(
            "METRICS_TOKEN is not set.\n", status=404, content_type="text/plain; charset=utf-8"
        )
    given = request.headers.get("Authorization", "").encode()
    if not hmac.compare_digest(given, f"Bearer {settings.METRICS_TOKEN}".encode()):
        return HttpResponse("Send the token.\n", status=403, content_type="text/plain; charset=utf-8")
    lines = [*counters().lines(), *_about_this_process()]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4; charset=utf-8")


def _about_this_process() -> Iterator[str]:
    yield from _one("magnesium_database_answers", "1 when the database answered lately.", live.answering())
    yield from _one(
        "magnesium_release_from_disk", "1 while no database has confirmed the release.", live.from_disk()
    )
    yield from _one(
        "magnesium_publication_refused", "1 when the newest publication is not served.", bool(live.refused())
    )
    try:
        edition = live.edition()
    except live.NoEdition:
        return
    yield from _about(edition)


def _about(edition: Edition) -> Iterator[str]:
    today = timezone.localdate()
    records = [
        record for _kind, record in integrity.records(edition.catalogue) if isinstance(record, Reviewed)
    ]
    ages = [(today - record.reviewed_on).days for record in records if record.reviewed_on is not None]
    yield from _one("magnesium_release", "The number of the release in force.", edition.number)
    yield from _one("magnesium_publication", "The number of its publication.", edition.publication)
    yield from _one(
        "magnesium_release_since_seconds",
        "When it went live, in seconds since 1970.",
        int(edition.published_at.astimezone(dt.UTC).timestamp()),
    )
    yield from _one("magnesium_release_reviewed", "1 when a clinician approved it.", edition.reviewed)
    yield from _one(
        "magnesium_records_never_reviewed", "Statements without a review.", len(records) - len(ages)
    )
    yield from _one("magnesium_oldest_review_days", "The age of the oldest review.", max(ages, default=0))


def _one(name: str, what: str, value: int) -> Iterator[str]:
    yield from head(name, "gauge", what)
    yield f"{name} {int(value)}"
