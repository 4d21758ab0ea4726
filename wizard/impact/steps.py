"""The questions of two Catalogues in one order, and where the answers to each lead both walks. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from content.catalogue import Catalogue, Question
from wizard.engine.enumeration import WISHES, Bits
from wizard.engine.walk import ends_the_walk
from wizard.impact.choices import AFTER, BEFORE, Choice, Choices, Codes, Notes

State: TypeAlias = tuple[int, int, int, int]
"""The bits of both walks, the notes, and the number of the fit once it is known."""


class Held(NamedTuple):
    """A choice made for both sides, of which one has not come to the question yet."""

    question: str
    number: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the joint order of the questions.

    `before` and `after` are the question as each side asks it. One that stands elsewhere on
    the other side is met at two places; `here` says which sides ask at this one, and `again`
    whether it is the second.
    """

    slug: str
    before: Question | None
    after: Question | None
    here: tuple[bool, bool]
    again: bool = False

    @property
    def is_twofold(self) -> bool:
        return bool(self.before and self.after) and not all(self.here)

    @property
    def asks_for_wishes(self) -> bool:
        return any(
            getattr(option, name)
            for question in (self.before, self.after)
            if question and not question.safety
            for option in question.options
            for name in WISHES
        )


def in_one_order(before: Catalogue, after: Catalogue) -> Iterator[Place]:
    """The questions of both in one order that keeps the order of each, where that matters."""
    old = [question.slug for question in before.questions]
    new = [question.slug for question in _in_the_order_of(before, after)]
    met: set[str] = set()
    for change, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        both = change == "equal"
        here = [(slug, (True, both)) for slug in old[i:j]]
        here += [] if both else [(slug, (False, True)) for slug in new[k:m]]
        for slug, sides in here:
            asks = (before.question_of.get(slug), after.question_of.get(slug))
            yield Place(slug, *asks, sides, again=slug in met)
            met.add(slug)


def _in_the_order_of(before: Catalogue, after: Catalogue) -> list[Question]:
    """The questions of `after`, as near to the order of `before` as no walk can tell from their own."""
    rank = {question.slug: number for number, question in enumerate(before.questions)}
    last = len(rank)
    ordered: list[Question] = []
    for question in after.questions:
        place = len(ordered)
        while (
            place
            and rank.get(ordered[place - 1].slug, last) > rank.get(question.slug, last)
            and _may_swap(before, after, ordered[place - 1], question)
        ):
            place -= 1
        ordered.insert(place, question)
    return ordered


def _may_swap(before: Catalogue, after: Catalogue, one: Question, other: Question) -> bool:
    """Whether neither can end or leave the walk, or decides if the other is asked."""
    if any(ends_the_walk(after, question.options) for question in (one, other)):
        return False
    if not all(_takes_the_same_answers(question, before) for question in (one, other)):
        return False
    keys = {f"{question.slug}/{it.code}" for question in (one, other) for it in question.options}
    return keys.isdisjoint((*one.shown_when, *other.shown_when))


def _takes_the_same_answers(question: Question, there: Catalogue) -> bool:
    twin = there.question_of.get(question.slug)
    return twin is None or _answers(twin) == _answers(question)


def _answers(question: Question) -> tuple[int, dict[str, bool]]:
    return question.limit, {option.code: option.exclusive for option in question.options}


Lead: TypeAlias = tuple[int, int, int, int, Codes]
"""The bits of both walks, the notes, how many choices lead there, and one of them."""


class Step:
    """What the answers at one place lead to."""

    def __init__(
        self,
        place: Place,
        ask: Callable[[Question | None, Question | None, int | None], Choices],
        notes: Notes,
        bits: tuple[Bits, Bits],
    ) -> None:
        self._place = place
        self._ask = ask
        self._notes = notes
        self._bits = bits
        self._asked: dict[tuple[bool, bool], list[tuple[Choice, int, Codes]]] = {}
        self._holding: list[tuple[int, Choice, int, Codes]] = []
        self.holds = 0
        if place.is_twofold:
            self._hold(first=self._other_side if place.again else self._this_side)

    def leads_to(self, state: State) -> Iterable[Lead]:
        """Where the walks stand after this place; no codes where nothing was chosen here."""
        before, after, notes, _ = state
        asking = (self._asks(BEFORE, before, notes), self._asks(AFTER, after, notes))
        if self._place.is_twofold and not self._place.again:
            return self._at_first(state) if True in asking else [(before, after, notes, 1, ())]
        if self._place.is_twofold and notes & self.holds:
            return self._at_second(state, asks=True in asking)
        if True not in asking:
            return [(before, after, notes, 1, ())]
        return [
            (before | choice.before, after | choice.after, notes | choice.notes, times, codes)
            for choice, times, codes in self._choices(asking)
        ]

    def _asks(self, side: int, bits: int, notes: int) -> bool:
        question = self._place.after if side else self._place.before
        if question is None or not self._place.here[side] or notes & self._notes.gone[side]:
            return False
        return self._bits[side].is_reached(question, bits)

    def _choices(self, asking: tuple[bool, bool]) -> list[tuple[Choice, int, Codes]]:
        """The choices that one of the sides asking allows."""
        if asking not in self._asked:
            before, after = self._place.before, self._place.after
            found = self._ask(before if asking[BEFORE] else None, after if asking[AFTER] else None, None)
            self._asked[asking] = [(choice, times, codes) for choice, (times, codes) in found.items()]
        return self._asked[asking]

    # Questions that stand at another place on the other side -----------------------------

    @property
    def _this_side(self) -> int:
        return BEFORE if self._place.here[BEFORE] else AFTER

    @property
    def _other_side(self) -> int:
        return 1 - self._this_side

    def _hold(self, *, first: int) -> None:
        """Choose for both sides, with a bit that holds each choice between the two places."""
        found = self._ask(self._place.before, self._place.after, first)
        for number, (choice, (times, codes)) in enumerate(found.items()):
            bit = self._notes.bit(Held(self._place.slug, number))
            self._holding.append((bit, choice, times, codes))
            self.holds |= bit

    def _at_first(self, state: State) -> Iterator[Lead]:
        """Choose, and apply the choice to the side that asks here."""
        side = self._this_side
        for held, choice, times, codes in self._holding:
            notes = state[2] | held | (choice.notes & self._notes.gone[side])
            yield *self._applied(state, choice, side), notes, times, codes

    def _at_second(self, state: State, *, asks: bool) -> Iterator[Lead]:
        """Apply what was held, if this side asks; what it does not ask has to be allowed by the other."""
        notes = state[2] & ~self.holds
        choice = next(choice for held, choice, _, _ in self._holding if state[2] & held)
        if asks:
            yield *self._applied(state, choice, self._this_side), notes | choice.notes, 1, ()
        elif not choice.notes & self._notes.gone[self._other_side]:
            yield state[0], state[1], notes | choice.alone, 1, ()

    @staticmethod
    def _applied(state: State, choice: Choice, side: int) -> tuple[int, int]:
        before, after = state[0], state[1]
        return (before | choice.before, after) if side == BEFORE else (before, after | choice.after)
