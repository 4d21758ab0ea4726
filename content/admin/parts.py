"""Parts of a row, as they are typed on its screen."""

from __future__ import annotations

from typing import Any

from content.admin.generic import PartsFormSet


class LastingParts(PartsFormSet):
    """Parts of which none is lost: one that somebody else deleted meanwhile is saved anew.

    Django takes such a part for a forgery and refuses it without a word an editor could
    understand. The screen tells of the conflict first, so saving it is a decision.
    """

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        if self.is_bound and i < self.initial_form_count() and form.instance.pk is None:
            key = form.fields[form.instance._meta.pk.name]
            key.required, key.disabled = False, True  # there is nothing any more for it to name
        return form

    def save_new_objects(self, commit: bool = True) -> list[Any]:  # noqa: FBT001, FBT002  as Django calls it
        saved = super().save_new_objects(commit)
        for form in self.initial_forms:
            if form.instance.pk is None and not form.cleaned_data.get("DELETE"):
                saved.append(self.save_new(form, commit=commit))
                if not commit:
                    self.saved_forms.append(form)
        return saved
