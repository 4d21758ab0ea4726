"""How two results to the same answers differ, and what of it is told. Pure."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from content.catalogue import Level
from wizard.engine.standing import Group as Place
from wizard.impact.differing import Slugs
from wizard.impact.results import NONE, Result, Standing


class Move(NamedTuple):
    """A form that stands in another group; `None` where the Catalogue does not have it."""

    compound: str
    before: Place | None
    after: Place | None


class Kind(enum.StrEnum):
    """The gravest thing that changes for some combinations, the gravest first."""

    WARNING_LOST = "warning_lost"
    WARNING_WEAKER = "warning_weaker"  # a caution asks for less, though the result sends no less strongly
    WARNED_ANSWER_GONE = "warned_answer_gone"  # an answer that led to a warning is no longer offered
    NEWLY_SHOWN_AT_RISK = "newly_shown_at_risk"
    FIRST_PLACES = "first_places"
    WARNING_ADDED = "warning_added"
    WARNING_STRONGER = "warning_stronger"
    FORMS_MOVED = "forms_moved"
    ORDER = "order"
    ANSWER_GONE = "answer_gone"
    ANSWER_NEW = "answer_new"
    ASKED_ANEW = "asked_anew"  # a question is asked that was not, or no longer
    WORDING = "wording"

    @property
    def is_flagged(self) -> bool:
        """Whether a reviewer must look at this before anything else."""
        return self in _FLAGGED


_FLAGGED = {Kind.WARNING_LOST, Kind.WARNING_WEAKER, Kind.WARNED_ANSWER_GONE, Kind.NEWLY_SHOWN_AT_RISK}
PLACE_OF = {kind: number for number, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Difference:
    """How two results to the same answers differ.

    A standing is `None` on a side where these answers can't be given; `refused` names the
    question that does not allow them. `lost` and `gained` name the gravest caution that no
    longer counts, or newly counts, `weaker` and `stronger` the gravest that counts on both
    sides and asks for less, or for more; all are empty when one side alone is urgent, since
    then the level says it all. `shown` and `hidden` are the forms that are newly shown and no
    longer shown, `first` and `no_longer_first` those that came to the first place and those
    that left it. `at_risk` says that the answers warn of something.
    """

    before: Standing | None = None
    after: Standing | None = None
    refused: str = ""
    lost: str = ""
    gained: str = ""
    weaker: str = ""
    stronger: str = ""
    shown: Slugs = NONE
    hidden: Slugs = NONE
    first: Slugs = NONE
    no_longer_first: Slugs = NONE
    moves: frozenset[Move] = frozenset()
    reordered: bool = False
    at_risk: bool = False
    asked: tuple[bool, bool] = (False, False)
    reworded: bool = False

    @property
    def falls(self) -> bool:
        """Whether the result sends its reader to somebody else less strongly than before."""
        if self.before is None or self.after is None:
            return False
        return self.after.strength < self.before.strength

    @property
    def kind(self) -> Kind:
        if self.before is None:
            return Kind.ANSWER_NEW
        if self.after is None:
            warned = self.before.level is not Level.ROUTINE
            return Kind.WARNED_ANSWER_GONE if warned else Kind.ANSWER_GONE
        return self._kind(self.before, self.after)

    def _kind(self, before: Standing, after: Standing) -> Kind:
        found = {
            Kind.WARNING_LOST: self.falls or self.lost,
            Kind.WARNING_WEAKER: self.weaker,
            Kind.NEWLY_SHOWN_AT_RISK: self.shown and self.at_risk,
            Kind.FIRST_PLACES: (self.first or self.no_longer_first) and after.has_forms,
            Kind.WARNING_ADDED: after.strength > before.strength or self.gained,
            Kind.WARNING_STRONGER: self.stronger,
            Kind.FORMS_MOVED: self.moves,
            Kind.ORDER: self.reordered,
            Kind.ASKED_ANEW: any(self.asked),
        }
        return next((kind for kind, applies in found.items() if applies), Kind.WORDING)

    def told(self) -> Difference:
        """This difference as far as its group tells it: combinations told alike are one group."""
        names = _TOLD[self.kind]
        if self.kind is Kind.WARNING_LOST and not self.lost:
            names = _TOLD[Kind.WARNING_WEAKER]
        return replace(NO_DIFFERENCE, **{name: getattr(self, name) for name in names})


NO_DIFFERENCE = Difference()
_BOTH = ("before", "after")
_TOLD: Mapping[Kind, tuple[str, ...]] = {
    Kind.WARNING_LOST: (*_BOTH, "lost"),
    Kind.WARNING_WEAKER: (*_BOTH, "weaker"),
    Kind.WARNED_ANSWER_GONE: ("before", "refused"),
    Kind.NEWLY_SHOWN_AT_RISK: ("shown",),
    Kind.FIRST_PLACES: ("first", "no_longer_first"),
    Kind.WARNING_ADDED: (*_BOTH, "gained"),
    Kind.WARNING_STRONGER: (*_BOTH, "stronger"),
    Kind.FORMS_MOVED: ("moves",),
    Kind.ORDER: (),
    Kind.ANSWER_GONE: ("refused",),
    Kind.ANSWER_NEW: ("after", "refused"),
    Kind.ASKED_ANEW: ("asked",),
    Kind.WORDING: (),
}


def of_forms(before: Result, after: Result) -> Difference | None:
    """How standing, groups and ranks differ."""
    if (before.standing, before.groups, before.ranks) == (after.standing, after.groups, after.ranks):
        return None
    forms_on_both = before.standing.has_forms and after.standing.has_forms
    moves = (
        Move(slug, before.groups.get(slug), after.groups.get(slug))
        for slug in {**before.groups, **after.groups}
        if before.groups.get(slug) is not after.groups.get(slug)
    )
    return Difference(
        before=before.standing,
        after=after.standing,
        shown=after.shown - before.shown,
        hidden=before.shown - after.shown,
        first=after.first - before.first,
        no_longer_first=before.first - after.first,
        moves=frozenset(moves) if forms_on_both else frozenset(),
        reordered=forms_on_both and before.ranks != after.ranks,
        at_risk=before.shown != after.shown and (before.at_risk or after.at_risk),
    )
