"""What the overviews add to the review page."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from content.catalogue import Catalogue, digest_of
from content.review_sections import Shown
from wizard import background
from wizard.overviews.coverage_changes import coverage_changes
from wizard.overviews.flow import flow_shown
from wizard.overviews.flow_changes import flow_changes
from wizard.overviews.subject import PATIENCE, release_shown


class FlowSection:
    slug = "flow"
    title = "Where each answer leads"

    def show(self, request: HttpRequest, before: Catalogue | None, after: Catalogue) -> Shown:
        """The answers that lead elsewhere, and the picture of all questions."""
        flow = flow_shown(after)
        changes = flow_changes(flow_shown(before).questions, flow.questions) if before else None
        context = {"flow": flow, "changes": changes, "release": release_shown(request, after)}
        return Shown(html=render_to_string("admin/wizard/section_flow.html", context))


class CoverageSection:
    slug = "coverage"
    title = "How many forms match"

    def show(self, request: HttpRequest, before: Catalogue | None, after: Catalogue) -> Shown:
        """The cells of the matrix that read differently."""
        context = {"release": release_shown(request, after)}
        if before is None:
            return _coverage({**context, "nothing_live": True})
        progress = background.work(
            ("coverage changes", digest_of(before), digest_of(after)),
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
