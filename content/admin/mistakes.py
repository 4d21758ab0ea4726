"""What is wrong with what was typed on a screen, all at once, each with the way to its field.

A screen can be many pages long. Django writes each mistake beside its field and says above
only that there are some.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.helpers import AdminForm, InlineAdminFormSet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from content.admin.generic import ModelAdmin


@dataclass(frozen=True, kw_only=True, slots=True)
class Mistake:
    """`place` names the part of the record and the field; empty for the record as a whole."""

    place: str
    anchor: str
    words: str


class WithMistakes(ModelAdmin):
    """Screens that tell first what keeps them from being saved, and begin in their first field."""

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        form: AdminForm = context["adminform"]
        context["mistakes"] = tuple(mistakes(form, context["inline_admin_formsets"]))
        if kwargs.get("add") and not context["mistakes"]:
            _first_field(form).widget.attrs["autofocus"] = True
        return super().render_change_form(request, context, *args, **kwargs)


def mistakes(form: AdminForm, parts: Iterable[InlineAdminFormSet]) -> Iterator[Mistake]:
    """From the top of the screen to its foot."""
    yield from _in(form.form)
    for kind in parts:
        name = str(kind.opts.verbose_name).capitalize()
        for words in kind.formset.non_form_errors():
            yield Mistake(place="", anchor=f"{kind.formset.prefix}-group", words=words)
        for number, part in enumerate(kind.formset.forms, start=1):
            title = part.instance if part.instance.pk else number
            yield from _in(part, f"{name} “{title}”", str(part.prefix))


def _in(form: BaseForm, part: str = "", at: str = "") -> Iterator[Mistake]:
    for name, errors in form.errors.items():
        place, anchor = part, at
        if name in form.fields:
            place = f"{part}, {form[name].label}" if part else str(form[name].label)
            anchor = str(form[name].auto_id)
        for words in errors:
            yield Mistake(place=place, anchor=anchor, words=str(words))


def _first_field(form: AdminForm) -> Any:
    """The field on top, which a screen of its own kind may order otherwise than its form."""
    return form.form.fields[form.fieldsets[0][1]["fields"][0]]
