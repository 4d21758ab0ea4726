"""From the editors' rows to what the public reads: propose, approve, publish, roll back.

Everything that goes live passes through here, whoever asks: the admin, a command, the
first start. Each function does all of it or nothing, and raises `Refused` with sentences
somebody can act on. Who may do what is told by `content.standing`.

Whoever acts waits for their turn, so what is live can't change between the look and the
act; and the database accepts each number once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from content import (
    allowances,
    catalogue,
    checked,
    dated,
    edits,
    holding,
    integrity,
    review_sections,
    snapshot,
    standing,
)
from content.catalogue import SCHEMA_VERSION, Catalogue, UnknownSchema
from content.desk import names
from content.edition import PublicationKind
from content.meaning import question_meanings
from content.models import Approval, Cancellation, Damaged, Publication, Release, Return
from content.refused import Refused, refuse_for
from content.standing import live_publication, valid_approval
from content.turns import in_turn
from content.withdrawal import without

__all__ = [
    "Refused",
    "Seen",
    "approve",
    "cancel",
    "live_publication",
    "propose",
    "publish",
    "publish_demonstration",
    "publish_in_emergency",
    "roll_back",
    "send_back",
    "valid_approval",
    "withdraw",
]


def propose(*, note: str, by: User | None) -> Release:
    """Freeze what the rows now say into a new Release, with the live version of what is held back.

    Raises `Refused` without a note, when a release check blocks (with every problem that
    nobody let pass), and when nothing differs from what is live.
    """
    refuse_for(standing.why_not_propose(by))
    _demand(note, _("Say what changes and why."))
    with in_turn():
        edits_upto = edits.latest()
        held = list(holding.held())
        live = live_publication()
        try:
            draft = snapshot.freeze()
        except snapshot.Unfinished as error:
            raise Refused(str(error)) from error
    content = holding.with_live_versions(draft, live.release if live is not None else None, held)
    problems = checked.problems(content, today=timezone.localdate())
    refuse_for(names.told(allowances.blocking(problems), content))
    if live is not None and live.release.digest == catalogue.digest_of(content):
        raise Refused(
            _("Nothing differs from release %(number)s, which is live.") % {"number": live.release.number}
        )
    with _counting():
        return _add_release(
            content,
            note=note,
            by=by,
            held=[holding.told(hold) for hold in held],
            allowances=allowances.told(problems),
            edits_upto=edits_upto,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What a reviewer saw.

    `compared_with` is the digest of what they saw the Release compared with, empty for
    nothing. `acknowledged` is what they said they have seen: all that the sections of the
    review page ask for, and `standing.back(form)` for every withdrawn form that comes back.
    """

    compared_with: str
    acknowledged: Collection[str] = ()


def approve(*, release: Release, by: User, role: str, statement: str, seen: Seen) -> Approval:
    """Sign a Release, compared with what is live now.

    The sections may have to count first. They do that before this turn begins; in it only
    that they looked at the same difference is asked.
    """
    _demand(role, _("Say in which role you approve."))
    _demand(statement, _("Say what you state with your approval."))
    content = _servable(release)
    refuse_for(standing.why_not_approve(by, release))
    before = _compared(release, seen.compared_with)
    refuse_for(tuple(review_sections.unseen(before, content, acknowledged=seen.acknowledged)))
    with in_turn():
        _compared(release, seen.compared_with)
        refuse_for(standing.why_not_approve(by, release))
        afterwards = standing.review_is_due(release)  # an emergency, compared with what was live before it
        coming_back = () if afterwards else standing.brings_back(release)
        refuse_for(
            tuple(
                _("“%(form)s” was withdrawn. Acknowledge that it comes back.") % {"form": slug}
                for slug in coming_back
                if standing.back(slug) not in seen.acknowledged
            )
        )
        live = standing.base_of(release) if afterwards else live_publication()
        return Approval.objects.create(
            release=release,
            live_digest=live.release.digest if live is not None else "",
            by=by,
            role=role,
            statement=statement,
            acknowledged=sorted(seen.acknowledged),
        )


def _compared(release: Release, digest: str) -> Catalogue | None:
    """What `release` is compared with, while that is still what the reviewer saw."""
    base = standing.base_of(release)
    if digest != (base.release.digest if base is not None else ""):
        raise Refused(_("Something else went live since you opened this page. Look again, then decide."))
    return base.release.catalogue() if base is not None else None


def send_back(
    *, release: Release, by: User, statement: str, comments: Mapping[str, str] | None = None
) -> Return:
    """Refuse a Release for good, with remarks on single changes: place → words."""
    _demand(statement, _("Say why you send this back."))
    said = {place: words.strip() for place, words in (comments or {}).items() if words.strip()}
    with in_turn():
        refuse_for(standing.why_not_send_back(by, release))
        return Return.objects.create(release=release, by=by, statement=statement, comments=said)


