"""What stands in one cell of a table, or in one line of a card.

No cell is ever blank. Where the Catalogue says nothing, the cell says that: "Not tested"
for a goal, "Not assessed" for a scale.
"""

from __future__ import annotations

import msgspec
from django.urls import reverse
from django.utils.translation import gettext as _

from content import words
from content.catalogue import (
    Catalogue,
    Certainty,
    Claim,
    Compound,
    Direction,
    Elemental,
    Goal,
    Scale,
    Trait,
)
from content.pages import marks
from content.pages.citations import Citation, citations

WEIGHT_LINE = 65
"""Percent of magnesium by weight at which the bars end: no compound has more than oxide's 60."""

LOOSENING_STEP = 4
"""The step of the gut scale from which its picture is in the colour of caution."""


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What is known about one form for one goal.

    `tone` is the direction as a class name, so that shape and colour can follow it.
    `answers` is false when there is no claim at all.
    """

    goal: str
    compound: str
    direction: str
    certainty: str
    relevance: str
    dots: tuple[marks.Dot, ...]
    tone: str
    url: str
    answers: bool
    to_be_checked: bool

    @property
    def words(self) -> str:
        """One line for a cell: a certainty is said only where something was tested."""
        if self.tone == Direction.NOT_TESTED:
            return self.direction
        return _("%(direction)s, certainty: %(certainty)s") % {
            "direction": self.direction,
            "certainty": self.certainty.lower(),
        }


def claim_of(catalogue: Catalogue, compound: Compound, goal: Goal) -> Claim | None:
    return catalogue.claims_of[compound.slug].get(goal.slug)


def known(catalogue: Catalogue, compound: Compound, goal: Goal) -> Known:
    claim = claim_of(catalogue, compound, goal)
    direction = claim.direction if claim else Direction.NOT_TESTED
    certainty = claim.certainty if claim else Certainty.NOT_KNOWN
    return Known(
        goal=goal.name,
        compound=compound.short,
        direction=words.direction(direction),
        certainty=words.certainty(certainty),
        relevance=words.relevance(claim.relevance) if claim else _("Not chosen for this"),
        dots=marks.dots(certainty),
        tone=direction.value,
        url=f"{reverse('content:form', args=[compound.slug])}#for-{goal.slug}",
        answers=claim is not None,
        to_be_checked=bool(claim and claim.to_be_checked),
    )


class Suits(msgspec.Struct, frozen=True, kw_only=True):
    """Where a form stands on one scale. `steps` is empty where it was not assessed."""

    scale: str
    slug: str
    hint: str
    name: str
    note: str
    step: int | None
    steps: tuple[marks.Step, ...]
    is_caution: bool
    citations: tuple[Citation, ...]
    to_be_checked: bool


def suits(catalogue: Catalogue, compound: Compound, scale: Scale) -> Suits:
    traits = [trait for trait in catalogue.traits if trait.scale == scale.slug]
    trait = next((trait for trait in traits if trait.slug in catalogue.traits_of[compound.slug]), None)
    if trait is None:
        return _not_assessed(scale)
    placed = catalogue.traits_of[compound.slug][trait.slug]
    return Suits(
        scale=scale.name,
        slug=scale.slug,
        hint=scale.hint,
        name=trait.name,
        note=placed.note,
        step=trait.step,
        steps=marks.steps(trait.step, max(other.step for other in traits)),
        is_caution=_is_caution(trait),
        citations=citations(catalogue, placed),
        to_be_checked=placed.to_be_checked,
    )


def _not_assessed(scale: Scale) -> Suits:
    return Suits(
        scale=scale.name,
        slug=scale.slug,
        hint=scale.hint,
        name=str(words.NOT_ASSESSED),
        note="",
        step=None,
        steps=(),
        is_caution=False,
        citations=(),
        to_be_checked=False,
    )


def _is_caution(trait: Trait) -> bool:
    return trait.scale == "gut" and trait.step >= LOOSENING_STEP


class Weight(msgspec.Struct, frozen=True, kw_only=True):
    """How much of a compound is magnesium. `bar` is `None` where the share is not stated."""

    text: str
    percent: float | None
    bar: marks.Bar | None
    salt: str


def weight(compound: Compound) -> Weight:
    """By the first salt, which is the one results show."""
    if not compound.elemental:
        return Weight(text=_("Not stated"), percent=None, bar=None, salt="")
    first = compound.elemental[0]
    return Weight(
        text=words.percent(first.percent), percent=first.percent, bar=weight_bar(first), salt=first.salt
    )


def weight_bar(elemental: Elemental) -> marks.Bar:
    return marks.bar(elemental.percent, WEIGHT_LINE, words.percent(WEIGHT_LINE))
