"""The review page for somebody without an account, who follows a link they were sent."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.desk import names, outside
from content.desk.review import review
from content.middleware import without_edition


@require_safe
@without_edition
def review_from_outside(request: HttpRequest, token: str) -> HttpResponse:
    """Read only; no cache keeps the page and no robot lists it."""
    try:
        invitation = outside.read(token)
    except outside.ExpiredLink as error:
        response = _gone(request, _("This link has ended"), str(error), 410)
    except outside.DamagedLink as error:
        response = _gone(request, _("This link does not work"), str(error), 404)
    else:
        release = invitation.release
        context = {
            "title": _("Review of release %(number)s") % {"number": release.number},
            "release": release,
            "review": review(request, release),
            "sender": names.person(invitation.sender),
            "until": invitation.until,
            "side_by_side": request.GET.get("view") == "sides",
        }
        response = render(request, "review/outside.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _gone(request: HttpRequest, title: str, reason: str, status: int) -> HttpResponse:
    remedy = _("Copy the whole address from the message you were sent, or ask its sender for a new link.")
    context = {"title": title, "reason": reason, "remedy": remedy}
    return render(request, "review/outside_gone.html", context, status=status)
