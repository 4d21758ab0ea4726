"""Pages of the editing room: what would the draft change for visitors, or one entry of it?

One entry is judged by itself: the draft is compared with the same draft in which this
entry says what is live.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from content import documents, holding, integrity, preview, review_sections, snapshot, standing
from content.admin import addresses
from content.catalogue import Catalogue
from content.desk import names
from content.models import KINDS
from wizard import background
from wizard.impact.comparing import Impact
from wizard.impact.showing import impact_shown
from wizard.review_impact import ImpactSection, counted

TITLE = gettext_lazy("What changes for visitors")


class CannotCompare(Exception):
    """There is nothing to compare, or no way to do it; the message says why to an editor."""


def join() -> None:
    """Bring the impact to the editing room and to the review page."""
    addresses.register(
        path("wizard/impact/", impact_of_draft, name="wizard_impact"),
        path("wizard/impact/<str:kind>/<path:record>/", impact_of_edit, name="wizard_impact_of_edit"),
    )
    review_sections.register(ImpactSection())


@require_safe
def impact_of_draft(request: HttpRequest) -> HttpResponse:
    """Everything that was edited since the live release."""
    return _page(request, lambda live, draft: (live, _("All changes of the draft")))


@require_safe
def impact_of_edit(request: HttpRequest, kind: str, record: str) -> HttpResponse:
    """What was edited in one entry."""
    if kind not in KINDS or kind not in documents.KINDS:
        raise Http404("There is no such kind of entry.")

    def one(live: Catalogue, draft: Catalogue) -> tuple[Catalogue, str]:
        before = _with_one_as_live(live, draft, kind, record)
        title = names.Titles(live, draft).of(kind, "" if kind in documents.SINGLE else record)
        return before, _("The changes of one entry, %(kind)s “%(title)s”") % {
            "kind": names.kind(kind).lower(),
            "title": title,
        }

    return _page(request, one)


def _page(
    request: HttpRequest, subject: Callable[[Catalogue, Catalogue], tuple[Catalogue, str]]
) -> HttpResponse:
    """`subject` says, from what is live and the draft, what to compare the draft with, and its name."""
    if not request.user.has_module_perms("content"):
        raise PermissionDenied
    try:
        live, number = _live()
        draft = _draft()
        before, what = subject(live, draft)
        _hold_together(before, draft)
    except CannotCompare as error:
        return _render(request, {"reason": error}, status=HTTPStatus.CONFLICT)
    context = {"what": what, "before": number, "after": preview.DRAFT}
    match counted(before, draft):
        case background.Running() as running:
            return _render(request, {**context, "running": running})
        case background.Done(result=Impact() as found):
            return _render(request, {**context, "impact": impact_shown(before, draft, found)})
    return _render(request, context)


def _render(request: HttpRequest, context: dict[str, object], status: int = HTTPStatus.OK) -> HttpResponse:
    context = {**admin.site.each_context(request), "title": TITLE, **context}
    return TemplateResponse(request, "admin/wizard/impact.html", context, status=status)


def _live() -> tuple[Catalogue, int]:
    publication = standing.live_publication()
    if publication is None:
        raise CannotCompare(_("Nothing is live yet, so there is nothing to compare with."))
    return publication.release.catalogue(), publication.release.number


def _draft() -> Catalogue:
    try:
        return snapshot.freeze()
    except snapshot.Unfinished as error:
        raise CannotCompare(str(error)) from error


def _with_one_as_live(live: Catalogue, draft: Catalogue, kind: str, record: str) -> Catalogue:
    """The draft, with one entry as the live release has it."""
    if kind not in documents.SINGLE:
        entries = (*getattr(live, kind), *getattr(draft, kind))
        if record not in map(integrity.named, entries):
            raise Http404("There is no such entry.")
    return documents.in_order(holding.with_record_as_in(live, draft, kind=kind, record=record))


def _hold_together(before: Catalogue, draft: Catalogue) -> None:
    if problems := integrity.problems(draft):
        sentence = _("The draft can't be shown yet. %(problem)s")
        raise CannotCompare(sentence % {"problem": names.told(problems, draft)[0]})
    if problems := integrity.problems(before):
        sentence = _("This entry can't be judged by itself, since other changes build on it. %(problem)s")
        raise CannotCompare(sentence % {"problem": names.told(problems, before)[0]})
