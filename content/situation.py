"""What is live, what is planned, what was withdrawn, and what has been reviewed.

Everything here is read from the record and nothing is kept: the newest Publication that
has started, by the database's clock, is live.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from content import dated, diff, edits
from content.catalogue import UnknownSchema
from content.edition import PublicationKind
from content.models import Approval, Damaged, Publication, Release
from content.models.releases import PublicationQuerySet

REVIEW_WITHIN = 2
"""Working days after which an emergency publication must have been reviewed."""

WEEKEND = (5, 6)

# What is live, planned and withdrawn --------------------------------------------------------


def live_publication() -> Publication | None:
    """The Publication that is live by the database's clock."""
    return _with_releases(Publication.objects.started()).first()


def pending_plan() -> Publication | None:
    """The Publication that will go live by itself, unless something else is published first."""
    latest = Publication.objects.order_by("-number").values("pk")[:1]
    waiting = Publication.objects.not_cancelled().filter(pk__in=latest, starts_at__gt=Now())
    return _with_releases(waiting).first()


def _with_releases(publications: PublicationQuerySet) -> PublicationQuerySet:
    """Publications with their Releases, whose bytes are read only when somebody asks for them."""
    return publications.select_related("release").defer("release__data", "release__meanings")


def was_live(release: Release) -> bool:
    """Whether `release` is or ever was live."""
    plans = Publication.objects.started().filter(release=release).order_by("number")
    return any(overtaken_by(plan) is None for plan in plans)


def overtaken_by(plan: Publication) -> Publication | None:
    """What was published before the time of `plan` came, and so cancelled it."""
    if plan.starts_at <= plan.made_at:
        return None
    later = Publication.objects.not_cancelled().filter(number__gt=plan.number)
    return _with_releases(later.filter(starts_at__lte=plan.starts_at)).order_by("number").first()


def withdrawn_now() -> Mapping[str, Publication]:
    """The forms that were withdrawn and not brought back by a later review: slug → withdrawal."""
    return {
        withdrawal.withdrawn: withdrawal
        for withdrawal in Publication.objects.filter(kind=PublicationKind.WITHDRAW).order_by("number")
        if not _came_back(withdrawal)
    }


def _came_back(withdrawal: Publication) -> bool:
    later = Publication.objects.started().filter(
        number__gt=withdrawal.number,
        approval__at__gte=withdrawal.made_at,
        approval__release=F("release"),
        release__pages__has_key=dated.FORM.format(withdrawal.withdrawn),
    )
    return any(overtaken_by(publication) is None for publication in later)


def brings_back(release: Release) -> tuple[str, ...]:
    """The withdrawn forms that `release` holds."""
    return tuple(slug for slug in withdrawn_now() if dated.FORM.format(slug) in release.pages)


# What has been reviewed ------------------------------------------------------------------------


def valid_approval(*, release: Release, live: Publication | None) -> Approval | None:
    """The latest Approval of `release` that compared it with what is live, since that went live."""
    approvals = release.approvals.filter(live_digest=live.release.digest if live is not None else "")
    if live is not None:
        approvals = approvals.filter(at__gte=live.starts_at)
    return approvals.order_by("-at", "-pk").first()


def was_reviewed(release: Release) -> bool:
    """Whether a clinical reviewer approved what `release` says, before it went live or after.

    A Release that only takes something away from another is reviewed when that one is.
    """
    if Publication.objects.started().filter(release=release, approval__release=release).exists():
        return True
    if any(later_approvals(emergency) for emergency in _emergencies(release)):
        return True
    return release.derived_from is not None and was_reviewed(release.derived_from)


def later_approvals(emergency: Publication) -> list[Approval]:
    """Approvals of a Release that went live in an emergency, given after that."""
    approvals = Approval.objects.filter(release_id=emergency.release_id, at__gte=emergency.made_at)
    return list(approvals.select_related("by").order_by("at", "pk"))


def _emergencies(release: Release) -> list[Publication]:
    return list(release.publications.filter(kind=PublicationKind.EMERGENCY))


def review_is_due(release: Release) -> bool:
    """Whether `release` went live in an emergency and nobody has reviewed it since."""
    return bool(_emergencies(release)) and not was_reviewed(release)


def unreviewed_emergency() -> Publication | None:
    """The emergency publication whose content is live and was reviewed by nobody yet."""
    live = live_publication()
    if live is None or not review_is_due(origin_of(live.release)):
        return None
    return _emergencies(origin_of(live.release))[-1]


def review_due(emergency: Publication) -> dt.date:
    """The day by which an emergency publication has to be reviewed: two working days later."""
    day = timezone.localdate(emergency.starts_at)
    for _ in range(REVIEW_WITHIN):
        day += dt.timedelta(days=1)
        while day.weekday() in WEEKEND:
            day += dt.timedelta(days=1)
    return day


def base_of(release: Release) -> Publication | None:
    """What a reviewer compares `release` with: the latest that was live and counts as reviewed.

    Content that went live in an emergency is part of the difference until somebody has
    reviewed it; so is a demonstration where unreviewed content may not be served. Bytes
    that can't be read are passed over, as the public site does.
    """
    earlier = _with_releases(Publication.objects.started())
    if review_is_due(release):
        earlier = earlier.filter(number__lt=_emergencies(release)[0].number)
    for publication in earlier.iterator():
        is_other = publication.release_id != release.pk and overtaken_by(publication) is None
        if is_other and _is_a_base(publication):
            return publication
    return None


def _is_a_base(publication: Publication) -> bool:
    origin = origin_of(publication.release)
    counts = not review_is_due(origin) and (settings.DEMONSTRATION_ALLOWED or was_reviewed(origin))
    return counts and _can_be_read(publication.release)


def _can_be_read(release: Release) -> bool:
    try:
        release.catalogue()
    except (Damaged, UnknownSchema):
        return False
    return True


def origin_of(release: Release) -> Release:
    """The Release somebody proposed, from which `release` only takes something away."""
    while release.derived_from is not None:
        release = release.derived_from
    return release


def difference(release: Release) -> diff.Changes:
    """Everything a reviewer of `release` has to look at."""
    base = base_of(release)
    return diff.compare(base.release.catalogue() if base is not None else None, release.catalogue())


def authors_of(release: Release) -> Mapping[edits.Place, tuple[User, ...]]:
    """Who made what a reviewer of `release` has to look at."""
    base = base_of(release)
    live = base.release.catalogue() if base is not None else None
    changes = diff.compare(live, release.catalogue())
    return edits.authors(live, changes, upto=release.edits_upto)
