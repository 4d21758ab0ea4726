"""Problems somebody let pass, and why.

An allowance is about one problem in its very words. When the text at that place changes,
so does the problem, and the allowance no longer covers it. Rows are only ever added, so
what was let pass at any time, by whom and why, can still be read.
"""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Max
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.models.append_only import AppendOnly, AppendOnlyQuerySet
from content.models.fields import Text, filled


class AllowanceQuerySet(AppendOnlyQuerySet["Allowance"]):
    def in_force(self) -> Self:
        """The newest row about each problem, where it lets the problem pass."""
        newest = self.values("fingerprint").annotate(newest=Max("pk")).order_by().values("newest")
        return self.filter(pk__in=newest, allowed=True)


class Allowance(AppendOnly):
    """A problem let pass from now on, or no longer; the newest row about a problem counts."""

    allowed = models.BooleanField(help_text=_("No: this takes an earlier allowance back."))
    check_slug = models.CharField(max_length=80, help_text=_("The check that found the problem."))
    kind = models.CharField(max_length=40, help_text=_("The kind of record it was found in."))
    record = models.CharField(max_length=200, blank=True, help_text=_("The record it was found in."))
    field = models.CharField(max_length=200, blank=True, help_text=_("The field it was found in."))
    message = Text(help_text=_("The problem, in the words of the check."))
    fingerprint = models.CharField(max_length=64, db_index=True, help_text=_("Stands for all of these."))
    reason = Text(help_text=_("Why it may stay, or no longer. Every reviewer reads this."))
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text=_("Who decided.")
    )

    objects: ClassVar[models.Manager[Allowance]] = AllowanceQuerySet.as_manager()

    class Meta(AppendOnly.Meta):
        ordering = ["at", "pk"]
        constraints = filled("check_slug", "kind", "message", "fingerprint", "reason")

    def __str__(self) -> str:
        message = (
            gettext("%(check)s in %(kind)s, %(record)s: allowed")
            if self.allowed
            else gettext("%(check)s in %(kind)s, %(record)s: no longer allowed")
        )
        return message % {"check": self.check_slug, "kind": self.kind, "record": self.record}
