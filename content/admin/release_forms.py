"""What the release screens ask for. The rules behind them are those of `content.publishing`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.review_sections import Acknowledgement

NOW = "now"
LATER = "later"
COMMENT = "comment:"
"""Begins the name of a comment; the place it is about follows."""


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"})


class ProposeForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("What changes, and why"),
        help_text=gettext_lazy(
            "The reviewer reads this first, and the public log shows it. Write for everybody."
        ),
        widget=_words(4),
        error_messages={"required": gettext_lazy("Say what changes and why.")},
    )


class ReasonForm(forms.Form):
    """A reason. `why` says who will read it."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=_words(3),
        error_messages={"required": gettext_lazy("Give the reason.")},
    )

    def __init__(self, *args: Any, why: str = "", **options: Any):
        super().__init__(*args, **options)
        self.fields["reason"].help_text = why or _("Everybody can read it in the public log.")


class PublishForm(forms.Form):
    """Now, or at a set time, which is read as UTC."""

    when = forms.ChoiceField(
        label=gettext_lazy("When"),
        choices=[(NOW, gettext_lazy("Now")), (LATER, gettext_lazy("At a set time"))],
        widget=forms.RadioSelect,
        initial=NOW,
        error_messages={"required": gettext_lazy("Choose when.")},
    )
    day = forms.DateField(
        label=gettext_lazy("Day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    time = forms.TimeField(
        label=gettext_lazy("Time (UTC)"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    @property
    def starts_at(self) -> dt.datetime | None:
        """The set time; None for now."""
        day, time = (self.cleaned_data.get(field) for field in ("day", "time"))
        if self.cleaned_data.get("when") != LATER or day is None or time is None:
            return None
        return dt.datetime.combine(day, time, tzinfo=dt.UTC)

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("when") != LATER:
            return
        for field, sentence in (("day", _("Set the day.")), ("time", _("Set the time."))):
            if self.cleaned_data.get(field) is None and field not in self.errors:
                self.add_error(field, sentence)
        if self.starts_at is not None and self.starts_at <= timezone.now():
            self.add_error("day", _("This time has passed. Set a later one, or choose “Now”."))


class ApproveForm(forms.Form):
    role = forms.CharField(
        label=gettext_lazy("Your role, as the public may read it"),
        help_text=gettext_lazy("For example: pharmacist, or consultant in clinical nutrition."),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        error_messages={"required": gettext_lazy("Say in which role you approve.")},
    )
    statement = forms.CharField(
        label=gettext_lazy("What you state"),
        help_text=gettext_lazy("For example: I have read every change and its sources, and approve them."),
        widget=_words(3),
        error_messages={"required": gettext_lazy("State what you have checked.")},
    )


class ReturnForm(forms.Form):
    reply = forms.CharField(
        label=gettext_lazy("What has to change"),
        help_text=gettext_lazy("The editor reads this together with your comments on single changes."),
        widget=_words(3),
        error_messages={"required": gettext_lazy("Say what has to change.")},
    )


def unacknowledged(asked: Iterable[Acknowledgement], ticked: Iterable[str]) -> list[Acknowledgement]:
    """What the reviewer was asked to have seen and did not tick."""
    ticked = set(ticked)
    return [asking for asking in asked if asking.slug not in ticked]


def comments(sent: Mapping[str, Any]) -> dict[str, str]:
    """Place → words, from what was sent; places nobody wrote about are left out."""
    return {
        name.removeprefix(COMMENT): str(words).strip()
        for name, words in sent.items()
        if name.startswith(COMMENT) and str(words).strip()
    }
