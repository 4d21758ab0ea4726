"""What must not leave a guide page: answers on their way into caches, logs and error reports."""

from __future__ import annotations

import functools
from collections.abc import Callable, ItemsView
from types import FrameType
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.cache import patch_vary_headers
from django.views.debug import SafeExceptionReporterFilter

from wizard.http import GuideRequest

P = ParamSpec("P")
View = Callable[Concatenate[GuideRequest, P], HttpResponse]

ANSWERED_BY_DJANGO = (BadRequest, SuspiciousOperation, MultiPartParserError)
"""Django turns these into a 400; their messages are its own and hold nothing that was sent."""


class GuideFailed(Exception):
    """Stands for an error of the guide whose own message may quote an answer."""


class WithoutAnswers(SafeExceptionReporterFilter):
    """Keeps cookies, posted values and variables out of Django's report of an error."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_safe_cookies(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: FrameType
    ) -> ItemsView[str, Any]:
        return {}.items()


def guide_page(view: View[P]) -> View[P]:
    """A page made from answers: never stored, and silent about them when it fails."""

    @functools.wraps(view)
    def guarded(request: GuideRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request.exception_reporter_filter = WithoutAnswers()
        try:
            response = view(request, *args, **kwargs)
        except ANSWERED_BY_DJANGO:
            raise
        except Exception as error:  # noqa: BLE001  (whatever it is, it must not speak)
            name = type(error).__name__
            raise GuideFailed(
                f"{name}; its message is left out, since it may quote an answer"
            ).with_traceback(error.__traceback__) from None
        response.headers["Cache-Control"] = "private, no-store"
        patch_vary_headers(response, ["HX-Request"])
        return response

    return guarded


def unlisted(view: View[P]) -> View[P]:
    """A page that search engines should not list."""

    @functools.wraps(view)
    def marked(request: GuideRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return marked
