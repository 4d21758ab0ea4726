"""When to be careful, what the advice cards say, and whom to call."""

from __future__ import annotations

from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content.catalogue import Action, CautionGroup, ContactKind, Level
from content.models.fields import Lines, Markdown, Text, choices, filled, one_of
from content.models.forms import Compound
from content.models.parts import Reviewed, Slugged, numbered


class Caution(Slugged, Reviewed):
    """A reason to be careful, and what it does to a result."""

    name = models.CharField(max_length=200, help_text=_("The reason as a heading: “Kidney disease”."))
    group = models.CharField(
        max_length=12, choices=choices(CautionGroup), help_text=_("Where safety pages list it.")
    )
    action = models.CharField(
        max_length=14,
        choices=choices(Action),
        help_text=_(
            "Mention: a line on the result. Set aside: the forms named below are not shown. "
            "Ask first: the advice card stands above everything. Withhold: advice replaces every form. "
            "Urgent: the guide ends with the urgent card."
        ),
    )
    number = numbered(pgettext_lazy("shown in order", "Cautions"))
    statement = Text(help_text=_("Why to be careful, in plain words."))
    advice = Markdown(blank=True, help_text=_("What to do. Markdown."))
    ask = Lines(blank=True, help_text=_("Questions to put to a pharmacist or doctor, one per line."))
    examples = Lines(blank=True, help_text=_("Names somebody may look for, such as medicines, one per line."))
    compounds = models.ManyToManyField(
        Compound,
        blank=True,
        related_name="cautions",
        verbose_name="forms",
        help_text=_("The forms it concerns. Choose none when it concerns every form."),
    )
    contact = models.CharField(
        max_length=10,
        choices=choices(ContactKind),
        blank=True,
        help_text=_("Which telephone numbers to show with it, if any."),
    )

    class Meta:
        ordering = ["number", "slug"]
        constraints = [
            *filled("slug", "name", "statement"),
            one_of("group", CautionGroup),
            one_of("action", Action),
            one_of("contact", ContactKind, or_empty=True),
        ]

    def __str__(self) -> str:
        return self.name


class GuidanceManager(models.Manager["Guidance"]):
    def get_by_natural_key(self, level: str, withheld: bool) -> Guidance:  # noqa: FBT001  as Django calls it
        return self.get(level=level, withheld=withheld)


class Guidance(Reviewed):
    """The advice card of one level."""

    level = models.CharField(
        max_length=14, choices=choices(Level), help_text=_("The level this card belongs to.")
    )
    withheld = models.BooleanField(
        default=False, help_text=_("Tick for the ask-first card that replaces every form.")
    )
    title = models.CharField(max_length=200, help_text=_("The heading of the card."))
    body = Markdown(blank=True, help_text=_("What the card says. Markdown."))
    action = models.CharField(max_length=200, help_text=_("What to do, in a few words."))

    objects = GuidanceManager()

    class Meta:
        ordering = ["level", "withheld"]
        constraints = [
            *filled("title", "action"),
            one_of("level", Level),
            UniqueConstraint(fields=["level", "withheld"], name="guidance_one_card_per_level"),
        ]
        verbose_name_plural = "guidance"

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str, bool]:
        return (self.level, self.withheld)


class Contact(Slugged):
    """A telephone number somebody may need."""

    kind = models.CharField(
        max_length=10, choices=choices(ContactKind), help_text=_("When the number is shown.")
    )
    region = models.CharField(max_length=80, help_text=_("The country, in words."))
    name = models.CharField(max_length=120, help_text=_("Who answers."))
    number = models.CharField(max_length=60, help_text=_("The telephone number as one would dial it."))
    note = Text(blank=True, help_text=_("When it is open, what it costs, and the like."))
    order = models.PositiveIntegerField(help_text=_("Contacts are shown in the order of these numbers."))
    to_be_checked = models.BooleanField(
        default=False, help_text=_("Tick while nobody has checked the number at first hand.")
    )

    class Meta:
        ordering = ["order", "slug"]
        constraints = [*filled("slug", "region", "name", "number"), one_of("kind", ContactKind)]

    def __str__(self) -> str:
        return f"{self.name}, {self.region}"
