"""What the answers come to: guidance first, then every form with its reasons.

Two thoughts, kept apart. `place` looks at goals and tolerances alone and says which
forms they lead to, in which order. `outcome` then lets the cautions act: they may move
a form down or take all forms away, and nothing they do can move one up. That is why a
caution naming forms counts when one of them would be shown on goals and tolerances
alone: no second caution can hide the first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

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
from wizard.engine.outcomes import (
    GROUP_RANK,
    About,
    Group,
    Key,
    Match,
    Outcome,
    Raised,
    Reason,
    Verdict,
    Wanted,
    Why,
)
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


def outcome(
    catalogue: Catalogue, progress: Progress, *, among: Collection[Compound] | None = None
) -> Outcome:
    """The outcome of a walk, finished or not: unanswered questions have no effect.

    Whoever needs a few forms only names them with `among`. They have to hold all that
    may be shown, which are those `chosen_for` a wanted goal.
    """
    effects = effects_of(progress.steps)
    placed = () if progress.urgent else place(catalogue, effects, among)
    cautions = counted_cautions(catalogue, effects, placed)
    level = max(
        (raised.caution.action.level for raised in cautions), key=lambda it: it.rank, default=Level.ROUTINE
    )
    withheld = not level.is_urgent and any(raised.caution.action is Action.WITHHOLD for raised in cautions)
    silent = level.is_urgent or withheld
    matches = () if silent else ranked(placed, act(placed, cautions), _Because(catalogue, effects, cautions))
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


class Worth(NamedTuple):
    """Where a form stands by goals and tolerances alone, without the reasons."""

    merit: Group
    key: Key
    served: frozenset[str]


class Placed(NamedTuple):
    compound: Compound
    worth: Worth

    @property
    def is_shown(self) -> bool:
        return self.worth.merit is not Group.SET_ASIDE


def place(
    catalogue: Catalogue, effects: Effects, among: Collection[Compound] | None = None
) -> tuple[Placed, ...]:
    """Every form, or some, by goals and tolerances alone, in the order of the Catalogue."""
    compounds = catalogue.compounds if among is None else among
    return tuple(Placed(compound, worth(catalogue, effects, compound)) for compound in compounds)


def chosen_for(catalogue: Catalogue, goals: Iterable[str]) -> tuple[Compound, ...]:
    """The forms chosen for one of these goals, by slug: no other can be shown to who wants them."""
    kept: dict[str, Any] = vars(catalogue)
    if "_chosen_for" not in kept:
        by_goal: dict[str, list[str]] = {}
        for compound, services in _services(catalogue).items():
            for goal in services:
                by_goal.setdefault(goal, []).append(compound)
        kept["_chosen_for"] = by_goal
    slugs = dict.fromkeys(slug for goal in goals for slug in kept["_chosen_for"].get(goal, ()))
    return tuple(catalogue.compound_of[slug] for slug in slugs)


def serves(claim: Claim | None) -> bool:
    """Whether a form is chosen for a goal and nothing known speaks against it."""
    return claim is not None and claim.relevance is not Relevance.SELDOM and claim.direction in _SERVING


def worth(catalogue: Catalogue, effects: Effects, compound: Compound) -> Worth:
    services = _services(catalogue)[compound.slug]
    traits = catalogue.traits_of[compound.slug].keys()
    served = effects.wanted.keys() & services.keys()
    relevance = certainty = hindered = 0
    fully = False
    for slug in served:
        service = services[slug]
        relevance += service.relevance
        certainty += service.certainty
        hindered += service.hindered
        fully = fully or service.fully
    avoided = len(effects.avoided.keys() & traits)
    if not served or not effects.ruled_out.keys().isdisjoint(traits):
        merit = Group.SET_ASIDE
    else:
        merit = Group.MATCHES if fully and not avoided else Group.PARTLY
    key = Key(len(served), relevance, certainty, -hindered, _fit(catalogue, effects, compound))
    return Worth(merit, key, frozenset(served))


def _fit(catalogue: Catalogue, effects: Effects, compound: Compound) -> tuple[int, ...]:
    """How a form fits what is wished, one scale after the other."""
    welcomed, avoided = effects.welcomed, effects.avoided
    if not welcomed and not avoided:
        return ()
    steps = _steps(catalogue)[compound.slug]
    return tuple([(step in welcomed) - (step in avoided) for step in steps])


def _steps(catalogue: Catalogue) -> Mapping[str, Sequence[str]]:
    """Compound slug → the trait it has on each scale in turn, empty where it was not assessed."""
    kept: dict[str, Any] = vars(catalogue)
    if "_steps" not in kept:
        kept["_steps"] = {
            compound: [placed[scale.slug].trait if scale.slug in placed else "" for scale in catalogue.scales]
            for compound, placed in catalogue.placed_on.items()
        }
    steps: Mapping[str, Sequence[str]] = kept["_steps"]
    return steps


class _Service(NamedTuple):
    """What one form counts for one goal it is chosen for: the same whatever somebody answers."""

    relevance: int
    certainty: int
    hindered: bool
    fully: bool


def _services(catalogue: Catalogue) -> Mapping[str, Mapping[str, _Service]]:
    """Compound slug → Goal slug → what it counts; worked out once and kept with the Catalogue."""
    kept: dict[str, Any] = vars(catalogue)
    if "_services" not in kept:
        kept["_services"] = {
            compound: {goal: _service(catalogue, claim) for goal, claim in claims.items() if serves(claim)}
            for compound, claims in catalogue.claims_of.items()
        }
    services: Mapping[str, Mapping[str, _Service]] = kept["_services"]
    return services


def _service(catalogue: Catalogue, claim: Claim) -> _Service:
    hindered = (
        not catalogue.traits_of[claim.compound].keys().isdisjoint(catalogue.goal_of[claim.goal].hindered_by)
    )
    return _Service(
        relevance=_RELEVANCE[claim.relevance],
        certainty=_CERTAINTY[claim.certainty] if claim.direction is Direction.MAY_HELP else 0,
        hindered=hindered,
        fully=claim.relevance is Relevance.OFTEN and not hindered,
    )


# Reasons ------------------------------------------------------------------------------


class _Because:
    """What the answers of one visitor have to say about each form."""

    def __init__(self, catalogue: Catalogue, effects: Effects, cautions: Sequence[Raised]) -> None:
        self._catalogue = catalogue
        self._effects = effects
        self._cautions = cautions
        self._goals = [goal for goal in catalogue.goals if goal.slug in effects.wanted]
        self._wishes = tuple(_wishes(catalogue, effects))

    def served(self, compound: Compound) -> tuple[Goal, ...]:
        services = _services(self._catalogue)[compound.slug]
        return tuple(goal for goal in self._goals if goal.slug in services)

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


# Cautions -----------------------------------------------------------------------------


def counted_cautions(catalogue: Catalogue, effects: Effects, placed: Sequence[Placed]) -> tuple[Raised, ...]:
    """The raised cautions that count, gravest first."""
    shown = {it.compound.slug for it in placed if it.is_shown}
    counted = [
        Raised(caution, said)
        for caution, said in ((catalogue.caution_of[slug], said) for slug, said in effects.raised.items())
        if not caution.compounds or caution.action.level.is_urgent or shown.intersection(caution.compounds)
    ]
    return tuple(
        sorted(counted, key=lambda raised: (GRAVEST.index(raised.caution.action), raised.caution.number))
    )


def act(placed: Sequence[Placed], cautions: Sequence[Raised]) -> tuple[Group, ...]:
    """Where each form stands after the cautions: some set aside, the shown ones to discuss when asked to."""
    ask_first = any(raised.caution.action.level is Level.ASK_FIRST for raised in cautions)
    barring = [raised.caution for raised in cautions if raised.caution.action is Action.SET_ASIDE]
    bars_all = any(not caution.compounds for caution in barring)
    barred = {slug for caution in barring for slug in caution.compounds}
    return tuple(
        group_after(it.worth.merit, set_aside=bars_all or it.compound.slug in barred, ask_first=ask_first)
        for it in placed
    )


def group_after(group: Group, *, set_aside: bool, ask_first: bool) -> Group:
    """Where a form of this group stands once the cautions have acted."""
    if set_aside:
        return Group.SET_ASIDE
    return Group.DISCUSS if ask_first and group is not Group.SET_ASIDE else group


def concerns(caution: Caution, compound: Compound) -> bool:
    """A caution that names no form concerns them all."""
    return not caution.compounds or compound.slug in caution.compounds


# Order --------------------------------------------------------------------------------


def ranked(placed: Sequence[Placed], groups: Sequence[Group], why: Why) -> tuple[Match, ...]:
    """In the order shown: by group, merit and key, then by name. Ties share a rank."""
    ordered = sorted(
        (
            (order(group, it.worth.merit, it.worth.key), it.compound.name, place_in_catalogue)
            for place_in_catalogue, (it, group) in enumerate(zip(placed, groups, strict=True))
        ),
    )
    ranks = ranks_of([order for order, _, _ in ordered])
    return tuple(
        _match(placed[place_in_catalogue], groups[place_in_catalogue], rank, why)
        for rank, (_, _, place_in_catalogue) in zip(ranks, ordered, strict=True)
    )


def _match(placed: Placed, group: Group, rank: int, why: Why) -> Match:
    merit, key, _ = placed.worth
    return Match(placed.compound, group, merit, key, None if group is Group.SET_ASIDE else rank, why)


def order(group: Group, merit: Group, key: Key) -> tuple[int, ...]:
    """What forms are sorted by: smaller comes first, equal is a tie."""
    goals, relevance, certainty, clear, fit = key
    ranks = GROUP_RANK[group], GROUP_RANK[merit]
    return *ranks, -goals, -relevance, -certainty, -clear, *[-step for step in fit]


def ranks_of(orders: Sequence[tuple[int, ...]]) -> Sequence[int]:
    """The ranks of sorted orders, counted from 1; ties share one."""
    ranks: list[int] = []
    for place_in_order, this in enumerate(orders, 1):
        tied = ranks and this == orders[place_in_order - 2]
        ranks.append(ranks[-1] if tied else place_in_order)
    return ranks
