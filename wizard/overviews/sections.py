"""What the overviews add to the review page."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from content import catalogue
from content.catalogue import Catalogue
from content.models import Release
from content.review_sections import Shown
from wizard import background
from wizard.overviews.coverage_changes import coverage_changes
from wizard.overviews.flow import flow_shown
from wizard.overviews.flow_changes import flow_changes
from wizard.overviews.subject import PATIENCE


class FlowSection:
    slug = "flow"
    title = "Where each answer leads"

    def show(self, request: HttpRequest, before: Catalogue | None, after: Catalogue) -> Shown:
        """The answers that lead elsewhere, and the picture of all questions."""
        flow = flow_shown(after)
        changes = flow_changes(flow_shown(before).questions, flow.questions) if before else None
        context = {"flow": flow, "changes": changes, "release": _release(request, after)}
        return Shown(html=render_to_string("admin/wizard/section_flow.html", context))


class CoverageSection:
    slug = "coverage"
    title = "How many forms match"

    def show(self, request: HttpRequest, before: Catalogue | None, after: Catalogue) -> Shown:
        """The cells of the matrix that read differently."""
        context = {"release": _release(request, after)}
        if before is None:
            return _coverage({**context, "nothing_live": True})
        progress = background.work(
            ("coverage changes", _digest(before), _digest(after)),
            lambda report: coverage_changes(before, after),
            patience=PATIENCE,
        )
        match progress:
            case background.Done(result=changes):
                return _coverage({**context, "changes": changes})
            case background.Running():
                return _coverage({**context, "running": True}, ready=False)
        return _coverage({**context, "failed": True})


def _coverage(context: dict[str, object], *, ready: bool = True) -> Shown:
    return Shown(html=render_to_string("admin/wizard/section_coverage.html", context), ready=ready)


def _digest(content: Catalogue) -> str:
    return catalogue.digest(catalogue.encode(content))


def _release(request: HttpRequest, content: Catalogue) -> int | None:
    """The Release of this content, for links to its overviews; none for who can't follow them."""
    user = getattr(request, "user", None)
    if user is None or not (user.is_staff and user.has_module_perms("content")):
        return None
    return Release.objects.filter(digest=_digest(content)).values_list("number", flat=True).first()
