"""The calculator over the starter content and over small Catalogues."""

from __future__ import annotations

import html5lib
import pytest
from django.test import Client

from content.catalogue import Catalogue, Elemental, Route
from content.edition import Edition
from content.pages.calculator import Answer, calculator_page
from content.pages.intake import intake_page
from tests import builders


def answer(catalogue: Catalogue, form: str, mg: str, salt: str = "") -> Answer:
    asked = {"form": form, "mg": mg} | ({"salt": salt} if salt else {})
    page = calculator_page(catalogue, asked)
    assert not page.problems
    assert page.answer
    return page.answer


def small() -> Catalogue:
    salts = [
        Elemental(salt=name, formula="", percent=percent, arithmetic="")
        for name, percent in (("Dry", 25.0), ("Wet", 12.5))
    ]
    return builders.catalogue(
        compounds=[
            builders.compound("two", elemental=salts),
            builders.compound("one", elemental=salts[:1]),
            builders.compound("skin", elemental=salts, route=Route.SKIN),
            builders.compound("unknown"),
        ]
    )


@pytest.mark.parametrize(
    ("form", "salt", "mg", "formula"),
    [
        ("one", "", "400", "400 mg × 25% = about 100 mg"),
        ("two", "", "400", "400 mg × 25% = about 100 mg"),
        ("two", "two-1", "400", "400 mg × 25% = about 100 mg"),
        ("two", "two-2", "400", "400 mg × 12.5% = about 50 mg"),
        ("two", "two-2", "1,200 mg", "1,200 mg × 12.5% = about 150 mg"),
        ("two", "two-2", "0,5 g", "500 mg × 12.5% = about 63 mg"),
        ("one", "two-2", "400", "400 mg × 25% = about 100 mg"),
        ("two", "two-3", "400", "400 mg × 25% = about 100 mg"),
    ],
)
def test_the_sum_is_shown(form: str, salt: str, mg: str, formula: str) -> None:
    assert answer(small(), form, mg, salt).formula == formula


def test_salts_are_offered_only_where_there_is_a_choice() -> None:
    assert not calculator_page(small(), {}).salts
    assert not calculator_page(small(), {"form": "one", "mg": "1"}).salts
    salts = calculator_page(small(), {"form": "two", "mg": "1", "salt": "two-2"}).salts
    assert [(salt.value, salt.selected) for salt in salts] == [("two-1", False), ("two-2", True)]


def test_a_form_whose_magnesium_is_not_stated_is_not_offered() -> None:
    page = calculator_page(small(), {"form": "unknown", "mg": "400"})
    assert "unknown" not in {choice.value for choice in page.compounds}
    assert [problem.field for problem in page.problems] == ["form"]


def test_every_problem_is_told_at_once_and_what_was_typed_is_kept() -> None:
    page = calculator_page(small(), {"form": "lead", "mg": "plenty"})
    assert [problem.field for problem in page.problems] == ["form", "mg"]
    assert page.amount == "plenty"
    assert page.answer is None


def test_nothing_asked_is_nothing_wrong() -> None:
    page = calculator_page(small(), {})
    assert (page.problems, page.answer) == ((), None)


def test_the_amount_is_set_beside_the_limits_of_the_page_of_intakes(starter: Catalogue) -> None:
    found = answer(starter, "oxide", "580")
    assert found.magnesium == "About 350 mg of magnesium"
    shown = [(row.authority, row.who, row.amount) for row in found.limits]
    assert shown == [
        (row.authority, row.who, row.amount)
        for row in intake_page(starter).limits
        if row.amount.endswith("mg")
    ]


@pytest.mark.parametrize(
    ("mg", "standings"),
    [
        ("100", {"Below this limit": {250, 350, 400}}),
        ("580", {"Above this limit": {250}, "At this limit": {350}, "Below this limit": {400}}),
        ("664", {"Above this limit": {250, 350}, "At this limit": {400}}),
        ("100000", {"Above this limit": {250, 350, 400}}),
    ],
)
def test_each_authority_has_a_limit_of_its_own(
    starter: Catalogue, mg: str, standings: dict[str, set[int]]
) -> None:
    found: dict[str, set[int]] = {}
    for row in answer(starter, "oxide", mg).limits:
        found.setdefault(row.standing, set()).add(int(row.amount.removesuffix(" mg")))
        assert row.passed == (row.standing == "Above this limit")
    assert found == standings


def test_the_share_of_each_headline_intake_is_given(starter: Catalogue) -> None:
    shares = {(share.who, share.authority): share.share for share in answer(starter, "oxide", "580").shares}
    assert shares["Men of 31 years and over", "US Institute of Medicine"] == "83%"
    assert len(shares) == 8


def test_what_is_put_on_the_skin_is_not_set_beside_what_is_swallowed(starter: Catalogue) -> None:
    for compound in starter.compounds:
        found = answer(starter, compound.slug, "400")
        assert found.swallowed == (compound.route is Route.MOUTH)
        assert bool(found.limits) == bool(found.shares) == found.swallowed


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?form=&mg=",
        "?form=citrate",
        "?mg=400",
        "?form=citrate&mg=400&salt=citrate-2",
        "?form=citrate&mg=1%2C200+mg",
        "?form=chloride-skin&mg=400",
        "?form=%01&mg=%1B%7F&salt=%EF%BF%BD",
        "?form=<script>&mg=<script>&salt=<script>",
        "?mg=" + "9" * 10_000,
        "?form=citrate&form=oxide&mg=1&mg=2",
    ],
)
def test_any_address_is_a_valid_page(client: Client, edition: Edition, query: str) -> None:
    response = client.get(f"/calculator/{query}")
    assert response.status_code == 200
    html5lib.HTMLParser(strict=True).parse(response.content)
    assert b"<script>" not in response.content


def test_a_problem_is_named_in_the_title_and_leads_to_its_field(client: Client, edition: Edition) -> None:
    page = client.get("/calculator/?form=citrate&mg=plenty").content.decode()
    assert "<title>Error: " in page
    assert '<a href="#mg">That is not an amount.' in page
    assert 'aria-invalid="true" aria-describedby="mg-error"' in page


def test_it_says_that_it_is_no_advice(client: Client, edition: Edition) -> None:
    page = client.get("/calculator/?form=oxide&mg=100").content.decode()
    assert "A place below a limit is not advice to take it." in page
