"""Two Catalogues walked together: every way to answer what either of them would ask. Pure.

One set of answers goes through both walks at once. Where both ask the same question they
get the same answer; where only one asks it, only that walk goes on. An answer that one of
them does not offer ends its walk there: on that side this visitor does not exist. A
combination counts when each of its answers was asked for and is allowed by some walk, and
when at least one of the walks comes to its end. This is one space of answers for both, so
their results can be counted together, and it is the same whichever stands first.

Combinations that come to the same are merged after every question. What they come to are
the bits of both walks, and notes on what sets their results apart. Once no question that
is left asks for a wish, all that stays of the wishes is what forms they lead to.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from content.catalogue import Catalogue, Question
from wizard.engine.answers import Answers
from wizard.engine.enumeration import WISHES, Bits
from wizard.engine.walk import ends_the_walk
from wizard.impact.choices import AFTER, BEFORE, SIDES, Ask, Choice, Choices, Notes
from wizard.impact.differing import Differing

Path: TypeAlias = tuple["Path", str, tuple[str, ...]] | None
"""The answers of an example, as a chain from the last question to the first."""
State: TypeAlias = tuple[int, int, int, int]
"""The bits of both walks, the notes, and the number of the fit once it is known."""
Ways: TypeAlias = dict[State, tuple[int, int, Path]]
"""State → how many combinations lead there, and the shortest example with its length."""
Wishes: TypeAlias = frozenset[tuple[str, str]]
"""What answers ask for, as the field of an Option and the slug it holds."""
Report: TypeAlias = Callable[[float], None]

MOST = 250_000
"""How many combinations may stay apart after merging: a small machine has to hold them."""


class TooDifferent(Exception):
    """So much differs that the combinations can't be merged into few enough cases."""

    def __str__(self) -> str:
        return "Too much differs at once to compare every combination of answers."


