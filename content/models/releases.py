"""Versions of everything: what was proposed, who approved it, and what went live when.

These rows are only ever added. Each refuses to be changed or deleted, on its own and
through a queryset, so that what was said on any day can be shown again.
"""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django.db.models.functions import Now

from content import catalogue, markdown
from content.catalogue import Catalogue
from content.edition import PublicationKind
from content.models.fields import Text, choices, filled, one_of

Row = TypeVar("Row", bound=models.Model)


class Unchangeable(TypeError):
    """Somebody tried to change or delete a row of the record."""


class Damaged(ValueError):
    """The bytes of a Release are not the ones it was made with, or are no Catalogue."""


class AppendOnlyQuerySet(models.QuerySet[Row]):
    """Rows that can be added and read."""

    def update(self, **values: Any) -> NoReturn:
        raise Unchangeable(f"{self.model.__name__} rows are never changed.")

    def bulk_update(self, *args: Any, **options: Any) -> NoReturn:
        raise Unchangeable(f"{self.model.__name__} rows are never changed.")

    def delete(self) -> NoReturn:
        raise Unchangeable(f"{self.model.__name__} rows are never deleted.")


class AppendOnly(models.Model):
    """A row of the record."""

    objects: ClassVar[models.Manager[Self]] = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise Unchangeable(f"{type(self).__name__} rows are never changed.")
        options["force_insert"] = True
        super().save(*args, **options)
        self.refresh_from_db()  # the database filled in the times by its own clock

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise Unchangeable(f"{type(self).__name__} rows are never deleted.")


class Release(AppendOnly):
    """Everything the site may say, frozen: canonical bytes and their digest."""

    number = models.PositiveIntegerField(unique=True, help_text="Releases are counted from 1.")
    data = models.BinaryField(help_text="The frozen content.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content, in hexadecimal.")
    schema_version = models.PositiveSmallIntegerField(
        help_text="The version of the format the content is written in."
    )
    meanings = models.JSONField(help_text="What each question meant in this release: a fingerprint for each.")
    note = Text(help_text="What changed and why, for the reviewer and the public log.")
    created_at = models.DateTimeField(db_default=Now())
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Who proposed it.",
    )

    class Meta(AppendOnly.Meta):
        ordering = ["-number"]
        constraints = filled("digest", "note")

    def __str__(self) -> str:
        return f"Release {self.number}"

    def catalogue(self) -> Catalogue:
        """What this Release says; raises `Damaged`, or `catalogue.UnknownSchema`."""
        data = bytes(self.data)
        if catalogue.digest(data) != self.digest:
            raise Damaged(f"The bytes of release {self.number} do not match their digest.")
        try:
            return catalogue.decode(data, sanitise=markdown.sanitise)
        except catalogue.UnknownSchema:
            raise
        except ValueError as error:
            raise Damaged(f"Release {self.number} is not a Catalogue: {error}") from error


class Approval(AppendOnly):
    """A reviewer's signature under a Release, compared with what was live at the time."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="approvals")
    live_digest = models.CharField(
        max_length=64,
        blank=True,
        help_text="The digest of what was live when it was reviewed. Empty: nothing was.",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Who approved it."
    )
    role = models.CharField(max_length=200, help_text="The reviewer’s role, as the public may read it.")
    statement = Text(help_text="What the reviewer states.")
    at = models.DateTimeField(db_default=Now())

    class Meta(AppendOnly.Meta):
        ordering = ["at", "pk"]
        constraints = filled("role", "statement")

    def __str__(self) -> str:
        return f"Approval of release {self.release.number}"


class PublicationQuerySet(AppendOnlyQuerySet["Publication"]):
    def started(self) -> Self:
        """Publications whose time has come by the database's clock, newest first.

        The first of them is live. A later publication takes precedence even over an
        earlier one whose start comes after it: anything in between cancels a plan.
        """
        return self.filter(starts_at__lte=Now()).order_by("-number")


class Publication(AppendOnly):
    """A line in the log of what went live."""

    number = models.PositiveIntegerField(unique=True, help_text="Publications are counted from 1.")
    kind = models.CharField(
        max_length=14, choices=choices(PublicationKind), help_text="How it came to be live."
    )
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="publications")
    approval = models.ForeignKey(
        Approval,
        on_delete=models.PROTECT,
        null=True,
        related_name="publications",
        help_text="The approval it rests on.",
    )
    starts_at = models.DateTimeField(db_default=Now(), help_text="From when it is live.")
    made_at = models.DateTimeField(db_default=Now())
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Who published it.",
    )
    reason = Text(blank=True, help_text="Why, for everything but an ordinary publication.")

    objects: ClassVar[models.Manager[Publication]] = PublicationQuerySet.as_manager()

    class Meta(AppendOnly.Meta):
        ordering = ["-number"]
        constraints = [
            one_of("kind", PublicationKind),
            CheckConstraint(
                condition=~Q(kind=PublicationKind.PUBLISH.value) | Q(approval__isnull=False),
                name="publication_rests_on_an_approval",
                violation_error_message="An ordinary publication needs an approval.",
            ),
            CheckConstraint(
                condition=Q(kind__in=[PublicationKind.PUBLISH.value, PublicationKind.DEMONSTRATION.value])
                | ~Q(reason=""),
                name="publication_gives_a_reason",
                violation_error_message="Say why.",
            ),
        ]

    def __str__(self) -> str:
        return f"Publication {self.number}: release {self.release.number}, {self.get_kind_display().lower()}"
