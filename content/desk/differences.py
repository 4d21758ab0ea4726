"""A difference between two Catalogues in words a reviewer reads, record by record.

Long passages that stay as they are shrink to their edges, so that a changed word in an
article is found at a glance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.contrib.auth.models import User
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext_lazy, ngettext

from content.desk import names
from content.desk.places import Places
from content.diff import Changes, FieldChange, RecordChange, Run, Sign

EDGE = 160
"""How many characters of an unchanged passage stand beside a change."""

LEFT_OUT = " … "

Authors = Mapping[tuple[str, str], Iterable[User]]
"""(kind, record) → who made what differs."""

NOBODY: Authors = MappingProxyType({})
NOTHING: Mapping[str, str] = MappingProxyType({})
SIGNS: Mapping[Sign, Promise] = {
    Sign.ADDED: gettext_lazy("Added"),
    Sign.REMOVED: gettext_lazy("Removed"),
    Sign.CHANGED: gettext_lazy("Changed"),
}
MARKS: Mapping[Sign, tuple[str, Promise]] = {
    Sign.ADDED: ("ins", gettext_lazy("added")),
    Sign.REMOVED: ("del", gettext_lazy("removed")),
}
"""Sign → the element that marks its words, and what a screen reader says."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that were kept, added or removed together."""

    sign: Sign
    text: str

    @property
    def html(self) -> SafeString:
        """The words, marked as added or removed also for those who hear the page."""
        if self.sign not in MARKS:
            return format_html("{}", self.text)
        tag, spoken = MARKS[self.sign]
        return format_html(
            '<{0}><span class="visually-hidden">[{1}: </span>{2}<span class="visually-hidden">]</span></{0}>',
            tag,
            spoken,
            self.text,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldShown:
    """One place that reads differently."""

    place: str
    in_entries: bool
    pieces: tuple[Piece, ...]

    @property
    def before(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.sign is not Sign.ADDED)

    @property
    def after(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.sign is not Sign.REMOVED)


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordShown:
    """One record with all that differs in it.

    `place` is how a comment refers to it, and `comment` what the reader typed so far.
    `address` leads to its editing screen; it is empty where there is none to lead to.
    """

    kind: str
    name: str
    title: str
    place: str
    sign: Sign
    fields: tuple[FieldShown, ...]
    authors: tuple[str, ...]
    comment: str
    address: str

    @property
    def sign_in_words(self) -> str:
        return str(SIGNS[self.sign])

    @property
    def is_removed(self) -> bool:
        return self.sign is Sign.REMOVED

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


def shown(
    changes: Changes,
    titles: names.Titles,
    *,
    authors: Authors = NOBODY,
    comments: Mapping[str, str] = NOTHING,
    places: Places | None = None,
) -> Difference:
    """`changes` made ready for a page.

    `comments` go by the place of a record; `places` lets records lead to their screens.
    """

    def record(change: RecordChange) -> RecordShown:
        can_be_edited = change.sign is not Sign.REMOVED
        return RecordShown(
            kind=change.kind,
            name=change.name,
            title=titles.of(change.kind, change.name),
            place=place(change),
            sign=change.sign,
            fields=tuple(map(field_shown, change.fields)),
            authors=tuple(names.person(user) for user in authors.get((change.kind, change.name), ())),
            comment=comments.get(place(change), ""),
            address=places.address(change.kind, change.name) if places and can_be_edited else "",
        )

    return Difference(
        counted=_counted(changes.records),
        kinds=tuple(
            KindShown(
                title=names.kinds(kind),
                counted=_counted(changes.of_kind(kind)),
                records=tuple(map(record, changes.of_kind(kind))),
            )
            for kind in changes.kinds
        ),
    )


def place(change: RecordChange) -> str:
    """How a comment refers to a record."""
    return f"{change.kind}/{change.name}"


def _counted(records: Iterable[RecordChange]) -> str:
    """“1 added, 2 changed”; signs that do not occur are left out."""
    times = Counter(record.sign for record in records)
    return ", ".join(_counts(sign, times[sign]) for sign in SIGNS if times[sign])


def _counts(sign: Sign, count: int) -> str:
    match sign:
        case Sign.ADDED:
            words = ngettext("%(count)s added", "%(count)s added", count)
        case Sign.REMOVED:
            words = ngettext("%(count)s removed", "%(count)s removed", count)
        case _:
            words = ngettext("%(count)s changed", "%(count)s changed", count)
    return words % {"count": count}


def field_shown(change: FieldChange) -> FieldShown:
    """One place, ready for a page."""
    pieces = (
        tuple(Piece(run.sign, names.entry(run.text)) for run in change.runs)
        if change.in_entries
        else tuple(_shortened(change.runs))
    )
    where = names.place(change.path)
    return FieldShown(place=where[:1].upper() + where[1:], in_entries=change.in_entries, pieces=pieces)


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
