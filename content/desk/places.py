"""Where in the admin a record, or a field of it, is edited.

Problems and differences name a record as the Catalogue does; the admin names a row by its
key. The rows of a kind are read once, when the first of them is asked for.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse

from content import documents
from content.models import KINDS, Claim, Guidance


class Places:
    """The editing screens of the records that have a row."""

    def __init__(self) -> None:
        self._keys: dict[str, dict[str, Any]] = {}

    def address(self, kind: str, record: str, field: str = "") -> str:
        """The screen of a record, at the field; the list of its kind when there is no such row."""
        model = KINDS[kind]
        screen = f"admin:content_{model._meta.model_name}_"
        key = self.keys(kind).get(record)
        if key is None:
            return reverse(f"{screen}changelist")
        return reverse(f"{screen}change", args=[key]) + _anchor(model, field)

    def keys(self, kind: str) -> dict[str, Any]:
        """Name of a record → key of its row."""
        if kind not in self._keys:
            self._keys[kind] = _keys(kind)
        return self._keys[kind]


def _keys(kind: str) -> dict[str, Any]:
    model = KINDS[kind]
    if model is Claim:
        claims = Claim.objects.values_list("compound__slug", "goal__slug", "pk")
        return {f"{compound} for {goal}": key for compound, goal, key in claims}
    if model is Guidance:
        cards = Guidance.objects.values_list("level", "withheld", "pk")
        return {f"{level}, withheld" if withheld else level: key for level, withheld, key in cards}
    if kind in documents.SINGLE:
        return {"": model._default_manager.values_list("pk", flat=True).first()}
    return dict(model._default_manager.values_list("slug", "pk"))


def _anchor(model: type[models.Model], field: str) -> str:
    """The input of a field, the answer of a question, or the group of parts that holds it."""
    name, _, within = field.partition(", ")
    known = {column.name for column in model._meta.get_fields()}
    if not name or name not in known:
        return ""
    if name == "options" and within:
        return f"#options-at-{within.partition(', ')[0]}"
    return f"#{name}-group" if within or model._meta.get_field(name).one_to_many else f"#id_{name}"
