"""Who changed what in the content, and who therefore may not approve it.

Whatever changes rows does so inside `recorded`: a save in the admin, a deletion, an
import. The records are frozen before and after, and each that differs is kept as an
`Edit`, so that the record speaks the language of the Catalogue and not of tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeAlias

import msgspec
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from content import integrity, snapshot
from content.catalogue import Catalogue
from content.diff import Changes
from content.models import Edit, Release
from content.turns import in_turn

Place: TypeAlias = tuple[str, str]
"""The kind of a record and its name."""

_recording: ContextVar[bool] = ContextVar("recording", default=False)


@contextmanager
def recorded(*, by: User | None, how: str = "") -> Iterator[None]:
    """One transaction around changes to rows; what it changed is kept under the name of `by`.

    Inside another one it adds nothing: the outer one tells the whole. Nobody needs to be
    named for what a new installation brings; later, a name is needed.
    """
    if _recording.get():
        yield
        return
    with in_turn():
        if by is None and Release.objects.exists():
            raise ValueError("Say who changes the content.")
        token = _recording.set(True)
        try:
            before = snapshot.records()
            yield
            _keep(before, snapshot.records(), by=by, how=how)
        finally:
            _recording.reset(token)


def _keep(
    before: Mapping[Place, msgspec.Struct],
    after: Mapping[Place, msgspec.Struct],
    *,
    by: User | None,
    how: str,
) -> None:
    at = timezone.now()  # one moment for all of them tells that they were made together
    Edit.objects.bulk_create(
        Edit(
            at=at,
            by=by,
            how=how,
            kind=place[0],
            record=place[1],
            before=_plain(before.get(place)),
            after=_plain(after.get(place)),
        )
        for place in sorted({*before, *after})
        if before.get(place) != after.get(place)
    )


def _plain(record: msgspec.Struct | None) -> Any:
    return None if record is None else msgspec.json.decode(msgspec.json.encode(record))


def history(kind: str, record: str) -> QuerySet[Edit]:
    """Everything that was done to one record, the latest first."""
    return Edit.objects.filter(kind=kind, record=record).select_related("by").order_by("-pk")


def latest() -> int:
    """The number of the last Edit."""
    return Edit.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def authors(
    live: Catalogue | None, changes: Changes, upto: int | None = None
) -> Mapping[Place, tuple[User, ...]]:
    """Who made each record that `changes` names differ from `live`, the latest first.

    The Edits of a record are followed back until one that found it as it is live. A record
    whose Edits never meet the live version counts for everybody who ever edited it. Whoever
    wrote the very same words earlier counts too: somebody else may have put them back. So
    does whoever edited the record under another name.
    """
    now = _live_records(live)
    open_places = {(change.kind, change.name) for change in changes.records}
    found: dict[Place, dict[int, User]] = {place: {} for place in open_places}
    outcome: dict[Place, Any] = {}
    edits = Edit.objects.filter(kind__in=changes.kinds).select_related("by").order_by("-pk")
    if upto is not None:
        edits = edits.filter(pk__lte=upto)
    later_names = _later_names(edits, now)
    names = {name for _kind, name in {*found, *later_names}}
    for edit in edits.filter(record__in=names).iterator():
        place = (edit.kind, edit.record)
        counts = later_names.get(place, set()) & found.keys()
        if place in found:
            is_same = edit.after == outcome.setdefault(place, edit.after)
            counts |= {place} if is_same or place in open_places else set()
            if edit.before == now.get(place):
                open_places.discard(place)
        if edit.by is not None:
            for one in counts:
                found[one][edit.by.pk] = edit.by
    return {place: tuple(users.values()) for place, users in found.items()}


def _later_names(edits: QuerySet[Edit], live: Mapping[Place, Any]) -> Mapping[Place, set[Place]]:
    """What a record that is no more may be called now: whatever came when it went.

    One that is live is left out, since its end is part of the difference itself.
    """
    came: dict[Any, set[Place]] = {}
    for kind, name, at, by in edits.filter(before__isnull=True).values_list("kind", "record", "at", "by"):
        came.setdefault((kind, at, by), set()).add((kind, name))
    went: dict[Place, set[Any]] = {}
    for kind, name, at, by in edits.filter(after__isnull=True).values_list("kind", "record", "at", "by"):
        if (kind, name) not in live:
            went.setdefault((kind, name), set()).add((kind, at, by))
    next_names = {place: set().union(*(came.get(one, ()) for one in acts)) for place, acts in went.items()}
    return {place: _reached(place, next_names) for place, names in next_names.items() if names}


def _reached(start: Place, following: Mapping[Place, set[Place]]) -> set[Place]:
    """All that can be reached from `start` by following names, however often."""
    reached: set[Place] = set()
    waiting = {start}
    while waiting:
        new = following.get(waiting.pop(), set()) - reached
        reached |= new
        waiting |= new
    return reached


def _live_records(live: Catalogue | None) -> dict[Place, Any]:
    if live is None:
        return {}
    return {(kind, integrity.named(record)): _plain(record) for kind, record in integrity.records(live)}
