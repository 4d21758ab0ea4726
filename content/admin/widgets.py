"""How the fields of an editing screen are typed and chosen.

Single choices are native selects: they work with the keyboard, with a screen reader and
under a strict content security policy. Many choices are lists of boxes to tick, those
ticked first, folded away behind what is chosen. Everything works without JavaScript.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from content import markdown
from content.models.fields import Lines, Markdown, Text


class MarkdownInput(forms.Textarea):
    """A text in Markdown, and beside it what visitors will see. `label` names the text."""

    label = ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        context = self.get_context(name, value, attrs)
        context["label"] = self.label
        context["preview"] = markdown.prose(str(value or ""))
        context["typed"] = super().render(
            name, value, {**(attrs or {}), "data-markdown": name}, renderer=renderer
        )
        return render_to_string("admin/widgets/markdown.html", context)


class Picker(forms.CheckboxSelectMultiple):
    """Boxes to tick, those ticked first, with a filter where there are many.

    The boxes stand in the labels that name them, so a hundred of them need no ids.
    `add_at` is the screen that adds something to choose.
    """

    FEW = 12
    """How many choices need no filter."""

    def __init__(self, attrs: Any = None, choices: Any = (), *, label: str = "", add_at: str = "") -> None:
        super().__init__(attrs, choices)
        self.label = label
        self.add_at = add_at

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        ticked = set(self.format_value(value))
        groups = [
            (group, [(str(key), label, str(key) in ticked) for key, label in choices])
            for group, choices in self._groups()
        ]
        everything = [choice for _, choices in groups for choice in choices]
        context = {
            "name": name,
            "id": (attrs or {}).get("id", ""),
            "label": self.label,
            "add_at": self.add_at,
            "picked": [label for _, label, is_ticked in everything if is_ticked],
            "groups": [
                (group, sorted(choices, key=lambda choice: not choice[2])) for group, choices in groups
            ],
            "filter": len(everything) > self.FEW,
        }
        return render_to_string("admin/widgets/picker.html", context)

    def _groups(self) -> list[tuple[str, list[tuple[Any, str]]]]:
        """The choices under their headings; those without one first."""
        plain: list[tuple[Any, str]] = []
        groups: list[tuple[str, list[tuple[Any, str]]]] = []
        for key, label in self.choices:
            if isinstance(label, (list, tuple)):
                groups.append((str(key), list(label)))
            else:
                plain.append((key, str(label)))
        return [("", plain), *groups] if plain else groups


WIDGETS: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.DateField: {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")},
    models.URLField: {"assume_scheme": "https"},
    Text: {"widget": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})},
    Lines: {"widget": forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})},
    Markdown: {"widget": MarkdownInput(attrs={"rows": 12, "class": "vLargeTextField"})},
}
