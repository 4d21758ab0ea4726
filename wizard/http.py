"""Requests and responses as the guide's views know them."""

from __future__ import annotations

from django.http.response import HttpResponseRedirectBase
from django_htmx.middleware import HtmxDetails

from content.http import PublicRequest


class GuideRequest(PublicRequest):
    """A public request; `HtmxMiddleware` puts `htmx` there."""

    htmx: HtmxDetails


def wants_fragment(request: GuideRequest) -> bool:
    """Whether the answer replaces a part of a page, rather than being one.

    Going back in the history asks for a whole page, even when htmx does the asking.
    """
    return bool(request.htmx) and not request.htmx.boosted and not request.htmx.history_restore_request


class SeeOther(HttpResponseRedirectBase):
    """After a POST: look at this page with a GET, whatever was posted."""

    status_code = 303
