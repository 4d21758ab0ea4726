"""What a change of content does to visitors, over every combination of answers. Pure.

`compare` walks two Catalogues together and puts every combination whose result changes
into one group, by the gravest thing that changes for it: a warning lost, a form newly
shown to somebody at risk, another first place … and wording last. Each group counts its
combinations exactly and holds one worked example.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from content.catalogue import Action, Catalogue, Level
from wizard.differing import Mark
from wizard.engine.answers import Answers
from wizard.engine.effects import Effects
from wizard.engine.enumeration import WISHES
from wizard.engine.matching import Group as Place
from wizard.engine.matching import Key, group_after, order, place, ranks_of
from wizard.side_by_side import End, Pair, SideBySide

Slugs: TypeAlias = frozenset[str]
NONE: Slugs = frozenset()
UNMARKED: tuple[Slugs, Slugs, bool] = (NONE, NONE, False)


class Standing(NamedTuple):
    """How strongly a result sends its reader to somebody else."""

    level: Level
    withheld: bool

    @property
    def strength(self) -> tuple[int, bool]:
        return self.level.rank, self.withheld

    @property
    def has_forms(self) -> bool:
        return not self.withheld and not self.level.is_urgent


class Move(NamedTuple):
    """A form that stands in another group; `None` where the Catalogue does not have it."""

    compound: str
    before: Place | None
    after: Place | None


class Kind(enum.StrEnum):
    """The gravest thing that changes for some combinations, the gravest first."""

    WARNING_LOST = "warning_lost"
    WARNED_ANSWER_GONE = "warned_answer_gone"  # an answer that led to a warning is no longer offered
    NEWLY_SHOWN_AT_RISK = "newly_shown_at_risk"
    FIRST_PLACES = "first_places"
    WARNING_ADDED = "warning_added"
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


_FLAGGED = {Kind.WARNING_LOST, Kind.WARNED_ANSWER_GONE, Kind.NEWLY_SHOWN_AT_RISK}
_PLACE_OF = {kind: number for number, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Difference:
    """How two results to the same answers differ.

    A standing is `None` on a side where these answers can't be given; `refused` names the
    question that does not allow them. `lost` and `gained` name cautions of which at least
    one no longer counts, or newly counts; both are empty when one side alone is urgent,
    since then the level says it all. `shown` and `hidden` are the forms that are newly
    shown and no longer shown, `first` and `no_longer_first` those that came to the first
    place and those that left it. `at_risk` says that the answers warn of something.
    """

    before: Standing | None = None
    after: Standing | None = None
    refused: str = ""
    lost: Slugs = NONE
    gained: Slugs = NONE
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
        stronger = after.strength > before.strength
        found = {
            Kind.WARNING_LOST: self.falls or self.lost,
            Kind.NEWLY_SHOWN_AT_RISK: self.shown and self.at_risk,
            Kind.FIRST_PLACES: (self.first or self.no_longer_first) and after.has_forms,
            Kind.WARNING_ADDED: stronger or self.gained,
            Kind.FORMS_MOVED: self.moves,
            Kind.ORDER: self.reordered,
            Kind.ASKED_ANEW: any(self.asked),
        }
        return next((kind for kind, applies in found.items() if applies), Kind.WORDING)

    def told(self) -> Difference:
        """This difference as far as its group tells it: combinations told alike are one group."""
        return replace(NO_DIFFERENCE, **{name: getattr(self, name) for name in _TOLD[self.kind]})

    def mirrored(self) -> Difference:
        """The same difference with its sides swapped."""
        return replace(
            self,
            before=self.after,
            after=self.before,
            lost=self.gained,
            gained=self.lost,
            shown=self.hidden,
            hidden=self.shown,
            first=self.no_longer_first,
            no_longer_first=self.first,
            moves=frozenset(Move(move.compound, move.after, move.before) for move in self.moves),
            asked=self.asked[::-1],
        )


NO_DIFFERENCE = Difference()
_BOTH = ("before", "after")
_TOLD: Mapping[Kind, tuple[str, ...]] = {
    Kind.WARNING_LOST: (*_BOTH, "lost"),
    Kind.WARNED_ANSWER_GONE: ("before", "refused"),
    Kind.NEWLY_SHOWN_AT_RISK: ("shown",),
    Kind.FIRST_PLACES: ("first", "no_longer_first"),
    Kind.WARNING_ADDED: (*_BOTH, "gained"),
    Kind.FORMS_MOVED: ("moves",),
    Kind.ORDER: (),
    Kind.ANSWER_GONE: ("refused",),
    Kind.ANSWER_NEW: ("after", "refused"),
    Kind.ASKED_ANEW: ("asked",),
    Kind.WORDING: (),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Combinations for which the same thing changes, with one of them."""

    kind: Kind
    told: Difference
    walks: int
    example: Answers

    @property
    def is_flagged(self) -> bool:
        return self.kind.is_flagged


