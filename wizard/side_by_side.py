"""Two Catalogues walked together: every way to answer what either of them would ask. Pure.

One set of answers goes through both walks at once. Where both ask the same question they
get the same answer; where only one asks it, only that walk goes on. An answer that one of
them does not offer ends its walk there: on that side this visitor does not exist. A
combination counts when each of its answers was asked for and is allowed by some walk, and
when at least one of the walks comes to its end. This is one space of answers for both, so
their results can be counted together, and it is the same whichever stands first.

The counting is that of `wizard.engine.enumeration`: effects are bits, and combinations
with equal bits merge. The bits of both walks stand side by side in one integer; above
them stand the extra bits, which say what sets the two results apart.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias, TypeVar

from content.catalogue import Catalogue, Option, Question
from wizard.differing import TEXT, Differing, Mark
from wizard.engine.answers import Answers
from wizard.engine.enumeration import WISHES, Bits

Codes: TypeAlias = tuple[str, ...]
Path: TypeAlias = tuple["Path", str, Codes] | None
Ways: TypeAlias = dict[int, tuple[int, int, Path]]
"""State → how many combinations lead there, and the shortest example with its length."""

BEFORE, AFTER = SIDES = (0, 1)


class End(NamedTuple):
    """Where one walk ended, in bits: what was asked for, and what was warned of."""

    wishes: int
    safety: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Combinations of answers that come to the same two results.

    `length` is how many options its example chooses. An end is `None` on a side where
    these answers can't be given; `refused` then names the question that does not allow
    them. `asked` says, for each side, whether it asked a question that the other did not.
    """

    walks: int
    path: Path
    length: int
    ends: tuple[End | None, End | None]
    marks: frozenset[Mark]
    refused: str
    asked: tuple[bool, bool]

    @property
    def warnings(self) -> int:
        """How many different things its ends warn of."""
        return sum(end.safety.bit_count() for end in self.ends if end)

    @property
    def example(self) -> Answers:
        """One of these combinations, with as few options chosen as possible."""
        return Answers(dict(_along(self.path)))


def _along(path: Path) -> Iterator[tuple[str, Codes]]:
    while path is not None:
        path, question, codes = path
        yield question, codes


class SideBySide:
    """The joint walk of two Catalogues."""

    def __init__(self, before: Catalogue, after: Catalogue) -> None:
        self.differing = Differing(before, after)
        self._catalogues = (before, after)
        self._states = _States(before, after, self.differing)

    def pairs(self) -> Iterator[Pair]:
        """Every combination of answers, merged by what comes of it on both sides."""
        ways: Ways = {0: (1, 0, None)}
        for place in _places(*self._catalogues):
            step = _Step(place, self._states, self.differing)
            after: Ways = {}
            for state, (walks, length, path) in ways.items():
                for reached, times, codes in step.leads_to(state):
                    settled = self._states.settled(reached)
                    if settled is not None:
                        longer = (path, place.slug, codes) if codes else path
                        _count(after, settled, (walks * times, length + len(codes), longer))
            ways = after
        return (self._pair(state, *way) for state, way in ways.items())

    def effects_in(self, bits: int) -> Iterator[Any]:
        """What the bits of an end stand for."""
        return self._states.effects_in(bits)

    def bits_of(self, *effects: object) -> int:
        return self._states.bits_of(effects)

    def _pair(self, state: int, walks: int, length: int, path: Path) -> Pair:
        extras = self._states.extras_in(state)
        return Pair(
            walks=walks,
            path=path,
            length=length,
            ends=(self._states.end(state, BEFORE), self._states.end(state, AFTER)),
            marks=frozenset((*extras.marks, *self._tracked_marks(state))),
            refused=extras.refused,
            asked=extras.asked,
        )

    def _tracked_marks(self, state: int) -> Iterator[Mark]:
        if not self.differing.tracked:
            return
        before, after = (self._states.raised_in(state, side) for side in SIDES)
        for slug in before | after:
            mark = self.differing.caution_mark(slug, before=slug in before, after=slug in after)
            if mark is not None:
                yield mark


def _count(ways: Ways, state: int, way: tuple[int, int, Path]) -> None:
    known = ways.get(state)
    if known is None:
        ways[state] = way
    else:
        _, length, path = known if known[1] <= way[1] else way
        ways[state] = (known[0] + way[0], length, path)


# States -------------------------------------------------------------------------------


