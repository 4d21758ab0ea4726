"""What somebody changed, made ready for a page: who, when, and which field from what to what."""

from __future__ import annotations

import datetime as dt
import functools
import operator
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from content import diff
from content.admin import screens
from content.admin.screens import Key, Records
from content.desk import differences, names
from content.models import Edit


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordShown:
    """One record that reads differently."""

    kind: str
    record: str
    sign: str
    fields: tuple[differences.FieldShown, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class EditShown:
    """One edit. `how` is empty when it was made by hand, and `by` for what came with the site.

    The record is English. Ways that have no name in them are told in the language of the page.
    """

    number: int
    by: str
    at: dt.datetime
    how: str
    change: RecordShown


def edit_shown(edit: Edit) -> EditShown:
    return EditShown(
        number=edit.pk,
        by=names.person(edit.by) if edit.by is not None else "",
        at=edit.at,
        how=_(edit.how) if edit.how else "",
        change=_shown((edit.kind, edit.record), edit.before, edit.after, edit.changes()),
    )


def edits_of(keys: Iterable[Key]) -> QuerySet[Edit]:
    """The edits of these records, newest first."""
    wanted = (Q(kind=kind, record=record) for kind, record in keys)
    among = functools.reduce(operator.or_, wanted, Q(pk=None))
    return Edit.objects.filter(among).select_related("by").order_by("-pk")


def between(before: Records, after: Records) -> tuple[RecordShown, ...]:
    """What differs between two moments of one screen."""
    return tuple(
        _shown(key, before.get(key), after.get(key), diff.fields(before.get(key), after.get(key)))
        for key in {**before, **after}
        if before.get(key) != after.get(key)
    )


# The mark of a screen: what was stored when it was opened, and the newest edit of it.


def mark(stored: Records) -> str:
    newest = edits_of(stored).values_list("pk", flat=True).first()
    return f"{screens.digest(stored)}.{newest or 0}"


def edits_since(old_mark: str, stored: Records) -> tuple[EditShown, ...]:
    """The edits that came after a screen got its mark, newest first."""
    newest = old_mark.rpartition(".")[2]
    after = int(newest) if newest.isdecimal() else 0
    return tuple(map(edit_shown, edits_of(stored).filter(pk__gt=after)))


def _shown(key: Key, before: object, after: object, fields: Iterable[diff.FieldChange]) -> RecordShown:
    kind, record = key
    sign = _("Added") if before is None else _("Deleted") if after is None else _("Changed")
    return RecordShown(
        kind=names.kind(kind),
        record=record,
        sign=sign,
        fields=tuple(map(differences.field_shown, fields)),
    )
