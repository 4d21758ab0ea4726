"""What the release screens have in common: a frame, and a form that does one thing.

Whoever may not do a thing is told why, with status 403. A form that can't be accepted
comes back with status 422, everything typed, and what is wrong at its top.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from content.models import Release
from content.refused import Refused


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why something was not done; `anchor` is where on the page it can be mended."""

    message: str
    anchor: str = ""


def person(request: HttpRequest) -> User:
    """Who is logged in; the admin lets nobody else in."""
    return cast(User, request.user)


def demand(request: HttpRequest, permission: str) -> None:
    """Answer 403 to somebody without `permission`."""
    if not person(request).has_perm(permission):
        raise PermissionDenied


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, which may be nothing at all; None when none was sent."""
    return request.POST if request.method == "POST" else None


def release_of(pk: int) -> Release:
    return get_object_or_404(Release.objects.select_related("created_by"), pk=pk)


def screen(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    troubles: Sequence[Trouble] = (),
    status: int | None = None,
    **context: Any,
) -> TemplateResponse:
    """A page of the admin; with troubles, its status is 422 unless told otherwise."""
    request.current_app = admin.site.name
    frame = {**admin.site.each_context(request), "title": title, "troubles": troubles, **context}
    status = status or (422 if troubles else 200)
    return TemplateResponse(request, f"admin/content/release/{template}", frame, status=status)


def troubles_of(form: forms.Form) -> list[Trouble]:
    """Everything wrong with a form, each with the field it is about."""
    return [
        Trouble(str(message), form[field].auto_id if field in form.fields else "")
        for field, errors in form.errors.items()
        for message in errors
    ]


def refusals(refused: Refused) -> list[Trouble]:
    return [Trouble(reason) for reason in refused.reasons]


def act(
    request: HttpRequest,
    template: str,
    *,
    reasons: Iterable[str],
    form: forms.Form,
    do: Callable[[], tuple[str, str]],
    **context: Any,
) -> HttpResponse:
    """A page with one form. `do` acts on what was sent, and gives a sentence and where to go next."""
    reasons, troubles = tuple(reasons), list[Trouble]()
    if not reasons and request.method == "POST":
        if form.is_valid():
            try:
                sentence, address = do()
            except Refused as refused:
                troubles = refusals(refused)
            else:
                messages.success(request, sentence)
                return HttpResponseRedirect(address)
        else:
            troubles = troubles_of(form)
    status = 403 if reasons else None
    return screen(
        request,
        template,
        troubles=troubles,
        status=status,
        reasons=reasons,
        form=form,
        **context,
    )
