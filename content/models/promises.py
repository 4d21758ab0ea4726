"""What editors promise a visitor with certain answers will, or will never, be shown."""

from __future__ import annotations

import enum

from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content.catalogue import Level
from content.models.fields import Text, choices, filled, one_of
from content.models.forms import Compound
from content.models.parts import Slugged, numbered
from content.models.questions import Option


class Expectation(Slugged):
    """A visitor's story, their answers, and what must come of them."""

    story = Text(help_text=_("Who this is and what they need, in a sentence or two."))
    number = numbered(pgettext_lazy("shown in order", "Expectations"))
    answers = models.ManyToManyField(
        Option, related_name="expectations", help_text=_("Every answer this visitor gives.")
    )
    level = models.CharField(
        max_length=14,
        choices=choices(Level),
        blank=True,
        help_text=_("The level of advice. Empty when this is not about it."),
    )
    withheld = models.BooleanField(
        null=True,
        blank=True,
        help_text=_("Whether advice replaces every form. Unknown when this is not about it."),
    )

    class Meta:
        ordering = ["number", "slug"]
        constraints = [*filled("slug", "story"), one_of("level", Level, or_empty=True)]

    def __str__(self) -> str:
        return f"{self.number}. {self.slug}"


class Verb(enum.StrEnum):
    """What is promised of a form; the fields of the frozen Expectation have these names."""

    LEADS = "leads"
    NEVER_LEADS = "never_leads"
    SHOWS = "shows"
    NEVER_SHOWS = "never_shows"
    SETS_ASIDE = "sets_aside"
    NEVER_SETS_ASIDE = "never_sets_aside"


class Promise(models.Model):
    """What one Expectation says of one form."""

    expectation = models.ForeignKey(Expectation, on_delete=models.CASCADE, related_name="promises")
    verb = models.CharField(
        max_length=16,
        choices=choices(Verb),
        help_text=_(
            "Leads: is first, alone or with others. Shows: is among the forms shown. "
            "Sets aside: is listed as set aside."
        ),
    )
    compound = models.ForeignKey(
        Compound,
        on_delete=models.PROTECT,
        related_name="promises",
        verbose_name="form",
        help_text=_("The form."),
    )

    class Meta:
        ordering = ["expectation_id", "verb", "compound__slug"]
        constraints = [
            one_of("verb", Verb),
            UniqueConstraint(fields=["expectation", "verb", "compound"], name="promise_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display().lower()} {self.compound}"
