from __future__ import annotations

from typing import Any

import pytest

from content.catalogue import Action, Catalogue, Kind, Option, Question
from content.meaning import question_meanings
from tests import builders as b


def _content(question: Question, **caution: Any) -> Catalogue:
    caution = {"action": Action.ASK_FIRST, "compounds": ("citrate",), **caution}
    return b.catalogue(
        compounds=[b.compound("citrate"), b.compound("oxide")],
        cautions=[b.caution("kidneys", **caution)],
        questions=[question],
    )


def _option(code: str = "kidneys", **parts: Any) -> Option:
    return b.option(code, **{"label": "Kidney disease", "raises": ("kidneys",), **parts})


def _question(*options: Option, **parts: Any) -> Question:
    return b.question(
        "conditions", *(options or (_option(), b.option("none"))), **{"kind": Kind.MANY, **parts}
    )


def _meaning(question: Question, **caution: Any) -> str:
    return question_meanings(_content(question, **caution))["conditions"]


BEFORE = _meaning(_question())


@pytest.mark.parametrize(
    "question",
    [
        _question(why="Put in other words."),
        _question(number=99),
        _question(hint="A new hint.", short="Health"),
        _question(_option(hint="A new hint.", short="kidneys"), b.option("none")),
        _question(b.option("none"), _option()),
        _question(most=2),
    ],
    ids=["why", "number", "hint", "hint of an option", "order of options", "the same limit"],
)
def test_what_changes_no_answer_changes_no_meaning(question: Question) -> None:
    assert _meaning(question) == BEFORE


@pytest.mark.parametrize(
    "question",
    [
        _question(text="Which of these?"),
        _question(kind=Kind.ONE),
        _question(most=1),
        _question(_option(label="Any kidney trouble"), b.option("none")),
        _question(_option("renal"), b.option("none")),
        _question(_option(raises=()), b.option("none")),
        _question(_option(exclusive=True), b.option("none")),
        _question(_option(wants=("sleep",)), b.option("none")),
        _question(_option(avoids=("gut-laxative",)), b.option("none")),
        _question(_option(), b.option("none"), b.option("more")),
    ],
    ids=["text", "kind", "limit", "label", "code", "caution", "exclusive", "goal", "trait", "option"],
)
def test_what_changes_an_answer_changes_the_meaning(question: Question) -> None:
    assert _meaning(question) != BEFORE


def test_what_a_raised_caution_does_is_part_of_the_meaning() -> None:
    assert _meaning(_question(), action=Action.WITHHOLD) != BEFORE
    assert _meaning(_question(), compounds=("citrate", "oxide")) != BEFORE
    assert _meaning(_question(), statement="Put in other words.") == BEFORE


def test_a_fingerprint_is_short_and_the_same_on_every_machine() -> None:
    assert question_meanings(b.catalogue(questions=[b.question("q", b.option("a"))])) == {
        "q": "61ed525244f209ad"
    }
