"""Forms of magnesium: what they are, how they suit somebody, what is known of them."""

from __future__ import annotations

import enum

from content.catalogue.base import Frozen, Prose, Reviewed, Sourced

# How a form suits you -----------------------------------------------------------------


class Scale(Frozen, frozen=True, kw_only=True):
    """What a row of Traits measures: gut effect, absorption, cost …"""

    slug: str
    name: str
    hint: str = ""
    number: int


class Trait(Frozen, frozen=True, kw_only=True):
    """One step on a Scale. Steps count from 1; `phrase` completes "this form …"."""

    slug: str
    scale: str
    step: int
    name: str
    phrase: str
    hint: str = ""


class CompoundTrait(Sourced, frozen=True, kw_only=True):
    """Where a Compound stands on a Scale, with a note on why."""

    trait: str
    note: str = ""


# Forms of magnesium -------------------------------------------------------------------


class Route(enum.StrEnum):
    MOUTH = "mouth"
    SKIN = "skin"


class Elemental(Sourced, frozen=True, kw_only=True):
    """Magnesium by weight in one salt of a Compound: `percent` of 100, with its arithmetic."""

    salt: str
    formula: str
    percent: float
    arithmetic: str
    note: str = ""


class Compound(Reviewed, frozen=True, kw_only=True):
    """A form of magnesium: a compound and its route.

    The first of `elemental` is the one results show; it is empty for a form whose
    amount on the label says nothing about what the body gets.
    """

    slug: str
    name: str
    short: str
    number: int
    route: Route
    summary: str
    labels: tuple[str, ...] = ()
    about: Prose
    risks: Prose
    ask_first: Prose
    elemental: tuple[Elemental, ...] = ()
    traits: tuple[CompoundTrait, ...] = ()


# What is known ------------------------------------------------------------------------


class Relevance(enum.StrEnum):
    """What a form is chosen for, by labels and articles. It says nothing about proof."""

    OFTEN = "often"
    SOMETIMES = "sometimes"
    SELDOM = "seldom"


class Direction(enum.StrEnum):
    MAY_HELP = "may_help"
    NO_EFFECT = "no_effect"  # little or no effect
    HARM = "harm"
    NOT_TESTED = "not_tested"


class Certainty(enum.StrEnum):
    """How sure anyone can be that this form does this, after GRADE's four steps."""

    STRONG = "strong"
    MODERATE = "moderate"
    LIMITED = "limited"
    NOT_KNOWN = "not_known"


class Goal(Reviewed, frozen=True, kw_only=True):
    """What somebody hopes for.

    `hope` completes "You hope for …". `hindered_by` names Traits that count against a
    form for this goal: poor absorption counts for sleep, not for constipation.
    """

    slug: str
    name: str
    hope: str
    number: int
    summary: str
    known: Prose
    check_first: Prose
    what_else: Prose
    without_treatment: Prose
    support: Prose
    hindered_by: tuple[str, ...] = ()


class Claim(Reviewed, frozen=True, kw_only=True):
    """What is known about one Compound for one Goal.

    `effect` is the size of the effect in plain numbers, empty when none is known;
    `because` is why the certainty is what it is.
    """

    compound: str
    goal: str
    relevance: Relevance
    direction: Direction
    certainty: Certainty
    statement: str
    because: str
    effect: str = ""
    population: str = ""
    limits: str = ""
