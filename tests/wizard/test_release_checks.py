"""What only walking the questions can tell: each check finds what it looks for and nothing else."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings

from content import release_checks
from content.catalogue import Action, Catalogue
from content.release_checks import Subject
from tests import builders as b
from tests.wizard.engine.strategies import catalogues
from tests.wizard.engine.walks import every_walk
from tests.wizard.release_check_examples import EXAMPLES, SLEEP, TODAY, walked
from wizard.engine.matching import outcome
from wizard.engine.walk import replay
from wizard.release_checks import CHECKER


def _found(content: Catalogue) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for problem in CHECKER.find(Subject(content, TODAY)):
        found.setdefault(problem.check.slug, []).append(str(problem))
    return found


def test_every_check_has_its_examples() -> None:
    assert [check.slug for check in CHECKER.checks] == list(EXAMPLES)


@pytest.mark.parametrize("check", EXAMPLES)
def test_a_check_finds_what_it_looks_for(check: str) -> None:
    example = EXAMPLES[check]
    assert _found(example.bad).get(check) == [example.said]


@pytest.mark.parametrize("check", EXAMPLES)
def test_a_check_finds_nothing_where_all_is_well(check: str) -> None:
    assert check not in _found(EXAMPLES[check].good)


def test_the_wizard_takes_part_in_every_run() -> None:
    assert CHECKER in release_checks.checkers()


def test_content_that_does_not_hold_together_is_not_walked() -> None:
    content = walked(b.question("goals", b.option("sleep", wants=["ghost"])))
    checks = {problem.check.slug for problem in release_checks.run(content, today=TODAY)}
    assert "does-not-hold-together" in checks
    assert not checks & set(EXAMPLES)


def test_a_question_nobody_can_answer_is_not_walked() -> None:
    assert "result-without-explanation" not in _found(walked(b.question("goals")))


def test_a_warning_on_every_way_does_not_hide_that_nothing_is_hoped_for() -> None:
    grave = b.option("grave", raises=["kidneys"])
    asked = b.option("asked", raises=["heart"])
    content = walked(
        b.question("safety", grave, asked, safety=True),
        b.question("goals", SLEEP, b.option("nothing"), number=2),
        cautions=[b.caution("kidneys", Action.WITHHOLD), b.caution("heart")],
    )
    assert "result-without-explanation" in _found(content)


def test_a_form_whose_only_goal_sets_it_aside_is_never_shown() -> None:
    content = walked(
        b.question("goals", b.option("sleep", wants=["sleep"], raises=["kidneys"])),
        cautions=[b.caution("kidneys", Action.SET_ASIDE, compounds=["citrate"])],
    )
    assert "form-never-shown" in _found(content)


@settings(max_examples=60)
@given(catalogues)
def test_the_cases_looked_at_tell_the_same_as_walking_every_combination(content: Catalogue) -> None:
    content = msgspec.structs.replace(content, guidance=tuple(b.every_guidance()))
    found = _found(content)
    shown: set[str] = set()
    without_hope = False
    for answers in every_walk(content):
        result = outcome(content, replay(content, answers))
        shown |= {match.compound.slug for match in result.shown}
        without_hope |= not (result.level.is_urgent or result.withheld or result.wanted)
    never = [compound.slug for compound in content.compounds if compound.slug not in shown]
    assert len(found.get("form-never-shown", [])) == len(never)
    assert ("result-without-explanation" in found) is without_hope
