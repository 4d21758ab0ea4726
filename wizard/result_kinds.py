"""Every kind of result the questions can come to, commonest first. Pure.

Nobody can read every result, and nobody needs to: most differ only in which answers are
named. Results are of one kind when they warn alike, lead with the same forms and set the
same forms aside. A reviewer who reads one example of each kind has seen what visitors see.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from content.catalogue import Action, Catalogue, Caution, Level, Option
from wizard.engine.answers import Answers
from wizard.engine.effects import Effects, effects_of
from wizard.engine.enumeration import WISHES, Case, enumerate_cases
from wizard.engine.matching import outcome
from wizard.engine.outcomes import Outcome
from wizard.engine.standing import Group
from wizard.engine.walk import replay
from wizard.impact.results import Line, result
from wizard.impact.results import line as line_of

Name: TypeAlias = tuple[Level, bool, tuple[str, ...], tuple[str, ...]]
"""What tells kinds of result apart: the level, whether forms are withheld, those first, those set aside."""

Warned: TypeAlias = Action | tuple[Action, frozenset[str]]

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


def name_of(outcome: Outcome) -> Name:
    """The kind of one result."""
    first = (match.compound.slug for match in outcome.matches if match.rank == 1)
    aside = (match.compound.slug for match in outcome.matches if not match.is_shown)
    return (outcome.level, outcome.withheld, tuple(sorted(first)), tuple(sorted(aside)))


_GRAVE = {Action.URGENT_NOW, Action.URGENT_TODAY, Action.WITHHOLD}


class _Judge:
    """Works out what a case comes to, without doing twice what cases share.

    Cases of the same wishes lead to the same forms in the same order before any caution
    acts, and cases of the same safety raise cautions that do the same.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._lines: dict[int, Line] = {}
        self._warnings: dict[int, tuple[Warned, ...]] = {}

    def kind(self, case: Case) -> ResultKind:
        warnings = self._warnings_of(case)
        # No form is shown then, and the enumeration no longer tells such cases apart by their wishes.
        line = () if _GRAVE.intersection(warnings) else self._line(case)
        found = result(self._catalogue, line, warnings)
        aside = (slug for slug, group in found.groups.items() if group is Group.SET_ASIDE)
        return ResultKind(
            level=found.standing.level,
            withheld=found.standing.withheld,
            first=tuple(sorted(found.first)),
            set_aside=tuple(sorted(aside)),
            combinations=case.walks,
            example=case.example,
        )

    def _line(self, case: Case) -> Line:
        if case.wishes not in self._lines:
            asked = self._effects(case)
            asked_for = (asked.wanted, asked.welcomed, asked.avoided, asked.ruled_out)
            wishes = frozenset(
                (name, slug) for name, slugs in zip(WISHES, asked_for, strict=True) for slug in slugs
            )
            self._lines[case.wishes] = line_of(self._catalogue, wishes)
        return self._lines[case.wishes]

    def _warnings_of(self, case: Case) -> tuple[Warned, ...]:
        if case.safety not in self._warnings:
            raised = map(self._catalogue.caution_of.__getitem__, self._effects(case).raised)
            self._warnings[case.safety] = tuple(_warning(caution) for caution in raised)
        return self._warnings[case.safety]

    def _effects(self, case: Case) -> Effects:
        return effects_of(replay(self._catalogue, case.example).steps)


def _warning(caution: Caution) -> Warned:
    """What a caution does, and for which forms, if it is not about all."""
    if caution.action.level.is_urgent or not caution.compounds:
        return caution.action
    return caution.action, frozenset(caution.compounds)
