"""Every kind of result the questions can come to, commonest first. Pure.

Nobody can read every result, and nobody needs to: most differ only in which answers are
named. Results are of one kind when they warn alike, lead with the same forms and set the
same forms aside. A reviewer who reads one example of each kind has seen what visitors see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from content.catalogue import Action, Catalogue, Level, Option
from wizard.engine.answers import Answers
from wizard.engine.effects import Effects, effects_of
from wizard.engine.enumeration import Case, enumerate_cases
from wizard.engine.matching import Match, Outcome, act, counted_cautions, order, outcome, place
from wizard.engine.walk import replay

Name: TypeAlias = tuple[Level, bool, tuple[str, ...], tuple[str, ...]]
"""What tells kinds of result apart: the level, whether forms are withheld, those first, those set aside."""

OFTEN = 500
"""How many cases are worked out between two reports."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ResultKind:
    """Results that warn alike, lead with the same forms and set the same ones aside.

    `first` and `set_aside` are slugs of Compounds; both are empty where no form is shown.
    """

    level: Level
    withheld: bool
    first: tuple[str, ...]
    set_aside: tuple[str, ...]
    combinations: int
    example: Answers

    @property
    def name(self) -> Name:
        return (self.level, self.withheld, self.first, self.set_aside)


@dataclass(frozen=True, slots=True)
class ResultKinds:
    """All kinds of result; `combinations` counts the different ways through the questions."""

    kinds: tuple[ResultKind, ...]
    combinations: int


def result_kinds(catalogue: Catalogue, report: Callable[[float], None] = lambda share: None) -> ResultKinds:
    """Count every way through the questions by the kind of its result."""
    judge = _Judge(catalogue)
    cases = enumerate_cases(catalogue).cases
    found: dict[Name, ResultKind] = {}
    for number, case in enumerate(cases):
        kind = judge.kind(case)
        known = found.get(kind.name)
        found[kind.name] = kind if known is None else _together(known, kind)
        if number % OFTEN == 0:
            report(number / len(cases))
    kinds = sorted(found.values(), key=lambda kind: -kind.combinations)
    return ResultKinds(tuple(kinds), sum(case.walks for case in cases))


def _together(known: ResultKind, more: ResultKind) -> ResultKind:
    shorter = min(known.example, more.example, key=_length)
    return replace(known, combinations=known.combinations + more.combinations, example=shorter)


def _length(answers: Answers) -> int:
    return sum(map(len, answers.values()))


def plainest(catalogue: Catalogue, kind: ResultKind) -> Answers:
    """The example of a kind without the answers it can do without.

    Each is exchanged for the plainest answer of its question, such as "none of these",
    as long as the result stays of this kind.
    """
    answers = kind.example
    for question in catalogue.questions:
        plain = min(question.options, key=weight, default=None)
        if question.slug not in answers or plain is None:
            continue
        exchanged = answers.with_answer(question.slug, [plain.code])
        progress = replay(catalogue, exchanged)
        if progress.finished and name_of(outcome(catalogue, progress)) == kind.name:
            answers = progress.answers
    return answers


def weight(option: Option) -> int:
    """How much an answer does."""
    return sum(map(len, (option.raises, option.wants, option.welcomes, option.avoids, option.rules_out)))


def name_of(result: Outcome) -> Name:
    """The kind of one result."""
    aside = (match.compound.slug for match in result.matches if not match.is_shown)
    return (result.level, result.withheld, _first(result.matches), tuple(sorted(aside)))


class _Judge:
    """Works out what a case comes to, without doing twice what cases share.

    Cases of the same wishes lead to the same forms in the same order before any caution
    acts, and cases of the same safety raise cautions that do the same.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._placed: dict[int, tuple[Match, ...]] = {}
        self._raised: dict[int, Effects] = {}

    def kind(self, case: Case) -> ResultKind:
        placed, raised = self._place(case), self._raise(case)
        cautions = counted_cautions(self._catalogue, raised, placed)
        actions = {one.caution.action for one in cautions}
        level = max((action.level for action in actions), key=lambda it: it.rank, default=Level.ROUTINE)
        withheld = not level.is_urgent and Action.WITHHOLD in actions
        matches = () if level.is_urgent or withheld else act(placed, cautions)
        return ResultKind(
            level=level,
            withheld=withheld,
            first=_first(matches),
            set_aside=tuple(sorted(match.compound.slug for match in matches if not match.is_shown)),
            combinations=case.walks,
            example=case.example,
        )

    def _place(self, case: Case) -> tuple[Match, ...]:
        if case.wishes not in self._placed:
            self._placed[case.wishes] = place(self._catalogue, self._effects(case))
        return self._placed[case.wishes]

    def _raise(self, case: Case) -> Effects:
        if case.safety not in self._raised:
            self._raised[case.safety] = self._effects(case)
        return self._raised[case.safety]

    def _effects(self, case: Case) -> Effects:
        return effects_of(replay(self._catalogue, case.example).steps)


def _first(matches: Iterable[Match]) -> tuple[str, ...]:
    """The forms that share the first place."""
    places = {
        match.compound.slug: order(match.group, match.merit, match.key) for match in matches if match.is_shown
    }
    best = min(places.values(), default=None)
    return tuple(sorted(slug for slug, its_place in places.items() if its_place == best))
