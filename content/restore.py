"""A Catalogue, written back into the editors' rows.

`replace_all` is how content moves into an empty database, and how a folder of documents
replaces everything. It refuses a Catalogue that does not hold together or does not fit
the rows, and says everything that is wrong at once. `put_back` does so
for a single record.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from content import integrity
from content.catalogue import Catalogue
from content.documents import BadDocuments
from content.models import KINDS, Compound, CompoundTrait, Elemental, Expectation, Option, Promise, Verb
from content.models.fields import Lines, lines
from content.putting_back import put_back
from content.rows import STEP, parts_of, references, unsaved
from content.telling import Sentence

__all__ = ["is_empty", "put_back", "replace_all"]


def is_empty() -> bool:
    """Whether no editorial row of any kind exists."""
    return not any(model._default_manager.exists() for model in KINDS.values())


def replace_all(content: Catalogue) -> None:
    """Make the rows say what `content` says and nothing else.

    Raises `documents.BadDocuments`, before anything is touched, when `content` does not
    hold together or holds a value no row can.
    """
    if wrong := [*integrity.problems(content), *_unfit(content)]:
        raise BadDocuments([str(problem) for problem in wrong])
    try:
        with transaction.atomic():
            _clear()
            _write(content)
    except IntegrityError as error:
        raise BadDocuments([f"The database refuses this content: {error}."]) from error


def _clear() -> None:
    owners: list[type[models.Model]] = [*KINDS.values(), Option, Elemental, CompoundTrait]
    for model in owners:
        for field in model._meta.local_many_to_many:
            joining: Any = field.remote_field.through
            joining._default_manager.all().delete()
    for model in reversed(list(KINDS.values())):
        model._default_manager.all().delete()


def _write(content: Catalogue) -> None:
    writing = _Writing()
    for kind, model in KINDS.items():
        part = getattr(content, kind)
        writing.add(model, part if isinstance(part, tuple) else [part])
    writing.join()


def _unfit(content: Catalogue) -> Iterator[integrity.Problem]:
    """Values that no row can hold: too long, out of range, empty where something must be said."""
    for kind, record in integrity.records(content):
        for place, row, part in _rows(KINDS[kind], record):
            for field, message in _complaints(row, part):
                yield integrity.Problem(
                    kind=kind, record=integrity.named(record), field=place + field, message=message
                )


def _rows(model: type[models.Model], record: Any) -> Iterator[tuple[str, models.Model, Any]]:
    """The row of a record and those of its parts, each after its place and before what it is made from."""
    yield "", unsaved(model, record), record
    for name in parts_of(record):
        for part in getattr(record, name):
            yield f"{name}, {integrity.part_named(part)}, ", unsaved(_part_model(model, name), part), part


def _complaints(row: models.Model, record: Any) -> Iterator[tuple[str, Sentence]]:
    """Field and message of everything Django or a list of lines has against a row."""
    try:
        row.clean_fields(exclude=[field.name for field in row._meta.fields if field.is_relation])
    except ValidationError as error:
        for field, messages in error.message_dict.items():
            yield from ((field, Sentence.joined([message])) for message in messages)
    for column in row._meta.fields:
        if isinstance(column, Lines) and any(lines(item) != (item,) for item in getattr(record, column.name)):
            yield column.name, Sentence("Each entry must be one line that is not empty.")


def _part_model(model: type[models.Model], name: str) -> type[models.Model]:
    return cast(type[models.Model], model._meta.get_field(name).related_model)


class _Writing:
    """The rows of one Catalogue on their way into the database.

    Each kind is written after those its foreign keys name, and its parts after it.
    Many-to-many references are joined last, when every row they can name is there.
    """

    def __init__(self) -> None:
        self._written: dict[type[models.Model], dict[str, models.Model]] = {}
        self._pairs: list[tuple[models.Model, Any]] = []

    def add(self, model: type[models.Model], records: Sequence[Any]) -> None:
        """Write the rows of `records`, all of one kind."""
        rows = [unsaved(model, record) for record in records]
        self._save(model, rows, records)
        for name in parts_of(records[0]) if records else []:
            self._add_parts(name, rows, records)
        if model is Expectation:
            self._add_promises(rows, records)

    def join(self) -> None:
        """Write every many-to-many reference."""
        joined: dict[Any, list[models.Model]] = {}
        for row, record in self._pairs:
            for field in row._meta.local_many_to_many:
                joining: Any = field.remote_field.through
                targets = self._written.get(field.related_model, {})
                for name in references(record, field.name):
                    ends = {field.m2m_field_name(): row, field.m2m_reverse_field_name(): targets[name]}
                    joined.setdefault(joining, []).append(joining(**ends))
        for joining, joins in joined.items():
            joining._default_manager.bulk_create(joins)

    def _save(self, model: type[models.Model], rows: Sequence[models.Model], records: Sequence[Any]) -> None:
        for row, record in zip(rows, records, strict=True):
            for field in model._meta.fields:
                if field.is_relation and hasattr(record, field.name):
                    targets = self._written[cast(type[models.Model], field.related_model)]
                    setattr(row, field.name, targets[getattr(record, field.name)])
        model._default_manager.bulk_create(rows)
        self._written[model] = {_named(row): row for row in rows if hasattr(row, "natural_key")}
        self._pairs += zip(rows, records, strict=True)

    def _add_parts(self, name: str, owners: Sequence[models.Model], records: Sequence[Any]) -> None:
        """Write the parts of each record as rows that belong to its row, numbered in their order."""
        relation = cast(models.ManyToOneRel, type(owners[0])._meta.get_field(name))
        rows, parts = [], []
        for owner, record in zip(owners, records, strict=True):
            for position, part in enumerate(getattr(record, name), start=1):
                row = unsaved(relation.related_model, part)
                setattr(row, relation.field.name, owner)
                if hasattr(row, "number"):
                    row.number = position * STEP
                rows.append(row)
                parts.append(part)
        self._save(relation.related_model, rows, parts)

    def _add_promises(self, owners: Sequence[models.Model], records: Sequence[Any]) -> None:
        compounds = self._written[Compound]
        Promise._default_manager.bulk_create(
            Promise(
                expectation=cast(Expectation, owner),
                verb=verb.value,
                compound=cast(Compound, compounds[slug]),
            )
            for owner, record in zip(owners, records, strict=True)
            for verb in Verb
            for slug in getattr(record, verb)
        )


def _named(row: Any) -> str:
    return "/".join(map(str, row.natural_key()))