class _Extras(NamedTuple):
    marks: Sequence[Mark]
    refused: str
    asked: tuple[bool, bool]


class _States:
    """The bits of two walks side by side in one integer, and the extra bits above them."""

    def __init__(self, before: Catalogue, after: Catalogue, differing: Differing) -> None:
        self._numbering: dict[object, int] = {"gone": 1}
        self._gone = 1
        for slug in sorted(differing.tracked):
            self._numbering["raised", slug] = 1 << len(self._numbering)
        self._tracked = differing.tracked
        kept = (*WISHES, "raised")
        self._bits = tuple(Bits(side, self._numbering, keep=kept) for side in (before, after))
        self._width = len(self._numbering)
        self._half = (1 << self._width) - 1
        self._extra: dict[tuple[str, object], int] = {}
        self._lasting = 0
        self._text = self.noting("mark", TEXT)
        self._steady = 0
        self._absorbing = sum(
            (bits.absorbing | self._gone) << (side * self._width) for side, bits in enumerate(self._bits)
        )

    def settled(self, state: int) -> int | None:
        """`state` without what no longer matters; `None` when neither walk can go on."""
        if state & self._text:
            state &= ~self._steady
        if not state & self._absorbing:
            return state
        before, after = self._on(state, BEFORE), self._on(state, AFTER)
        extra = state >> 2 * self._width << 2 * self._width
        if (before | after) & self._gone:
            extra &= self._lasting
        settled = self._settled(before, BEFORE)
        other = settled if before == after else self._settled(after, AFTER)
        if settled & other & self._gone:
            return None
        return settled | other << self._width | extra

    def _settled(self, half: int, side: int) -> int:
        return self._gone if half & self._gone else self._bits[side].settled(half)

    def goes_on(self, state: int, side: int, question: Question) -> bool:
        """Whether the walk on one side goes on and meets the question."""
        half = self._on(state, side)
        return not half & self._gone and self._bits[side].is_reached(question, half)

    def of_option(self, question: Question, option: Option, side: int) -> int:
        """What an option does on one side."""
        effect = self._bits[side].of_option(question, option.code)
        for slug in self._tracked.intersection(option.raises):
            effect |= self._numbering["raised", slug]
        return effect << side * self._width

    def of_refusal(self, slug: str, side: int) -> int:
        """What an answer does to a side that does not allow it."""
        return self._gone << side * self._width | self.noting("refused", slug, lasting=True)

    def of_marks(self, marks: Iterable[Mark]) -> int:
        bits = {mark: self.noting("mark", mark) for mark in marks}
        self._steady |= sum(bit for mark, bit in bits.items() if mark.steady and mark != TEXT)
        return sum(bits.values())

    def noting(self, kind: str, about: object, *, lasting: bool = False) -> int:
        """The extra bit of something; a lasting one stays when a side is gone."""
        bit = self._extra.setdefault((kind, about), 1 << 2 * self._width + len(self._extra))
        if lasting:
            self._lasting |= bit
        return bit

    def only(self, effect: int, side: int) -> int:
        """`effect` as far as it is about this side."""
        return effect & self._half << side * self._width

    def without(self, effect: int, side: int) -> int:
        """`effect` as far as it is not about this side."""
        return effect & ~(self._half << side * self._width)

    def is_refused(self, effect: int, side: int) -> bool:
        return bool(self._on(effect, side) & self._gone)

    def end(self, state: int, side: int) -> End | None:
        half, bits = self._on(state, side), self._bits[side]
        return None if half & self._gone else End(bits.wishes_in(half), bits.safety_in(half))

    def effects_in(self, half: int) -> Iterator[Any]:
        return (effect for effect, bit in self._numbering.items() if half & bit)

    def bits_of(self, effects: Iterable[object]) -> int:
        return sum(self._numbering.get(effect, 0) for effect in set(effects))

    def raised_in(self, state: int, side: int) -> set[str]:
        """The tracked cautions that one side raised."""
        half = self._on(state, side)
        return {slug for slug in self._tracked if half & self._numbering["raised", slug]}

    def extras_in(self, state: int) -> _Extras:
        if not state >> 2 * self._width:
            return _Extras((), "", (False, False))
        held = [key for key, bit in self._extra.items() if state & bit]
        return _Extras(
            marks=[about for _, about in held if isinstance(about, Mark)],
            refused=next((str(about) for kind, about in held if kind == "refused"), ""),
            asked=(("asked", BEFORE) in held, ("asked", AFTER) in held),
        )

    def _on(self, state: int, side: int) -> int:
        return state >> side * self._width & self._half