class Held(NamedTuple):
    """A choice made for both sides, of which one has not come to the question yet."""

    question: str
    number: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Combinations of answers that come to the same two results.

    `length` is how many options its example chooses. `warnings` says for each side what its
    answers warn of, `None` where they can't be given. `fit` is what became of the wishes.
    """

    walks: int
    path: Path
    length: int
    warnings: tuple[int | None, int | None]
    notes: frozenset[Any]
    fit: Any

    @property
    def alarms(self) -> int:
        """How many different things its answers warn of."""
        return sum(warnings.bit_count() for warnings in self.warnings if warnings)

    @property
    def example(self) -> Answers:
        chosen: dict[str, tuple[str, ...]] = {}
        path = self.path
        while path is not None:
            path, question, codes = path
            chosen[question] = codes
        return Answers(chosen)


class SideBySide:
    """The joint walk of two Catalogues.

    `fit` says what the wishes of both sides come to; combinations for which it says the
    same are not told apart by their wishes.
    """

    def __init__(self, differing: Differing, fit: Callable[[Wishes, Wishes], Any]) -> None:
        self._fit = fit
        self._fits: list[Any] = [None]
        self._sides = (differing.before, differing.after)
        self._bits = (Bits(differing.before, keep=WISHES), Bits(differing.after, keep=WISHES))
        self._notes = Notes(differing)
        self._differing = differing
        self._held = 0

    def pairs(self, report: Report) -> Iterator[Pair]:
        """Every combination of answers, merged by what comes of it on both sides."""
        places = list(_places(*self._sides))
        wishing = max((n for n, place in enumerate(places, 1) if place.asks_for_wishes), default=0)
        ways: Ways = {(0, 0, 0, 0): (1, 0, None)}
        for number, place in enumerate(places):
            report(number / len(places))
            if number == wishing:
                ways = self._fitted(ways)
            ways = self._after(place, ways)
        if wishing == len(places):
            ways = self._fitted(ways)
        return (self._pair(state, *way) for state, way in ways.items())

    def effects(self, side: int, warnings: int) -> Iterator[Any]:
        """What the warnings of a pair do, as `Bits.effects_in` says it."""
        return self._bits[side].effects_in(warnings)

    def _after(self, place: _Place, ways: Ways) -> Ways:
        step = _Step(place, self._ask, self._notes, self._bits)
        self._held |= step.holds
        after: Ways = {}
        for state, (walks, length, path) in ways.items():
            for before, behind, notes, times, codes in step.leads_to(state):
                settled = self._settled(before, behind, notes, state[3])
                if settled is not None:
                    longer = (path, place.slug, codes) if codes else path
                    _count(after, settled, (walks * times, length + len(codes), longer))
            if len(after) > MOST:
                raise TooDifferent
        return after

    def _ask(self, before: Question | None, after: Question | None, first: int | None) -> Choices:
        return Ask(before, after, first, self._differing, self._bits, self._notes).choices()

    def _settled(self, before: int, after: int, notes: int, fit: int) -> State | None:
        """A state without what no longer matters; `None` when neither walk can go on."""
        gone = self._notes.gone
        if notes & (gone[BEFORE] | gone[AFTER]):
            if notes & gone[BEFORE] and notes & gone[AFTER]:
                return None
            before, after = (0, after) if notes & gone[BEFORE] else (before, 0)
            notes &= gone[BEFORE] | gone[AFTER] | self._held
        bits = self._bits
        return bits[BEFORE].settled(before), bits[AFTER].settled(after), self._notes.only_gravest(notes), fit

    def _fitted(self, ways: Ways) -> Ways:
        """The ways with the wishes of both sides exchanged for what they come to."""
        known: dict[tuple[int, int], int] = {}
        numbers: dict[Any, int] = {}
        found: Ways = {}
        for (before, after, notes, _), way in ways.items():
            wishes = (self._bits[BEFORE].wishes_in(before), self._bits[AFTER].wishes_in(after))
            if wishes not in known:
                fit = self._fit(*(frozenset(self._bits[side].effects_in(wishes[side])) for side in SIDES))
                known[wishes] = numbers.setdefault(fit, len(numbers) + 1)
            state = (before ^ wishes[BEFORE], after ^ wishes[AFTER], notes, known[wishes])
            _count(found, state, way)
        self._fits = [None, *numbers]
        return found

    def _pair(self, state: State, walks: int, length: int, path: Path) -> Pair:
        before, after, notes, fit = state
        gone = self._notes.gone
        return Pair(
            walks=walks,
            path=path,
            length=length,
            warnings=(
                None if notes & gone[BEFORE] else self._bits[BEFORE].safety_in(before),
                None if notes & gone[AFTER] else self._bits[AFTER].safety_in(after),
            ),
            notes=frozenset(self._notes.read(notes)),
            fit=self._fits[fit],
        )


def _count(ways: Ways, state: State, way: tuple[int, int, Path]) -> None:
    known = ways.get(state)
    if known is None:
        ways[state] = way
    else:
        _, length, path = known if known[1] <= way[1] else way
        ways[state] = (known[0] + way[0], length, path)


# Places -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
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


def _places(before: Catalogue, after: Catalogue) -> Iterator[_Place]:
    """The questions of both in one order that keeps the order of each, where that matters."""
    old = [question.slug for question in before.questions]
    new = [question.slug for question in _in_the_order_of(old, after)]
    met: set[str] = set()
    for change, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        both = change == "equal"
        here = [(slug, (True, both)) for slug in old[i:j]]
        here += [] if both else [(slug, (False, True)) for slug in new[k:m]]
        for slug, sides in here:
            asks = (before.question_of.get(slug), after.question_of.get(slug))
            yield _Place(slug, *asks, sides, again=slug in met)
            met.add(slug)


def _in_the_order_of(slugs: list[str], catalogue: Catalogue) -> list[Question]:
    """The questions, as near to this order as no walk can tell from their own."""
    rank = {slug: number for number, slug in enumerate(slugs)}
    last = len(rank)
    ordered: list[Question] = []
    for question in catalogue.questions:
        place = len(ordered)
        while (
            place
            and rank.get(ordered[place - 1].slug, last) > rank.get(question.slug, last)
            and _may_swap(catalogue, ordered[place - 1], question)
        ):
            place -= 1
        ordered.insert(place, question)
    return ordered


def _may_swap(catalogue: Catalogue, one: Question, other: Question) -> bool:
    """Whether neither question can end the walk, or decides if the other is asked."""
    if any(ends_the_walk(catalogue, question.options) for question in (one, other)):
        return False
    keys = {f"{question.slug}/{it.code}" for question in (one, other) for it in question.options}
    return keys.isdisjoint((*one.shown_when, *other.shown_when))


Lead: TypeAlias = tuple[int, int, int, int, tuple[str, ...]]
"""The bits of both walks, the notes, how many choices lead there, and one of them."""


class _Step:
    """What the answers at one place lead to."""

    def __init__(
        self,
        place: _Place,
        ask: Callable[[Question | None, Question | None, int | None], Choices],
        notes: Notes,
        bits: tuple[Bits, Bits],
    ) -> None:
        self._place = place
        self._ask = ask
        self._notes = notes
        self._bits = bits
        self._asked: dict[tuple[bool, bool], list[tuple[Choice, int, tuple[str, ...]]]] = {}
        self._holding: list[tuple[int, Choice, int, tuple[str, ...]]] = []
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

    def _choices(self, asking: tuple[bool, bool]) -> list[tuple[Choice, int, tuple[str, ...]]]:
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
