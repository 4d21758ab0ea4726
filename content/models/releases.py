"""Versions of everything: what was proposed, who approved it, and what went live when.

These rows are only ever added, so that what was said on any day can be shown again.
"""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content import catalogue, markdown
from content.catalogue import Catalogue
from content.edition import PublicationKind
from content.models.append_only import AppendOnly, AppendOnlyQuerySet
from content.models.fields import Text, choices, filled, one_of


class Damaged(ValueError):
    """The bytes of a Release are not the ones it was made with, or are no Catalogue."""


class Release(AppendOnly):
    """Everything the site may say, frozen: canonical bytes and their digest."""

    number = models.PositiveIntegerField(unique=True, help_text=_("Releases are counted from 1."))
    data = models.BinaryField(help_text=_("The frozen content."))
    digest = models.CharField(max_length=64, help_text=_("SHA-256 of the content, in hexadecimal."))
    schema_version = models.PositiveSmallIntegerField(
        help_text=_("The version of the format the content is written in.")
    )
    meanings = models.JSONField(
        help_text=_("What each question meant in this release: a fingerprint for each.")
    )
    note = Text(help_text=_("What changed and why, for the reviewer and the public log."))
    created_at = models.DateTimeField(db_default=Now())
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text=_("Who proposed it."),
    )
    held = models.JSONField(
        default=list, help_text=_("Records that were held back, each with who held it back and why.")
    )
    allowances = models.JSONField(
        default=list,
        help_text=_("Problems that somebody let pass when it was proposed, each with the reason."),
    )
    edits_upto = models.BigIntegerField(default=0, help_text=_("The last edit whose outcome it holds."))
    derived_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="derived",
        help_text=_("The release it was made from by taking a withdrawn form away."),
    )
    pages = models.JSONField(
        default=dict,
        help_text=_("The pages it makes: for each a fingerprint of what it says, and its title."),
    )

    class Meta(AppendOnly.Meta):
        ordering = ["-number"]
        constraints = filled("digest", "note")
        permissions = [
            ("propose_release", "Can propose a release"),
            ("approve_release", "Can approve a release or send it back"),
            ("publish_release", "Can publish an approved release and roll back"),
            ("emergency_release", "Can publish without a review in an emergency"),
        ]

    def __str__(self) -> str:
        return gettext("Release %(number)s") % {"number": self.number}

    def catalogue(self) -> Catalogue:
        """What this Release says; raises `Damaged`, or `catalogue.UnknownSchema`."""
        data = bytes(self.data)
        if catalogue.digest(data) != self.digest:
            message = gettext("The bytes of release %(number)s do not match their digest.")
            raise Damaged(message % {"number": self.number})
        try:
            return catalogue.decode(data, sanitise=markdown.sanitise)
        except catalogue.UnknownSchema:
            raise
        except ValueError as error:
            message = gettext("Release %(number)s is not a Catalogue: %(error)s")
            raise Damaged(message % {"number": self.number, "error": error}) from error


class Approval(AppendOnly):
    """A reviewer's signature under a Release, compared with what was live at the time."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="approvals")
    live_digest = models.CharField(
        max_length=64,
        blank=True,
        help_text=_("The digest of what was live when it was reviewed. Empty: nothing was."),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text=_("Who approved it.")
    )
    role = models.CharField(max_length=200, help_text=_("The reviewer’s role, as the public may read it."))
    statement = Text(help_text=_("What the reviewer states."))
    acknowledged = models.JSONField(default=list, help_text=_("What the reviewer said they have seen."))
    at = models.DateTimeField(db_default=Now())

    class Meta(AppendOnly.Meta):
        ordering = ["at", "pk"]
        constraints = filled("role", "statement")

    def __str__(self) -> str:
        return gettext("Approval of release %(number)s") % {"number": self.release.number}


class Return(AppendOnly):
    """A Release sent back. It can't be approved any more; the next proposal can."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="returns")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text=_("Who sent it back.")
    )
    statement = Text(help_text=_("Why, as a whole."))
    comments = models.JSONField(default=dict, help_text=_("Remarks on single changes: place and words."))
    at = models.DateTimeField(db_default=Now())

    class Meta(AppendOnly.Meta):
        ordering = ["at", "pk"]
        constraints = filled("statement")

    def __str__(self) -> str:
        return gettext("Return of release %(number)s") % {"number": self.release.number}


class PublicationQuerySet(AppendOnlyQuerySet["Publication"]):
    def started(self) -> Self:
        """Publications whose time has come by the database's clock, newest first.

        The first of them is live. A later publication takes precedence even over an
        earlier one whose start comes after it: anything in between cancels a plan.
        """
        return self.not_cancelled().filter(starts_at__lte=Now()).order_by("-number")

    def not_cancelled(self) -> Self:
        return self.filter(cancellation__isnull=True)


class Publication(AppendOnly):
    """A line in the log of what went live."""

    number = models.PositiveIntegerField(unique=True, help_text=_("Publications are counted from 1."))
    kind = models.CharField(
        max_length=14, choices=choices(PublicationKind), help_text=_("How it came to be live.")
    )
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="publications")
    approval = models.ForeignKey(
        Approval,
        on_delete=models.PROTECT,
        null=True,
        related_name="publications",
        help_text=_("The approval it rests on."),
    )
    starts_at = models.DateTimeField(db_default=Now(), help_text=_("From when it is live."))
    made_at = models.DateTimeField(db_default=Now())
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text=_("Who published it."),
    )
    reason = Text(blank=True, help_text=_("Why, for everything but an ordinary publication."))
    withdrawn = models.SlugField(
        max_length=80, blank=True, help_text=_("The form that was withdrawn, for a withdrawal.")
    )

    objects: ClassVar[models.Manager[Publication]] = PublicationQuerySet.as_manager()

    class Meta(AppendOnly.Meta):
        ordering = ["-number"]
        constraints = [
            one_of("kind", PublicationKind),
            CheckConstraint(
                condition=~Q(kind=PublicationKind.PUBLISH.value) | Q(approval__isnull=False),
                name="publication_rests_on_an_approval",
                violation_error_message=_("An ordinary publication needs an approval."),
            ),
            CheckConstraint(
                condition=Q(kind__in=[PublicationKind.PUBLISH.value, PublicationKind.DEMONSTRATION.value])
                | ~Q(reason=""),
                name="publication_gives_a_reason",
                violation_error_message=_("Say why."),
            ),
            CheckConstraint(
                condition=(Q(kind=PublicationKind.WITHDRAW.value) & ~Q(withdrawn=""))
                | (~Q(kind=PublicationKind.WITHDRAW.value) & Q(withdrawn="")),
                name="publication_names_what_it_withdraws",
                violation_error_message=_("A withdrawal names its form, and nothing else does."),
            ),
        ]

    def __str__(self) -> str:
        return gettext("Publication %(number)s: release %(release)s, %(kind)s") % {
            "number": self.number,
            "release": self.release.number,
            "kind": self.get_kind_display().lower(),
        }


class Cancellation(AppendOnly):
    """A planned Publication called off before its time came."""

    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="cancellation")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Who called it off."),
    )
    reason = Text(help_text=_("Why."))
    at = models.DateTimeField(db_default=Now())

    class Meta(AppendOnly.Meta):
        ordering = ["at", "pk"]
        constraints = filled("reason")

    def __str__(self) -> str:
        return gettext("Cancellation of publication %(number)s") % {"number": self.publication.number}
