"""A difference between two Catalogues in words a reviewer reads, record by record.

Long passages that stay as they are shrink to their edges, so that a changed word in an
article is found at a glance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils.text import slugify

from content.catalogue import Catalogue
from content.desk import names
from content.diff import Changes, FieldChange, RecordChange, Run, Sign

EDGE = 160
"""How many characters of an unchanged passage stand beside a change."""

LEFT_OUT = " … "

Authors = Mapping[tuple[str, str], Iterable[User]]
"""(kind, record) → who made what differs."""

SIGNS: Mapping[Sign, str] = {Sign.ADDED: "Added", Sign.REMOVED: "Removed", Sign.CHANGED: "Changed"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that were kept, added or removed together."""

    sign: Sign
    text: str

    @property
    def is_added(self) -> bool:
        return self.sign is Sign.ADDED

    @property
    def is_removed(self) -> bool:
        return self.sign is Sign.REMOVED


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldShown:
    """One place that reads differently."""

    place: str
    in_entries: bool
    pieces: tuple[Piece, ...]

    @property
    def before(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if not piece.is_added)

    @property
    def after(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if not piece.is_removed)


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordShown:
    """One record with all that differs in it. `place` is how a comment refers to it."""

    kind: str
    name: str
    title: str
    sign: Sign
    fields: tuple[FieldShown, ...]
    authors: tuple[str, ...]

    @property
    def sign_in_words(self) -> str:
        return SIGNS[self.sign]

    @property
    def place(self) -> str:
        return f"{self.kind}/{self.name}"

    @property
    def anchor(self) -> str:
        return slugify(f"{self.kind} {self.name}")


@dataclass(frozen=True, kw_only=True, slots=True)
class KindShown:
    """The records of one kind that differ."""

    title: str
    counted: str
    records: tuple[RecordShown, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """All that differs. Truthy when anything does."""

    counted: str
    kinds: tuple[KindShown, ...]

    def __bool__(self) -> bool:
        return bool(self.kinds)

    @property
    def records(self) -> tuple[RecordShown, ...]:
        return tuple(record for kind in self.kinds for record in kind.records)


def shown(changes: Changes, before: Catalogue | None, after: Catalogue, authors: Authors) -> Difference:
    """`changes` made ready for a page."""
    titles = names.Titles(before, after)
    return Difference(
        counted=_counted(changes.records),
        kinds=tuple(
            KindShown(
                title=names.kinds(kind),
                counted=_counted(changes.of_kind(kind)),
                records=tuple(_record(change, titles, authors) for change in changes.of_kind(kind)),
            )
            for kind in changes.kinds
        ),
    )


def _record(change: RecordChange, titles: names.Titles, authors: Authors) -> RecordShown:
    return RecordShown(
        kind=change.kind,
        name=change.name,
        title=titles.of(change.kind, change.name),
        sign=change.sign,
        fields=tuple(map(_field, change.fields)),
        authors=tuple(names.person(user) for user in authors.get((change.kind, change.name), ())),
    )


def _counted(records: Iterable[RecordChange]) -> str:
    """“1 added, 2 changed”; signs that do not occur are left out."""
    times = Counter(record.sign for record in records)
    return ", ".join(f"{times[sign]} {word.lower()}" for sign, word in SIGNS.items() if times[sign])


def _field(change: FieldChange) -> FieldShown:
    pieces = (
        tuple(Piece(run.sign, run.text.replace("_", " ")) for run in change.runs)
        if change.in_entries
        else tuple(_shortened(change.runs))
    )
    place = change.place
    return FieldShown(place=place[:1].upper() + place[1:], in_entries=change.in_entries, pieces=pieces)


def _shortened(runs: tuple[Run, ...]) -> Iterable[Piece]:
    last = len(runs) - 1
    for position, run in enumerate(runs):
        if run.sign is not Sign.KEPT:
            yield Piece(run.sign, run.text)
            continue
        head = "" if position == 0 else _head(run.text)
        tail = "" if position == last else _tail(run.text)
        long = len(head) + len(tail) + len(LEFT_OUT) < len(run.text)
        yield Piece(run.sign, f"{head}{LEFT_OUT}{tail}" if long else run.text)


def _head(text: str) -> str:
    """The beginning of a passage, up to a whole word."""
    return text if len(text) <= EDGE else text[:EDGE].rpartition(" ")[0] or text[:EDGE]


def _tail(text: str) -> str:
    return text if len(text) <= EDGE else text[-EDGE:].partition(" ")[2] or text[-EDGE:]
