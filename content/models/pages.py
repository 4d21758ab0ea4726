"""What people read beside the guide: articles, foods, reference amounts, plain words."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content.catalogue import IntakeKind, LifeStage, Severity, Sex
from content.models.fields import Lines, Markdown, Text, at_least, choices, filled, one_of
from content.models.parts import Reviewed, Single, Slugged, Sourced, numbered
from content.models.safety import Contact

NOT_NEGATIVE = MinValueValidator(0)


class Publisher(Single):
    """Who publishes this and why."""

    name = models.CharField(max_length=200, help_text=_("The name of the publisher."))
    who = Markdown(blank=True, help_text=_("Who is behind it. Markdown."))
    need = Markdown(blank=True, help_text=_("Why such a guide is needed, and for whom. Markdown."))
    funding = Markdown(blank=True, help_text=_("Who pays for it, and who does not. Markdown."))
    making = Markdown(blank=True, help_text=_("How it is made. Markdown."))
    updates = Markdown(blank=True, help_text=_("How and when it is updated. Markdown."))
    testing = Markdown(blank=True, help_text=_("How it was tried with the people it is for. Markdown."))
    feedback = Markdown(blank=True, help_text=_("How to tell us something. Markdown."))
    privacy = Markdown(blank=True, help_text=_("What happens to a visitor’s answers. Markdown."))
    accessibility = Markdown(
        blank=True, help_text=_("How it works for everybody, and what does not yet. Markdown.")
    )

    class Meta(Single.Meta):
        constraints = [*Single.Meta.constraints, *filled("name")]
        verbose_name_plural = "publisher"

    def __str__(self) -> str:
        return self.name


class FoodFirst(Single, Reviewed):
    """The choice that is always compared: food first, or no supplement."""

    title = models.CharField(max_length=200, help_text=_("The heading."))
    summary = Text(help_text=_("The choice in one or two sentences."))
    for_it = Markdown(blank=True, help_text=_("What speaks for it. Markdown."))
    against_it = Markdown(blank=True, help_text=_("What speaks against it. Markdown."))
    living_with = Markdown(blank=True, help_text=_("What it is like from day to day. Markdown."))

    class Meta(Single.Meta):
        constraints = [*Single.Meta.constraints, *filled("title", "summary")]
        verbose_name = "food first"
        verbose_name_plural = "food first"

    def __str__(self) -> str:
        return self.title


class Article(Slugged, Reviewed):
    """A page to read."""

    title = models.CharField(max_length=200, help_text=_("The heading of the page."))
    number = numbered(pgettext_lazy("shown in order", "Articles"))
    summary = Text(help_text=_("What the page is about, in one or two sentences."))
    body = Markdown(blank=True, help_text=_("The page. Markdown."))

    class Meta:
        ordering = ["number", "slug"]
        constraints = filled("slug", "title", "summary")

    def __str__(self) -> str:
        return self.title


class Food(Slugged, Sourced):
    """Milligrams of magnesium in one serving of a food."""

    name = models.CharField(max_length=200, help_text=_("The food, as prepared: “Spinach, boiled”."))
    group = models.CharField(max_length=80, help_text=_("What kind of food it is: “Nuts and seeds”."))
    serving = models.CharField(max_length=120, help_text=_("The size of one serving."))
    mg = models.FloatField(
        null=True,
        blank=True,
        validators=[NOT_NEGATIVE],
        help_text=_("Milligrams of magnesium in one serving. Empty when no value was read."),
    )
    note = Text(blank=True, help_text=_("Anything a reader should know about this value."))

    class Meta:
        ordering = ["slug"]
        constraints = [*filled("slug", "name", "group", "serving"), at_least("mg", 0)]

    def __str__(self) -> str:
        return self.name


class ReferenceIntake(Slugged, Sourced):
    """A reference amount or a limit, in milligrams of elemental magnesium a day."""

    authority = models.CharField(max_length=200, help_text=_("Who set it."))
    region = models.CharField(max_length=80, help_text=_("Where it holds."))
    kind = models.CharField(
        max_length=12,
        choices=choices(IntakeKind),
        help_text=_(
            "Recommended: enough for nearly everybody. Adequate: enough, by observation. "
            "Average: enough for half of a group. Label: what labels count from. Limit: not to be passed."
        ),
    )
    who = models.CharField(max_length=200, help_text=_("Whom it is for, in words: “Women, 19 to 30 years”."))
    stage = models.CharField(max_length=14, choices=choices(LifeStage), help_text=_("The stage of life."))
    sex = models.CharField(
        max_length=8, choices=choices(Sex), default=Sex.ANY.value, help_text=_("Whom it is for.")
    )
    age_from = models.FloatField(
        null=True,
        blank=True,
        validators=[NOT_NEGATIVE],
        help_text=_("From this age in years. Half a year is 0.5."),
    )
    age_to = models.FloatField(
        null=True, blank=True, validators=[NOT_NEGATIVE], help_text=_("Up to this age in years, included.")
    )
    mg = models.FloatField(
        null=True,
        blank=True,
        validators=[NOT_NEGATIVE],
        help_text=_("Milligrams a day. Empty when the authority set no value."),
    )
    counts = models.CharField(
        max_length=120, help_text=_("What the amount covers: “all sources”, or “supplements and medicines”.")
    )
    note = Text(blank=True, help_text=_("Anything a reader should know about this value."))
    number = numbered(pgettext_lazy("shown in order", "Reference amounts"))
    headline = models.BooleanField(default=False, help_text=_("Tick to show it on every result."))

    class Meta:
        ordering = ["number", "slug"]
        constraints = [
            *filled("slug", "authority", "region", "who", "counts"),
            one_of("kind", IntakeKind),
            one_of("stage", LifeStage),
            one_of("sex", Sex),
            at_least("mg", 0),
            at_least("age_from", 0),
            CheckConstraint(
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_to__gte=F("age_from")),
                name="referenceintake_ages_in_order",
                violation_error_message=_("The second age must not be lower than the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority}: {self.who}"


class Region(Slugged):
    """Where a reader may be: whose numbers and limits come first, and whom one asks there."""

    name = models.CharField(max_length=80, help_text=_("The country or union, as readers choose it."))
    number = numbered(pgettext_lazy("shown in order", "Regions"))
    contacts = models.ManyToManyField(
        Contact,
        blank=True,
        related_name="regions",
        verbose_name="telephone numbers",
        help_text=_("The numbers that come first for readers there. One of them must be for emergencies."),
    )
    leading_limit = models.ForeignKey(
        ReferenceIntake,
        on_delete=models.PROTECT,
        related_name="regions",
        help_text=_(
            "The limit that comes first for readers there, with all other values that hold where it does."
        ),
    )
    whom = Text(
        blank=True, help_text=_("Whom to ask there, in the words used there: “A pharmacist, or your doctor.”")
    )

    class Meta:
        ordering = ["number", "slug"]
        constraints = [*filled("slug", "name")]

    def __str__(self) -> str:
        return self.name


class DeficiencySign(Slugged, Sourced):
    """What too little magnesium can look like."""

    system = models.CharField(max_length=120, help_text=_("The part of the body: “Muscles”."))
    severity = models.CharField(max_length=8, choices=choices(Severity), help_text=_("Mild or severe."))
    statement = Text(help_text=_("The sign, in plain words."))
    urgent = models.BooleanField(default=False, help_text=_("Tick when this needs urgent help."))
    number = numbered(pgettext_lazy("shown in order", "Signs"))

    class Meta:
        ordering = ["number", "slug"]
        constraints = [*filled("slug", "system", "statement"), one_of("severity", Severity)]

    def __str__(self) -> str:
        return f"{self.system}, {self.get_severity_display().lower()}"


class GlossaryTerm(Slugged, Sourced):
    """A word that needs explaining."""

    term = models.CharField(max_length=120, help_text=_("The word."))
    also = Lines(blank=True, help_text=_("Other spellings and forms of the word, one per line."))
    meaning = Text(help_text=_("What it means, in plain words."))

    class Meta:
        ordering = ["slug"]
        constraints = filled("slug", "term", "meaning")

    def __str__(self) -> str:
        return self.term
