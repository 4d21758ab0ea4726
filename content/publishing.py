"""From the editors' rows to what the public reads: propose, publish, roll back.

Everything that goes live passes through here, whoever asks: the admin, a command, the
first start. Each function either does all of it or nothing, and raises `Refused` with
sentences somebody can act on.

Two people who publish at the same moment can't both succeed: each counts on from the
number it saw, and the database accepts a number once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from content import allowances, catalogue, integrity, release_checks, snapshot
from content.catalogue import SCHEMA_VERSION, Catalogue, UnknownSchema
from content.edition import PublicationKind
from content.meaning import question_meanings
from content.models import Approval, Damaged, Publication, Release


class Refused(ValueError):
    """This may not be done; `reasons` says why, one sentence each."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = reasons
        super().__init__("\n".join(reasons))


def live_publication() -> Publication | None:
    """The Publication that is live by the database's clock."""
    return Publication.objects.started().select_related("release").first()


def propose(*, note: str, by: User | None) -> Release:
    """Freeze what the rows now say into a new Release.

    Raises `Refused` without a note, when a release check blocks (with every problem that
    nobody let pass), and when the rows say exactly what is live already.
    """
    if not note.strip():
        raise Refused("Say what changes and why.")
    try:
        content = snapshot.freeze()
    except snapshot.Unfinished as error:
        raise Refused(str(error)) from error
    _check_releasable(content)
    data = catalogue.encode(content)
    digest = catalogue.digest(data)
    with _counting():
        live = live_publication()
        if live is not None and live.release.digest == digest:
            raise Refused(f"Nothing differs from release {live.release.number}, which is live.")
        return Release.objects.create(
            number=_next(Release),
            data=data,
            digest=digest,
            schema_version=SCHEMA_VERSION,
            meanings=question_meanings(content),
            note=note,
            created_by=by,
        )


def publish(*, release: Release, by: User | None) -> Publication:
    """Make an approved Release live.

    Raises `Refused` when no Approval compared this Release with what is live now, when
    the Release is live already, and when its bytes can't be served.
    """
    with _counting():
        number = _next(Publication)
        live = live_publication()
        _check_not_live(release, live)
        _check_servable(release)
        approval = valid_approval(release=release, live=live)
        if approval is None:
            raise Refused(f"Nobody has approved release {release.number} against what is live now.")
        return Publication.objects.create(
            number=number, kind=PublicationKind.PUBLISH, release=release, approval=approval, made_by=by
        )


def publish_demonstration(*, release: Release) -> Publication:
    """Make a Release live that no reviewer has seen, so that a new installation has something to show.

    Raises `Refused` where unreviewed content is not allowed, once anything was ever
    published, and when the bytes of the Release can't be served.
    """
    if not settings.DEMONSTRATION_ALLOWED:
        raise Refused("This site does not publish what no clinician has reviewed.")
    with _counting():
        if Publication.objects.exists():
            raise Refused(
                "Something was published before, so this is no first demonstration. Ask for an approval."
            )
        _check_servable(release)
        return Publication.objects.create(number=1, kind=PublicationKind.DEMONSTRATION, release=release)


def roll_back(*, release: Release, by: User | None, reason: str) -> Publication:
    """Make a Release live again that was live before.

    Raises `Refused` without a reason, for a Release that was never live or is live now,
    for an unreviewed one where that is not allowed, and when its bytes can't be served.
    """
    if not reason.strip():
        raise Refused("Say why this is rolled back.")
    with _counting():
        number = _next(Publication)
        _check_not_live(release, live_publication())
        if not Publication.objects.started().filter(release=release).exists():
            raise Refused(f"Release {release.number} was never live. Publish it instead.")
        if not settings.DEMONSTRATION_ALLOWED and not was_approved(release):
            raise Refused(f"No clinician has reviewed release {release.number}.")
        _check_servable(release)
        return Publication.objects.create(
            number=number, kind=PublicationKind.ROLL_BACK, release=release, made_by=by, reason=reason
        )


def valid_approval(*, release: Release, live: Publication | None) -> Approval | None:
    """The latest Approval of `release` that compared it with what is live."""
    digest = live.release.digest if live is not None else ""
    return release.approvals.filter(live_digest=digest).order_by("-at", "-pk").first()


def was_approved(release: Release) -> bool:
    """Whether this Release ever went live on an Approval."""
    return release.publications.filter(approval__isnull=False).exists()


def _check_releasable(content: Catalogue) -> None:
    problems = release_checks.run(content, today=timezone.localdate())
    if blocking := allowances.blocking(problems):
        raise Refused(*(str(problem) for problem in blocking))


def _check_whole(content: Catalogue) -> None:
    if found := integrity.problems(content):
        raise Refused(*(str(problem) for problem in found))


def _check_not_live(release: Release, live: Publication | None) -> None:
    if live is not None and live.release == release:
        raise Refused(f"Release {release.number} is live already.")


def _check_servable(release: Release) -> None:
    try:
        content = release.catalogue()
    except (Damaged, UnknownSchema) as error:
        raise Refused(str(error)) from error
    _check_whole(content)


@contextmanager
def _counting() -> Iterator[None]:
    """A transaction that adds one numbered row."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise Refused("Somebody else did the same at this moment. Look again, then repeat it.") from error


def _next(model: type[Release | Publication]) -> int:
    latest = model._default_manager.aggregate(latest=Max("number"))["latest"]
    return int(latest or 0) + 1
