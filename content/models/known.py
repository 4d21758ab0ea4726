"""What people hope for, what is known about a form for it, and where that was read."""

from __future__ import annotations

from django.core.validators import URLValidator
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from content.catalogue import Certainty, Direction, Reading, Relevance
from content.models.fields import Lines, Markdown, Text, choices, filled, one_of
from content.models.forms import Compound, Trait
from content.models.parts import Reviewed, Slugged, numbered


class Source(Slugged):
    """A citation."""

    title = models.CharField(max_length=500, help_text=_("The title of the page, paper or book."))
    publisher = models.CharField(
        max_length=300, help_text=_("Who published it: an authority, a journal, an organisation.")
    )
    year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("Empty when it bears no date.")
    )
    url = models.URLField(
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["https", "http"])],
        help_text=_("Its address, beginning with https:// or http://. Empty when it has none."),
    )
    reading = models.CharField(
        max_length=10,
        choices=choices(Reading),
        help_text=_(
            "How close the text that was read is to the source. Primary: the publisher’s own page. "
            "Abstract: of a paper. Copy: kept by somebody else. Secondary: somebody else’s report. Weak: an "
            "unattributed or commercial report. Recalled: general knowledge. Computed: our own arithmetic."
        ),
    )
    note = Text(blank=True, help_text=_("Anything a reader should know about this source."))
    facts = Lines(blank=True, help_text=_("The numbers of the research notes taken from it, one per line."))

    class Meta:
        ordering = ["slug"]
        constraints = [
            *filled("slug", "title", "publisher"),
            one_of("reading", Reading),
            CheckConstraint(
                condition=Q(url="") | Q(url__startswith="https://") | Q(url__startswith="http://"),
                name="source_url_is_of_the_web",
                violation_error_message=_("An address begins with https:// or http://."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.publisher})"


class Goal(Slugged, Reviewed):
    """What somebody hopes for."""

    name = models.CharField(max_length=120, help_text=_("The goal as a heading: “Sleep”."))
    hope = models.CharField(
        max_length=200, help_text=_("Completes the sentence “You hope for …”: “better sleep”.")
    )
    number = numbered(pgettext_lazy("shown in order", "Goals"))
    summary = Text(help_text=_("What is known, in one or two sentences."))
    known = Markdown(blank=True, help_text=_("What studies found, and did not find. Markdown."))
    check_first = Markdown(
        blank=True, help_text=_("What a clinician should check before anybody tries magnesium. Markdown.")
    )
    what_else = Markdown(blank=True, help_text=_("What else helps. Markdown."))
    without_treatment = Markdown(blank=True, help_text=_("What happens without doing anything. Markdown."))
    support = Markdown(blank=True, help_text=_("Where to find support. Markdown."))
    hindered_by = models.ManyToManyField(
        Trait,
        blank=True,
        related_name="hindered_goals",
        help_text=_("Steps that count against a form for this goal, such as poor absorption for sleep."),
    )

    class Meta:
        ordering = ["number", "slug"]
        constraints = filled("slug", "name", "hope", "summary")

    def __str__(self) -> str:
        return self.name


class ClaimManager(models.Manager["Claim"]):
    def get_by_natural_key(self, compound: str, goal: str) -> Claim:
        return self.get(compound__slug=compound, goal__slug=goal)


class Claim(Reviewed):
    """What is known about one form for one goal."""

    compound = models.ForeignKey(
        Compound,
        on_delete=models.PROTECT,
        related_name="claims",
        verbose_name="form",
        help_text=_("The form this is about."),
    )
    goal = models.ForeignKey(
        Goal, on_delete=models.PROTECT, related_name="claims", help_text=_("The goal this is about.")
    )
    relevance = models.CharField(
        max_length=10,
        choices=choices(Relevance),
        help_text=_(
            "How often people choose this form for this goal, by labels and articles. "
            "It says nothing about proof."
        ),
    )
    direction = models.CharField(
        max_length=10,
        choices=choices(Direction),
        help_text=_("What studies of this form for this goal point to."),
    )
    certainty = models.CharField(
        max_length=10,
        choices=choices(Certainty),
        help_text=_("How sure anyone can be of that, for this very form and goal."),
    )
    statement = Text(help_text=_("What is known, in plain words."))
    because = Text(help_text=_("Why the certainty is what it is."))
    effect = Text(
        blank=True, help_text=_("The size of the effect in plain numbers. Empty when none is known.")
    )
    population = Text(blank=True, help_text=_("Who was studied."))
    limits = Text(blank=True, help_text=_("What the studies can not tell."))

    objects = ClaimManager()

    class Meta:
        ordering = ["compound__slug", "goal__slug"]
        constraints = [
            *filled("statement", "because"),
            one_of("relevance", Relevance),
            one_of("direction", Direction),
            one_of("certainty", Certainty),
            UniqueConstraint(
                fields=["compound", "goal"],
                name="claim_once_per_form_and_goal",
                violation_error_message=_("There is already a claim about this form for this goal."),
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(form)s for %(goal)s") % {"form": self.compound, "goal": self.goal}

    def natural_key(self) -> tuple[str, ...]:
        return (self.compound.slug, self.goal.slug)

    natural_key.dependencies = ["content.compound", "content.goal"]  # type: ignore[attr-defined]
