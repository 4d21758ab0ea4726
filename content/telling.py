"""Sentences that whoever shows them can tell in another language. Pure.

The code that finds something speaks English and knows no other language. A `Sentence` is
its English text and remembers the message and the values it was made of;
`content.words.told` translates the message and fills the values in again. What is kept,
compared or digested is the English text.

`tests.messages` collects the messages by the names of what makes sentences: `Sentence`,
`of_count` and `in_context`, and every kind of `TellingError`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Self


class Figure(str):
    """A number as English writes it: “1,187” or “4.5”."""

    __slots__ = ()


class Sentence(str):
    """An English text, and what it was made of.

    A value may be a sentence itself, or a `Figure`; then it is told in the language too.
    """

    __slots__ = ("context", "many", "message", "number", "values")

    message: str
    values: Mapping[str, object]
    context: str
    many: str
    number: int

    def __new__(cls, message: str, /, **values: object) -> Self:
        return cls._made(message, values)

    @classmethod
    def in_context(cls, context: str, message: str, /, **values: object) -> Self:
        """A message that means something else elsewhere; see `gettext.pgettext`."""
        return cls._made(message, values, context)

    @classmethod
    def of_count(cls, one: str, many: str, count: int, /, **values: object) -> Self:
        """A message whose words go by a number; see `gettext.ngettext`."""
        return cls._made(one, values, "", many, count)

    @classmethod
    def joined(cls, parts: Iterable[str], joint: str = " ") -> Self:
        """Some sentences one after the other."""
        values = {f"part{number}": part for number, part in enumerate(parts)}
        return cls._made(joint.join(f"%({name})s" for name in values), values)

    @classmethod
    def _made(
        cls, message: str, values: Mapping[str, object], context: str = "", many: str = "", number: int = 1
    ) -> Self:
        english = many if many and number != 1 else message
        sentence = super().__new__(cls, english % values if values else english)
        sentence.message, sentence.values = message, values
        sentence.context, sentence.many, sentence.number = context, many, number
        return sentence

    def __reduce__(self) -> tuple[Any, ...]:
        """A copy, also one in another process, is made of the same."""
        return self._made, (self.message, self.values, self.context, self.many, self.number)


class TellingError(ValueError):
    """An error whose sentence tells a person what to do instead."""

    def __init__(self, message: str, /, **values: object) -> None:
        self.sentence = Sentence(message, **values)
        super().__init__(self.sentence)
