"""What changed between two Catalogues: records, their fields, and the words in them. Pure.

A record is laid out as places and values: `("options", "none", "label")` → its text. Two
layouts are compared place by place, so that an option added in the middle of a question
shows as that option and nothing else. Fields that hold their default are left out; a
text that was empty and no longer is shows as added.
"""

from __future__ import annotations

import difflib
import enum
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import msgspec

from content import documents, integrity
from content.catalogue import Catalogue, Prose
from content.telling import Sentence

Path: TypeAlias = tuple[str, ...]


class Sign(enum.StrEnum):
    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Code(str):
    """An entry that is a choice from a few."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Words, or entries of a list, that were kept, added or removed together."""

    sign: Sign
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One place in a record that reads differently.

    `runs` tell text word by word and lists entry by entry; `in_entries` says which. All
    that were not added make up what stood there before, all that were not removed what
    stands there now. A code, a number or a yes is a list of one entry.
    """

    path: Path
    sign: Sign
    runs: tuple[Run, ...]
    in_entries: bool = False

    @property
    def place(self) -> str:
        """The place in words: “options, none, label”."""
        return ", ".join(part.replace("_", " ") for part in self.path)


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that was added, removed or changed. `kind` is its field of the Catalogue."""

    kind: str
    name: str
    sign: Sign
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """All that differs, kind by kind in the order of the Catalogue's documents."""

    records: tuple[RecordChange, ...]

    def __bool__(self) -> bool:
        return bool(self.records)

    def of_kind(self, kind: str) -> tuple[RecordChange, ...]:
        return tuple(record for record in self.records if record.kind == kind)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds in which something differs."""
        return tuple(dict.fromkeys(record.kind for record in self.records))


def compare(before: Catalogue | None, after: Catalogue) -> Changes:
    """What has to change to get from `before`, or from nothing, to `after`."""
    return Changes(
        tuple(
            change
            for kind in documents.KINDS
            for change in _records(kind, _by_name(before, kind), _by_name(after, kind))
        )
    )


def fields(before: msgspec.Struct | None, after: msgspec.Struct | None) -> tuple[FieldChange, ...]:
    """What changed in one record; None where there was none, or is none any more."""
    return tuple(_fields(before, after))


def _by_name(content: Catalogue | None, kind: str) -> Mapping[str, msgspec.Struct]:
    if content is None:
        return {}
    part = getattr(content, kind)
    if kind in documents.SINGLE:
        return {"": part}
    return {integrity.named(record): record for record in part}


def _records(
    kind: str, before: Mapping[str, msgspec.Struct], after: Mapping[str, msgspec.Struct]
) -> Iterator[RecordChange]:
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        yield RecordChange(kind, name, _sign(old, new), tuple(_fields(old, new)))


def _sign(old: object, new: object) -> Sign:
    if old is None:
        return Sign.ADDED
    return Sign.REMOVED if new is None else Sign.CHANGED


# Fields -------------------------------------------------------------------------------

Value: TypeAlias = str | tuple[str, ...]
"""A text, compared word by word, or entries, each compared as a whole."""

ORDER = "order"
"""The place that holds the names of a record's parts in the order they stand in."""

HTML = "html"
"""The place that holds what was made of a Markdown text."""


def _laid_out(record: msgspec.Struct | None) -> Mapping[Path, Value]:
    """Path → value of everything in a record that is neither its default nor an empty list."""
    return dict(_values(record)) if record is not None else {}


