"""Where a check has more than one way to be right or wrong."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import Resolver404, resolve

from content.catalogue import Compound, Elemental, Kind, Option
from content.release_checks import run
from content.release_checks.links import PAGES, addresses
from content.urls import urlpatterns
from tests import builders as b
from tests.content.release_checks.examples import TODAY, found, text
from tests.content.samples import everything


@pytest.mark.parametrize(
    ("options", "many", "said"),
    [
        ([b.option("none", wants=["sleep"])], False, "“none” should have no effect."),
        (
            [b.option("a", wants=["sleep"]), b.option("none")],
            True,
            "“none” can be ticked beside another answer.",
        ),
        (
            [b.option("a", avoids=["gentle"], rules_out=["gentle"])],
            False,
            "“gentle” also stands under avoids.",
        ),
    ],
)
def test_an_option_says_one_thing(options: list[Option], many: bool, said: str) -> None:
    content = b.catalogue(
        goals=[b.goal("sleep")],
        scales=[b.scale("gut")],
        traits=[b.trait("gentle", "gut")],
        questions=[b.question("q", *options, kind=Kind.MANY if many else Kind.ONE)],
    )
    assert [problem.message for problem in found(content, "option-at-odds")] == [said]


def test_the_step_between_two_others_may_stand_empty_in_what_is_avoided() -> None:
    assert found(everything(), "option-meets-no-form") == []


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"arithmetic": "a = 14.10%"}, "the arithmetic comes to 14.10%, not 16.2%."),
        (
            {"note": "400 mg of this compound holds about 400 mg of magnesium."},
            "400 mg at 16.2% is 65 mg, not 400 mg.",
        ),
        (
            {"percent": 0.0, "arithmetic": ""},
            "0% can't be: oxide holds more than any other salt, 60.4% at most.",
        ),
    ],
)
def test_a_percentage_agrees_with_its_arithmetic_and_its_note(parts: dict[str, Any], said: str) -> None:
    values: dict[str, Any] = {"salt": "Citrate", "formula": "C", "percent": 16.2, "arithmetic": "= 16.17%"}
    salt = Elemental(**{**values, **parts})
    content = b.catalogue(compounds=[b.compound("citrate", elemental=[salt])])
    assert [problem.message for problem in found(content, "sum-does-not-agree")] == [said]


@pytest.mark.parametrize(
    ("link", "is_broken"),
    [
        ("/forms/citrate/", False),
        ("/goals/sleep/#known", False),
        ("/compare/?form=citrate&form=skin", False),
        ("/sources/#first-paper", False),
        ("https://example.org/page", False),
        ("mailto:somebody@example.org", False),
        ("/forms/citrat/", True),
        ("/forms/citrate", True),
        ("/sources/#no-paper", True),
        ("forms/citrate/", True),
        ("//example.org/", True),
        ("www.example.org", True),
        ("https://example", True),
        ("#known", True),
    ],
)
def test_a_link_leads_somewhere(link: str, is_broken: bool) -> None:
    content = everything()
    words = text(f"See [the page]({link}).").articles
    again = b.catalogue(
        articles=words,
        compounds=[Compound(**_fields(compound), traits=()) for compound in content.compounds],
        goals=[b.goal("sleep")],
        sources=content.sources,
    )
    assert bool(found(again, "broken-link")) is is_broken


def _fields(compound: Compound) -> dict[str, Any]:
    return {name: getattr(compound, name) for name in compound.__struct_fields__ if name != "traits"}


def test_every_address_that_counts_as_a_page_is_one() -> None:
    missing = []
    for address in [*PAGES, *addresses(everything())]:
        try:
            resolve(address.split("#")[0])
        except Resolver404:
            missing.append(address)
    assert missing == []


def test_every_page_of_its_own_address_can_be_linked_to() -> None:
    without = {"/sitemap.xml", "/robots.txt", "/data/catalogue.json", "/data/schema.json"}
    fixed = {f"/{address.pattern}" for address in urlpatterns if not address.pattern.converters}
    assert fixed - without <= set(PAGES)


@pytest.mark.parametrize(
    ("url", "is_broken"),
    [
        ("", False),
        ("https://example.org/paper", False),
        ("http://example.org", False),
        ("javascript:alert(1)", True),
        ("www.example.org", True),
        ("mailto:somebody@example.org", True),
    ],
)
def test_the_address_of_a_source_is_one_of_a_page(url: str, is_broken: bool) -> None:
    content = b.catalogue(sources=[b.source("paper", url=url)])
    assert bool(found(content, "broken-link")) is is_broken


def test_two_questions_do_not_ask_the_same() -> None:
    content = b.catalogue(
        questions=[b.question("one", text="How is it?"), b.question("two", text="How  is IT?")]
    )
    assert [str(problem) for problem in found(content, "same-words-twice")] == [
        "questions.yaml, two, text: the question “one” asks the same."
    ]


def test_what_the_guide_never_asks_about_is_told() -> None:
    content = b.catalogue(
        goals=[b.goal("sleep"), b.goal("calm")],
        cautions=[b.caution("kidneys"), b.caution("heart")],
        questions=[b.question("q", b.option("a", wants=["sleep"], raises=["heart"]))],
    )
    assert [(problem.kind, problem.record) for problem in found(content, "never-asked-about")] == [
        ("goals", "calm"),
        ("cautions", "kidneys"),
    ]


@pytest.mark.parametrize(
    ("parts", "count"),
    [
        ({"kind": Kind.ONE}, 0),
        ({"kind": Kind.MANY, "most": 1}, 0),
        ({"kind": Kind.MANY, "most": 2}, 1),
        ({"kind": Kind.MANY}, 1),
    ],
)
def test_only_answers_that_go_together_can_be_at_odds(parts: dict[str, Any], count: int) -> None:
    options = (b.option("a", welcomes=["gentle"]), b.option("b", rules_out=["gentle"]))
    content = b.catalogue(
        scales=[b.scale("gut")],
        traits=[b.trait("gentle", "gut")],
        questions=[b.question("q", *options, **parts)],
    )
    assert len(found(content, "answers-at-odds")) == count


@pytest.mark.parametrize(
    "words",
    [
        "It acts on GABA (a messenger).",
        "A talking course, often called CBT.",
        "The messenger (GABA) slows it.",
    ],
)
def test_a_word_may_be_explained_where_it_stands(words: str) -> None:
    assert found(text(words), "unexplained-word") == []


@pytest.mark.parametrize(("count", "is_long"), [(28, False), (29, True)])
def test_a_sentence_has_28_words_at_most(count: int, is_long: bool) -> None:
    assert bool(found(text(" ".join(["word"] * count) + "."), "long-sentence")) is is_long


def test_a_table_does_not_make_a_text_easier_to_read() -> None:
    hard = "Considerable heterogeneity characterises intervention studies investigating supplementation. " * 6
    table = "\n\n| A | B |\n|---|---|\n" + "| I | am |\n" * 50
    lix = [p.message for p in found(text(hard + table), "hard-text")]
    assert lix == [p.message for p in found(text(hard), "hard-text")] != []


def test_without_any_limit_no_amount_is_above_one() -> None:
    assert [p for p in run(text("Take 900 mg of magnesium."), today=TODAY) if "limit" in p.check.slug] == []
