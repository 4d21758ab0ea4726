from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings

from content import release_checks
from content.catalogue import Catalogue
from content.release_checks import Gravity
from tests import builders as b
from tests.content.release_checks.examples import EXAMPLES, TODAY, found
from tests.content.samples import REVIEWED_ON, everything
from tests.wizard.engine.strategies import catalogues


def _own_checks() -> list[release_checks.Check]:
    return [
        check
        for checker in release_checks.checkers()
        if checker.find.__module__.startswith("content.")
        for check in checker.checks
    ]


def test_every_check_of_the_content_has_its_examples() -> None:
    assert sorted(check.slug for check in _own_checks()) == sorted(EXAMPLES)


@pytest.mark.parametrize("check", EXAMPLES)
def test_a_check_finds_what_it_looks_for_and_says_where(check: str) -> None:
    places = [
        ", ".join(part for part in (problem.kind, problem.record, problem.field) if part)
        for problem in found(EXAMPLES[check].bad, check)
    ]
    assert EXAMPLES[check].place in places


@pytest.mark.parametrize("check", EXAMPLES)
def test_a_check_finds_nothing_where_it_is_done_well(check: str) -> None:
    places = [(problem.kind, problem.record) for problem in found(EXAMPLES[check].good, check)]
    wanted = tuple(EXAMPLES[check].place.split(", ")[:2])
    assert wanted not in places


def test_every_check_has_a_name_of_its_own_and_says_what_to_do() -> None:
    checks = [check for checker in release_checks.checkers() for check in checker.checks]
    assert len({check.slug for check in checks}) == len(checks)
    assert all(check.looks_for.endswith(".") and check.remedy.endswith(".") for check in checks)


def test_problems_are_all_told_at_once_and_the_gravest_first() -> None:
    problems = release_checks.run(everything(), today=REVIEWED_ON + dt.timedelta(days=3 * 366))
    ranks = [problem.gravity.rank for problem in problems]
    assert ranks == sorted(ranks)
    assert {problem.gravity for problem in problems} == set(Gravity)


def test_what_does_not_hold_together_is_told_along_with_the_rest() -> None:
    content = b.catalogue(compounds=[b.compound("citrate")], claims=[b.claim("ghost", "nothing")])
    checks = {problem.check.slug for problem in release_checks.run(content, today=TODAY)}
    assert {"does-not-hold-together", "claim-without-source", "form-without-risks"} <= checks


def test_a_problem_in_other_words_is_another_problem() -> None:
    one, other = (
        found(b.catalogue(goals=[b.goal("sleep", summary=summary)]), "promise-to-heal")
        for summary in ("It cures bad sleep.", "It cures bad sleep!")
    )
    again = found(b.catalogue(goals=[b.goal("sleep", summary="It cures bad sleep.")]), "promise-to-heal")
    assert one[0].fingerprint == again[0].fingerprint
    assert one[0].fingerprint != other[0].fingerprint


def test_nothing_blocks_the_starter_content(starter: Catalogue) -> None:
    problems = release_checks.run(starter, today=TODAY)
    assert [str(problem) for problem in problems if problem.gravity is Gravity.BLOCK] == []


@settings(max_examples=60)
@given(catalogues)
def test_any_content_can_be_checked(content: Catalogue) -> None:
    problems = release_checks.run(content, today=TODAY)
    assert len(set(problems)) == len(problems)
