"""Where things stand: what is live, how the draft differs from it, what waits for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content import allowances, diff, edits, holding, snapshot, standing
from content.catalogue import Catalogue, UnknownSchema
from content.desk import differences, found, held, names
from content.desk.places import Places
from content.models import Damaged, Publication, Release
from content.release_checks import Problem, Subject, reviews
from content.standing import Standing

MOST_RELEASES = 10
"""How many of the newest releases are looked at for what waits."""

WAITING = {
    Standing.PROPOSED: (gettext_lazy("Review it"), "review"),
    Standing.APPROVED: (gettext_lazy("Publish it"), "publish"),
    Standing.PLANNED: (gettext_lazy("See the plan"), "change"),
    Standing.PLAN_CANCELLED: (gettext_lazy("Read why"), "change"),
    Standing.APPROVAL_VOID: (gettext_lazy("Review it again"), "review"),
    Standing.RETURNED: (gettext_lazy("Read why"), "change"),
}
"""What is left to do about a release, by where it stands, and the page to do it on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LiveShown:
    """What visitors read now. `review_due` is set after an emergency nobody has reviewed.

    When it can't be read, visitors still see the release before it, and nothing can be compared.
    """

    number: int
    since: dt.datetime
    address: str
    can_be_read: bool
    is_reviewed: bool
    review_due: dt.date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DifferenceShown:
    """One record of the draft that differs from what is live."""

    kind: str
    title: str
    sign: str
    address: str
    by: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WaitingShown:
    """One release that somebody has to do something about."""

    title: str
    note: str
    standing: str
    by: str
    at: dt.datetime
    address: str
    doing: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Overview:
    """`draft` is None while the rows make no Catalogue yet; `unfinished` then says why."""

    live: LiveShown | None
    draft: Catalogue | None
    unfinished: str
    differences: tuple[DifferenceShown, ...]
    held: tuple[held.HeldShown, ...]
    reviews: tuple[found.CheckShown, ...]
    waiting: tuple[WaitingShown, ...]


def overview(*, today: dt.date) -> Overview:
    """All of it, from the rows frozen once."""
    publication = standing.live_publication()
    before = _live_catalogue(publication)
    try:
        draft, unfinished = snapshot.freeze(), ""
    except snapshot.Unfinished as error:
        draft, unfinished = None, str(error)
    titles = names.Titles(before, draft) if draft is not None else None
    return Overview(
        live=_live(publication, can_be_read=before is not None),
        draft=draft,
        unfinished=unfinished,
        differences=tuple(_differences(before, draft, titles)) if draft is not None and titles else (),
        held=held.now(holding.held(), titles) if titles else (),
        reviews=problems_shown(reviews.find(Subject(draft, today)), draft) if draft is not None else (),
        waiting=tuple(_waiting(publication)),
    )


def problems_shown(problems: Iterable[Problem], draft: Catalogue) -> tuple[found.CheckShown, ...]:
    """`problems` by check, gravest first, each with the way to the field; those let pass come last."""
    passed = {
        fingerprint: found.Passed(reason=row.reason, by=names.person(row.by))
        for fingerprint, row in allowances.in_force().items()
    }
    titles = names.Titles(None, draft)
    sorted_out = found.sort_out(problems, live=(), passed=passed, titles=titles, places=Places())
    return (*sorted_out.blocking, *sorted_out.new, *sorted_out.passed)


def _live_catalogue(publication: Publication | None) -> Catalogue | None:
    """What is live; None when nothing is, or when it can't be read."""
    try:
        return publication.release.catalogue() if publication is not None else None
    except (Damaged, UnknownSchema):
        return None


def _live(publication: Publication | None, *, can_be_read: bool) -> LiveShown | None:
    if publication is None:
        return None
    release = publication.release
    return LiveShown(
        number=release.number,
        since=publication.starts_at,
        address=reverse("admin:content_release_change", args=[release.pk]),
        can_be_read=can_be_read,
        is_reviewed=standing.was_reviewed(release),
        review_due=standing.review_due(publication) if standing.review_is_due(release) else None,
    )


def _differences(
    before: Catalogue | None, draft: Catalogue, titles: names.Titles
) -> Iterator[DifferenceShown]:
    if before is None:
        return
    changes = diff.compare(before, draft)
    authors = edits.authors(before, changes)
    places = Places()
    for change in changes.records:
        yield DifferenceShown(
            kind=names.kind(change.kind),
            title=titles.of(change.kind, change.name),
            sign=str(differences.SIGNS[change.sign]),
            address=places.address(change.kind, change.name),
            by=", ".join(map(names.person, authors.get((change.kind, change.name), ()))),
        )


def _waiting(live: Publication | None) -> Iterator[WaitingShown]:
    newest = Release.objects.defer("data", "meanings", "pages").select_related("created_by")
    if live is not None:
        newest = newest.exclude(pk=live.release.pk)
    for release in newest.order_by("-number")[:MOST_RELEASES]:
        stands = standing.standing_of(release)
        if stands not in WAITING:
            continue
        doing, page = WAITING[stands]
        yield WaitingShown(
            title=_("Release %(number)s") % {"number": release.number},
            note=release.note,
            standing=stands.label,
            by=names.person(release.created_by),
            at=release.created_at,
            address=reverse(f"admin:content_release_{page}", args=[release.pk]),
            doing=str(doing),
        )


def may_propose(user: User) -> bool:
    return not standing.why_not_propose(user)
