"""What browsers and shared caches may do with reading pages.

A reading page says the same to everybody for as long as the Edition and the code stay
the same. Both make its ETag, so a browser that asks again gets a 304 before anything is
rendered. A shared cache may keep a page for a minute, and longer while the site is away.
What was rendered once is answered from memory afterwards (`content.whole_pages`).
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from content.edition import Edition
from content.http import PublicRequest
from content.whole_pages import made_once

CACHE_CONTROL = "public, max-age=0, s-maxage=60, stale-if-error=86400"
NOT_MODIFIED = 304

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[PublicRequest, Arguments], HttpResponse]


def reading_page(view: View[Arguments]) -> Callable[Concatenate[PublicRequest, Arguments], HttpResponseBase]:
    """A page made from the Edition and its own address alone."""

    @require_safe
    @functools.wraps(view)
    def answer(
        request: PublicRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponseBase:
        etag = edition_etag(request.edition)
        unchanged = get_conditional_response(request, etag=etag)
        response = unchanged or made_once(request, lambda: view(request, *args, **kwargs))
        if response.status_code in {200, NOT_MODIFIED}:
            response.headers["ETag"] = etag
            response.headers["Cache-Control"] = CACHE_CONTROL
        else:
            response.headers["Cache-Control"] = "no-cache"
        return response

    return answer


def edition_etag(edition: Edition) -> str:
    """Changes with the content, with what is said about it in public, and with the code."""
    return f'"{edition.digest[:16]}-{edition.publication}-{len(edition.approvals)}-{code_version()}"'


@functools.cache
def code_version() -> str:
    """A fingerprint of what makes a page beside its Edition."""
    fingerprint = hashlib.sha256()
    for path in _making_pages(Path(settings.BASE_DIR)):
        fingerprint.update(path.read_bytes())
    return fingerprint.hexdigest()[:16]


def _making_pages(root: Path) -> Iterator[Path]:
    for pattern in ("templates/**/*.html", "static/**/*.*", "content/**/*.py", "locale/**/*.mo"):
        yield from sorted(root.glob(pattern))
