from __future__ import annotations

from dataclasses import dataclass

from django.urls import get_script_prefix, set_script_prefix

from content.once import once


@dataclass(frozen=True)
class Word:
    text: str


def test_work_is_done_once_for_a_value() -> None:
    made: list[str] = []

    @once
    def length(word: Word) -> int:
        made.append(word.text)
        return len(word.text)

    first, second = Word("sleep"), Word("calm")
    assert [length(word) for word in (first, second, first, second)] == [5, 4, 5, 4]
    assert made == ["sleep", "calm"]


def test_an_equal_value_is_not_taken_for_the_same() -> None:
    @once
    def itself(word: Word) -> Word:
        return word

    first, twin = Word("sleep"), Word("sleep")
    assert itself(first) is first
    assert itself(twin) is twin


def test_two_kinds_of_work_on_one_value_are_kept_apart() -> None:
    @once
    def loud(word: Word) -> str:
        return word.text.upper()

    @once
    def long(word: Word) -> str:
        return word.text * 2

    word = Word("sleep")
    assert [loud(word), long(word)] == ["SLEEP", "sleepsleep"]


def test_what_is_made_below_one_prefix_is_not_shown_below_another() -> None:
    @once
    def prefix(word: Word) -> str:
        return get_script_prefix()

    word = Word("sleep")
    try:
        set_script_prefix("/es/")
        assert prefix(word) == "/es/"
    finally:
        set_script_prefix("/")
    assert prefix(word) == "/"
