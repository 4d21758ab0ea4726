"""The page of one Release: where it stands, what happened to it, and what somebody may do next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import gettext as _

from content import preview, standing, words
from content.desk import names
from content.edition import PublicationKind
from content.models import Publication, Release
from content.situation import overtaken_by
from content.standing import Standing


@dataclass(frozen=True, kw_only=True, slots=True)
class Door:
    """A page that leads on from here. `reasons` say why this person may not pass."""

    label: str
    explanation: str
    address: str
    main: bool = False
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """Something that happened to the Release."""

    what: str
    at: dt.datetime
    by: str
    words: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleasePage:
    title: str
    note: str
    standing: str
    proposed_by: str
    proposed_at: dt.datetime
    digest: str
    doors: tuple[Door, ...]
    closed: tuple[Door, ...]
    events: tuple[Event, ...]


def release_page(release: Release, user: User) -> ReleasePage:
    """What `user` sees of `release`."""
    stands = standing.standing_of(release)
    doors = tuple(_doors(release, user, stands))
    return ReleasePage(
        title=_("Release %(number)s") % {"number": release.number},
        note=release.note,
        standing=stands.label,
        proposed_by=names.person(release.created_by),
        proposed_at=release.created_at,
        digest=release.digest,
        doors=tuple(door for door in doors if not door.reasons),
        closed=tuple(door for door in doors if door.reasons),
        events=tuple(sorted(_events(release), key=lambda event: event.at)),
    )


def _doors(release: Release, user: User, stands: Standing) -> Iterator[Door]:
    def at(name: str) -> str:
        return reverse(f"admin:content_release_{name}", args=[release.pk])

    waits = stands is Standing.PROPOSED or standing.review_is_due(release)
    yield Door(
        label=_("Review it"),
        explanation=_("What changes, for whom, and on what evidence. Approve it there, or send it back."),
        address=at("review"),
        main=waits,
    )
    yield Door(
        label=_("Preview it"),
        explanation=_("The whole site as a visitor would see it."),
        address=preview.address(release.number),
    )
    yield Door(
        label=_("Publish it"),
        explanation=_("Now, or at a set time."),
        address=at("publish"),
        main=stands is Standing.APPROVED,
        reasons=standing.why_not_publish(user, release),
    )
    if (plan := standing.pending_plan()) is not None and plan.release_id == release.pk:
        yield Door(
            label=_("Cancel the plan"),
            explanation=_("It goes live on %(at)s UTC unless somebody cancels it.")
            % {"at": words.moment(plan.starts_at)},
            address=at("cancel"),
            reasons=standing.why_not_cancel(user, plan),
        )
    yield Door(
        label=_("Go back to it"),
        explanation=_("It was live before. One step makes it live again."),
        address=at("roll_back"),
        reasons=standing.why_not_roll_back(user, release),
    )
    yield Door(
        label=_("Restore records from it"),
        explanation=_("Put single records of the draft back as they were then."),
        address=f"{reverse('admin:content_release_restore')}?release={release.number}",
        reasons=why_not_restore(user),
    )
    yield Door(
        label=_("Publish it in an emergency"),
        explanation=_("Without a review. This leaves a mark for good."),
        address=at("emergency"),
        reasons=standing.why_not_publish_in_emergency(user, release),
    )


def why_not_restore(user: User) -> tuple[str, ...]:
    """Restoring changes the draft, so it is for those who edit."""
    return () if user.has_perm("content.change_compound") else (_("Only editors can change the draft."),)


def _events(release: Release) -> Iterator[Event]:
    yield Event(what=_("Proposed"), at=release.created_at, by=names.person(release.created_by))
    for approval in release.approvals.select_related("by"):
        by = f"{names.person(approval.by)}, {approval.role}"
        yield Event(what=_("Approved"), at=approval.at, by=by, words=approval.statement)
    for sent in release.returns.select_related("by"):
        yield Event(what=_("Sent back"), at=sent.at, by=names.person(sent.by), words=sent.statement)
    for publication in release.publications.select_related("made_by", "cancellation__by"):
        yield from _of_publication(publication)


def _of_publication(publication: Publication) -> Iterator[Event]:
    what = words.publication_kind(PublicationKind(publication.kind))
    if publication.starts_at > publication.made_at:
        what = _("%(what)s, to start on %(at)s UTC") % {
            "what": what,
            "at": words.moment(publication.starts_at),
        }
    by = names.person(publication.made_by)
    yield Event(what=what, at=publication.made_at, by=by, words=publication.reason)
    if (cancelled := getattr(publication, "cancellation", None)) is not None:
        by = names.person(cancelled.by)
        yield Event(what=_("Plan cancelled"), at=cancelled.at, by=by, words=cancelled.reason)
    elif (other := overtaken_by(publication)) is not None:
        what = _("Plan cancelled, since release %(number)s went live before") % {
            "number": other.release.number
        }
        yield Event(what=what, at=other.starts_at, by=names.person(other.made_by), words=other.reason)
