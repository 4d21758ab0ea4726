from __future__ import annotations

import enum

import pytest

from config.environment import BadEnvironment, Environment


class Colour(enum.StrEnum):
    RED = "red"
    GREEN = "green"


def reading(**variables: str) -> Environment:
    return Environment(variables)


def test_a_text_is_read_without_the_spaces_around_it() -> None:
    assert reading(NAME=" magnesium ").text("NAME") == "magnesium"


@pytest.mark.parametrize("value", ["", "   "])
def test_an_empty_variable_counts_as_not_set(value: str) -> None:
    assert reading(NAME=value).text("NAME", "default") == "default"


def test_a_missing_text_says_which_variable_and_what_to_set() -> None:
    with pytest.raises(BadEnvironment, match=r"^NAME is not set\. Set it to your name\.$"):
        reading().text("NAME", say="Set it to your name.")


def test_a_list_has_no_empty_items() -> None:
    assert reading(HOSTS="a.example, ,b.example,").texts("HOSTS") == ["a.example", "b.example"]


def test_a_list_of_commas_is_refused_even_where_there_is_a_default() -> None:
    with pytest.raises(BadEnvironment, match="HOSTS has no value"):
        reading(HOSTS=",,").texts("HOSTS", ("localhost",))


def test_a_list_that_is_not_set_has_its_default() -> None:
    assert reading().texts("HOSTS", ("localhost",)) == ["localhost"]


@pytest.mark.parametrize(
    ("value", "expected"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("FALSE", False)]
)
def test_a_flag_is_read_in_the_usual_spellings(value: str, expected: bool) -> None:
    assert reading(FLAG=value).flag("FLAG", default=not expected) is expected


def test_a_flag_that_is_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(BadEnvironment, match="FLAG is 'maybe'"):
        reading(FLAG="maybe").flag("FLAG", default=False)


@pytest.mark.parametrize("value", ["-1", "1.5", "ten", "²"])
def test_a_number_that_is_not_a_whole_number_is_refused(value: str) -> None:
    with pytest.raises(BadEnvironment, match="Set it to a whole number"):
        reading(NUMBER=value).number("NUMBER", 3)


def test_a_number_is_read() -> None:
    assert reading(NUMBER="12").number("NUMBER", 3) == 12


def test_a_choice_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(BadEnvironment, match=r"COLOUR is 'blue'\. Set it to one of: red, green\."):
        reading(COLOUR="blue").one_of("COLOUR", Colour, Colour.RED)


def test_a_choice_is_read() -> None:
    assert reading(COLOUR="green").one_of("COLOUR", Colour, Colour.RED) is Colour.GREEN
