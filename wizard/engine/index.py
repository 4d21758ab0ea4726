"""What each form does, as sets of forms: read off a Catalogue once and kept with it.

Most forms of many stand alike for somebody's answers, so `placing` divides whole sets of
them and does not ask one form after the other. A set is one number, with one bit for each
form: what two sets share is one "and", how many forms it has is a count of bits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from content.catalogue import Catalogue, Certainty, Claim, Compound, Direction, Relevance

CompoundSet: TypeAlias = int
"""A set of forms. Its bits count in the order of their names, in which equals are shown."""

NO_COMPOUNDS: CompoundSet = 0

_RELEVANCE = {Relevance.OFTEN: 2, Relevance.SOMETIMES: 1, Relevance.SELDOM: 0}
_CERTAINTY = {Certainty.STRONG: 3, Certainty.MODERATE: 2, Certainty.LIMITED: 1, Certainty.NOT_KNOWN: 0}
_SERVING = frozenset({Direction.MAY_HELP, Direction.NOT_TESTED})


class Service(NamedTuple):
    """What a form counts for one goal it is chosen for: the same whatever somebody answers."""

    relevance: int
    certainty: int
    hindered: bool
    fully: bool


class Index:
    """The sets of one Catalogue.

    `serving` tells for each goal which forms count what for it, `known_alike` which forms
    have a claim of the same direction and relevance for it.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._compounds = tuple(sorted(catalogue.compounds, key=lambda compound: compound.name))
        self._place = {compound.slug: place for place, compound in enumerate(self._compounds)}
        self.all: CompoundSet = (1 << len(self._compounds)) - 1
        self.serving: Mapping[str, Mapping[Service, CompoundSet]] = self._serving(catalogue)
        self.known_alike: Mapping[str, Sequence[CompoundSet]] = self._known_alike(catalogue)
        self._chosen = {goal: _union(by.values()) for goal, by in self.serving.items()}
        scales = {scale.slug: number for number, scale in enumerate(catalogue.scales)}
        self._scale = {trait.slug: scales[trait.scale] for trait in catalogue.traits}
        self._standing: dict[str, CompoundSet] = {}
        for place, compound in enumerate(self._compounds):
            for placed in compound.traits:
                self._standing[placed.trait] = self._standing.get(placed.trait, NO_COMPOUNDS) | 1 << place

    def _serving(self, catalogue: Catalogue) -> Mapping[str, Mapping[Service, CompoundSet]]:
        serving: dict[str, dict[Service, CompoundSet]] = {}
        for place, compound in enumerate(self._compounds):
            for goal, claim in catalogue.claims_of[compound.slug].items():
                if serves(claim):
                    by = serving.setdefault(goal, {})
                    service = _service(catalogue, claim)
                    by[service] = by.get(service, NO_COMPOUNDS) | 1 << place
        return serving

    def _known_alike(self, catalogue: Catalogue) -> Mapping[str, Sequence[CompoundSet]]:
        known: dict[str, dict[tuple[Direction, Relevance], CompoundSet]] = {}
        for claim in catalogue.claims:
            by = known.setdefault(claim.goal, {})
            said = claim.direction, claim.relevance
            by[said] = by.get(said, NO_COMPOUNDS) | 1 << self._place[claim.compound]
        return {goal: tuple(by.values()) for goal, by in known.items()}

    def set_of(self, slugs: Iterable[str]) -> CompoundSet:
        """The forms with these slugs."""
        return _union(1 << self._place[slug] for slug in slugs if slug in self._place)

    def chosen_for(self, goals: Iterable[str]) -> CompoundSet:
        """The forms chosen for one of these goals."""
        return _union(self._chosen.get(goal, NO_COMPOUNDS) for goal in goals)

    def standing_on(self, traits: Iterable[str]) -> CompoundSet:
        """The forms that have one of these traits."""
        return _union(self._standing.get(trait, NO_COMPOUNDS) for trait in traits)

    def standing_by_scale(self, traits: Iterable[str]) -> Mapping[int, CompoundSet]:
        """The same apart for each scale, by its place among the scales."""
        by_scale: dict[int, CompoundSet] = {}
        for trait in traits:
            scale = self._scale[trait]
            by_scale[scale] = by_scale.get(scale, NO_COMPOUNDS) | self._standing.get(trait, NO_COMPOUNDS)
        return by_scale

    def by_name(self, compounds: CompoundSet) -> Iterator[Compound]:
        """The forms of a set, in the order of their names."""
        while compounds:
            first = compounds & -compounds
            yield self._compounds[first.bit_length() - 1]
            compounds ^= first


def index_of(catalogue: Catalogue) -> Index:
    """The sets of this Catalogue, made when somebody first asks."""
    kept: dict[str, Any] = vars(catalogue)
    if "_index" not in kept:
        kept["_index"] = Index(catalogue)
    index: Index = kept["_index"]
    return index


def without_first(compounds: CompoundSet, count: int) -> CompoundSet:
    """A set without its first so many forms."""
    for _ in range(min(count, compounds.bit_count())):
        compounds &= compounds - 1
    return compounds


def serves(claim: Claim | None) -> bool:
    """Whether a form is chosen for a goal and nothing known speaks against it."""
    return claim is not None and claim.relevance is not Relevance.SELDOM and claim.direction in _SERVING


def _service(catalogue: Catalogue, claim: Claim) -> Service:
    hindered = (
        not catalogue.traits_of[claim.compound].keys().isdisjoint(catalogue.goal_of[claim.goal].hindered_by)
    )
    return Service(
        relevance=_RELEVANCE[claim.relevance],
        certainty=_CERTAINTY[claim.certainty] if claim.direction is Direction.MAY_HELP else 0,
        hindered=hindered,
        fully=claim.relevance is Relevance.OFTEN and not hindered,
    )


def _union(sets: Iterable[CompoundSet]) -> CompoundSet:
    together = NO_COMPOUNDS
    for compounds in sets:
        together |= compounds
    return together
