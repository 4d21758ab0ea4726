"""How hard a text is to read: its sentences, its words and its LIX. Pure.

LIX (Björnsson, 1968) adds the average number of words in a sentence to the share of words
with more than six letters, in percent. Below 30 a text is very easy, from 50 on it reads
like an official paper. It needs no syllables and no dictionary, so it gives the same
answer everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

LONG = 6
"""A word with more letters than this is a long one."""

_END = re.compile(r"(?<=[.!?;:])\s+|(?<=[.!?;:][\"”’)])\s+")
_WORD = re.compile(r"[^\W_]+(?:[’'.,][^\W_]+)*")


def sentences(text: str) -> list[str]:
    """The sentences of a running text, as a reader takes a breath: a colon ends one too."""
    return [part.strip() for part in _END.split(text) if words(part)]


def words(text: str) -> list[str]:
    """The words and numbers of a text; the parts of "low-salt" are two."""
    return _WORD.findall(text)


def lix(told: Iterable[str]) -> float:
    """The LIX of some sentences; 0 when they hold no word."""
    count = spoken = long = 0
    for sentence in told:
        found = words(sentence)
        count += bool(found)
        spoken += len(found)
        long += sum(len(word) > LONG for word in found)
    return spoken / count + 100 * long / spoken if spoken else 0.0