@dataclass(frozen=True, slots=True)
class Impact:
    """`combinations` is how many there are in all; `differences` counts those that change."""

    combinations: int
    differences: Mapping[Difference, int]
    groups: tuple[Group, ...]

    @property
    def changed(self) -> int:
        return sum(self.differences.values())


def compare(before: Catalogue, after: Catalogue) -> Impact:
    """Every combination of answers whose result changes from `before` to `after`."""
    together = SideBySide(before, after)
    reader = _Reader(before, after, together)
    combinations = 0
    differences: dict[Difference, int] = {}
    examples: dict[Difference, Pair] = {}
    for pair in together.pairs():
        combinations += pair.walks
        difference = reader.difference(pair)
        if difference is not None:
            differences[difference] = differences.get(difference, 0) + pair.walks
            examples[difference] = _plainer(examples.get(difference, pair), pair)
    return Impact(combinations, differences, _grouped(differences, examples))


def _grouped(differences: Mapping[Difference, int], examples: Mapping[Difference, Pair]) -> tuple[Group, ...]:
    members: dict[tuple[Kind, Difference], list[Difference]] = {}
    for difference in differences:
        members.setdefault((difference.kind, difference.told()), []).append(difference)
    groups = [
        Group(
            kind,
            told,
            walks=sum(differences[difference] for difference in alike),
            example=functools.reduce(_plainer, (examples[difference] for difference in alike)).example,
        )
        for (kind, told), alike in members.items()
    ]
    return tuple(
        sorted(groups, key=lambda group: (_PLACE_OF[group.kind], not group.told.falls, -group.walks))
    )


def _plainer(one: Pair, other: Pair) -> Pair:
    """The pair whose example is easier to follow: it chooses less, and warns of less."""
    return min(one, other, key=lambda pair: (pair.length, pair.warnings))


# Results ------------------------------------------------------------------------------


