"""Forms side by side."""

from __future__ import annotations

import pytest

from content.catalogue import Catalogue
from content.pages.comparison import Cell, ComparisonPage, Row, comparison_page
from tests import builders


def cells(page: ComparisonPage) -> list[Cell]:
    """Every cell, those of food first included."""
    return [cell for row in rows(page) for cell in (*row.cells, row.food_first)]


def rows(page: ComparisonPage) -> list[Row]:
    return [row for section in page.sections for row in section.rows]


def small() -> Catalogue:
    """Two forms, of which nothing is known about the second."""
    return builders.catalogue(
        compounds=[
            builders.compound("oxide", traits=[builders.placed("gentle")]),
            builders.compound("malate"),
        ],
        goals=[builders.goal("sleep")],
        scales=[builders.scale("gut")],
        traits=[builders.trait("gentle", "gut")],
        claims=[builders.claim("oxide", "sleep")],
    )


def test_every_form_has_every_row_and_no_cell_is_blank(starter: Catalogue) -> None:
    slugs = list(starter.compound_of)
    for first in slugs:
        page = comparison_page(starter, [first, *[slug for slug in slugs if slug != first][:3]])
        assert all(len(row.cells) == 4 for section in page.sections for row in section.rows)
        assert all(cell.text.strip() for cell in cells(page))


def test_what_is_missing_is_said() -> None:
    said = [
        cell.text for cell in cells(comparison_page(small(), ["oxide", "malate"])) if cell.column == "Malate"
    ]
    assert "Not tested" in said
    assert "Not assessed" in said
    assert "Not stated" in said


def test_rows_in_which_the_forms_differ_are_marked() -> None:
    page = comparison_page(small(), ["oxide", "malate"])
    differs = {row.name: row.differs for section in page.sections for row in section.rows}
    assert differs["Sleep"]
    assert not differs["How it is used"]


@pytest.mark.parametrize(
    ("asked", "shown", "notice"),
    [
        (["oxide", "lead"], ("oxide",), "a form that is not in this guide"),
        (["oxide", "malate", "oxide"], ("oxide", "malate"), "named twice"),
        (["oxide", ""], ("oxide",), ""),
        ([], (), ""),
    ],
)
def test_the_rest_is_compared_when_a_slug_is_bad_or_repeated(
    asked: list[str], shown: tuple[str, ...], notice: str
) -> None:
    page = comparison_page(small(), asked)
    assert page.chosen == shown
    assert notice in " ".join(page.notices)
    assert bool(page.notices) == bool(notice)


def test_a_fifth_form_is_left_out_by_name() -> None:
    catalogue = builders.catalogue(compounds=[builders.compound(slug) for slug in "abcde"])
    page = comparison_page(catalogue, list("abcde"))
    assert page.chosen == tuple("abcd")
    assert "Left out: E." in page.notices[0]
    assert not page.addable


def test_a_form_can_be_removed_by_a_link_that_carries_the_others() -> None:
    page = comparison_page(small(), ["oxide", "malate"])
    assert [column.remove_url for column in page.columns] == ["/compare/?form=malate", "/compare/?form=oxide"]


def test_food_first_is_always_shown(starter: Catalogue) -> None:
    assert comparison_page(starter, []).food_first.title == starter.food_first.title


def test_food_first_says_on_every_scale_what_is_true_of_food(starter: Catalogue) -> None:
    beside = {row.name: row.food_first for row in rows(comparison_page(starter, ["oxide"]))}
    assert beside["Cost"].text == "Compares supplements only"
    assert beside["Cost"].url == "#food-first"
    assert "Not assessed" not in {cell.text for cell in beside.values()}


def test_what_living_with_a_form_is_like_has_a_row_even_where_nobody_assessed_it() -> None:
    said = {row.name: [cell.text for cell in row.cells] for row in rows(comparison_page(small(), ["oxide"]))}
    assert said["Taste"] == said["Time of day"] == ["Not assessed"]


def test_a_scale_that_editors_add_takes_the_place_of_the_row_that_said_nothing() -> None:
    catalogue = builders.catalogue(
        compounds=[builders.compound("oxide", traits=[builders.placed("chalky")])],
        scales=[builders.scale("taste", name="How it tastes")],
        traits=[builders.trait("chalky", "taste", name="Chalky")],
    )
    said = {row.name: row.cells[0].text for row in rows(comparison_page(catalogue, ["oxide"]))}
    assert said["How it tastes"] == "Chalky"
    assert "Taste" not in said


def test_food_first_has_a_cell_in_every_row(starter: Catalogue) -> None:
    for row in rows(comparison_page(starter, ["oxide", "malate"])):
        assert row.food_first.column == "Food first"
        assert row.food_first.text.strip(), row.name


def test_beside_a_goal_food_first_leads_to_what_else_helps(starter: Catalogue) -> None:
    beside = {row.name: row.food_first.url for row in rows(comparison_page(starter, ["oxide"]))}
    assert beside[starter.goal_of["sleep"].name] == "/goals/sleep/#what-else"
