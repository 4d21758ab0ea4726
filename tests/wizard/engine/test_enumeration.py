"""The factorised count agrees with walking every combination."""

import itertools
from collections import Counter
from collections.abc import Iterator

from hypothesis import given, settings

from content.catalogue import Catalogue
from tests.wizard.engine.strategies import catalogues
from wizard.engine.answers import NO_ANSWERS, Answers
from wizard.engine.enumeration import enumerate_cases
from wizard.engine.matching import Outcome, outcome
from wizard.engine.walk import BadChoice, check_choice, replay


def every_walk(catalogue: Catalogue, answers: Answers = NO_ANSWERS) -> Iterator[Answers]:
    """Every complete walk, one by one."""
    question = replay(catalogue, answers).current
    if question is None:
        yield answers
        return
    codes = [option.code for option in question.options]
    for size in range(1, len(codes) + 1):
        for chosen in itertools.combinations(codes, size):
            try:
                check_choice(question, chosen)
            except BadChoice:
                continue
            yield from every_walk(catalogue, answers.with_answer(question.slug, chosen))


def seen(catalogue: Catalogue, answers: Answers) -> object:
    """What a case must agree on: the level, and every form's group and rank."""
    result: Outcome = outcome(catalogue, replay(catalogue, answers))
    return result.level, result.withheld, tuple((m.compound.slug, m.group, m.rank) for m in result.matches)


@settings(max_examples=100, deadline=None)
@given(catalogues)
def test_cases_hold_every_walk_exactly_once(catalogue: Catalogue) -> None:
    walked = Counter(seen(catalogue, answers) for answers in every_walk(catalogue))
    counted: Counter[object] = Counter()
    for case in enumerate_cases(catalogue).cases:
        counted[seen(catalogue, case.example)] += case.walks
    assert counted == walked


@settings(max_examples=30, deadline=None)
@given(catalogues)
def test_an_example_is_a_complete_walk(catalogue: Catalogue) -> None:
    for case in enumerate_cases(catalogue).cases:
        progress = replay(catalogue, case.example)
        assert progress.finished
        assert progress.answers == case.example