def publish(*, release: Release, by: User, starts_at: dt.datetime | None = None) -> Publication:
    """Make an approved Release live, now or at a time to come.

    All release checks look at its bytes again, as of the day it starts. They take seconds,
    so they look before this turn begins, and in it once more if it is not the same bytes.
    """
    refuse_for(standing.why_not_publish(by, release))
    day = timezone.localdate(starts_at)
    checked.problems(_servable(release), today=day)
    with _counting():
        refuse_for(standing.why_not_publish(by, release))
        content = _servable(release)
        problems = checked.problems(content, today=day)
        refuse_for(names.told(allowances.blocking(problems, seen=release.allowances), content))
        if starts_at is not None:
            _check_plan(starts_at)
        when = {} if starts_at is None else {"starts_at": starts_at}
        return Publication.objects.create(
            number=_next(Publication),
            kind=PublicationKind.PUBLISH,
            release=release,
            approval=valid_approval(release=release, live=live_publication()),
            made_by=by,
            **when,
        )


def cancel(*, publication: Publication, by: User, reason: str) -> Cancellation:
    """Call a planned Publication off before its time."""
    _demand(reason, _("Say why this is cancelled."))
    with in_turn():
        refuse_for(standing.why_not_cancel(by, publication))
        return Cancellation.objects.create(publication=publication, by=by, reason=reason)


def publish_in_emergency(*, release: Release, by: User, reason: str) -> Publication:
    """Make a Release live that nobody has approved. The public log says so for ever.

    A review is due in two working days (`standing.review_due`).
    """
    _demand(reason, _("Say what the emergency is."))
    with _counting():
        refuse_for(standing.why_not_publish_in_emergency(by, release))
        _servable(release)
        return _publication(release, PublicationKind.EMERGENCY, by=by, reason=reason)


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
        _servable(release)
        return Publication.objects.create(number=1, kind=PublicationKind.DEMONSTRATION, release=release)


def withdraw(*, compound: str, by: User, reason: str) -> Publication:
    """Take one form away from the public, in one step and by one person.

    What is live goes on without it; the draft plays no part. The release checks need not
    pass, since safety comes first, but the rest must hold together. Nothing brings the
    form back but a review that says so.
    """
    _demand(reason, _("Say why this is withdrawn. The public will read it."))
    with _counting():
        refuse_for(standing.why_not_withdraw(by))
        live = live_publication()
        content = _servable(live.release) if live is not None else None
        if live is None or content is None or compound not in content.compound_of:
            raise Refused(_("No form called “%(form)s” is live.") % {"form": compound})
        note = f"{content.compound_of[compound].name} was withdrawn."
        release = _derive(live.release, without(content, compound), note=note, by=by)
        return _publication(release, PublicationKind.WITHDRAW, by=by, reason=reason, withdrawn=compound)


def roll_back(*, release: Release, by: User, reason: str) -> Publication:
    """Make a Release live again that was live before.

    Forms withdrawn since then stay away: a Release without them is made of it.
    """
    _demand(reason, _("Say why this is rolled back."))
    with _counting():
        refuse_for(standing.why_not_roll_back(by, release))
        content = _servable(release)
        if stay_away := standing.brings_back(release):
            for compound in stay_away:
                content = without(content, compound)
            note = f"Release {release.number}, without what was withdrawn since: {', '.join(stay_away)}."
            release = _derive(release, content, note=note, by=by)
        return _publication(release, PublicationKind.ROLL_BACK, by=by, reason=reason)


def _derive(base: Release, content: Catalogue, *, note: str, by: User) -> Release:
    """A Release that says what `base` says, with something taken away."""
    refuse_for(names.told(integrity.problems(content), content))
    return _add_release(
        content,
        note=note,
        by=by,
        held=[],
        allowances=base.allowances,
        edits_upto=base.edits_upto,
        derived_from=base,
    )


def _add_release(content: Catalogue, *, note: str, by: User | None, **parts: object) -> Release:
    data = catalogue.encode(content)
    return Release.objects.create(
        number=_next(Release),
        data=data,
        digest=catalogue.digest(data),
        schema_version=SCHEMA_VERSION,
        meanings=question_meanings(content),
        pages=dated.pages(content),
        note=note,
        created_by=by,
        **parts,
    )


def _publication(
    release: Release, kind: PublicationKind, *, by: User, reason: str, withdrawn: str = ""
) -> Publication:
    return Publication.objects.create(
        number=_next(Publication), kind=kind, release=release, made_by=by, reason=reason, withdrawn=withdrawn
    )


def _check_plan(starts_at: dt.datetime) -> None:
    if starts_at <= timezone.now():
        raise Refused(_("This time is past. Choose a later one, or publish now."))
    if (plan := standing.pending_plan()) is not None:
        raise Refused(
            _("Release %(number)s is planned already. Cancel that plan first.")
            % {"number": plan.release.number}
        )


def _servable(release: Release) -> Catalogue:
    """What a Release says, when that can be read and holds together."""
    try:
        content = release.catalogue()
    except (Damaged, UnknownSchema) as error:
        raise Refused(str(error)) from error
    refuse_for(names.told(integrity.problems(content), content))
    return content


def _demand(text: str, sentence: str) -> None:
    if not text.strip():
        raise Refused(sentence)


@contextmanager
def _counting() -> Iterator[None]:
    """A turn in which one numbered row is added."""
    try:
        with in_turn():
            yield
    except IntegrityError as error:
        raise Refused(_("Somebody else did the same at this moment. Look again, then repeat it.")) from error


def _next(model: type[Release | Publication]) -> int:
    latest = model._default_manager.aggregate(latest=Max("number"))["latest"]
    return int(latest or 0) + 1
