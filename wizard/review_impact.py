"""The impact of a change, for the review page and for the screens where content is edited.

Counting takes a second or more, so it is done beside the requests and remembered for
every pair of contents. Whoever asks for it too early is told how far it is.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from content.catalogue import Catalogue, digest_of
from content.review_sections import Acknowledgement, Shown
from wizard import background
from wizard.impact.comparing import compare
from wizard.impact.showing import Heading, ImpactShown, impact_shown
from wizard.impact.side_by_side import TooDifferent
from wizard.overviews.subject import PATIENCE, release_shown

TEMPLATE = "admin/wizard/section_impact.html"
SLUG = "impact"
UNCOUNTED = Acknowledgement(
    f"{SLUG}-uncounted", "The impact could not be counted. I have judged the changes without it."
)


class ImpactSection:
    slug = SLUG
    title = "What changes for visitors"

    def show(self, request: HttpRequest, before: Catalogue | None, after: Catalogue) -> Shown:
        """What changes, the gravest first; every heading has to be acknowledged."""
        if before is None:
            return Shown(html=render_to_string(TEMPLATE, {"nothing_live": True}))
        context: dict[str, object] = {
            "before": release_shown(request, before),
            "after": release_shown(request, after),
        }
        match counted(before, after):
            case background.Running() as running:
                html = render_to_string(TEMPLATE, {"running": running}, request)
                return Shown(html=html, ready=False)
            case background.Done(result=ImpactShown() as impact):
                html = render_to_string(TEMPLATE, {**context, "impact": impact}, request)
                return Shown(html=html, acknowledge=tuple(map(_acknowledgement, impact.headings)))
        html = render_to_string(TEMPLATE, {"uncounted": True})
        return Shown(html=html, acknowledge=(UNCOUNTED,))


def counted(
    before: Catalogue, after: Catalogue, *, patience: float = PATIENCE
) -> background.Progress[ImpactShown | None]:
    """How far the counting is; its result is None when too much differs at once."""

    def count(report: background.Report) -> ImpactShown | None:
        try:
            return impact_shown(before, after, compare(before, after, report))
        except TooDifferent:
            return None

    return background.work((SLUG, digest_of(before), digest_of(after)), count, patience=patience)


def _acknowledgement(heading: Heading) -> Acknowledgement:
    what = heading.ways[0].what if heading.flagged else heading.title + "."
    return Acknowledgement(f"{SLUG}-{heading.slug}", f"I have seen this: {what} ({heading.counted})")
