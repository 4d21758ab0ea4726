"""The factorised count agrees with walking every combination."""

from collections import Counter

from hypothesis import given, settings

from content.catalogue import Catalogue
from tests.wizard.engine.strategies import catalogues
from tests.wizard.engine.walks import every_walk
from wizard.engine.answers import Answers
from wizard.engine.enumeration import enumerate_cases
from wizard.engine.matching import outcome
from wizard.engine.outcomes import Outcome
from wizard.engine.walk import replay


def seen(catalogue: Catalogue, answers: Answers) -> object:
    """What a case must agree on: the level, and every form's group and rank."""
    result: Outcome = outcome(catalogue, replay(catalogue, answers))
    return result.level, result.withheld, tuple((m.compound.slug, m.group, m.rank) for m in result.matches)


@settings(max_examples=100)
@given(catalogues)
def test_cases_hold_every_walk_exactly_once(catalogue: Catalogue) -> None:
    walked = Counter(seen(catalogue, answers) for answers in every_walk(catalogue))
    counted: Counter[object] = Counter()
    for case in enumerate_cases(catalogue).cases:
        counted[seen(catalogue, case.example)] += case.walks
    assert counted == walked


@settings(max_examples=30)
@given(catalogues)
def test_an_example_is_a_complete_walk(catalogue: Catalogue) -> None:
    for case in enumerate_cases(catalogue).cases:
        progress = replay(catalogue, case.example)
        assert progress.finished
        assert progress.answers == case.example
