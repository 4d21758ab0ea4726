from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.calculator import (
    LEAST,
    MOST,
    BadAmount,
    Standing,
    magnesium_in,
    milligrams,
    rounded,
    share_of,
    standing,
)

amounts = st.decimals(min_value=LEAST, max_value=MOST, places=2)
percents = st.integers(min_value=1, max_value=1000).map(lambda tenths: tenths / 10)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("400", "400"),
        (" 400 mg ", "400"),
        ("400MG", "400"),
        ("400 milligrams", "400"),
        ("1.5", "1.5"),
        ("1,5", "1.5"),
        ("0,5 g", "500"),
        ("0,500 g", "500"),
        ("1 g", "1000"),
        ("1,200", "1200"),
        ("1 200 mg", "1200"),
        ("1\u00a0200", "1200"),
        ("12,345.5", "12345.5"),
        ("007", "7"),
        ("４００", "400"),
        ("100000", "100000"),
    ],
)
def test_an_amount_is_read_as_people_type_it(typed: str, meant: str) -> None:
    assert milligrams(typed) == Decimal(meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("400", "400"),
        ("1.200", "1200"),
        ("1.200,5", "1200.5"),
        ("1\u00a0200,5 mg", "1200.5"),
        ("1,5", "1.5"),
        ("1.5", "1.5"),
        ("0,4 g", "400"),
    ],
)
def test_an_amount_is_read_as_people_type_it_who_write_a_decimal_comma(typed: str, meant: str) -> None:
    assert milligrams(typed, decimal_comma=True) == Decimal(meant)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Type the milligrams"),
        (" \t ", "Type the milligrams"),
        ("abc", "not an amount"),
        ("mg", "not an amount"),
        ("400 mcg", "not an amount"),
        ("4 0 0", "not an amount"),
        ("1,2,3", "not an amount"),
        ("1e5", "not an amount"),
        ("NaN", "not an amount"),
        ("Infinity", "not an amount"),
        ("4" * 10_000, "not an amount"),
        ("<script>", "not an amount"),
        ("-5", "less than nothing"),
        ("−5", "less than nothing"),
        ("0", "above 0"),
        ("0.0", "above 0"),
        ("0.4", "less than 1 mg"),
        ("100001", "more than 100 grams"),
        ("999999999999", "more than 100 grams"),
        ("101 g", "more than 100 grams"),
    ],
)
def test_nonsense_is_refused_with_a_sentence_that_helps(typed: str, told: str) -> None:
    with pytest.raises(BadAmount, match=told):
        milligrams(typed)


def test_a_tenth_of_a_percent_is_not_lost_in_arithmetic() -> None:
    assert magnesium_in(Decimal(100), 16.2) == Decimal("16.2")


@given(first=amounts, second=amounts, percent=percents)
def test_two_amounts_hold_together_what_each_holds(first: Decimal, second: Decimal, percent: float) -> None:
    together = magnesium_in(first + second, percent)
    assert together == magnesium_in(first, percent) + magnesium_in(second, percent)


@given(first=amounts, second=amounts, percent=percents)
def test_more_of_a_compound_never_holds_less(first: Decimal, second: Decimal, percent: float) -> None:
    less, more = sorted((first, second))
    assert magnesium_in(less, percent) <= magnesium_in(more, percent)
    assert rounded(magnesium_in(less, percent)) <= rounded(magnesium_in(more, percent))


@given(amount=amounts, percent=percents)
def test_a_compound_never_holds_more_than_it_weighs(amount: Decimal, percent: float) -> None:
    assert 0 < magnesium_in(amount, percent) <= amount


@given(amount=amounts, percent=percents)
def test_the_sum_can_be_taken_back(amount: Decimal, percent: float) -> None:
    assert share_of(magnesium_in(amount, percent), percent) == amount


@given(amount=amounts)
def test_an_amount_typed_again_is_the_same(amount: Decimal) -> None:
    assert milligrams(f"{amount} mg") == amount
    assert milligrams(f"{amount:,}") == amount


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("0.06", "0.1"), ("9.94", "9.9"), ("9.95", "10.0"), ("10.5", "11"), ("64.8", "65"), ("249.5", "250")],
)
def test_amounts_are_rounded_half_up(amount: str, shown: str) -> None:
    assert rounded(Decimal(amount)) == Decimal(shown)


@pytest.mark.parametrize(
    ("amount", "stands"),
    [
        ("249.4", Standing.BELOW),
        ("249.5", Standing.AT),
        ("250", Standing.AT),
        ("250.4", Standing.AT),
        ("250.5", Standing.ABOVE),
        ("9000", Standing.ABOVE),
    ],
)
def test_an_amount_stands_beside_a_limit_as_it_is_shown(amount: str, stands: Standing) -> None:
    assert standing(Decimal(amount), 250.0) is stands
