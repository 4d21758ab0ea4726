from __future__ import annotations

from content.once import KEPT, once


def test_work_is_done_once_for_each_of_the_last_few_values() -> None:
    made: list[int] = []

    @once
    def length(value: list[str]) -> int:
        made.append(len(value))
        return len(value)

    values = [["a"] * count for count in range(1, KEPT + 2)]
    few = values[:KEPT]
    assert [length(value) for value in few + few] == [len(value) for value in few + few]
    assert made == [len(value) for value in few]
    assert length(values[-1]) == KEPT + 1
    assert length(values[0]) == 1, "the oldest was forgotten"
    assert made[KEPT:] == [KEPT + 1, 1]


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
