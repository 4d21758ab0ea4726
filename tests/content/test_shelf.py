from __future__ import annotations

from content.shelf import Shelf


def test_a_shelf_keeps_those_last_asked_for_and_no_more_than_it_has_room_for() -> None:
    shelf: Shelf[str] = Shelf(room=100)
    shelf.put("a", "one", size=40)
    shelf.put("b", "two", size=40)
    assert shelf.get("a") == "one"
    shelf.put("c", "three", size=40)
    assert shelf.get("b") is None, "asked for longest ago"
    assert shelf.get("a") == "one"


def test_what_is_put_in_again_takes_its_own_place() -> None:
    shelf: Shelf[str] = Shelf(room=100)
    for size in (60, 80):
        shelf.put("a", "one", size=size)
    shelf.put("b", "two", size=20)
    assert len(shelf) == 2


def test_what_is_larger_than_the_shelf_is_not_kept() -> None:
    shelf: Shelf[str] = Shelf(room=100)
    shelf.put("a", "one", size=101)
    assert len(shelf) == 0
