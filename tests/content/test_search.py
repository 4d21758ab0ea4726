from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.search import MOST_LETTERS, Entry, Found, Hit, Index, context, tidy


def entry(title: str, text: str = "", names: tuple[str, ...] = ()) -> Entry:
    return Entry(kind="thing", title=title, url=f"/{title}/", names=names, text=text)


INDEX = Index(
    [
        entry("Magnesium glycinate", "Often chosen for sleep.", ("bisglycinate",)),
        entry("Magnesium L-threonate", "Made to reach the brain."),
        entry("Epsom salt", "Used in the bath.", ("magnesium sulfate",)),
        entry("Kidney disease", "Weak kidneys can't clear magnesium. Diarrhoea is a sign."),
        entry("Sleep", "What is known about falling asleep."),
        entry("Café au lait", "A drink."),
    ]
)


def titles(found: Found) -> list[str]:
    return [hit.entry.title for hit in found.hits]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        pytest.param("glycinate", "Magnesium glycinate", id="as it is spelled"),
        pytest.param("GLYCINATE", "Magnesium glycinate", id="in capitals"),
        pytest.param("glicinate", "Magnesium glycinate", id="with a wrong letter"),
        pytest.param("glycniate", "Magnesium glycinate", id="with two letters swapped"),
        pytest.param("bisglicinat", "Magnesium glycinate", id="by another name, with two mistakes"),
        pytest.param("threonat", "Magnesium L-threonate", id="not typed to its end"),
        pytest.param("threonaet", "Magnesium L-threonate", id="not typed well to its end"),
        pytest.param("kidny", "Kidney disease", id="with a letter left out"),
        pytest.param("kidneyys", "Kidney disease", id="with letters too many"),
        pytest.param("diarrhea", "Kidney disease", id="in American spelling"),
        pytest.param("sleeping", "Sleep", id="with another ending"),
        pytest.param("cafe", "Café au lait", id="without its accent"),
        pytest.param("what is my kidney disease?", "Kidney disease", id="as a question"),
        pytest.param("sulphate", "Epsom salt", id="in British spelling"),
    ],
)
def test_a_word_is_found(query: str, first: str) -> None:
    assert titles(INDEX.find(query))[0] == first


@pytest.mark.parametrize("query", ["", " ", "?!", "zzzzzz", "xy", "\x00\x1b\u202e", "🙂"])
def test_nothing_is_found_where_nothing_is(query: str) -> None:
    assert not INDEX.find(query).hits


def test_a_title_counts_for_more_than_a_text() -> None:
    assert titles(INDEX.find("sleep")) == ["Sleep", "Magnesium glycinate"]


def test_all_words_are_wanted_when_some_entry_holds_them_all() -> None:
    found = INDEX.find("magnesium sleep")
    assert titles(found) == ["Magnesium glycinate"]
    assert found.every_word


def test_some_words_are_enough_when_no_entry_holds_them_all() -> None:
    found = INDEX.find("kidney brain")
    assert set(titles(found)) == {"Kidney disease", "Magnesium L-threonate"}
    assert not found.every_word


def test_it_is_told_what_was_looked_for_instead_of_a_mistyped_word() -> None:
    assert INDEX.find("glicinate").instead == {"glicinate": ("glycinate",)}
    assert not INDEX.find("glycinate").instead


def test_a_query_of_common_words_alone_is_looked_for_as_it_is() -> None:
    assert titles(INDEX.find("the")) == ["Epsom salt", "Magnesium L-threonate"]


def test_a_very_long_query_is_cut() -> None:
    assert len(tidy("sleep " * 2000)) <= MOST_LETTERS
    assert titles(INDEX.find("sleep " * 2000))[0] == "Sleep"


def test_control_characters_part_words() -> None:
    assert tidy("\x00kidney\x1b\tdisease\n\u202e") == "kidney disease"


def test_a_line_of_context_stands_around_the_word() -> None:
    text = f"{'before ' * 40}kidneys {'after ' * 40}".strip()
    line = context(Hit(entry("A", text), 1.0, frozenset({"kidneys"})))
    assert ("kidneys", True) in line
    assert (line[0], line[-1]) == (("… ", False), (" …", False))
    assert len("".join(piece for piece, _found in line)) <= 164


def test_a_line_of_context_begins_the_text_when_the_title_was_found() -> None:
    line = context(Hit(entry("Kidneys", f"{'before ' * 40}kidneys"), 1.0, frozenset({"kidneys"})))
    assert line[0][0].startswith("before")


def test_a_line_of_context_may_be_empty() -> None:
    assert context(Hit(entry("Kidneys"), 1.0, frozenset({"kidneys"}))) == []


@given(query=st.text(max_size=300))
def test_any_query_is_answered_and_every_hit_has_its_reason(query: str) -> None:
    for hit in INDEX.find(query).hits:
        assert hit.words
        assert hit.score > 0
        assert "".join(piece for piece, _found in context(hit)).strip("… ") in hit.entry.text
