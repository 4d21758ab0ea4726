"""What the answers come to: guidance first, then every form with its reasons.

Two thoughts, kept apart. `place` looks at goals and tolerances alone and says which
forms they lead to, in which order. `outcome` then lets the cautions act: they may move
a form down or take all forms away, and nothing they do can move one up. That is why a
caution naming forms counts when one of them would be shown on goals and tolerances
alone: no second caution can hide the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from content.catalogue import (
    Action,
    Catalogue,
    Caution,
    Certainty,
    Claim,
    Compound,
    Direction,
    Goal,
    Level,
    Relevance,
)
from wizard.engine.effects import Effects, Said, effects_of
from wizard.engine.outcomes import About, Group, Key, Match, Outcome, Raised, Reason, Verdict, Wanted
from wizard.engine.walk import Progress

_RELEVANCE = {Relevance.OFTEN: 2, Relevance.SOMETIMES: 1, Relevance.SELDOM: 0}
_CERTAINTY = {Certainty.STRONG: 3, Certainty.MODERATE: 2, Certainty.LIMITED: 1, Certainty.NOT_KNOWN: 0}
_SERVING = frozenset({Direction.MAY_HELP, Direction.NOT_TESTED})
GRAVEST = (
    Action.URGENT_NOW,
    Action.URGENT_TODAY,
    Action.WITHHOLD,
    Action.ASK_FIRST,
    Action.SET_ASIDE,
    Action.MENTION,
)


def outcome(catalogue: Catalogue, progress: Progress) -> Outcome:
    """The outcome of a walk, finished or not: unanswered questions have no effect."""
    effects = effects_of(progress.steps)
    placed = () if progress.urgent else place(catalogue, effects)
    cautions = counted_cautions(catalogue, effects, placed)
    level = max(
        (raised.caution.action.level for raised in cautions), key=lambda it: it.rank, default=Level.ROUTINE
    )
    withheld = not level.is_urgent and any(raised.caution.action is Action.WITHHOLD for raised in cautions)
    matches = () if level.is_urgent or withheld else ranked(act(placed, cautions))
    return Outcome(
        level=level,
        withheld=withheld,
        guidance=catalogue.guidance_for(level, withheld=withheld),
        cautions=cautions,
        wanted=tuple(
            Wanted(goal, effects.wanted[goal.slug]) for goal in catalogue.goals if goal.slug in effects.wanted
        ),
        matches=matches,
        shown_to_help=any(match.is_shown and match.key.certainty for match in matches),
    )


# Goals and tolerances -----------------------------------------------------------------


def place(catalogue: Catalogue, effects: Effects) -> tuple[Match, ...]:
    """Every form by goals and tolerances alone, unordered and without ranks."""
    goals = [goal for goal in catalogue.goals if goal.slug in effects.wanted]
    wishes = tuple(_wishes(catalogue, effects))
    return tuple(_placed(catalogue, effects, goals, wishes, compound) for compound in catalogue.compounds)


def serves(claim: Claim | None) -> bool:
    """Whether a form is chosen for a goal and nothing known speaks against it."""
    return claim is not None and claim.relevance is not Relevance.SELDOM and claim.direction in _SERVING


class Worth(NamedTuple):
    """Where a form stands by goals and tolerances alone, without the reasons."""

    merit: Group
    key: Key
    served: frozenset[str]


def worth(catalogue: Catalogue, effects: Effects, compound: Compound) -> Worth:
    claims = catalogue.claims_of[compound.slug]
    traits = catalogue.traits_of[compound.slug]
    served: set[str] = set()
    relevance = certainty = hindered = 0
    fully = False
    for slug in effects.wanted:
        claim = claims.get(slug)
        if claim is None or not serves(claim):
            continue
        goal = catalogue.goal_of[slug]
        served.add(slug)
        relevance += _RELEVANCE[claim.relevance]
        if claim.direction is Direction.MAY_HELP:
            certainty += _CERTAINTY[claim.certainty]
        in_the_way = any(trait in traits for trait in goal.hindered_by)
        hindered += in_the_way
        fully = fully or (claim.relevance is Relevance.OFTEN and not in_the_way)
    welcomed = sum(slug in traits for slug in effects.welcomed)
    avoided = sum(slug in traits for slug in effects.avoided)
    if not served or any(slug in traits for slug in effects.ruled_out):
        merit = Group.SET_ASIDE
    else:
        merit = Group.MATCHES if fully and not avoided else Group.PARTLY
    key = Key(len(served), relevance, certainty, welcomed - avoided - hindered)
    return Worth(merit, key, frozenset(served))


def _placed(
    catalogue: Catalogue,
    effects: Effects,
    goals: Sequence[Goal],
    wishes: Sequence[_Wish],
    compound: Compound,
) -> Match:
    merit, key, served = worth(catalogue, effects, compound)
    reasons = (
        *(reason for goal in goals for reason in _goal_reasons(catalogue, effects, goal, compound)),
        *(_wish_reason(catalogue, wish, compound) for wish in wishes),
    )
    in_order = tuple(goal for goal in goals if goal.slug in served)
    return Match(compound, merit, merit, key, None, in_order, reasons)


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


# Cautions -----------------------------------------------------------------------------


def counted_cautions(catalogue: Catalogue, effects: Effects, placed: Sequence[Match]) -> tuple[Raised, ...]:
    """The raised cautions that count, gravest first."""
    shown = {match.compound.slug for match in placed if match.is_shown}
    counted = [
        Raised(caution, said)
        for caution, said in ((catalogue.caution_of[slug], said) for slug, said in effects.raised.items())
        if not caution.compounds or caution.action.level.is_urgent or shown.intersection(caution.compounds)
    ]
    return tuple(
        sorted(counted, key=lambda raised: (GRAVEST.index(raised.caution.action), raised.caution.number))
    )


def act(placed: Sequence[Match], cautions: Sequence[Raised]) -> tuple[Match, ...]:
    """The forms after the cautions: some set aside, the shown ones to discuss when asked to."""
    ask_first = any(raised.caution.action.level is Level.ASK_FIRST for raised in cautions)
    return tuple(_after(match, cautions, ask_first=ask_first) for match in placed)


def _after(match: Match, cautions: Sequence[Raised], *, ask_first: bool) -> Match:
    concerned = [raised for raised in cautions if concerns(raised.caution, match.compound)]
    reasons = tuple(
        Reason(About.CAUTION, Verdict.NOT_MET, raised.said, caution=raised.caution)
        for raised in concerned
        if raised.caution.action is Action.SET_ASIDE or (raised.caution.compounds and match.is_shown)
    )
    set_aside = any(raised.caution.action is Action.SET_ASIDE for raised in concerned)
    group = group_after(match.group, set_aside=set_aside, ask_first=ask_first)
    if group is match.group and not reasons:
        return match
    return replace(match, group=group, reasons=(*reasons, *match.reasons))


def group_after(group: Group, *, set_aside: bool, ask_first: bool) -> Group:
    """Where a form of this group stands once the cautions have acted."""
    if set_aside:
        return Group.SET_ASIDE
    return Group.DISCUSS if ask_first and group is not Group.SET_ASIDE else group


def concerns(caution: Caution, compound: Compound) -> bool:
    """A caution that names no form concerns them all."""
    return not caution.compounds or compound.slug in caution.compounds


# Order --------------------------------------------------------------------------------


def ranked(matches: Iterable[Match]) -> tuple[Match, ...]:
    """In the order shown: by group, merit and key, then by name. Ties share a rank."""
    ordered = sorted(
        ((order(match.group, match.merit, match.key), match) for match in matches),
        key=lambda pair: (pair[0], pair[1].compound.name),
    )
    ranks = ranks_of([order for order, _ in ordered])
    return tuple(
        replace(match, rank=rank) if match.is_shown else match
        for rank, (_, match) in zip(ranks, ordered, strict=True)
    )


def order(group: Group, merit: Group, key: Key) -> tuple[int, ...]:
    """What forms are sorted by: smaller comes first, equal is a tie."""
    return (group.rank, merit.rank, *(-part for part in key))


def ranks_of(orders: Sequence[tuple[int, ...]]) -> Sequence[int]:
    """The ranks of sorted orders, counted from 1; ties share one."""
    ranks: list[int] = []
    for place_in_order, this in enumerate(orders, 1):
        tied = ranks and this == orders[place_in_order - 2]
        ranks.append(ranks[-1] if tied else place_in_order)
    return ranks
