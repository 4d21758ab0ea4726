"""Shows staff the whole site below `/preview/draft/` and `/preview/<number>/`.

The views are those of the public site and do not know that they are looked at. What
they take from a request is exchanged: the Edition, the addresses they make, and the
cookie with the answers. So a preview leads to nothing but itself, and made-up answers
never meet those of a visitor. The live site pays for this with one look at the address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import get_script_prefix, get_urlconf, reverse, set_script_prefix, set_urlconf

from content import locales, preview
from content.models import Release
from content.preview import CannotBeShown, NoSuchPreview, Preview
from wizard.localising import speaking

ADDRESS = re.compile(r"/preview/(?P<id>draft|[1-9][0-9]{0,8})(?P<path>/.*)?", re.DOTALL)
ADDRESSES = "wizard.preview_urls"

LINK = re.compile(rb'(?<=\s)((?:href|action)=")(?=/)(?!//|/static/|/preview/|/favicon\.ico)')
"""Where an address within the site begins that no view made: in Markdown and in plain error pages."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """What stands above every page of a preview."""

    title: str
    compared: str
    answers_url: str
    admin_url: str
    live_url: str


class PreviewMiddleware:
    """Comes after the middleware that knows who is asking and what is live."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Templates ask this of every request.
        request.preview = None  # type: ignore[attr-defined]
        asked = ADDRESS.fullmatch(request.path_info)
        if asked is None:
            return self.get_response(request)
        locale, _ = locales.asked_for(asked["path"] or "/", get_script_prefix(), None)
        with speaking(locale):
            response = _turned_away(request) or self._answer(request, asked["id"], asked["path"])
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Cache-Control"] = "private, no-store"
        response.headers.pop("ETag", None)
        return response

    def _answer(self, request: HttpRequest, preview_id: str, path: str | None) -> HttpResponseBase:
        if path is None:
            return HttpResponseRedirect(root(preview_id))
        try:
            shown = preview.open_preview(preview_id)
        except NoSuchPreview:
            return render(request, "404.html", status=404)
        except CannotBeShown as error:
            return render(request, "preview/cannot_be_shown.html", {"reasons": error.reasons}, status=409)
        return self._show(request, shown, path)

    def _show(self, request: HttpRequest, shown: Preview, path: str) -> HttpResponseBase:
        request.preview = _bar(request, shown, path)  # type: ignore[attr-defined]
        request.edition = shown.edition  # type: ignore[attr-defined]
        request.urlconf = ADDRESSES
        request.path_info = path
        request.META.pop("HTTP_IF_NONE_MATCH", None)  # a page of before is never good enough
        own_cookie = cookie_name(shown.id)
        _bring(request, own_cookie)
        with _addresses_below(root(shown.id)):
            response = self.get_response(request)
        _take_along(response, own_cookie, path=root(shown.id))
        _keep_inside(response, shown.id)
        return response


def root(preview_id: str) -> str:
    """What every address of a preview begins with, whatever language it speaks."""
    return preview.address(preview_id, "/")


def _turned_away(request: HttpRequest) -> HttpResponse | None:
    """Previews are for staff who may read the content."""
    user = request.user
    if not user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    if not (user.is_staff and user.has_module_perms("content")):
        return render(request, "403.html", status=403)
    return None


def _bar(request: HttpRequest, shown: Preview, path: str) -> Bar:
    """Made while addresses are still those of the live site; whole ones are left as they are.

    They lead on in the language of the page.
    """
    guide = reverse("wizard:start")
    query = request.META.get("QUERY_STRING", "")
    # Where somebody stands in the guide depends on answers, and the live site has others.
    live_path = guide if path.startswith(guide) else path + (f"?{query}" if query else "")
    return Bar(
        title=shown.title,
        compared=shown.compared,
        answers_url=preview.address(shown.id, reverse("try", urlconf=ADDRESSES)),
        admin_url=request.build_absolute_uri(_admin_url(shown)),
        live_url=request.build_absolute_uri(live_path),
    )


def _admin_url(shown: Preview) -> str:
    if shown.id == preview.DRAFT:
        return reverse("admin:index")
    release = Release.objects.only("pk").get(number=shown.edition.number)
    return reverse("admin:content_release_review", args=[release.pk])


@contextmanager
def _addresses_below(prefix: str) -> Iterator[None]:
    """Every address that is made meanwhile, in this thread, begins with `prefix`."""
    before, addresses = get_script_prefix(), get_urlconf()
    set_script_prefix(prefix)
    try:
        yield
    finally:
        set_script_prefix(before)
        set_urlconf(addresses)


def cookie_name(preview_id: str) -> str:
    """A cookie with a path of its own can't be called `__Host-…`."""
    return f"{'__Secure-' if settings.ANSWERS_COOKIE_SECURE else ''}preview-{preview_id}-answers"


def _bring(request: HttpRequest, own_cookie: str) -> None:
    """Let the guide find the answers of this preview where it looks for those of a visitor."""
    request.COOKIES[settings.ANSWERS_COOKIE_NAME] = request.COOKIES.get(own_cookie, "")


def _take_along(response: HttpResponseBase, own_cookie: str, *, path: str) -> None:
    """Keep the answers that the guide saved under the name and the path of this preview."""
    saved = response.cookies.pop(settings.ANSWERS_COOKIE_NAME, None)
    if saved is not None:
        response.cookies[own_cookie] = saved.value
        response.cookies[own_cookie].update(saved)
        response.cookies[own_cookie]["path"] = path


def _keep_inside(response: HttpResponseBase, preview_id: str) -> None:
    """Let the links that are written out, and not made for this request, lead into the preview as well."""
    if isinstance(response, HttpResponse) and response.get("Content-Type", "").startswith("text/html"):
        inside = root(preview_id).removesuffix("/").encode()
        response.content = LINK.sub(rb"\1" + inside, response.content)
