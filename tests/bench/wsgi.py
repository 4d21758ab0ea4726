"""What the measured server calls: one of the sites, and how much processor time it has taken.

Environment: `DJANGO_SETTINGS_MODULE` names the site. `BENCH_CATALOGUE`, if it is set, is a
file with the bytes of a Catalogue that is served in place of what is published.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
import os
import time
from collections.abc import Iterable
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

from django.core.wsgi import get_wsgi_application

site = get_wsgi_application()
for_good = contextlib.ExitStack()


def serve_catalogue(path: Path) -> None:
    from content import catalogue, live
    from content.edition import Edition, PublicationKind
    from content.markdown import sanitise
    from content.meaning import question_meanings

    data = path.read_bytes()
    content = catalogue.decode(data, sanitise=sanitise)
    edition = Edition(
        catalogue=content,
        number=1,
        digest=catalogue.digest(data),
        publication=1,
        published_at=dt.datetime(2026, 1, 1, 12, 0, tzinfo=dt.UTC),
        kind=PublicationKind.DEMONSTRATION,
        meanings={1: question_meanings(content)},
        data=data,
    )
    for_good.enter_context(live.use(edition))


if path := os.environ.get("BENCH_CATALOGUE"):
    serve_catalogue(Path(path))
gc.collect()
gc.freeze()  # as config.wsgi does


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    if environ["PATH_INFO"] == "/-/cpu":  # nanoseconds of all threads of this worker
        body = str(time.process_time_ns()).encode()
        start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
        return [body]
    return site(environ, start_response)
