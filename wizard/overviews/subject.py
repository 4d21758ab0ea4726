"""Which content an overview is about, and the frame that all overviews share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content import preview
from content.catalogue import Catalogue, digest_of
from content.models import Release
from wizard.background import Failed, Running

PATIENCE = 3.0
"""Seconds a page waits for its counting before it says how far that is."""

LOOK_AGAIN = "2"
"""Seconds after which such a page is asked for again."""

CHOICES = 50
"""How many Releases, the newest, can be chosen from a list."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The draft or a Release: what a preview of it is called, its title, its content."""

    id: str
    title: str
    catalogue: Catalogue
    digest: str


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    chosen: bool


Overview = Callable[[HttpRequest, Subject], HttpResponse]


def overview(title: Promise) -> Callable[[Overview], Callable[[HttpRequest], HttpResponse]]:
    """A page about the content that `?release=` names; the draft, when it names none.

    It shows no more than a preview does, to the same people.
    """

    def decorate(show: Overview) -> Callable[[HttpRequest], HttpResponse]:
        @require_safe
        @wraps(show)
        def view(request: HttpRequest) -> HttpResponse:
            if not request.user.has_module_perms("content"):
                raise PermissionDenied
            try:
                subject = _subject(request.GET.get("release", preview.DRAFT))
            except preview.NoSuchPreview as error:
                raise Http404("There is no such release.") from error
            except preview.CannotBeShown as error:
                context = {"title": title, "reasons": error.reasons}
                return render(request, "cannot_be_shown", context, status=HTTPStatus.CONFLICT)
            return show(request, subject)

        return view

    return decorate


def _subject(name: str) -> Subject:
    if name != preview.DRAFT and not (name.isascii() and name.isdecimal() and len(name) < 10):
        raise preview.NoSuchPreview
    shown = preview.open_preview(name)
    number = {"number": shown.edition.number}
    title = _("The draft") if name == preview.DRAFT else _("Release %(number)s") % number
    return Subject(shown.id, title, shown.edition.catalogue, shown.edition.digest)


def render(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page in the frame of the admin."""
    context = {**admin.site.each_context(request), "choices": _choices(request), **context}
    return TemplateResponse(request, f"admin/wizard/{template}.html", context, status=status)


def still_counting(
    request: HttpRequest, subject: Subject, title: Promise, progress: Running | Failed
) -> HttpResponse:
    """A page that says how far the counting is and asks again by itself."""
    context = {
        "title": title,
        "subject": subject,
        "progress": progress,
        "failed": progress == Failed(),
        "look_again": LOOK_AGAIN,
    }
    return render(request, "counting", context)


def release_shown(request: HttpRequest, content: Catalogue) -> int | None:
    """The Release of this content, for links to where it is shown; none for who can't follow them."""
    user = getattr(request, "user", None)
    if user is None or not (user.is_staff and user.has_module_perms("content")):
        return None
    return Release.objects.filter(digest=digest_of(content)).values_list("number", flat=True).first()


def _choices(request: HttpRequest) -> list[Choice]:
    """The draft and the newest Releases."""
    asked = request.GET.get("release", preview.DRAFT)
    numbers = Release.objects.order_by("-number").values_list("number", flat=True)[:CHOICES]
    releases = ((str(number), _("Release %(number)s") % {"number": number}) for number in numbers)
    named = [(preview.DRAFT, _("The draft")), *releases]
    return [Choice(value, label, value == asked) for value, label in named]
