"""Magnesium in food, and what adds up to a day's intake."""

from __future__ import annotations

import pytest

from content.catalogue import Catalogue
from content.pages.food import LINE, FoodPage, food_page
from content.pages.intake import LINE as INTAKE_LINE
from content.pages.intake import adult_span


@pytest.fixture
def page(starter: Catalogue) -> FoodPage:
    return food_page(starter, {})


def test_the_richest_food_comes_first_and_unknown_amounts_last(starter: Catalogue, page: FoodPage) -> None:
    known = [food.mg for food in starter.foods if food.mg is not None]
    assert page.rows[0].amount == f"{max(known):.0f} mg"
    assert [row.bar is None for row in page.rows] == [False] * len(known) + [True] * (
        len(page.rows) - len(known)
    )
    assert all(row.amount and row.share for row in page.rows)


def test_a_share_is_given_of_the_most_and_of_the_least_that_is_advised(
    starter: Catalogue, page: FoodPage
) -> None:
    assert adult_span(starter) == (270, 420)
    almonds = next(row for row in page.rows if row.slug == "almonds")
    assert almonds.share == "19 to 30%"


def test_servings_are_added_until_every_advised_intake_is_reached(starter: Catalogue, page: FoodPage) -> None:
    reached = [who for serving in page.day for who in serving.reaches]
    assert reached[0].startswith("270 mg")
    assert reached[-1].startswith("420 mg")
    assert page.day[-1].reaches
    assert len(reached) == len(set(reached))


def test_foods_can_be_listed_by_kind(starter: Catalogue) -> None:
    page = food_page(starter, {"group": "Fruit", "sort": "name"})
    assert {row.group for row in page.rows} == {"Fruit"}
    assert [row.name for row in page.rows] == sorted(row.name for row in page.rows)


def test_every_amount_fits_on_its_line(starter: Catalogue) -> None:
    assert all((food.mg or 0) <= LINE for food in starter.foods)
    assert all((intake.mg or 0) <= INTAKE_LINE for intake in starter.intakes)
