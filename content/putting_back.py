"""One record of a Release, written back into the editors' rows.

Rows that are there already keep their place in the database, and so do their parts, since
other content may refer to them. Nothing goes live by this.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.contrib.auth.models import User
from django.db import IntegrityError, models
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from content import documents, edits, integrity
from content.models import KINDS, Compound, Expectation, Promise, Release, Verb
from content.refused import Refused
from content.rows import STEP, parts_of, references, unsaved


def put_back(*, kind: str, record: str, release: Release, by: User) -> None:
    """Make the rows of one record say what `release` says; delete them when it lacks the record.

    Raises `Refused` when somebody may not, when other content still names what would
    go, and when the record names what is not there any more.
    """
    model = KINDS[kind]
    if not by.has_perm(f"content.change_{model._meta.model_name}"):
        raise Refused(_("Only editors can put content back."))
    part = getattr(release.catalogue(), kind)
    records = [part] if kind in documents.SINGLE else part
    wanted = next((found for found in records if integrity.named(found) == record), None)
    try:
        with edits.recorded(by=by, how=f"Put back from release {release.number}"):
            row = find(kind, record)
            if wanted is not None:
                _write(model, wanted, row)
            elif row is not None:
                row.delete()
    except ProtectedError as error:
        users = ", ".join(sorted({str(user) for user in error.protected_objects}))
        raise Refused(_("This is still used by: %(users)s.") % {"users": users}) from error
    except IntegrityError as error:
        raise Refused(_("The database refuses this: %(error)s.") % {"error": error}) from error


def find(kind: str, record: str) -> models.Model | None:
    """The row of the record that `integrity.named` calls so."""
    rows = KINDS[kind]._default_manager
    if kind in documents.SINGLE:
        return rows.first()
    if kind == "claims":
        compound, _for, goal = record.partition(" for ")
        return rows.filter(compound__slug=compound, goal__slug=goal).first()
    if kind == "guidance":
        level, _comma, withheld = record.partition(", ")
        return rows.filter(level=level, withheld=bool(withheld)).first()
    return rows.filter(slug=record).first()


def _write(
    model: type[models.Model], record: Any, existing: models.Model | None, **owned: object
) -> models.Model:
    """Save the row of a record in the place of the one there is, with all it refers to."""
    row = unsaved(model, record)
    if existing is not None:
        row.pk = existing.pk
    for name, value in owned.items():
        setattr(row, name, value)
    for field in model._meta.fields:
        if field.is_relation and field.name not in owned:
            (target,) = _targets(field.related_model, [getattr(record, field.name)])
            setattr(row, field.name, target)
    row.save(force_update=existing is not None)
    for field in model._meta.local_many_to_many:
        names = references(record, field.name)
        getattr(row, field.name).set(_targets(field.related_model, names))
    for name in parts_of(record):
        _write_parts(row, name, getattr(record, name))
    if isinstance(row, Expectation):
        _write_promises(row, record)
    return row


def _targets(model: Any, names: Iterable[str]) -> list[models.Model]:
    found = []
    for name in names:
        try:
            found.append(model._default_manager.get_by_natural_key(*name.split("/")))
        except model.DoesNotExist:
            sentence = _("It names the %(kind)s “%(name)s”, which is not there. Put that back first.")
            raise Refused(sentence % {"kind": model._meta.verbose_name, "name": name}) from None
    return found


def _write_parts(owner: models.Model, name: str, parts: Sequence[Any]) -> None:
    relation = cast(models.ManyToOneRel, type(owner)._meta.get_field(name))
    there = {_part_named(row): row for row in getattr(owner, name).all()}
    for position, part in enumerate(parts, start=1):
        existing = there.pop(integrity.part_named(part), None)
        owned: dict[str, object] = {relation.field.name: owner}
        if any(field.name == "number" for field in relation.related_model._meta.fields):
            owned["number"] = position * STEP
        _write(relation.related_model, part, existing, **owned)
    for row in there.values():
        row.delete()


def _part_named(row: Any) -> str:
    """What `integrity.part_named` calls the frozen part of this row."""
    for name in ("code", "salt"):
        if hasattr(row, name):
            return str(getattr(row, name))
    return str(row.trait.slug)


def _write_promises(row: Expectation, record: Any) -> None:
    row.promises.all().delete()
    for verb in Verb:
        for compound in _targets(Compound, getattr(record, verb)):
            Promise.objects.create(expectation=row, verb=verb.value, compound=cast(Compound, compound))
