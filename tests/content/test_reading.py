from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import reading


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("About 1.6 points (to be checked).", ["About 1.6 points (to be checked)."]),
        ("He said “no.” Then he left.", ["He said “no.”", "Then he left."]),
        ("Two parts: a and b", ["Two parts:", "a and b"]),
        ("…", []),
    ],
)
def test_a_text_falls_into_sentences(text: str, said: list[str]) -> None:
    assert reading.sentences(text) == said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don’t worry.", ["Don’t", "worry"]),
        ("low-salt food", ["low", "salt", "food"]),
        ("1,200 mg or 2.5 g", ["1,200", "mg", "or", "2.5", "g"]),
    ],
)
def test_words_and_numbers_are_counted(text: str, words: list[str]) -> None:
    assert reading.words(text) == words


def test_lix_adds_the_length_of_sentences_and_the_share_of_long_words() -> None:
    assert reading.lix(["This is short.", "Magnesium is a mineral."]) == pytest.approx(7 / 2 + 100 * 2 / 7)


def test_nothing_is_not_hard_to_read() -> None:
    assert reading.lix([]) == reading.lix(["…"]) == 0


@given(st.text())
def test_no_word_is_lost_between_the_sentences(text: str) -> None:
    parts = [word for sentence in reading.sentences(text) for word in reading.words(sentence)]
    assert "".join(parts).replace(".", "") == "".join(reading.words(text)).replace(".", "")