# Places -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in the joint order of the questions.

    `asks` are the two sides of the question, `None` where the Catalogue does not have it.
    One that stands elsewhere on the other side is met at two places; `here` says which
    sides ask at this one, and `again` whether it is the second.
    """

    slug: str
    asks: tuple[Question | None, Question | None]
    here: tuple[bool, bool]
    again: bool = False


def _places(before: Catalogue, after: Catalogue) -> Iterator[_Place]:
    """The questions of both in one order that keeps the order of each."""
    old, new = ([question.slug for question in side.questions] for side in (before, after))
    met: set[str] = set()
    for change, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        both = change == "equal"
        here = [(slug, (True, both)) for slug in old[i:j]]
        here += [] if both else [(slug, (False, True)) for slug in new[k:m]]
        for slug, sides in here:
            asks = (before.question_of.get(slug), after.question_of.get(slug))
            yield _Place(slug, asks, sides, again=slug in met)
            met.add(slug)


class _Choice(NamedTuple):
    """What choices do. `alone` is what sets the results apart when it turns out that only
    the side which came first asked for them."""

    effect: int
    alone: int


Choices: TypeAlias = dict[_Choice, tuple[int, Codes]]
"""What choices do → how many do it, and the shortest of them."""


class _Step:
    """What the answers at one place lead to."""

    def __init__(self, place: _Place, states: _States, differing: Differing) -> None:
        self._place = place
        self._states = states
        self._differing = differing
        self._choices: dict[tuple[bool, bool], Choices] = {}
        self._here = BEFORE if place.here[BEFORE] else AFTER
        self._there = 1 - self._here
        self._is_twofold = all(place.asks) and not all(place.here)

    def leads_to(self, state: int) -> Iterator[tuple[int, int, Codes]]:
        """The states after this place, each with how many choices lead there and one of them.

        No codes are given where nothing was chosen here.
        """
        asking = (self._asks(state, BEFORE), self._asks(state, AFTER))
        if self._is_twofold and self._place.again:
            yield from self._second(state, asks=True in asking)
        elif True not in asking:
            yield state, 1, ()
        elif self._is_twofold:
            yield from self._first(state)
        else:
            for choice, (times, codes) in self._of(asking).items():
                yield state | choice.effect, times, codes

    def _asks(self, state: int, side: int) -> bool:
        question = self._place.asks[side]
        return question is not None and self._place.here[side] and self._states.goes_on(state, side, question)

    def _first(self, state: int) -> Iterator[tuple[int, int, Codes]]:
        """Choose for both sides, apply it to the one that asks here, and hold the rest."""
        for held, choice, (times, codes) in self._held(first=self._here):
            effect = self._states.only(choice.effect, self._here)
            if self._states.is_refused(effect, self._here):
                effect = self._states.of_refusal(self._place.slug, self._here)
            yield state | effect | held, times, codes

    def _second(self, state: int, *, asks: bool) -> Iterator[tuple[int, int, Codes]]:
        """Apply what was held; choose anew when the other side did not ask."""
        for held, choice, _ in self._held(first=self._there):
            if state & held:
                if asks:
                    yield state & ~held | self._states.without(choice.effect, self._there), 1, ()
                elif not self._states.is_refused(choice.effect, self._there):
                    yield state & ~held | choice.alone, 1, ()
                return
        if asks:
            for choice, (times, codes) in self._of(self._place.here).items():
                yield state | choice.effect, times, codes
        else:
            yield state, 1, ()

    def _held(self, *, first: int) -> Iterator[tuple[int, _Choice, tuple[int, Codes]]]:
        """The choices for both sides, each with the bit that holds it between the two places."""
        for number, (choice, ways) in enumerate(self._of((True, True), first=first).items()):
            yield self._states.noting("held", (self._place.slug, number), lasting=True), choice, ways

    def _of(self, asking: tuple[bool, bool], *, first: int | None = None) -> Choices:
        """The choices that one of the sides asking allows."""
        if asking not in self._choices:
            asks = self._place.asks
            before, after = (asked if asking[side] else None for side, asked in enumerate(asks))
            self._choices[asking] = _choices(_Ask((before, after), first, self._states, self._differing))
        return self._choices[asking]


# Choices ------------------------------------------------------------------------------


class _Ticked(NamedTuple):
    """Some options: how many, whether each side knows them all, whether one is exclusive."""

    size: int
    known: tuple[bool, bool]
    exclusive: tuple[bool, bool]
    choice: _Choice


@dataclass(frozen=True, slots=True)
class _Ask:
    """A question as two sides ask it, `None` where one does not; which of them came first."""

    asks: tuple[Question | None, Question | None]
    first: int | None
    states: _States
    differing: Differing

    @property
    def slug(self) -> str:
        return next(question.slug for question in self.asks if question)

    @property
    def codes(self) -> list[str]:
        """The codes of both, those such as "none of these" first, so that examples prefer them."""
        options = [option for question in self.asks if question for option in question.options]
        options.sort(key=lambda option: not option.exclusive)
        return list(dict.fromkeys(option.code for option in options))

    @property
    def largest(self) -> int:
        """A size from which on it makes no difference how many options are ticked."""
        limits = [(q.limit, len(q.options)) for q in self.asks if q]
        return max(2 if limit >= count else limit + 1 for limit, count in limits)

    def ticked(self, code: str) -> _Ticked:
        """One option by itself."""
        options = [question.option(code) if question else None for question in self.asks]
        effect = self.states.of_marks(self.differing.marks(code, *self.asks))
        for side, (question, option) in enumerate(zip(self.asks, options, strict=True)):
            if question and option:
                effect |= self.states.of_option(question, option, side)
        alone = 0
        if self.first is not None:
            only = (self.asks[BEFORE], None) if self.first == BEFORE else (None, self.asks[AFTER])
            alone = self.states.of_marks(self.differing.marks(code, *only))
        return _Ticked(
            size=1,
            known=(options[BEFORE] is not None, options[AFTER] is not None),
            exclusive=(_is_exclusive(options[BEFORE]), _is_exclusive(options[AFTER])),
            choice=_Choice(effect, alone),
        )

    def allows(self, ticked: _Ticked, side: int) -> bool:
        question = self.asks[side]
        return (
            question is not None
            and ticked.known[side]
            and ticked.size <= question.limit
            and not (ticked.exclusive[side] and ticked.size > 1)
        )

    def finished(self, ticked: _Ticked) -> _Choice:
        """What these options do once no more are ticked."""
        effect, alone = ticked.choice
        asking = [side for side in SIDES if self.asks[side]]
        for side in asking:
            if not self.allows(ticked, side):
                effect = self.states.without(effect, side) | self.states.of_refusal(self.slug, side)
        if len(asking) == 1:
            effect |= self.states.noting("asked", asking[0])
        elif self.differing.question_words_differ(self.slug):
            effect |= self.states.of_marks([TEXT])
        if self.first is not None:
            alone |= self.states.noting("asked", self.first)
        return _Choice(effect, alone)


def _is_exclusive(option: Option | None) -> bool:
    return option is not None and option.exclusive


def _choices(ask: _Ask) -> Choices:
    nothing = _Ticked(0, (True, True), (False, False), _Choice(0, 0))
    partial: dict[_Ticked, tuple[int, Codes]] = {nothing: (1, ())}
    for code in ask.codes:
        option = ask.ticked(code)
        for ticked, (times, codes) in list(partial.items()):
            more = _together(ticked, option, ask.largest)
            if any(ask.allows(more, side) for side in SIDES):
                _add(partial, more, times, (*codes, code))
    del partial[nothing]
    choices: Choices = {}
    for ticked, (times, codes) in partial.items():
        _add(choices, ask.finished(ticked), times, codes)
    return choices


def _together(one: _Ticked, other: _Ticked, largest: int) -> _Ticked:
    return _Ticked(
        size=min(one.size + other.size, largest),
        known=(one.known[0] and other.known[0], one.known[1] and other.known[1]),
        exclusive=(one.exclusive[0] or other.exclusive[0], one.exclusive[1] or other.exclusive[1]),
        choice=_Choice(one.choice.effect | other.choice.effect, one.choice.alone | other.choice.alone),
    )


Key = TypeVar("Key")


def _add(ways: dict[Key, tuple[int, Codes]], key: Key, times: int, codes: Codes) -> None:
    known = ways.get(key)
    if known is not None:
        times, codes = known[0] + times, min(known[1], codes, key=len)
    ways[key] = (times, codes)