def _values(record: msgspec.Struct, at: Path = ()) -> Iterator[tuple[Path, Value]]:
    for field in msgspec.structs.fields(record):
        value, path = getattr(record, field.name), (*at, field.name)
        if value in (field.default, ()):
            continue
        if isinstance(value, Prose):
            yield path, value.source
            yield (*path, HTML), value.html
        elif isinstance(value, Mapping):
            yield from (((*path, str(key)), _entries(entries)) for key, entries in value.items())
        elif isinstance(value, tuple) and isinstance(value[0], msgspec.Struct):
            yield (*path, ORDER), tuple(integrity.part_named(part) for part in value)
            for part in value:
                yield from _values(part, (*path, integrity.part_named(part)))
        elif isinstance(value, tuple):
            yield path, _entries(value)
        else:
            yield path, value if _is_text(value) else (_written(value),)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not isinstance(value, enum.Enum)


def _entries(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(map(_written, values))


def _written(value: object) -> str:
    if isinstance(value, bool):
        return Sentence.in_context("choice", "yes") if value else Sentence.in_context("choice", "no")
    if isinstance(value, enum.Enum):
        return Code(value)
    return "" if value is None else str(value).removesuffix(".0")


def _fields(old: msgspec.Struct | None, new: msgspec.Struct | None) -> Iterator[FieldChange]:
    """Every place that differs, field by field; parts that are gone stand after those that are not."""
    before, after = _laid_out(old), _laid_out(new)
    fields = [name for record in (new, old) if record is not None for name in record.__struct_fields__]
    for path in sorted({**after, **before}, key=lambda path: fields.index(path[0])):
        if before.get(path) == after.get(path) or not _tells_something(path, before, after):
            continue
        runs = tuple(_runs(before.get(path), after.get(path)))
        if runs:
            in_entries = not any(isinstance(side.get(path), str) for side in (before, after))
            yield FieldChange(path, _sign(before.get(path), after.get(path)), runs, in_entries)


def _tells_something(path: Path, before: Mapping[Path, Value], after: Mapping[Path, Value]) -> bool:
    """Whether a place says more than the places beside it.

    Parts in another order are told only when the parts on both sides changed places, and
    HTML only when it changed although its source did not.
    """
    if path[-1] == HTML:
        return before.get(path[:-1]) == after.get(path[:-1])
    if path[-1] == ORDER:
        old, new = before.get(path, ()), after.get(path, ())
        return [name for name in old if name in new] != [name for name in new if name in old]
    return True


# Words --------------------------------------------------------------------------------

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


def _runs(old: Value | None, new: Value | None) -> Iterator[Run]:
    if isinstance(old, str) or isinstance(new, str):
        return _of_texts(str(old or ""), str(new or ""))
    return _of_entries(old or (), new or ())


def _of_texts(old: str, new: str) -> Iterator[Run]:
    """Runs of words; a space between two changed words counts as changed with them."""
    removed = added = ""
    for sign, words in _matched(_WORDS.findall(old), _WORDS.findall(new)):
        text = "".join(words)
        if sign is Sign.KEPT and not (text.isspace() and (removed or added)):
            yield from _changed(removed, added)
            removed = added = ""
            yield Run(Sign.KEPT, text)
        else:
            removed += text if sign is not Sign.ADDED else ""
            added += text if sign is not Sign.REMOVED else ""
    yield from _changed(removed, added)


def _of_entries(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    return (Run(sign, entry) for sign, entries in _matched(old, new) for entry in entries)


def _changed(removed: str, added: str) -> Iterator[Run]:
    if removed:
        yield Run(Sign.REMOVED, removed)
    if added:
        yield Run(Sign.ADDED, added)


def _matched(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Sign, Sequence[str]]]:
    """What was kept, removed and added, in order.

    `difflib` finds different matches when its sides are swapped, so they are always handed
    over in the same order: the way back then mirrors the way there.
    """
    swapped = list(old) > list(new)
    first, second = (new, old) if swapped else (old, new)
    for what, i, j, k, m in difflib.SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        removed, added = (second[k:m], first[i:j]) if swapped else (first[i:j], second[k:m])
        if what == "equal":
            yield Sign.KEPT, removed
            continue
        if removed:
            yield Sign.REMOVED, removed
        if added:
            yield Sign.ADDED, added
