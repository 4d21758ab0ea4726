"""The list of forms, sorted and filtered."""

from __future__ import annotations

import pytest

from content.catalogue import Catalogue, CompoundTrait
from content.pages.compounds import compounds_page
from tests import builders


@pytest.fixture
def catalogue() -> Catalogue:
    def compound(slug: str, percent: float | None, *traits: CompoundTrait, route: str = "mouth") -> object:
        elemental = []
        if percent is not None:
            elemental = [
                {"salt": slug, "formula": "Mg", "percent": percent, "arithmetic": f"{percent} of 100"}
            ]
        return builders.compound(slug, traits=list(traits), elemental=elemental, route=route)

    return builders.catalogue(
        compounds=[
            compound("oxide", 60.3, builders.placed("laxative")),
            compound("glycinate", 14.1, builders.placed("gentle")),
            compound("spray", None, route="skin"),
        ],
        goals=[builders.goal("sleep")],
        scales=[builders.scale("gut"), builders.scale("absorption")],
        traits=[builders.trait("gentle", "gut", 1), builders.trait("laxative", "gut", 5)],
        claims=[builders.claim("glycinate", "sleep")],
    )


def listed(catalogue: Catalogue, **asked: str) -> list[str]:
    return [card.slug for card in compounds_page(catalogue, asked).cards]


@pytest.mark.parametrize(
    ("by", "order"),
    [
        ("name", ["glycinate", "oxide", "spray"]),
        ("gut", ["glycinate", "oxide", "spray"]),
        ("weight", ["oxide", "glycinate", "spray"]),
    ],
)
def test_forms_are_sorted_and_what_is_not_known_comes_last(
    catalogue: Catalogue, by: str, order: list[str]
) -> None:
    assert listed(catalogue, sort=by) == order


def test_forms_are_filtered_by_goal_trait_and_route(catalogue: Catalogue) -> None:
    assert listed(catalogue, goal="sleep") == ["glycinate"]
    assert listed(catalogue, gut="laxative") == ["oxide"]
    assert listed(catalogue, route="skin") == ["spray"]
    assert listed(catalogue, goal="sleep", route="skin") == []


def test_a_choice_the_page_does_not_offer_is_left_out_and_said(catalogue: Catalogue) -> None:
    page = compounds_page(catalogue, {"goal": "wealth"})
    assert len(page.cards) == 3
    assert page.notice == "The address holds a choice we do not know, so it was left out: Goal."


def test_the_table_has_a_cell_for_every_form_and_goal(starter: Catalogue) -> None:
    matrix = compounds_page(starter, {}).matrix
    assert [row.compound.name for row in matrix.rows] == [compound.short for compound in starter.compounds]
    for row in matrix.rows:
        assert len(row.cells) == len(starter.goals)
        assert all(cell.words for cell in row.cells)
