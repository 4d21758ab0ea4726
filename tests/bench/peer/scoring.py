"""Which forms fit the answers, over rows with their relations prefetched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from content.models import Caution, Claim, Compound, CompoundTrait, Option

RELEVANCE = {"often": 2, "sometimes": 1, "seldom": 0}
CERTAINTY = {"strong": 3, "moderate": 2, "limited": 1, "not_known": 0}
SERVING = ("may_help", "not_tested")


@dataclass
class Wishes:
    wanted: set[int] = field(default_factory=set)
    welcomed: set[int] = field(default_factory=set)
    avoided: set[int] = field(default_factory=set)
    ruled_out: set[int] = field(default_factory=set)
    raised: list[Caution] = field(default_factory=list)

    def add(self, options: Iterable[Option]) -> None:
        for option in options:
            self.wanted.update(goal.pk for goal in option.wants.all())
            self.welcomed.update(trait.pk for trait in option.welcomes.all())
            self.avoided.update(trait.pk for trait in option.avoids.all())
            self.ruled_out.update(trait.pk for trait in option.rules_out.all())
            self.raised += option.raises.all()

    @property
    def level(self) -> str:
        asks = any(caution.action == "ask_first" for caution in self.raised)
        return "ask_first" if asks else "routine"


@dataclass
class Card:
    compound: Compound
    claims: list[Claim]
    traits: list[CompoundTrait]
    key: tuple[int, int, int, int]
    aside: bool


def best_first(compounds: Iterable[Compound], wishes: Wishes) -> list[Card]:
    cards = [card(compound, wishes) for compound in compounds]
    return sorted(cards, key=lambda card: (card.aside, *(-part for part in card.key), card.compound.name))


def card(compound: Compound, wishes: Wishes) -> Card:
    claims = [claim for claim in compound.claims.all() if claim.goal_id in wishes.wanted]
    serving = [claim for claim in claims if claim.relevance != "seldom" and claim.direction in SERVING]
    traits = list(compound.traits.all())
    placed = {trait.trait_id for trait in traits}
    set_aside = any(
        caution.action == "set_aside" and compound in caution.compounds.all() for caution in wishes.raised
    )
    key = (
        len(serving),
        sum(RELEVANCE[claim.relevance] for claim in serving),
        sum(CERTAINTY[claim.certainty] for claim in serving if claim.direction == "may_help"),
        len(placed & wishes.welcomed) - len(placed & wishes.avoided),
    )
    aside = set_aside or not serving or bool(placed & wishes.ruled_out)
    return Card(compound, claims, traits, key, aside)
