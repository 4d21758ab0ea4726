"""Shows the site in another language or for a region, below `/es/` or `/en-gb/`.

Like a preview, it exchanges what views take from a request, and they do not know: the
language of the interface, the Edition, and the addresses they make. Django's own
LocaleMiddleware would look at cookies and headers too and make every page depend on
them; here a page of the default locale pays for one look at its address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation

from content import locales
from content.edition import Edition
from content.locales import Locale
from content.localised import localised

ADDRESSES = "wizard.localised_urls"


@contextmanager
def speaking(locale: Locale) -> Iterator[None]:
    """The interface speaks the language of `locale` meanwhile, and every address that is made lies in it."""
    base = get_script_prefix()
    # The default as well: Django finds a language that was named faster than one that was not.
    translation.activate(locale.tag.lower())
    set_script_prefix(locale.prefix)
    try:
        yield
    finally:
        translation.deactivate()
        set_script_prefix(base)


class LocaleMiddleware:
    """Comes after the middleware that knows the Edition, and within that of previews."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        edition: Edition | None = getattr(request, "edition", None)
        regions = None if edition is None else edition.catalogue.region_of
        locale, rest = locales.asked_for(request.path_info, get_script_prefix(), regions)
        request.locale = locale  # type: ignore[attr-defined]
        with speaking(locale):
            return self.get_response(request) if locale.is_default else self._answer(request, rest, edition)

    def _answer(self, request: HttpRequest, rest: str, edition: Edition | None) -> HttpResponseBase:
        locale: Locale = request.locale  # type: ignore[attr-defined]
        if edition is not None:
            request.edition = localised(edition, locale)  # type: ignore[attr-defined]
        request.path_info = rest
        # A preview has addresses of its own already, and none of the editing room either.
        request.urlconf = getattr(request, "urlconf", None) or ADDRESSES
        response = self.get_response(request)
        response.headers["Content-Language"] = locale.tag
        return response
