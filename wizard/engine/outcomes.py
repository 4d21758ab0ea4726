"""What a visitor sees at the end: the values that `matching` makes and pages are made from."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, overload

import msgspec

from content.catalogue import Caution, Compound, Goal, Guidance, Level
from content.telling import Sentence
from wizard.engine.effects import Said
from wizard.engine.index import NO_COMPOUNDS, CompoundSet, Index, without_first
from wizard.engine.standing import Group, Key, Place, Reason


class Match(msgspec.Struct, frozen=True, eq=False, dict=True):
    """One form on the result.

    It stands at a `Place`, whose parts it has. `why` works out the reasons for those who
    look at them.
    """

    compound: Compound
    group: Group
    merit: Group
    key: Key
    rank: int | None
    why: Why

    @property
    def is_shown(self) -> bool:
        return self.group is not Group.SET_ASIDE

    @functools.cached_property
    def served(self) -> tuple[Goal, ...]:
        return self.why.served(self.compound)

    @functools.cached_property
    def reasons(self) -> tuple[Reason, ...]:
        return self.why.reasons(self.compound, self.merit)

    def _parts(self) -> tuple[object, ...]:
        return self.compound, self.group, self.merit, self.key, self.rank, self.served, self.reasons

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Match) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash((self.compound.slug, self.group, self.rank))


class Why(Protocol):
    """What the answers have to say about each form."""

    def served(self, compound: Compound) -> tuple[Goal, ...]:
        """The wanted goals a form is chosen for, in the order of the Catalogue."""

    def apart(self, compounds: CompoundSet) -> Sequence[CompoundSet]:
        """These forms divided, so that those of one part are kept out by the same."""

    def reasons(self, compound: Compound, merit: Group) -> tuple[Reason, ...]:
        """Why a form of this merit stands where it does."""


class Matches(Sequence[Match]):
    """Forms in the order shown, each made when somebody looks at it: of a thousand, a page shows few."""

    def __init__(
        self, index: Index, places: Sequence[Place], why: Why, made: dict[str, Match] | None = None
    ) -> None:
        self.places = places
        self._index = index
        self._why = why
        self._made: dict[str, Match] = {} if made is None else made

    @property
    def compounds(self) -> CompoundSet:
        compounds = NO_COMPOUNDS
        for place in self.places:
            compounds |= place.compounds
        return compounds

    @property
    def tied(self) -> Mapping[int | None, int]:
        """How many forms share each rank."""
        return Counter({place.rank: place.compounds.bit_count() for place in self.places if place.is_shown})

    def __len__(self) -> int:
        return sum([place.compounds.bit_count() for place in self.places])

    def __iter__(self) -> Iterator[Match]:
        for place in self.places:
            for compound in self._index.by_name(place.compounds):
                yield self._match(compound, place)

    def compounds_in_order(self) -> Iterator[Compound]:
        """The forms alone, for those who ask for nothing else."""
        for place in self.places:
            yield from self._index.by_name(place.compounds)

    def by_cause(self) -> Iterator[tuple[Sequence[Reason], Sequence[Compound]]]:
        """Forms that are kept out by the same, with the reasons of the first of them."""
        by_merit: dict[Group, CompoundSet] = {}
        for place in self.places:
            by_merit[place.merit] = by_merit.get(place.merit, NO_COMPOUNDS) | place.compounds
        for merit, compounds in by_merit.items():
            for part in self._why.apart(compounds):
                alike = tuple(self._index.by_name(part))
                yield self._why.reasons(alike[0], merit), alike

    def _match(self, compound: Compound, place: Place) -> Match:
        if (made := self._made.get(compound.slug)) is None:
            _, group, merit, key, rank = place
            made = self._made[compound.slug] = Match(compound, group, merit, key, rank, self._why)
        return made

    @overload
    def __getitem__(self, at: int) -> Match: ...
    @overload
    def __getitem__(self, at: slice) -> Matches: ...
    def __getitem__(self, at: int | slice) -> Match | Matches:
        if isinstance(at, slice):
            first, last, _ = at.indices(len(self))
            return self._stretch(first, last)
        number = range(len(self))[at]
        return next(iter(self._stretch(number, number + 1)))

    def _stretch(self, first: int, last: int) -> Matches:
        if (first, last) == (0, len(self)):
            return self
        places = []
        for place in self.places:
            rest = without_first(place.compounds, first)
            compounds = rest ^ without_first(rest, last - max(first, 0))
            places.append(place._replace(compounds=compounds))
            first -= place.compounds.bit_count()
            last -= place.compounds.bit_count()
        return self._with(places)

    def among(self, compounds: CompoundSet) -> Matches:
        """Those of these forms only."""
        return self._with([place._replace(compounds=place.compounds & compounds) for place in self.places])

    def of(self, *groups: Group) -> Matches:
        return self._with([place for place in self.places if place.group in groups])

    def _with(self, places: Sequence[Place]) -> Matches:
        return Matches(self._index, [place for place in places if place.compounds], self._why, self._made)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Matches) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


@dataclass(frozen=True, slots=True)
class Wanted:
    goal: Goal
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Raised:
    caution: Caution
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a visitor sees.

    `matches` holds every form of the Catalogue once, in the order shown; it is empty
    when the outcome is urgent or `withheld`. `cautions` are those that count, gravest
    first. `shown_to_help` is false when nothing wanted exceeds "not known".
    """

    level: Level
    withheld: bool
    guidance: Guidance
    cautions: tuple[Raised, ...]
    wanted: tuple[Wanted, ...]
    matches: Matches
    shown_to_help: bool

    def group(self, group: Group) -> Matches:
        return self.matches.of(group)

    @property
    def shown(self) -> Matches:
        return self.matches.of(Group.MATCHES, Group.PARTLY, Group.DISCUSS)


LEVELS: Mapping[Level, Sentence] = {
    Level.ROUTINE: Sentence("general advice"),
    Level.ASK_FIRST: Sentence("ask first"),
    Level.URGENT_TODAY: Sentence("urgent: today"),
    Level.URGENT_NOW: Sentence("urgent: now"),
}
"""What the levels are called within a sentence."""
