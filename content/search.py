"""Finding entries by words, with patience for typing mistakes. Pure.

An `Index` is built once for a Catalogue and answers without a database. A word of the
query meets a word of an entry when they are the same, when one begins with the other,
or when only a letter or two lies between them: "glicinate" meets "glycinate". Where a
word stands in an entry, in its title, among its other names or in its text, decides how
much it counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from rapidfuzz import process
from rapidfuzz.distance import OSA

MOST_LETTERS = 200
"""Letters of a query that are read; nobody's question is longer."""

MOST_WORDS = 10
"""Words of a query that are looked for."""

TITLE, NAME, TEXT = 10.0, 7.0, 1.0
"""What a word counts for, by where it stands in an entry."""

EXACT, BEGINNING, CLOSE = 1.0, 0.8, 0.6
"""What a word counts for, by how it was met."""

_PASSED_OVER = frozenset(
    {"a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "how", "i", "if"}
    | {"in", "is", "it", "me", "my", "not", "of", "on", "or", "should", "take", "the", "to", "what", "when"}
    | {"which", "who", "why", "with", "you", "your"}
)
"""Words too common to tell entries apart. A query of nothing else is looked for as it is."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """Something that can be found, and where it stands on the site.

    `names` are other words for it. `text` is what it says, from which a line of context
    is taken.
    """

    kind: str
    title: str
    url: str
    names: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found, and the words by which it was."""

    entry: Entry
    score: float
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """What a query led to, best first.

    `instead` tells which words were looked for in place of one that stands nowhere.
    `every_word` is false when no entry holds all the words, so that some were enough.
    """

    hits: tuple[Hit, ...]
    instead: Mapping[str, tuple[str, ...]]
    every_word: bool


def tidy(query: str) -> str:
    """A query without control characters and no longer than anybody's question."""
    printable = "".join(" " if unicodedata.category(sign)[0] == "C" else sign for sign in query)
    return " ".join(printable[:MOST_LETTERS].split())


def words_of(text: str) -> list[str]:
    """The words of a text, without accents and in small letters."""
    return [plain(word) for word in _WORD.findall(text)]


def plain(word: str) -> str:
    if word.isascii():
        return word.lower()  # as nearly all are, and a page of results asks for thousands
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


class Index:
    """Entries by the words they hold. Immutable once made."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)
        places: dict[str, dict[int, float]] = {}
        for number, entry in enumerate(self._entries):
            for weight, texts in ((TEXT, [entry.text]), (NAME, entry.names), (TITLE, [entry.title])):
                for text in texts:
                    for word in words_of(text):
                        places.setdefault(word, {})[number] = weight
        self._places = MappingProxyType(places)
        self._vocabulary = sorted(places)

    def find(self, query: str) -> Found:
        asked = _asked(query)
        met = {word: self._met(word) for word in asked}
        scored = [self._scored(met[word]) for word in asked]
        every = set.intersection(*(set(one) for one in scored)) if scored else set()
        numbers = every or {number for one in scored for number in one}
        hits = [
            Hit(
                self._entries[number],
                sum(one.get(number, 0.0) for one in scored),
                frozenset(word for words in met.values() for word in words if number in self._places[word]),
            )
            for number in numbers
        ]
        hits.sort(key=lambda hit: (-hit.score, hit.entry.title, hit.entry.url))
        return Found(tuple(hits), _instead(met), every_word=bool(every))

    def _met(self, word: str) -> Mapping[str, float]:
        """Words of the index that `word` meets → how well."""
        met = {
            known: EXACT if known == word else BEGINNING for known in self._vocabulary if _begins(word, known)
        }
        if word not in met and (distance := _patience(word)):
            near = process.extract(
                word, self._vocabulary, scorer=OSA.distance, score_cutoff=distance, limit=None
            )
            nearest = min((found[1] for found in near), default=0)
            for known, letters, _position in near:
                if letters == nearest:
                    met.setdefault(known, CLOSE)
        return met

    def _scored(self, met: Mapping[str, float]) -> Mapping[int, float]:
        """Entries that hold any of the words → the most that one of them counts for."""
        scores: dict[int, float] = {}
        for word, quality in met.items():
            for number, weight in self._places[word].items():
                scores[number] = max(scores.get(number, 0.0), weight * quality)
        return scores


def _asked(query: str) -> list[str]:
    words = list(dict.fromkeys(words_of(tidy(query))))
    telling = [word for word in words if word not in _PASSED_OVER]
    return (telling or words)[:MOST_WORDS]


def _begins(word: str, known: str) -> bool:
    """Whether one is the beginning of the other: "cramp" and "cramps", "sleeping" and "sleep"."""
    if known == word:
        return True
    if min(len(word), len(known)) < 3:
        return False
    return known.startswith(word) or (word.startswith(known) and len(word) - len(known) <= 3 < len(known))


def _patience(word: str) -> int:
    """How many letters may be wrong, left out, too many or swapped."""
    if len(word) < 4:
        return 0
    return 1 if len(word) < 7 else 2


def _instead(met: Mapping[str, Mapping[str, float]]) -> Mapping[str, tuple[str, ...]]:
    return {
        word: tuple(found)
        for word, found in met.items()
        if found and all(quality == CLOSE for quality in found.values())
    }


def context(hit: Hit, *, length: int = 160) -> Sequence[tuple[str, bool]]:
    """A line of the entry's text: pieces, and whether each is a word that was found.

    It is the beginning of the text when the title or another name was found, else what
    stands around the first word.
    """
    text = hit.entry.text
    places = [match.span() for match in _WORD.finditer(text) if plain(match.group()) in hit.words]
    named = not hit.words.isdisjoint(words_of(" ".join([hit.entry.title, *hit.entry.names])))
    start, end = _window(text, places[0][0] if places and not named else 0, length)
    pieces: list[tuple[str, bool]] = [("… ", False)] if start else []
    at = start
    for first, last in places:
        if last > end:
            break
        pieces += [(text[at:first], False), (text[first:last], True)]
        at = last
    pieces += [(text[at:end], False)]
    pieces += [(" …", False)] if end < len(text) else []
    return [piece for piece in pieces if piece[0]]


def _window(text: str, about: int, length: int) -> tuple[int, int]:
    """Where a line begins and ends: at spaces, with `about` in its first third."""
    if len(text) <= length:
        return 0, len(text)
    start = max(0, min(about - length // 3, len(text) - length))
    if start:
        start = text.rfind(" ", 0, start + 1) + 1
    end = min(len(text), start + length)
    if end < len(text):
        end = max(text.rfind(" ", start, end), about + 1)
    return start, end