class _Reader:
    """Reads the two results of a pair, and looks closely only where they can differ."""

    def __init__(self, before: Catalogue, after: Catalogue, together: SideBySide) -> None:
        self._differing = together.differing
        self._before = _Side(before, together)
        self._after = _Side(after, together)
        placing = self._differing.placing_goals
        self._placed_anew_anyway = placing is None
        self._placed_anew = _bits_of_goals(together, placing or ())
        self._claimed_anew = _bits_of_goals(together, self._differing.claimed_goals)
        self._told_anew = _bits_of_goals(together, self._differing.goals)
        self._wanted = _bits_of_goals(together, {*before.goal_of, *after.goal_of})

    def difference(self, pair: Pair) -> Difference | None:
        """How the results of these combinations differ; `None` when they do not."""
        before, after = pair.ends
        if before is None or after is None:
            return Difference(
                before=self._before.standing(before) if before else None,
                after=self._after.standing(after) if after else None,
                refused=pair.refused,
            )
        found = self._of_places(before, after)
        lost, gained, reworded = self._of_marks(pair.marks, before, after) if pair.marks else UNMARKED
        if lost or gained or True in pair.asked:
            found = replace(found or NO_DIFFERENCE, lost=lost, gained=gained, asked=pair.asked)
        elif found is None and (reworded or self._reads_differently(before, after)):
            found = replace(NO_DIFFERENCE, reworded=True)
        if found is None:
            return None
        return replace(found, before=self._before.standing(before), after=self._after.standing(after))

    def _of_places(self, before: End, after: End) -> Difference | None:
        """How level, groups and ranks differ."""
        if before == after and not (self._placed_anew_anyway or before.wishes & self._placed_anew):
            return None
        standings = (self._before.standing(before), self._after.standing(after))
        forms_on_both = standings[0].has_forms and standings[1].has_forms
        if standings[0] == standings[1] and not forms_on_both:
            return None
        if before == after and self._before.worth(before.wishes) == self._after.worth(after.wishes):
            return None
        old, new = self._before.seen(before), self._after.seen(after)
        if standings[0] == standings[1] and old == new:
            return None
        moves = (
            Move(slug, old.groups.get(slug), new.groups.get(slug))
            for slug in {**old.groups, **new.groups}
            if old.groups.get(slug) is not new.groups.get(slug)
        )
        return Difference(
            shown=new.shown - old.shown,
            hidden=old.shown - new.shown,
            first=new.first - old.first,
            no_longer_first=old.first - new.first,
            moves=frozenset(moves) if forms_on_both else frozenset(),
            reordered=forms_on_both and old.ranks != new.ranks,
            at_risk=old.shown != new.shown and (old.at_risk or new.at_risk),
        )

    def _of_marks(self, marks: Iterable[Mark], before: End, after: End) -> tuple[Slugs, Slugs, bool]:
        """The cautions lost and gained, and whether a text that stays reads differently."""
        if self._before.is_urgent(before) is not self._after.is_urgent(after):
            return UNMARKED
        lost, gained, reworded = set[str](), set[str](), False
        for mark in marks:
            if mark.steady:
                reworded = reworded or mark.counts_after(lambda: self._after.shown(after))
                continue
            counted = mark.counts_before(lambda: self._before.shown(before))
            counts = mark.counts_after(lambda: self._after.shown(after))
            if counted and not counts:
                lost.add(mark.caution)
            elif counts and not counted:
                gained.add(mark.caution)
            else:
                reworded = reworded or (counts and mark.reworded)
        return frozenset(lost), frozenset(gained), reworded

    def _reads_differently(self, before: End, after: End) -> bool:
        """Whether results that agree in level, groups and ranks show other words."""
        cards = self._differing.cards
        if cards and self._before.standing(before) in cards:
            return True
        if self._before.is_urgent(before):
            return False
        if (before.wishes ^ after.wishes) & self._wanted or after.wishes & self._told_anew:
            return True
        may_differ = (
            self._differing.forms_differ
            or before.wishes != after.wishes
            or bool(after.wishes & self._claimed_anew)
        )
        return may_differ and self._before.standing(before).has_forms


def _bits_of_goals(together: SideBySide, goals: Iterable[str]) -> int:
    return together.bits_of(*(("wants", goal) for goal in goals))


class _Seen(NamedTuple):
    """What of a result says where its forms stand."""

    groups: Mapping[str, Place]
    ranks: Mapping[str, int]
    shown: Slugs
    first: Slugs
    at_risk: bool


_NO_FORMS = _Seen(groups={}, ranks={}, shown=NONE, first=NONE, at_risk=True)


class _Worth(NamedTuple):
    """Where a form stands by goals and tolerances alone."""

    compound: str
    merit: Place
    key: Key


class _Acting(NamedTuple):
    """What the cautions of an end do: for every form, or while one of the named is shown."""

    urgent: Level | None
    everywhere: frozenset[Action]
    for_forms: tuple[tuple[Action, Slugs], ...]

    def sets_aside(self, compound: str) -> bool:
        return Action.SET_ASIDE in self.everywhere or any(
            acting is Action.SET_ASIDE and compound in forms for acting, forms in self.for_forms
        )


