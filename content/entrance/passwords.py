"""Refuses common passwords that were only made longer.

Few of the passwords people use most have fifteen characters, so the list of them would
hardly ever bite. This looks for what is left of a password without digits, signs and
repetitions.
"""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FEWEST_DIFFERENT = 6
OURS = frozenset({"magnesium", "whichmagnesium", "administrator", "editingroom"})


class PaddedCommonPassword(CommonPasswordValidator):
    """Beside Django's own, which compares the whole."""

    def validate(self, password: str, user: Any = None) -> None:
        letters = re.sub(r"[\W\d_]", "", password.casefold())
        once = re.sub(r"^(.+?)\1+$", r"\1", letters)
        few = len(set(password.casefold())) < FEWEST_DIFFERENT
        if few or not once or once in OURS or once in self.passwords:
            raise ValidationError(self.get_error_message(), code="password_padded")

    def get_error_message(self) -> str:
        return _("This is a common password with digits, signs or repetitions around it. Use several words.")

    def get_help_text(self) -> str:
        return _("Several words that do not belong together are easy to keep and hard to guess.")
