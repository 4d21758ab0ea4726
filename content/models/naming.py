"""What models and their fields are called, in the language of the page.

A name given to Django in the code is copied into a migration, and most names are what the
code says with spaces between the words. So they are translated as they stand, behind
Django's back. `tests.messages` collects them from the models.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import pgettext_lazy

KIND, FIELD, CHOICE = "kind", "field", "choice"
"""The contexts of these messages."""


def translate_names(rows: Iterable[type[models.Model]]) -> None:
    """Let the names of these models and of their fields be told in the language of the page."""
    for model in rows:
        named = model._meta
        named.verbose_name = pgettext_lazy(KIND, str(named.verbose_name))
        named.verbose_name_plural = pgettext_lazy(KIND, str(named.verbose_name_plural))
        for field in named_fields(model):
            field.verbose_name = pgettext_lazy(FIELD, str(field.verbose_name))


def named_fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The fields of a model that somebody may read of."""
    fields = (*model._meta.local_fields, *model._meta.local_many_to_many)
    return [field for field in fields if not field.primary_key]
