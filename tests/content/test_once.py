from __future__ import annotations

from content.once import once


def test_work_is_done_once_for_a_value_and_anew_for_the_next() -> None:
    made: list[int] = []

    @once
    def length(value: list[str]) -> int:
        made.append(len(value))
        return len(value)

    first, second = ["a"], ["b", "c"]
    assert [length(value) for value in (first, first, second, second, first)] == [1, 1, 2, 2, 1]
    assert made == [1, 2, 1]


def test_an_equal_value_is_not_taken_for_the_same() -> None:
    made: list[list[str]] = []

    @once
    def kept(value: list[str]) -> list[str]:
        made.append(value)
        return value

    first, twin = ["a"], ["a"]
    assert kept(first) is first
    assert kept(twin) is twin
    assert len(made) == 2
