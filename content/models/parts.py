"""What several kinds of rows have in common.

Rows and their frozen twins in `content.catalogue` share their names, field for field, so
a module that meets both says `models.Goal` and `catalogue.Goal`.
"""

from __future__ import annotations

from typing import ClassVar, Self, TypeVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from content.models.fields import Lines

Row = TypeVar("Row", bound=models.Model)

PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


class SlugManager(models.Manager[Row]):
    def get_by_natural_key(self, slug: str) -> Row:
        return self.get(slug=slug)


class Slugged(models.Model):
    """A row that other content names by a lasting short name."""

    slug = models.SlugField(
        max_length=80,
        unique=True,
        help_text=_(
            "A lasting short name, as in addresses: small letters, digits and hyphens. "
            "Never change it once it was published, and never use it again for something else."
        ),
    )

    objects: ClassVar[SlugManager[Self]] = SlugManager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.slug

    def natural_key(self) -> tuple[str, ...]:
        return (self.slug,)


class Sourced(models.Model):
    """A statement somebody must be able to check."""

    sources = models.ManyToManyField(
        "content.Source",
        blank=True,
        help_text=_("Where a reader can check this. Choose every source it rests on."),
    )
    facts = Lines(
        blank=True, help_text=_("The numbers of the research notes this was written from, one per line.")
    )
    to_be_checked = models.BooleanField(
        default=False,
        help_text=_("Tick while nobody has read the source at first hand. Pages then say “to be checked”."),
    )

    class Meta:
        abstract = True


class Reviewed(Sourced):
    """A statement with a clinical review of its own."""

    reviewed_on = models.DateField(
        null=True,
        blank=True,
        help_text=_("The day a clinician last reviewed this. Leave empty if nobody has."),
    )

    class Meta:
        abstract = True


class Single(models.Model):
    """A kind of which there is exactly one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(condition=Q(id=1), name="%(class)s_only_one")]


def numbered(what: Promise) -> models.PositiveIntegerField[int, int]:
    """The place of a row among its kind."""
    return models.PositiveIntegerField(
        help_text=format_lazy(
            _("{what} are shown in the order of these numbers. Leave gaps (10, 20, 30) for later ones."),
            what=what,
        )
    )
