"""Forms of magnesium, and the scales that say how a form suits somebody."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content.catalogue import Route
from content.models.fields import Lines, Markdown, Text, at_least, choices, filled, one_of
from content.models.parts import PERCENT, Reviewed, Slugged, Sourced, numbered


class Scale(Slugged):
    """What a row of traits measures: gut effect, absorption, cost."""

    name = models.CharField(
        max_length=120, help_text=_("What is measured, as a heading: “Effect on the gut”.")
    )
    hint = Text(blank=True, help_text=_("A sentence that explains the scale to a visitor."))
    number = numbered(pgettext_lazy("shown in order", "Scales"))

    class Meta:
        ordering = ["number", "slug"]
        constraints = filled("slug", "name")

    def __str__(self) -> str:
        return self.name


class Trait(Slugged):
    """One step on a scale, which a visitor can welcome, avoid or rule out."""

    scale = models.ForeignKey(
        Scale, on_delete=models.PROTECT, related_name="steps", help_text=_("The scale this is a step of.")
    )
    step = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1)], help_text=_("The place on the scale, counted from 1.")
    )
    name = models.CharField(max_length=120, help_text=_("The step in a table: “Usually gentle”."))
    phrase = models.CharField(
        max_length=200, help_text=_("Completes the sentence “This form …”: “is usually gentle on the gut”.")
    )
    hint = Text(blank=True, help_text=_("A sentence that explains this step to a visitor."))

    class Meta:
        ordering = ["scale__slug", "step", "slug"]
        constraints = [*filled("slug", "name", "phrase"), at_least("step", 1)]

    def __str__(self) -> str:
        return f"{self.name} ({self.slug})"


class Compound(Slugged, Reviewed):
    """A form of magnesium: a compound and the way it is taken."""

    name = models.CharField(max_length=120, help_text=_("The full name: “Magnesium glycinate”."))
    short = models.CharField(max_length=60, help_text=_("The name in lists and tables: “Glycinate”."))
    number = numbered(pgettext_lazy("shown in order", "Forms"))
    route = models.CharField(
        max_length=10, choices=choices(Route), help_text=_("Whether it is swallowed or used on the skin.")
    )
    summary = Text(help_text=_("One or two sentences a visitor reads first."))
    labels = Lines(blank=True, help_text=_("Other names found on labels, one per line."))
    about = Markdown(blank=True, help_text=_("What it is and what people choose it for. Markdown."))
    risks = Markdown(blank=True, help_text=_("What can go wrong: unwanted effects and limits. Markdown."))
    ask_first = Markdown(
        blank=True, help_text=_("Who should ask a pharmacist or doctor before using it. Markdown.")
    )

    class Meta:
        ordering = ["number", "slug"]
        constraints = [*filled("slug", "name", "short", "summary"), one_of("route", Route)]
        verbose_name = "form of magnesium"
        verbose_name_plural = "forms of magnesium"
        permissions = [("withdraw_compound", "Can withdraw a form from the public")]

    def __str__(self) -> str:
        return self.name


class Elemental(Sourced):
    """How much of the weight of one salt is magnesium, with the arithmetic."""

    compound = models.ForeignKey(Compound, on_delete=models.CASCADE, related_name="elemental")
    number = models.PositiveSmallIntegerField(
        default=10, help_text=_("The order within this form. Results show the first one.")
    )
    salt = models.CharField(max_length=120, help_text=_("The exact salt: “Magnesium citrate, anhydrous”."))
    formula = models.CharField(max_length=120, help_text=_("Its chemical formula."))
    percent = models.FloatField(validators=PERCENT, help_text=_("Magnesium by weight, in percent."))
    arithmetic = Text(help_text=_("How the percentage was worked out."))
    note = Text(blank=True, help_text=_("Anything a reader should know about this figure."))

    class Meta:
        ordering = ["compound_id", "number", "salt"]
        constraints = [
            *filled("salt", "formula", "arithmetic"),
            CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100),
                name="elemental_percent_of_100",
                violation_error_message=_("A percentage lies between 0 and 100."),
            ),
            UniqueConstraint(fields=["compound", "salt"], name="elemental_once_per_salt"),
        ]
        verbose_name = "elemental percentage"

    def __str__(self) -> str:
        return f"{self.salt}: {self.percent:g} %"


class CompoundTrait(Sourced):
    """Where a form stands on a scale.

    A form stands on each scale once, or not at all. The editing screen holds to that for
    all places of a form together, and `content.integrity` for everything that is frozen.
    """

    compound = models.ForeignKey(Compound, on_delete=models.CASCADE, related_name="traits")
    trait = models.ForeignKey(
        Trait,
        on_delete=models.PROTECT,
        related_name="compounds",
        help_text=_("The step this form stands on. Use each scale once, and leave out what nobody knows."),
    )
    note = Text(blank=True, help_text=_("Why it stands here, in a sentence."))

    class Meta:
        ordering = ["compound_id", "trait__slug"]
        constraints = [UniqueConstraint(fields=["compound", "trait"], name="compoundtrait_once")]
        verbose_name = "place on a scale"
        verbose_name_plural = "places on scales"

    def __str__(self) -> str:
        return str(self.trait)
