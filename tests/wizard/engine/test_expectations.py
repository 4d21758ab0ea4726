"""A broken promise is told in the words of its questions and forms."""

from __future__ import annotations

from typing import Any

import pytest

from content.catalogue import Action, Expectation, Level
from tests.builders import catalogue, caution, claim, compound, goal, option, question
from wizard.engine.expectations import broken

SITE = catalogue(
    goals=[goal("sleep")],
    compounds=[compound("gentle"), compound("other")],
    claims=[claim("gentle", "sleep")],
    cautions=[caution("kidneys", Action.WITHHOLD)],
    questions=[
        question("goals", option("sleep", wants=["sleep"])),
        question("health", option("kidneys", raises=["kidneys"]), option("none"), safety=True),
    ],
)
WELL = {"goals": ("sleep",), "health": ("none",)}


@pytest.mark.parametrize(
    ("answers", "promise", "said"),
    [
        (WELL, {"leads": ("gentle",), "sets_aside": ("other",)}, []),
        ({"goals": ("sleep",)}, {}, ["the answers stop at the question “Health”."]),
        (
            {**WELL, "health": ("none", "gone")},
            {"shows": ("gentle",)},
            ["these answers do not count: health/gone."],
        ),
        (
            {"goals": ("sleep",), "health": ("kidneys",)},
            {"level": Level.ROUTINE, "withheld": False},
            ["the level is “ask first”, not “general advice”.", "forms are withheld."],
        ),
        (WELL, {"leads": ("other",)}, ["Magnesium other should lead."]),
        (WELL, {"never_shows": ("gentle",)}, ["Magnesium gentle should not be shown."]),
    ],
)
def test_a_promise_is_kept_or_said_to_be_broken(
    answers: dict[str, tuple[str, ...]], promise: dict[str, Any], said: list[str]
) -> None:
    expectation = Expectation(slug="sleeper", story="Somebody.", number=1, answers=answers, **promise)
    assert list(broken(SITE, expectation)) == said
