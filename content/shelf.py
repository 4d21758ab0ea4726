"""A place for what was made once and is the same for everybody, with room for so much and no more."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Shelf(Generic[Thing]):
    """Things by key, in no more than `room` bytes; those asked for longest ago make way."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._taken = 0
        self._things: OrderedDict[Hashable, tuple[Thing, int]] = OrderedDict()
        self._turn = threading.Lock()

    def __len__(self) -> int:
        return len(self._things)

    def everything(self) -> Iterator[tuple[Hashable, Thing]]:
        """What is kept, each thing with its key, to be looked through."""
        for key, (thing, _) in list(self._things.items()):
            yield key, thing

    def get(self, key: Hashable) -> Thing | None:
        with self._turn:
            found = self._things.get(key)
            if found is None:
                return None
            self._things.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, thing: Thing, *, size: int) -> None:
        with self._turn:
            _, before = self._things.pop(key, (None, 0))
            self._things[key] = thing, size
            self._taken += size - before
            while self._taken > self._room:
                _, (_, oldest) = self._things.popitem(last=False)
                self._taken -= oldest