class _Side:
    """One of the two Catalogues, and the results its ends come to.

    An end has no answers to name in reasons, and there are many of them. So a result is
    read here from the same parts of `wizard.engine.matching` that make a whole one.
    """

    def __init__(self, catalogue: Catalogue, together: SideBySide) -> None:
        self._catalogue = catalogue
        self._together = together
        self._worth: dict[int, tuple[_Worth, ...]] = {}
        self._shown: dict[int, Slugs] = {}
        self._acting: dict[int, _Acting] = {}

    def standing(self, end: End) -> Standing:
        """How strongly the result warns."""
        acting = self._warnings(end.safety)
        if acting.urgent:
            return Standing(acting.urgent, withheld=False)
        withheld = self._acts(Action.WITHHOLD, end)
        ask_first = withheld or self._acts(Action.ASK_FIRST, end)
        return Standing(Level.ASK_FIRST if ask_first else Level.ROUTINE, withheld)

    def _acts(self, action: Action, end: End) -> bool:
        """Whether some caution does this; forms are placed only when that decides it."""
        acting = self._warnings(end.safety)
        named = [forms for doing, forms in acting.for_forms if doing is action]
        return action in acting.everywhere or any(not forms.isdisjoint(self.shown(end)) for forms in named)

    def is_urgent(self, end: End) -> bool:
        return self._warnings(end.safety).urgent is not None

    def shown(self, end: End) -> Slugs:
        """The forms that goals and tolerances lead to, whatever is warned of."""
        if self.is_urgent(end):
            return NONE
        if end.wishes not in self._shown:
            self._shown[end.wishes] = frozenset(
                worth.compound for worth in self.worth(end.wishes) if worth.merit is not Place.SET_ASIDE
            )
        return self._shown[end.wishes]

    def worth(self, wishes: int) -> tuple[_Worth, ...]:
        """Where the forms stand for these wishes before any caution acts."""
        if wishes not in self._worth:
            self._worth[wishes] = tuple(
                _Worth(match.compound.slug, match.merit, match.key)
                for match in place(self._catalogue, self._effects(wishes))
            )
        return self._worth[wishes]

    def seen(self, end: End) -> _Seen:
        """Where the forms stand in the result."""
        standing = self.standing(end)
        if not standing.has_forms:
            return _NO_FORMS
        acting = self._warnings(end.safety)
        ask_first = standing.level is Level.ASK_FIRST
        ordered: list[tuple[tuple[int, ...], str, Place]] = []
        aside = False
        for compound, merit, key in self.worth(end.wishes):
            group = group_after(merit, set_aside=acting.sets_aside(compound), ask_first=ask_first)
            ordered.append((order(group, merit, key), compound, group))
            aside = aside or (group is Place.SET_ASIDE and merit is not group)
        ordered.sort()
        ranks = ranks_of([order for order, _, _ in ordered])
        ranked = {
            compound: rank
            for rank, (_, compound, group) in zip(ranks, ordered, strict=True)
            if group is not Place.SET_ASIDE
        }
        return _Seen(
            groups={compound: group for _, compound, group in ordered},
            ranks=ranked,
            shown=frozenset(ranked),
            first=frozenset(compound for compound, rank in ranked.items() if rank == 1),
            at_risk=ask_first or aside,
        )

    def _warnings(self, safety: int) -> _Acting:
        if safety not in self._acting:
            effects = list(self._together.effects_in(safety))
            actions = [effect for effect in effects if isinstance(effect, Action)]
            urgent = [action.level for action in actions if action.level.is_urgent]
            self._acting[safety] = _Acting(
                urgent=max(urgent, key=lambda level: level.rank, default=None),
                everywhere=frozenset(actions),
                for_forms=tuple(effect for effect in effects if not isinstance(effect, Action)),
            )
        return self._acting[safety]

    def _effects(self, wishes: int) -> Effects:
        """What these wishes ask for, without the answers they came from."""
        asked: dict[str, dict[str, tuple[()]]] = {name: {} for name in WISHES}
        for name, slug in self._together.effects_in(wishes):
            asked[name][slug] = ()
        return Effects(
            wanted=asked["wants"],
            welcomed=asked["welcomes"],
            avoided=asked["avoids"],
            ruled_out=asked["rules_out"],
            raised={},
        )
