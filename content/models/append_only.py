"""Rows that are only ever added.

Each refuses to be changed or deleted, on its own and through a queryset; triggers in the
database refuse the same to everybody else (`content.models.triggers`).
"""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn, Self, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class Unchangeable(TypeError):
    """Somebody tried to change or delete a row of the record."""


class AppendOnlyQuerySet(models.QuerySet[Row]):
    """Rows that can be added and read."""

    def update(self, **values: Any) -> NoReturn:
        raise Unchangeable(f"{self.model.__name__} rows are never changed.")

    def bulk_update(self, *args: Any, **options: Any) -> NoReturn:
        raise Unchangeable(f"{self.model.__name__} rows are never changed.")

    def delete(self) -> NoReturn:
        raise Unchangeable(f"{self.model.__name__} rows are never deleted.")


class AppendOnlyManager(models.Manager[Row]):
    def get_queryset(self) -> AppendOnlyQuerySet[Row]:
        return AppendOnlyQuerySet(self.model, using=self._db)


class AppendOnly(models.Model):
    """A row of the record."""

    objects: ClassVar[models.Manager[Self]] = AppendOnlyManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise Unchangeable(f"{type(self).__name__} rows are never changed.")
        options["force_insert"] = True
        super().save(*args, **options)
        self.refresh_from_db()  # the database filled in the times by its own clock

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise Unchangeable(f"{type(self).__name__} rows are never deleted.")
