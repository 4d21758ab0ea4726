"""The impact of a change, for the review page and for the screens where content is edited.

Counting takes a second or more, so it is done beside the requests and remembered for
every pair of contents. Whoever asks for it too early is told how far it is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from content.catalogue import Catalogue, digest_of
from content.review_sections import Acknowledgement, Found
from wizard import background
from wizard.impact.comparing import Impact, impact_counted
from wizard.impact.showing import Heading, impact_shown
from wizard.overviews.subject import PATIENCE, release_shown

TEMPLATE = "admin/wizard/section_impact.html"
SLUG = "impact"


class ImpactSection:
    slug = SLUG

    @property
    def title(self) -> str:
        return _("What changes for visitors")

    def look(self, before: Catalogue | None, after: Catalogue) -> Found:
        """What changes, the gravest first; every heading has to be acknowledged."""
        if before is None:
            return Found(show=_page(nothing_live=True))
        match counted(before, after):
            case background.Running() as running:
                return Found(show=_page(running=running), ready=False)
            case background.Done(result=Impact() as found):
                impact = impact_shown(before, after, found)
                return Found(
                    show=_page(impact=impact, before=before, after=after),
                    acknowledge=tuple(map(_acknowledgement, impact.headings)),
                )
        return Found(show=_page(uncounted=True), acknowledge=(uncounted(),))


def _page(
    *, before: Catalogue | None = None, after: Catalogue | None = None, **context: object
) -> Callable[[HttpRequest], SafeString]:
    """What the section shows; with links to both sides for who can follow them."""

    def show(request: HttpRequest) -> SafeString:
        sides = {"before": before, "after": after}
        links = {name: release_shown(request, side) for name, side in sides.items() if side is not None}
        return render_to_string(TEMPLATE, {**links, **context}, request)

    return show


def counted(
    before: Catalogue, after: Catalogue, *, patience: float = PATIENCE
) -> background.Progress[Impact | None]:
    """How far the counting is; its result is None when too much differs at once."""

    key = (SLUG, digest_of(before), digest_of(after))
    return background.work(key, partial(impact_counted, before, after), patience=patience)


def uncounted() -> Acknowledgement:
    label = _("The impact could not be counted. I have judged the changes without it.")
    return Acknowledgement(f"{SLUG}-uncounted", label)


def _acknowledgement(heading: Heading) -> Acknowledgement:
    what = heading.ways[0].what if heading.flagged else heading.title + "."
    label = _("I have seen this: %(what)s (%(counted)s)") % {"what": what, "counted": heading.counted}
    return Acknowledgement(f"{SLUG}-{heading.slug}", label)
