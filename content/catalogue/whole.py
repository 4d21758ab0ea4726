"""The Catalogue itself: all parts, and the ways to look one up."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from content.catalogue.base import Source
from content.catalogue.forms import Claim, Compound, CompoundTrait, Goal, Scale, Trait
from content.catalogue.pages import (
    Article,
    Contact,
    DeficiencySign,
    Food,
    FoodFirst,
    GlossaryTerm,
    Publisher,
    ReferenceIntake,
    Region,
)
from content.catalogue.questions import Expectation, Question
from content.catalogue.safety import Caution, Guidance, Level

SCHEMA_VERSION = 2


class Catalogue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """Everything the public site may say at one moment.

    Collections are in reading order: by `number` where there is one, else by slug.
    """

    schema: int = SCHEMA_VERSION
    publisher: Publisher
    food_first: FoodFirst
    guidance: tuple[Guidance, ...]
    contacts: tuple[Contact, ...] = ()
    sources: tuple[Source, ...] = ()
    scales: tuple[Scale, ...] = ()
    traits: tuple[Trait, ...] = ()
    goals: tuple[Goal, ...] = ()
    compounds: tuple[Compound, ...] = ()
    claims: tuple[Claim, ...] = ()
    cautions: tuple[Caution, ...] = ()
    questions: tuple[Question, ...] = ()
    articles: tuple[Article, ...] = ()
    foods: tuple[Food, ...] = ()
    intakes: tuple[ReferenceIntake, ...] = ()
    signs: tuple[DeficiencySign, ...] = ()
    terms: tuple[GlossaryTerm, ...] = ()
    regions: tuple[Region, ...] = ()
    expectations: tuple[Expectation, ...] = ()

    @functools.cached_property
    def source_of(self) -> Mapping[str, Source]:
        return MappingProxyType({source.slug: source for source in self.sources})

    @functools.cached_property
    def scale_of(self) -> Mapping[str, Scale]:
        return MappingProxyType({scale.slug: scale for scale in self.scales})

    @functools.cached_property
    def trait_of(self) -> Mapping[str, Trait]:
        return MappingProxyType({trait.slug: trait for trait in self.traits})

    @functools.cached_property
    def goal_of(self) -> Mapping[str, Goal]:
        return MappingProxyType({goal.slug: goal for goal in self.goals})

    @functools.cached_property
    def compound_of(self) -> Mapping[str, Compound]:
        return MappingProxyType({compound.slug: compound for compound in self.compounds})

    @functools.cached_property
    def caution_of(self) -> Mapping[str, Caution]:
        return MappingProxyType({caution.slug: caution for caution in self.cautions})

    @functools.cached_property
    def question_of(self) -> Mapping[str, Question]:
        return MappingProxyType({question.slug: question for question in self.questions})

    @functools.cached_property
    def region_of(self) -> Mapping[str, Region]:
        return MappingProxyType({region.slug: region for region in self.regions})

    @functools.cached_property
    def claims_of(self) -> Mapping[str, Mapping[str, Claim]]:
        """Compound slug → Goal slug → Claim."""
        by_compound: dict[str, dict[str, Claim]] = {c.slug: {} for c in self.compounds}
        for claim in self.claims:
            by_compound.setdefault(claim.compound, {})[claim.goal] = claim
        return MappingProxyType(by_compound)

    @functools.cached_property
    def traits_of(self) -> Mapping[str, Mapping[str, CompoundTrait]]:
        """Compound slug → Trait slug → where and why the Compound stands there."""
        return MappingProxyType(
            {c.slug: {placed.trait: placed for placed in c.traits} for c in self.compounds}
        )

    @functools.cached_property
    def placed_on(self) -> Mapping[str, Mapping[str, CompoundTrait]]:
        """Compound slug → Scale slug → where and why the Compound stands there."""
        return MappingProxyType(
            {
                c.slug: {self.trait_of[placed.trait].scale: placed for placed in c.traits}
                for c in self.compounds
            }
        )

    def guidance_for(self, level: Level, *, withheld: bool = False) -> Guidance:
        """The card of a level; KeyError when the Catalogue has none."""
        for card in self.guidance:
            if card.level is level and card.withheld is withheld:
                return card
        raise KeyError(level)
