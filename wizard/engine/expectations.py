"""Promises kept or broken: what the editors expect of described answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from content.catalogue import Catalogue, Expectation, Level
from wizard.engine.answers import Answers
from wizard.engine.matching import outcome
from wizard.engine.outcomes import Group
from wizard.engine.walk import replay


def failures(catalogue: Catalogue) -> list[str]:
    """A sentence for every promise these contents break."""
    return [
        f"{expectation.slug}: {fault}"
        for expectation in catalogue.expectations
        for fault in broken(catalogue, expectation)
    ]


def broken(catalogue: Catalogue, expectation: Expectation) -> Iterator[str]:
    """What is wrong with one promise, in sentences; nothing when it is kept."""
    answers = Answers(expectation.answers)
    progress = replay(catalogue, answers)
    if progress.current:
        yield f"the answers stop at the question “{progress.current.short}”."
    ignored = [
        _answer(catalogue, question, code)
        for question, codes in answers.items()
        for code in codes
        if code not in progress.answers.get(question, ())
    ]
    if ignored:
        yield f"these answers do not count: {'; '.join(ignored)}."
    result = outcome(catalogue, progress)
    shown = {match.compound.slug for match in result.matches if match.is_shown}
    aside = {match.compound.slug for match in result.matches if not match.is_shown}
    leading = {m.compound.slug for m in result.matches if m.rank == 1 and m.merit is Group.MATCHES}
    if expectation.level is not None and result.level is not expectation.level:
        yield f"the level is “{_LEVELS[result.level]}”, not “{_LEVELS[expectation.level]}”."
    if expectation.withheld is not None and result.withheld is not expectation.withheld:
        yield f"forms are {'withheld' if result.withheld else 'not withheld'}."
    for promised, actual, verb in (
        (expectation.leads, leading, "lead"),
        (expectation.shows, shown, "be shown"),
        (expectation.sets_aside, aside, "be set aside"),
    ):
        for slug in sorted(set(promised) - actual):
            yield f"{_form(catalogue, slug)} should {verb}."
    for forbidden, actual, verb in (
        (expectation.never_leads, leading, "lead"),
        (expectation.never_shows, shown, "be shown"),
        (expectation.never_sets_aside, aside, "be set aside"),
    ):
        for slug in sorted(set(forbidden) & actual):
            yield f"{_form(catalogue, slug)} should not {verb}."


_LEVELS: Mapping[Level, str] = {
    Level.ROUTINE: "general advice",
    Level.ASK_FIRST: "ask first",
    Level.URGENT_TODAY: "urgent: today",
    Level.URGENT_NOW: "urgent: now",
}


def _form(catalogue: Catalogue, slug: str) -> str:
    compound = catalogue.compound_of.get(slug)
    return compound.name if compound else slug


def _answer(catalogue: Catalogue, slug: str, code: str) -> str:
    """An answer in the words of its question; by its codes when there is no such answer."""
    question = catalogue.question_of.get(slug)
    option = question.option(code) if question else None
    return f"{question.short}: {option.short}" if question and option else f"{slug}/{code}"
