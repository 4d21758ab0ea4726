"""Where a form stands, and why: the values that `outcomes` are made of."""

from __future__ import annotations

import enum
from typing import NamedTuple

import msgspec

from content.catalogue import Caution, Certainty, Claim, CompoundTrait, Goal, Trait
from wizard.engine.effects import Said
from wizard.engine.index import CompoundSet


class Group(enum.StrEnum):
    """Where a form stands on the result; also the value of `data-group`."""

    MATCHES = "matches"
    PARTLY = "partly"
    DISCUSS = "discuss"
    SET_ASIDE = "set-aside"

    @property
    def rank(self) -> int:
        """0 for the group that stands first."""
        return GROUP_RANK[self]


GROUP_RANK = {group: rank for rank, group in enumerate(Group)}


class Verdict(enum.StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


class About(enum.StrEnum):
    """What a reason is about."""

    GOAL = "goal"  # a wanted goal, with its claim or without one
    HINDRANCE = "hindrance"  # a trait that counts against the form for a wanted goal
    WELCOMED = "welcomed"
    AVOIDED = "avoided"
    RULED_OUT = "ruled_out"
    CAUTION = "caution"


class Reason(msgspec.Struct, frozen=True):
    """Why a form stands where it does; always about something the visitor said.

    `claim` is `None` for a goal the form was not tested for, `placed` for a scale on
    which the form was not assessed.
    """

    about: About
    verdict: Verdict
    said: tuple[Said, ...]
    goal: Goal | None = None
    claim: Claim | None = None
    trait: Trait | None = None
    placed: CompoundTrait | None = None
    caution: Caution | None = None

    @property
    def certainty(self) -> Certainty | None:
        """How sure anyone can be; `None` when the reason is not about a goal."""
        if self.about is not About.GOAL:
            return None
        return self.claim.certainty if self.claim else Certainty.NOT_KNOWN

    @property
    def sources(self) -> tuple[str, ...]:
        part = self.claim or self.placed or self.caution
        return part.sources if part else ()


class Key(NamedTuple):
    """What forms are ordered by, larger first.

    `goals`: wanted goals served. `relevance`: 2 for each served goal the form is often
    chosen for, 1 for sometimes. `certainty`: of benefit, 1 limited to 3 strong, added
    over the served goals. `clear`: 0, less one for each served goal that a trait is in the
    way of. `fit`: on each scale of which something is wished, in the order editors gave them,
    1 for a trait welcomed and -1 for one avoided; so what the gut bears comes before what it
    costs.
    """

    goals: int
    relevance: int
    certainty: int
    clear: int
    fit: tuple[int, ...]


class Place(NamedTuple):
    """Where forms that come out equal stand.

    `merit` is their group by goals and tolerances alone, before any caution acts. `rank`
    counts from 1; it is `None` for those set aside.
    """

    compounds: CompoundSet
    group: Group
    merit: Group
    key: Key
    rank: int | None

    @property
    def is_shown(self) -> bool:
        return self.group is not Group.SET_ASIDE
