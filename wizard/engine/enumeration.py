"""Every way through the questions, counted exactly and without walking each one.

The starter questions alone allow billions of combinations. Most differ in nothing that
matters, so the count is factorised:

* options with equal effects merge: what counts is what an answer does, not its name;
* cautions are counted, not multiplied out: all that stays of a safety answer is whether
  it ends the walk, withholds the forms, asks to speak to somebody first, or does one of
  these for named forms;
* a graver answer absorbs the lighter ones it makes irrelevant.

Each effect is one bit, effects combine by "or", and the questions are worked through in
order, keeping for each reachable combination of bits how many ways lead to it and one
example. Two walks in the same `Case` get the same level and the same forms in the same
groups with the same ranks; a test holds this against walking every combination.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from content.catalogue import Action, Catalogue, Caution, Question
from wizard.engine.answers import Answers

Codes = tuple[str, ...]
WISHES = ("wants", "welcomes", "avoids", "rules_out")
"""The fields of an Option that ask for something."""

Path = tuple["Path", str, Codes] | None
"""The answers of an example, as a chain from the last question to the first."""


@dataclass(frozen=True, slots=True)
class Case:
    """Walks that come to the same result.

    `walks` is how many there are and `example` one of them. `wishes` and `safety`
    identify what its answers ask for and what they warn of, within one enumeration.
    """

    walks: int
    path: Path
    wishes: int
    safety: int

    @property
    def example(self) -> Answers:
        """The answers of one of the walks; made when asked for, since few cases are looked at."""
        return _example(self.path)


@dataclass(frozen=True, slots=True)
class Enumeration:
    cases: tuple[Case, ...]
    reached: frozenset[str]
    """Slugs of the questions that some walk meets."""

    @property
    def combinations(self) -> int:
        """How many different complete walks there are."""
        return sum(case.walks for case in self.cases)

    @property
    def matching_cases(self) -> int:
        """How many different sets of goals and tolerances lead to forms."""
        return len({case.wishes for case in self.cases if case.wishes})

    @property
    def safety_states(self) -> int:
        return len({case.safety for case in self.cases})


def enumerate_cases(catalogue: Catalogue, *, keep: Iterable[str] = ()) -> Enumeration:
    """All complete walks of the Catalogue, merged into cases.

    `keep` names fields of an Option by which to tell cases apart even where a grave
    caution makes them irrelevant.
    """
    bits = Bits(catalogue, keep=keep)
    ways: dict[int, tuple[int, Path]] = {0: (1, None)}
    reached: set[str] = set()
    for question in catalogue.questions:
        choices = _choices(question, bits)
        after: dict[int, tuple[int, Path]] = {}
        for state, (walks, path) in ways.items():
            if not bits.is_reached(question, state):
                _count(after, state, walks, path)
                continue
            reached.add(question.slug)
            for effect, (times, codes) in choices.items():
                _count(after, bits.settled(state | effect), walks * times, (path, question.slug, codes))
        ways = after
    return Enumeration(
        cases=tuple(
            Case(walks, path, bits.wishes_in(state), bits.safety_in(state))
            for state, (walks, path) in sorted(ways.items())
        ),
        reached=frozenset(reached),
    )


def _count(ways: dict[int, tuple[int, Path]], state: int, walks: int, path: Path) -> None:
    known = ways.get(state)
    ways[state] = (walks, path) if known is None else (known[0] + walks, known[1])


def _example(path: Path) -> Answers:
    chosen: dict[str, Codes] = {}
    while path is not None:
        path, question, codes = path
        chosen[question] = codes
    return Answers(chosen)


def _choices(question: Question, bits: Bits) -> Mapping[int, tuple[int, Codes]]:
    """Combined effect of each allowed choice → how many choices have it, and one of them."""
    plain = [option for option in question.options if not option.exclusive]
    most = min(question.limit, len(plain))
    unbounded = most == len(plain)
    partial: dict[tuple[int, int], tuple[int, Codes]] = {(0, 0): (1, ())}
    for option in plain:
        effect = bits.of_option(question, option.code)
        for (size, combined), (times, codes) in list(partial.items()):
            if size == most and not unbounded:
                continue
            key = (1 if unbounded else size + 1, combined | effect)
            known = partial.get(key)
            partial[key] = (times, (*codes, option.code)) if known is None else (known[0] + times, known[1])
    choices: dict[int, tuple[int, Codes]] = {}
    for (size, combined), (times, codes) in partial.items():
        if size:
            known = choices.get(combined)
            choices[combined] = (times, codes) if known is None else (known[0] + times, known[1])
    for option in question.options:
        if option.exclusive:
            effect = bits.of_option(question, option.code)
            times, codes = choices.get(effect, (0, (option.code,)))
            choices[effect] = (times + 1, codes)
    return choices


def _effect_of_caution(caution: Caution) -> object:
    """What a caution does, by which cautions are told apart: its action, and for which forms."""
    if caution.action.level.is_urgent or not caution.compounds:
        return caution.action
    return (caution.action, frozenset(caution.compounds))


class Bits:
    """One bit for each effect that can make a difference in the results of a Catalogue.

    `keep` names the kinds of effect that no graver answer absorbs.
    """

    def __init__(self, catalogue: Catalogue, *, keep: Iterable[str]) -> None:
        self._bit: dict[object, int] = {}
        self._effect = {
            f"{question.slug}/{option.code}": self._options_effect(catalogue, question, option.code)
            for question in catalogue.questions
            for option in question.options
        }
        keys = {key for question in catalogue.questions for key in question.shown_when}
        self._keys = {key: self._number(("key", key)) for key in sorted(keys)}
        self._shown_when = {
            question.slug: sum(self._keys[key] for key in set(question.shown_when))
            for question in catalogue.questions
        }
        self._now = self._number(Action.URGENT_NOW)
        self._today = self._number(Action.URGENT_TODAY)
        self._withhold = self._number(Action.WITHHOLD)
        self._ask_first = self._number(Action.ASK_FIRST)
        self._ended = self._now | self._today
        self._wishes = self._all(*WISHES)
        self._path = self._all("key")
        self._named_ask_first = self._all(Action.ASK_FIRST) & ~self._ask_first
        self._kept = self._all(*keep)
        self._safety = self._all(*Action)
        self._effects = {bit: effect for effect, bit in self._bit.items()}

    def of_option(self, question: Question, code: str) -> int:
        key = f"{question.slug}/{code}"
        return self._effect[key] | self._keys.get(key, 0)

    def is_reached(self, question: Question, state: int) -> bool:
        """Whether a walk in this state goes on and meets the question."""
        if state & self._ended:
            return False
        return not question.shown_when or bool(state & self._shown_when[question.slug])

    def wishes_in(self, state: int) -> int:
        return state & self._wishes

    def safety_in(self, state: int) -> int:
        return state & self._safety

    def effects_in(self, state: int) -> Iterator[Any]:
        """What the bits of a state stand for: an action, or something and what it is about."""
        while state:
            lowest = state & -state
            yield self._effects[lowest]
            state ^= lowest

    def settled(self, state: int) -> int:
        """`state` without what its gravest caution makes irrelevant."""
        kept = state & self._kept
        if state & self._now:
            return self._now | kept
        if state & self._today:
            return self._today | kept
        if state & self._withhold:
            return self._withhold | (state & self._path) | kept
        if state & self._ask_first:
            return state & ~self._named_ask_first
        return state

    def _options_effect(self, catalogue: Catalogue, question: Question, code: str) -> int:
        option = question.option(code)
        if option is None:
            raise KeyError(code)
        effect = 0
        for slug in option.raises:
            caution = catalogue.caution_of[slug]
            if caution.action is not Action.MENTION:
                effect |= self._number(_effect_of_caution(caution))
        if question.safety:
            return effect
        for name in WISHES:
            for slug in getattr(option, name):
                effect |= self._number((name, slug))
        return effect

    def _number(self, effect: object) -> int:
        """The bit of an effect, a new one when it has none yet."""
        return self._bit.setdefault(effect, 1 << len(self._bit))

    def _all(self, *names: object) -> int:
        """Every bit of the named kinds, whatever it is about."""
        return sum(
            bit
            for effect, bit in self._bit.items()
            if (effect[0] if isinstance(effect, tuple) else effect) in names
        )
