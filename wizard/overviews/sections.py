"""What the overviews add to the review page."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from content.catalogue import Catalogue, digest_of
from content.review_sections import Found
from wizard import background
from wizard.coverage import both_sides
from wizard.overviews.coverage_changes import coverage_changes
from wizard.overviews.flow import flow_shown
from wizard.overviews.flow_changes import flow_changes
from wizard.overviews.subject import PATIENCE, release_shown


class FlowSection:
    slug = "flow"

    @property
    def title(self) -> str:
        return _("Where each answer leads")

    def look(self, before: Catalogue | None, after: Catalogue) -> Found:
        """The answers that lead elsewhere, and the picture of all questions."""

        def show(request: HttpRequest) -> SafeString:
            flow = flow_shown(after)
            changes = flow_changes(flow_shown(before).questions, flow.questions) if before else None
            context = {"flow": flow, "changes": changes, "release": release_shown(request, after)}
            return render_to_string("admin/wizard/section_flow.html", context)

        return Found(show=show)


class CoverageSection:
    slug = "coverage"

    @property
    def title(self) -> str:
        return _("How many forms match")

    def look(self, before: Catalogue | None, after: Catalogue) -> Found:
        """The cells of the matrix that read differently."""
        if before is None:
            return _coverage(after, nothing_live=True)
        progress = background.work(
            ("coverage changes", digest_of(before), digest_of(after)),
            partial(both_sides, before, after),
            patience=PATIENCE,
        )
        match progress:
            case background.Done(result=found):
                return _coverage(after, changes=coverage_changes(found))
            case background.Running():
                return _coverage(after, ready=False, running=True)
        return _coverage(after, failed=True)


def _coverage(after: Catalogue, *, ready: bool = True, **context: object) -> Found:
    def show(request: HttpRequest) -> SafeString:
        release = release_shown(request, after)
        return render_to_string(
            "admin/wizard/section_coverage.html", {"release": release, **context}, request
        )

    return Found(show=show, ready=ready)
