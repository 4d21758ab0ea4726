"""Where a Release stands, and who may take it further.

Each `why_not_…` tells in sentences why somebody may not do something; nothing means they
may. The pages ask so that they offer only what would succeed, and `content.publishing`
asks again when it is done.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.models import Publication, Release
from content.roles import CLINICAL_REVIEWER
from content.situation import (
    authors_of,
    base_of,
    brings_back,
    difference,
    live_publication,
    pending_plan,
    review_due,
    review_is_due,
    unreviewed_emergency,
    valid_approval,
    was_live,
    was_reviewed,
    withdrawn_now,
)

__all__ = [
    "Standing",
    "authors_of",
    "back",
    "base_of",
    "brings_back",
    "difference",
    "live_publication",
    "pending_plan",
    "review_due",
    "review_is_due",
    "standing_of",
    "unreviewed_emergency",
    "valid_approval",
    "was_live",
    "was_reviewed",
    "why_not_approve",
    "why_not_cancel",
    "why_not_propose",
    "why_not_publish",
    "why_not_publish_in_emergency",
    "why_not_roll_back",
    "why_not_send_back",
    "why_not_withdraw",
    "withdrawn_now",
]


class Standing(enum.StrEnum):
    """What became of a Release so far."""

    PROPOSED = "proposed"
    RETURNED = "returned"
    APPROVED = "approved"
    APPROVAL_VOID = "approval_void"
    PLANNED = "planned"
    PLAN_CANCELLED = "plan_cancelled"
    LIVE = "live"
    WAS_LIVE = "was_live"
    SUPERSEDED = "superseded"

    @property
    def label(self) -> str:
        return str(_LABELS[self])


_LABELS = {
    Standing.PROPOSED: gettext_lazy("Waiting for a review"),
    Standing.RETURNED: gettext_lazy("Sent back"),
    Standing.APPROVED: gettext_lazy("Approved, not yet published"),
    Standing.APPROVAL_VOID: gettext_lazy("Approval no longer valid: something else went live"),
    Standing.PLANNED: gettext_lazy("Approved and planned"),
    Standing.PLAN_CANCELLED: gettext_lazy("Plan cancelled"),
    Standing.LIVE: gettext_lazy("Live now"),
    Standing.WAS_LIVE: gettext_lazy("Was live before"),
    Standing.SUPERSEDED: gettext_lazy("Passed over: a later release went live"),
}


def standing_of(release: Release) -> Standing:
    """Where `release` stands now."""
    return next(_standings(release))


def _standings(release: Release) -> Iterator[Standing]:
    """Everything that can be said of where `release` stands, the most telling first."""
    live, plan = live_publication(), pending_plan()
    if live is not None and live.release_id == release.pk:
        yield Standing.LIVE
    if plan is not None and plan.release_id == release.pk:
        yield Standing.PLANNED
    if release.returns.exists():
        yield Standing.RETURNED
    if valid_approval(release=release, live=live) is not None:
        yield Standing.APPROVED
    if was_live(release):
        yield Standing.WAS_LIVE
    if release.publications.exists():
        yield Standing.PLAN_CANCELLED
    if release.approvals.exists():
        yield Standing.APPROVAL_VOID
    if live is not None and live.release.number > release.number:
        yield Standing.SUPERSEDED
    yield Standing.PROPOSED


# Who may do what -----------------------------------------------------------------------------


def why_not_propose(user: User | None) -> tuple[str, ...]:
    """Nobody needs to be named for the very first Release of a new installation."""
    if user is None:
        return (_("Say who proposes this."),) if Release.objects.exists() else ()
    return _lacking(user, "content.propose_release", _("Only editors can propose a release."))


def why_not_approve(user: User, release: Release) -> tuple[str, ...]:
    """Four eyes: a clinical reviewer who neither proposed nor made any of it."""
    return tuple(_against_approving(user, release))


def _against_approving(user: User, release: Release) -> Iterator[str]:
    yield from _lacking(user, "content.approve_release", _("Only clinical reviewers can approve."))
    if not user.groups.filter(name=CLINICAL_REVIEWER).exists():
        yield _("You are not in the group “%(group)s”.") % {"group": CLINICAL_REVIEWER}
    if release.created_by_id == user.pk:
        yield _("You proposed this release, so somebody else has to approve it.")
    if release.returns.exists():
        yield _("Release %(number)s was sent back. Wait for the next proposal.") % {"number": release.number}
    live = live_publication()
    if live is not None and live.release_id == release.pk and not review_is_due(release):
        yield _("Release %(number)s is live already.") % {"number": release.number}
    if any(author.pk == user.pk for authors in authors_of(release).values() for author in authors):
        yield _("Some of these changes are yours, so somebody else has to approve them.")


def why_not_send_back(user: User, release: Release) -> tuple[str, ...]:
    """A clinical reviewer sends a Release back; so does its proposer, to withdraw the proposal."""
    return tuple(_against_sending_back(user, release))


def _against_sending_back(user: User, release: Release) -> Iterator[str]:
    is_reviewer = user.groups.filter(name=CLINICAL_REVIEWER).exists()
    if release.created_by_id != user.pk and not (is_reviewer and user.has_perm("content.approve_release")):
        yield _("Only clinical reviewers and the proposer can send a release back.")
    if release.returns.exists():
        yield _("Release %(number)s was sent back already.") % {"number": release.number}
    if was_live(release):
        yield _("Release %(number)s has been live. Roll back instead.") % {"number": release.number}
    plan = pending_plan()
    if plan is not None and plan.release_id == release.pk:
        yield _("Release %(number)s is planned. Cancel the plan first.") % {"number": release.number}


def why_not_publish(user: User | None, release: Release) -> tuple[str, ...]:
    """The proposer or a publisher, once it is approved."""
    return tuple(_against_publishing(user, release))


def _against_publishing(user: User | None, release: Release) -> Iterator[str]:
    if user is None or not user.is_active:
        yield _("Say who publishes this.")
    elif release.created_by_id != user.pk and not user.has_perm("content.publish_release"):
        yield _("Only the proposer or a publisher can publish this.")
    live = live_publication()
    if live is not None and live.release_id == release.pk:
        yield _("Release %(number)s is live already.") % {"number": release.number}
    elif release.returns.exists():
        yield _("Release %(number)s was sent back.") % {"number": release.number}
    elif (approval := valid_approval(release=release, live=live)) is None:
        yield _("Nobody has approved release %(number)s against what is live now.") % {
            "number": release.number
        }
    else:
        for slug in brings_back(release):
            if back(slug) not in approval.acknowledged:
                yield _("“%(form)s” was withdrawn, and the approval does not say that it may come back.") % {
                    "form": slug
                }


def back(compound: str) -> str:
    """What a reviewer acknowledges to let a withdrawn form come back."""
    return f"back-{compound}"


def why_not_publish_in_emergency(user: User, release: Release) -> tuple[str, ...]:
    return tuple(_against_emergency(user, release))


def _against_emergency(user: User, release: Release) -> Iterator[str]:
    yield from _lacking(user, "content.emergency_release", _("Only publishers can publish in an emergency."))
    live = live_publication()
    if live is not None and live.release_id == release.pk:
        yield _("Release %(number)s is live already.") % {"number": release.number}
    if release.returns.exists():
        yield _("Release %(number)s was sent back.") % {"number": release.number}
    for slug in brings_back(release):
        yield _("“%(form)s” was withdrawn. Only a review can bring it back.") % {"form": slug}


def why_not_withdraw(user: User) -> tuple[str, ...]:
    return _lacking(
        user, "content.withdraw_compound", _("Only publishers and clinical reviewers can withdraw a form.")
    )


def why_not_roll_back(user: User, release: Release) -> tuple[str, ...]:
    return tuple(_against_rolling_back(user, release))


def _against_rolling_back(user: User, release: Release) -> Iterator[str]:
    yield from _lacking(user, "content.publish_release", _("Only publishers can roll back."))
    live = live_publication()
    if live is not None and live.release_id == release.pk:
        yield _("Release %(number)s is live already.") % {"number": release.number}
    elif not was_live(release):
        yield _("Release %(number)s was never live. Publish it instead.") % {"number": release.number}
    elif not settings.DEMONSTRATION_ALLOWED and not was_reviewed(release):
        yield _("No clinician has reviewed release %(number)s.") % {"number": release.number}


def why_not_cancel(user: User, publication: Publication) -> tuple[str, ...]:
    """The person who planned it or a publisher, while its time has not come."""
    return tuple(_against_cancelling(user, publication))


def _against_cancelling(user: User, publication: Publication) -> Iterator[str]:
    if publication.made_by_id != user.pk and not user.has_perm("content.publish_release"):
        yield _("Only a publisher or the person who planned this can cancel it.")
    if pending_plan() != publication:
        yield _("This is no plan that still waits.")


def _lacking(user: User, permission: str, sentence: str) -> tuple[str, ...]:
    return () if user.has_perm(permission) else (sentence,)
