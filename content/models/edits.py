"""What editors did to the content before anybody proposed it, and what they hold back."""

from __future__ import annotations

from typing import Any

import msgspec
from django.conf import settings
from django.db import models
from django.db.models import UniqueConstraint
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from content import diff, documents
from content.catalogue import SCHEMA_VERSION
from content.models.append_only import AppendOnly
from content.models.fields import Text, filled


def current_schema() -> int:
    """Asked for each row, so that a new version needs no migration."""
    return SCHEMA_VERSION


class Edit(AppendOnly):
    """One record before and after somebody changed it, as the Catalogue would say it.

    A record that was renamed is one that went and one that came. Nobody is named for
    content that came with a new installation.
    """

    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text=_("Who changed it."),
    )
    how = models.CharField(
        max_length=200,
        blank=True,
        help_text=_("In which way, when it was not by hand: an import, for example."),
    )
    kind = models.CharField(max_length=40, help_text=_("The kind of record."))
    record = models.CharField(max_length=200, blank=True, help_text=_("The name of the record in its kind."))
    before = models.JSONField(null=True, help_text=_("The record as it was. Empty: there was none."))
    after = models.JSONField(null=True, help_text=_("The record as it became. Empty: it was deleted."))
    schema_version = models.PositiveSmallIntegerField(
        default=current_schema, help_text=_("The version of the format both are written in.")
    )

    class Meta(AppendOnly.Meta):
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "record"], name="edit_of_a_record")]
        constraints = filled("kind")

    def __str__(self) -> str:
        return f"{self.kind}, {self.record}" if self.record else self.kind

    def changes(self) -> tuple[diff.FieldChange, ...]:
        """Which fields read differently, word by word."""
        return diff.fields(self._frozen(self.before), self._frozen(self.after))

    def _frozen(self, value: Any) -> msgspec.Struct | None:
        return None if value is None else msgspec.convert(value, documents.KINDS[self.kind])


class Hold(models.Model):
    """A record that is not ready: the next Release keeps its live version."""

    kind = models.CharField(max_length=40, help_text=_("The kind of record."))
    record = models.CharField(max_length=200, blank=True, help_text=_("The name of the record in its kind."))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Who holds it back."),
    )
    reason = Text(help_text=_("What is still missing. The reviewer reads this."))
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["kind", "record"]
        constraints = [
            *filled("kind", "reason"),
            UniqueConstraint(fields=["kind", "record"], name="hold_once_per_record"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.record}" if self.record else self.kind
