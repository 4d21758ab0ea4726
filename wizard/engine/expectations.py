"""Promises kept or broken: what the editors expect of described answers."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from content.catalogue import Catalogue, Expectation
from content.telling import Sentence
from wizard.engine.answers import Answers
from wizard.engine.matching import outcome
from wizard.engine.outcomes import LEVELS, Outcome
from wizard.engine.standing import Group
from wizard.engine.walk import replay


def failures(catalogue: Catalogue) -> list[str]:
    """A sentence for every promise these contents break."""
    return [
        f"{expectation.slug}: {fault}"
        for expectation in catalogue.expectations
        for fault in broken(catalogue, expectation)
    ]


def broken(catalogue: Catalogue, expectation: Expectation) -> Iterator[Sentence]:
    """What is wrong with one promise, in sentences; nothing when it is kept."""
    answers = Answers(expectation.answers)
    progress = replay(catalogue, answers)
    if progress.current:
        yield Sentence("the answers stop at the question “%(question)s”.", question=progress.current.short)
    ignored = [
        _answer(catalogue, question, code)
        for question, codes in answers.items()
        for code in codes
        if code not in progress.answers.get(question, ())
    ]
    if ignored:
        yield Sentence("these answers do not count: %(answers)s.", answers="; ".join(ignored))
    result = outcome(catalogue, progress)
    if expectation.level is not None and result.level is not expectation.level:
        yield Sentence(
            "the level is “%(level)s”, not “%(promised)s”.",
            level=LEVELS[result.level],
            promised=LEVELS[expectation.level],
        )
    if expectation.withheld is not None and result.withheld is not expectation.withheld:
        yield Sentence("forms are withheld.") if result.withheld else Sentence("forms are not withheld.")
    yield from _misplaced(catalogue, expectation, result)


def _misplaced(catalogue: Catalogue, expectation: Expectation, result: Outcome) -> Iterator[Sentence]:
    """Forms that are missing where they are promised, then those that stand where they never should."""
    shown = {match.compound.slug for match in result.matches if match.is_shown}
    aside = {match.compound.slug for match in result.matches if not match.is_shown}
    leading = {m.compound.slug for m in result.matches if m.rank == 1 and m.merit is Group.MATCHES}

    def named(slugs: AbstractSet[str]) -> Iterator[str]:
        return (_form(catalogue, slug) for slug in sorted(slugs))

    for it in named({*expectation.leads} - leading):
        yield Sentence("%(form)s should lead.", form=it)
    for it in named({*expectation.shows} - shown):
        yield Sentence("%(form)s should be shown.", form=it)
    for it in named({*expectation.sets_aside} - aside):
        yield Sentence("%(form)s should be set aside.", form=it)
    for it in named(leading.intersection(expectation.never_leads)):
        yield Sentence("%(form)s should not lead.", form=it)
    for it in named(shown.intersection(expectation.never_shows)):
        yield Sentence("%(form)s should not be shown.", form=it)
    for it in named(aside.intersection(expectation.never_sets_aside)):
        yield Sentence("%(form)s should not be set aside.", form=it)


def _form(catalogue: Catalogue, slug: str) -> str:
    compound = catalogue.compound_of.get(slug)
    return compound.name if compound else slug


def _answer(catalogue: Catalogue, slug: str, code: str) -> str:
    """An answer in the words of its question; by its codes when there is no such answer."""
    question = catalogue.question_of.get(slug)
    option = question.option(code) if question else None
    return f"{question.short}: {option.short}" if question and option else f"{slug}/{code}"
