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

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from content.catalogue import Question
from wizard.engine.answers import Answers
from wizard.engine.enumeration import WISHES, Bits
from wizard.impact.choices import AFTER, BEFORE, SIDES, Ask, Choices, Notes
from wizard.impact.differing import Differing
from wizard.impact.steps import Place, State, Step, in_one_order

Path: TypeAlias = tuple["Path", str, tuple[str, ...]] | None
"""The answers of an example, as a chain from the last question to the first."""
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
        places = list(in_one_order(*self._sides))
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

    def _after(self, place: Place, ways: Ways) -> Ways:
        step = Step(place, self._ask, self._notes, self._bits)
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
