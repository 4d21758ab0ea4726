from __future__ import annotations

import msgspec
import pytest

from content import integrity, withdrawal
from content.catalogue import Catalogue
from tests import builders as b
from tests.content.samples import everything


def test_nothing_of_the_form_is_left(starter: Catalogue) -> None:
    for content in (everything(), starter):
        for compound in content.compounds:
            rest = withdrawal.without(content, compound.slug)
            assert integrity.problems(rest) == []
            assert compound.slug not in rest.compound_of
            assert all(claim.compound != compound.slug for claim in rest.claims)


def test_everything_else_is_as_it_was() -> None:
    content = everything()
    rest = withdrawal.without(content, "skin")
    same = ("publisher", "sources", "scales", "traits", "goals", "claims", "questions", "foods", "articles")
    assert all(getattr(rest, kind) == getattr(content, kind) for kind in same)


def test_a_caution_about_this_form_alone_goes_and_one_about_others_too_stays() -> None:
    alone = b.caution("loose-stools", compounds=("citrate",), number=3)
    content = everything()
    question = b.question(
        "gut", b.option("loose", raises=("loose-stools", "kidneys")), b.option("no"), number=3, safety=True
    )
    content = msgspec.structs.replace(
        content, cautions=(*content.cautions, alone), questions=(*content.questions, question)
    )
    rest = withdrawal.without(content, "citrate")
    assert set(rest.caution_of) == {"kidneys", "chest-pain"}
    assert rest.caution_of["kidneys"].compounds == ("skin",)
    assert rest.caution_of["chest-pain"].compounds == ()
    loose = rest.question_of["gut"].option("loose")
    assert loose is not None
    assert loose.raises == ("kidneys",)


@pytest.mark.parametrize(
    ("gone", "kept"),
    [("citrate", {"sleeper", "constipated", "patient"}), ("skin", {"sleeper", "constipated", "patient"})],
)
def test_a_promise_about_the_form_goes_and_the_rest_of_the_story_stays(gone: str, kept: set[str]) -> None:
    rest = withdrawal.without(everything(), gone)
    assert {expectation.slug for expectation in rest.expectations} == kept
    assert all(gone not in getattr(e, name) for e in rest.expectations for name in withdrawal.PROMISES)


def test_a_story_that_promised_nothing_else_goes() -> None:
    content = everything()
    only = b.expectation("only", {"goals": ("sleep",)}, number=9, leads=("citrate",))
    content = msgspec.structs.replace(content, expectations=(*content.expectations, only))
    assert "only" not in {e.slug for e in withdrawal.without(content, "citrate").expectations}
    assert "only" in {e.slug for e in withdrawal.without(content, "skin").expectations}
