"""The questions of the guide, and what each answer does."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content.catalogue import Kind
from content.models.fields import Text, at_least, choices, filled, one_of
from content.models.forms import Trait
from content.models.known import Goal
from content.models.parts import Slugged, numbered
from content.models.safety import Caution


class Question(Slugged):
    """One page of the guide."""

    number = numbered(pgettext_lazy("shown in order", "Questions"))
    kind = models.CharField(
        max_length=6, choices=choices(Kind), help_text=_("Whether one answer may be chosen, or several.")
    )
    text = models.CharField(max_length=300, help_text=_("The question as a visitor reads it."))
    short = models.CharField(max_length=60, help_text=_("A few words for it, as in the list of answers."))
    hint = Text(blank=True, help_text=_("Help with answering."))
    why = Text(help_text=_("Why we ask, in plain words."))
    safety = models.BooleanField(
        default=False,
        help_text=_("Tick for a question about safety. Its answers may raise cautions and do nothing else."),
    )
    most = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("How many answers may be chosen at most. Empty: as many as there are."),
    )
    shown_when = models.ManyToManyField(
        "content.Option",
        blank=True,
        related_name="shows",
        help_text=_("Ask only when one of these answers was chosen. Choose none to ask always."),
    )

    class Meta:
        ordering = ["number", "slug"]
        constraints = [*filled("slug", "text", "short", "why"), one_of("kind", Kind), at_least("most", 1)]

    def __str__(self) -> str:
        return self.text


class OptionManager(models.Manager["Option"]):
    def get_by_natural_key(self, question: str, code: str) -> Option:
        return self.get(question__slug=question, code=code)


class Option(models.Model):
    """One answer to a question."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="options")
    number = models.PositiveSmallIntegerField(
        default=10, help_text=_("The order of the answers on the page.")
    )
    code = models.SlugField(
        max_length=40,
        help_text=_(
            "A lasting short code, kept in the visitor’s cookie. Never change it, "
            "and never use it again for another answer."
        ),
    )
    label = models.CharField(max_length=300, help_text=_("The answer as a visitor reads it."))
    short = models.CharField(max_length=80, help_text=_("A few words for it, as in “because you chose …”."))
    hint = Text(blank=True, help_text=_("Help with deciding whether this applies."))
    exclusive = models.BooleanField(
        default=False, help_text=_("Tick for answers that stand alone, such as “none of these”.")
    )
    wants = models.ManyToManyField(
        Goal, blank=True, related_name="wanted_by", help_text=_("Goals this answer hopes for.")
    )
    welcomes = models.ManyToManyField(
        Trait, blank=True, related_name="welcomed_by", help_text=_("Steps that count in favour of a form.")
    )
    avoids = models.ManyToManyField(
        Trait, blank=True, related_name="avoided_by", help_text=_("Steps that count against a form.")
    )
    rules_out = models.ManyToManyField(
        Trait, blank=True, related_name="ruled_out_by", help_text=_("Steps that put a form aside altogether.")
    )
    raises = models.ManyToManyField(
        Caution,
        blank=True,
        related_name="raised_by",
        help_text=_("Cautions that apply to somebody who chooses this."),
    )

    objects = OptionManager()

    class Meta:
        ordering = ["question__slug", "number", "code"]
        constraints = [
            *filled("code", "label", "short"),
            UniqueConstraint(
                fields=["question", "code"],
                name="option_code_once_per_question",
                violation_error_message=_("Another answer of this question has that code."),
            ),
        ]
        verbose_name = "answer"

    def __str__(self) -> str:
        return self.label

    def natural_key(self) -> tuple[str, ...]:
        return (self.question.slug, self.code)

    natural_key.dependencies = ["content.question"]  # type: ignore[attr-defined]
