"""What the checks found, sorted for somebody with little time."""

from __future__ import annotations

from content.desk import found, names
from content.release_checks import Check, Gravity, Problem
from content.telling import Sentence
from tests import builders as b

CONTENT = b.catalogue(compounds=[b.compound("citrate", name="Magnesium citrate")])
BLOCKS = Check(slug="blocks", gravity=Gravity.BLOCK, looks_for=Sentence("It."), remedy=Sentence("Mend it."))
ALWAYS = Check(
    slug="always",
    gravity=Gravity.BLOCK,
    looks_for=Sentence("It."),
    remedy=Sentence("Mend it first."),
    can_be_allowed=False,
)
WARNS = Check(slug="warns", gravity=Gravity.WARN, looks_for=Sentence("It."), remedy=Sentence("Look at it."))
NOTES = Check(slug="notes", gravity=Gravity.NOTE, looks_for=Sentence("It."), remedy=Sentence("Know it."))


def _problem(check: Check, message: str = "it is so.") -> Problem:
    return check.problem("compounds", "citrate", "about", Sentence(message))


def _sorted(
    problems: list[Problem], live: tuple[Problem, ...] = (), *, passed: bool = False
) -> found.Findings:
    reasons = {
        problem.fingerprint: found.Passed(reason="Because.", by="ada") for problem in problems if passed
    }
    return found.sort_out(problems, live=live, passed=reasons, titles=names.Titles(None, CONTENT))


def test_a_problem_is_told_with_its_place_in_words() -> None:
    [check] = _sorted([_problem(WARNS)]).new
    [problem] = check.problems
    assert (check.gravity, check.remedy) == ("Please look at", "Look at it.")
    assert (problem.place, problem.message) == ("Magnesium citrate, about", "it is so.")


def test_what_is_live_already_stands_apart_from_what_is_new() -> None:
    old, new = _problem(WARNS, "old."), _problem(WARNS, "new.")
    findings = _sorted([old, new], live=(old,))
    assert [problem.message for check in findings.new for problem in check.problems] == ["new."]
    assert [problem.message for check in findings.known for problem in check.problems] == ["old."]
    assert findings.known_count == 1


def test_what_blocks_is_blocking_even_if_it_is_live() -> None:
    problem = _problem(BLOCKS)
    assert _sorted([problem], live=(problem,)).blocking
    assert not _sorted([problem], live=(problem,)).known


def test_what_was_let_pass_shows_why_and_by_whom() -> None:
    findings = _sorted([_problem(BLOCKS)], passed=True)
    [check] = findings.passed
    assert check.problems[0].passed == found.Passed(reason="Because.", by="ada")
    assert not findings.blocking


def test_what_can_not_be_let_pass_blocks_whatever_anybody_said() -> None:
    findings = _sorted([_problem(ALWAYS)], passed=True)
    assert findings.blocking
    assert not findings.passed


def test_each_check_has_one_heading_and_the_gravest_comes_first() -> None:
    problems = [_problem(NOTES), _problem(WARNS, "one."), _problem(WARNS, "two.")]
    findings = _sorted(problems)
    assert [(check.gravity, len(check.problems)) for check in findings.new] == [
        ("Please look at", 2),
        ("Good to know", 1),
    ]
