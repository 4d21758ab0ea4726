"""Why a form stands where it does: each reason is about something the visitor said."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from content.catalogue import Action, Catalogue, Certainty, Claim, Compound, Direction, Goal
from wizard.engine.cautioning import concerns
from wizard.engine.effects import Effects, Said
from wizard.engine.index import CompoundSet, index_of, serves
from wizard.engine.outcomes import Raised
from wizard.engine.standing import About, Group, Reason, Verdict


class Because:
    """What the answers of one visitor have to say about each form."""

    def __init__(self, catalogue: Catalogue, effects: Effects, cautions: Sequence[Raised]) -> None:
        self._catalogue = catalogue
        self._effects = effects
        self._cautions = cautions

    @functools.cached_property
    def _goals(self) -> Sequence[Goal]:
        return [goal for goal in self._catalogue.goals if goal.slug in self._effects.wanted]

    @functools.cached_property
    def _wishes(self) -> Sequence[_Wish]:
        return tuple(_wishes(self._catalogue, self._effects))

    def served(self, compound: Compound) -> tuple[Goal, ...]:
        claims = self._catalogue.claims_of[compound.slug]
        return tuple(goal for goal in self._goals if serves(claims.get(goal.slug)))

    def apart(self, compounds: CompoundSet) -> Sequence[CompoundSet]:
        parts = [compounds]
        for some in self._that_differ():
            parts = [part for whole in parts for part in (whole & some, whole & ~some) if part]
        return sorted(parts, key=lambda part: part & -part)

    def _that_differ(self) -> Iterator[CompoundSet]:
        """Sets of forms that a goal, a trait ruled out or a caution keeps out for reasons of their own."""
        index = index_of(self._catalogue)
        for goal in self._goals:
            yield from index.known_alike.get(goal.slug, ())
        for trait in self._effects.ruled_out:
            yield index.standing_on((trait,))
        for raised in self._cautions:
            if raised.caution.compounds:
                yield index.set_of(raised.caution.compounds)

    def reasons(self, compound: Compound, merit: Group) -> tuple[Reason, ...]:
        return (
            *_caution_reasons(self._cautions, compound, merit),
            *(
                reason
                for goal in self._goals
                for reason in _goal_reasons(self._catalogue, self._effects, goal, compound)
            ),
            *(_wish_reason(self._catalogue, wish, compound) for wish in self._wishes),
        )


def _caution_reasons(cautions: Sequence[Raised], compound: Compound, merit: Group) -> Iterator[Reason]:
    for raised in cautions:
        caution = raised.caution
        counts = caution.action is Action.SET_ASIDE or (caution.compounds and merit is not Group.SET_ASIDE)
        if counts and concerns(caution, compound):
            yield Reason(About.CAUTION, Verdict.NOT_MET, raised.said, caution=caution)


def _goal_reasons(catalogue: Catalogue, effects: Effects, goal: Goal, compound: Compound) -> Iterator[Reason]:
    """The claim for one wanted goal, and what about the form counts against it there."""
    said = effects.wanted[goal.slug]
    claim = catalogue.claims_of[compound.slug].get(goal.slug)
    yield Reason(About.GOAL, _verdict(claim), said, goal=goal, claim=claim)
    if not serves(claim):
        return
    traits = catalogue.traits_of[compound.slug]
    for slug in goal.hindered_by:
        if slug in traits:
            trait = catalogue.trait_of[slug]
            yield Reason(About.HINDRANCE, Verdict.NOT_MET, said, goal=goal, trait=trait, placed=traits[slug])


def _verdict(claim: Claim | None) -> Verdict:
    if claim is None or claim.direction is Direction.NOT_TESTED:
        return Verdict.UNKNOWN
    if claim.direction is not Direction.MAY_HELP:
        return Verdict.NOT_MET
    return Verdict.UNKNOWN if claim.certainty is Certainty.NOT_KNOWN else Verdict.MET


class _Wish(NamedTuple):
    """All that was said about the steps of one scale, in one way of wishing."""

    about: About
    scale: str
    steps: frozenset[str]
    said: tuple[Said, ...]


def _wishes(catalogue: Catalogue, effects: Effects) -> Iterable[_Wish]:
    for about, because in (
        (About.RULED_OUT, effects.ruled_out),
        (About.AVOIDED, effects.avoided),
        (About.WELCOMED, effects.welcomed),
    ):
        by_scale: dict[str, list[str]] = {}
        for slug in because:
            by_scale.setdefault(catalogue.trait_of[slug].scale, []).append(slug)
        for scale, steps in by_scale.items():
            said = dict.fromkeys(said for slug in steps for said in because[slug])
            yield _Wish(about, scale, frozenset(steps), tuple(said))


def _wish_reason(catalogue: Catalogue, wish: _Wish, compound: Compound) -> Reason:
    placed = catalogue.placed_on[compound.slug].get(wish.scale)
    if placed is None:
        return Reason(wish.about, Verdict.UNKNOWN, wish.said)
    granted = (placed.trait in wish.steps) == (wish.about is About.WELCOMED)
    verdict = Verdict.MET if granted else Verdict.NOT_MET
    return Reason(wish.about, verdict, wish.said, trait=catalogue.trait_of[placed.trait], placed=placed)
