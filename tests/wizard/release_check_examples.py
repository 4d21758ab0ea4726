"""For each check that walks the questions: something it finds, and the same done well."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from content.catalogue import Action, Catalogue, Question
from tests import builders as b

TODAY = dt.date(2026, 3, 31)
SLEEP = b.option("sleep", wants=["sleep"])


def walked(*questions: Question, **parts: Any) -> Catalogue:
    """One form for sleep, and one described visitor who is shown it."""
    values: dict[str, Any] = {
        "compounds": [b.compound("citrate")],
        "goals": [b.goal("sleep")],
        "claims": [b.claim("citrate", "sleep")],
        "cautions": [b.caution("kidneys", Action.WITHHOLD)],
        "questions": questions or [b.question("goals", SLEEP)],
        "expectations": [b.expectation("sleeper", {"goals": ("sleep",)}, shows=["citrate"])],
    }
    return b.catalogue(**{**values, **parts})


GOALS = b.question("goals", SLEEP)


class Example(NamedTuple):
    """`said` is the one problem of `bad`."""

    bad: Catalogue
    good: Catalogue
    said: str


EXAMPLES: Mapping[str, Example] = {
    "question-out-of-reach": Example(
        walked(b.question("early", b.option("a"), shown_when=["goals/sleep"]), GOALS),
        walked(GOALS, b.question("late", b.option("a"), number=2, shown_when=["goals/sleep"])),
        "questions.yaml, early, shown_when: no combination of answers leads to this question.",
    ),
    "result-without-explanation": Example(
        walked(b.question("goals", SLEEP, b.option("nothing"))),
        walked(b.question("goals", SLEEP, b.option("nothing", raises=["kidneys"]))),
        (
            "questions.yaml: nothing is hoped for, so nothing can match, "
            "for example with these answers: Goals: nothing."
        ),
    ),
    "form-never-shown": Example(
        walked(compounds=[b.compound("citrate"), b.compound("sulfate")]),
        walked(),
        "compounds.yaml, sulfate: no combination of answers shows this form.",
    ),
    "promise-broken": Example(
        walked(expectations=[b.expectation("sleeper", {"goals": ("sleep",)}, sets_aside=["citrate"])]),
        walked(),
        "expectations.yaml, sleeper: Magnesium citrate should be set aside.",
    ),
    "no-promises": Example(walked(expectations=[]), walked(), "expectations.yaml: no visitor is described."),
}
