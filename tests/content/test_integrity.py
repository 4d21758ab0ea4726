from __future__ import annotations

import msgspec
import pytest

from content import integrity
from content.catalogue import Catalogue, Level
from tests import builders as b
from tests.content.samples import everything


def test_a_catalogue_that_holds_together_has_no_problems() -> None:
    assert integrity.problems(everything()) == []


def test_the_starter_content_holds_together(starter: Catalogue) -> None:
    assert integrity.problems(starter) == []


GOALS = b.question("goals", b.option("sleep"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b.catalogue(claims=[b.claim("ghost", "sleep")], goals=[b.goal("sleep")]),
            "claims.yaml, ghost for sleep, compound: nothing in compounds is called “ghost”.",
        ),
        (
            b.catalogue(goals=[b.goal("sleep", sources=["paper"])]),
            "goals.yaml, sleep, sources: nothing in sources is called “paper”.",
        ),
        (
            b.catalogue(traits=[b.trait("gentle", "gut")]),
            "traits.yaml, gentle, scale: nothing in scales is called “gut”.",
        ),
        (
            b.catalogue(compounds=[b.compound("citrate", traits=[b.placed("gentle")])]),
            "compounds.yaml, citrate, traits, gentle, trait: nothing in traits is called “gentle”.",
        ),
        (
            b.catalogue(questions=[b.question("q", b.option("a", raises=["kidneys"]))]),
            "questions.yaml, q, options, a, raises: nothing in cautions is called “kidneys”.",
        ),
        (
            b.catalogue(questions=[GOALS, b.question("more", b.option("a"), shown_when=["goals/wake"])]),
            "questions.yaml, more, shown_when: nothing in options is called “goals/wake”.",
        ),
        (
            b.catalogue(sources=[b.source("paper"), b.source("paper")]),
            "sources.yaml, paper: stands here more than once.",
        ),
        (
            b.catalogue(sources=[b.source("paper")], goals=[b.goal("sleep", sources=["paper", "paper"])]),
            "goals.yaml, sleep, sources: “paper” stands here more than once.",
        ),
        (
            b.catalogue(questions=[b.question("q", b.option("a"), b.option("a"))]),
            "questions.yaml, q, options: the code “a” belongs to more than one option.",
        ),
        (
            b.catalogue(
                scales=[b.scale("gut")],
                traits=[b.trait("one", "gut"), b.trait("two", "gut", step=2)],
                compounds=[b.compound("citrate", traits=[b.placed("one"), b.placed("two")])],
            ),
            "compounds.yaml, citrate, traits: the form stands on the scale “gut” more than once.",
        ),
        (
            b.catalogue(
                goals=[b.goal("sleep")],
                questions=[b.question("q", b.option("a", wants=["sleep"]), safety=True)],
            ),
            "questions.yaml, q, options, a, wants: an option of a safety question may only raise cautions.",
        ),
        (
            b.catalogue(expectations=[b.expectation("e", {"ghost": ("a",)})]),
            "expectations.yaml, e, answers: there is no question “ghost”.",
        ),
        (
            b.catalogue(questions=[GOALS], expectations=[b.expectation("e", {"goals": ("wake",)})]),
            "expectations.yaml, e, answers: “goals” has no option “wake”.",
        ),
        (
            b.catalogue(questions=[GOALS], expectations=[b.expectation("e", {"goals": ()})]),
            "expectations.yaml, e, answers: “goals” is left without an answer.",
        ),
        (
            b.catalogue(questions=[GOALS], expectations=[b.expectation("e", {"goals": ("sleep", "sleep")})]),
            "expectations.yaml, e, answers: “goals/sleep” stands here more than once.",
        ),
    ],
)
def test_each_problem_is_said_with_its_place(content: Catalogue, said: str) -> None:
    assert [str(problem) for problem in integrity.problems(content)] == [said]


@pytest.mark.parametrize("missing", range(len(Level) + 1))
def test_every_level_needs_its_card(missing: int) -> None:
    content = b.catalogue()
    kept = content.guidance[:missing] + content.guidance[missing + 1 :]
    found = integrity.problems(msgspec.structs.replace(content, guidance=kept))
    assert [problem.record for problem in found] == [integrity.named(content.guidance[missing])]


def test_all_problems_are_told_at_once() -> None:
    content = b.catalogue(guidance=[], claims=[b.claim("ghost", "nothing")])
    assert len(integrity.problems(content)) == len(Level) + 1 + 2
