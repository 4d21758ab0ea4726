"""The forms of the entrance."""

from __future__ import annotations

import logging
from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from content.entrance import lockout, record
from content.models import Deed

log = logging.getLogger(__name__)

LOCKED = gettext_lazy(
    "There were too many wrong attempts for this name from here. Wait 15 minutes. "
    "Somebody who knows the password can still sign in from elsewhere."
)
WRONG_PASSWORD = gettext_lazy("This is not your password.")


class SignInForm(AdminAuthenticationForm):
    """Django's own, which counts what goes wrong and stops a guesser."""

    def clean(self) -> dict[str, Any]:
        name = self.cleaned_data.get("username") or ""
        if name and self.request is not None and lockout.is_locked(self.request, name):
            raise ValidationError(LOCKED, code="locked")
        try:
            return super().clean()
        except ValidationError:
            record.note(Deed.FAILED, by=_named(name), request=self.request, name=name)
            if name and self.request is not None and lockout.is_locked(self.request, name):
                log.warning("Guessing stopped: too many wrong passwords for one name from one place.")
            raise


def _named(name: str) -> User | None:
    return User.objects.filter(username=name).first()


class CodeForm(forms.Form):
    code = forms.CharField(
        max_length=40,
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("Six digits from your app, or a one-time code."),
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "autofocus": True, "autocapitalize": "characters"}
        ),
    )


class Named(forms.Form):
    """How a new device is called."""

    name = forms.CharField(
        max_length=60,
        label=gettext_lazy("What you call it"),
        help_text=gettext_lazy("For example: my telephone."),
    )


class AppForm(Named):
    code = forms.CharField(
        max_length=10,
        label=gettext_lazy("The six digits it shows now"),
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class PasswordForm(forms.Form):
    """Asks somebody who is signed in for their password again, before something that outlasts the session."""

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=150,
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy(
            "Everybody who manages accounts can read it. How do you know that it is them who asks?"
        ),
    )
    lost = forms.BooleanField(
        required=False,
        label=gettext_lazy("Their devices are lost"),
        help_text=gettext_lazy("What they had stops working now, and they are signed out everywhere."),
    )
