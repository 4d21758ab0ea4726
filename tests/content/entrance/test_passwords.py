from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError


@pytest.mark.parametrize(
    "password",
    [
        "fourteen signs",
        "password12345678",
        "Password!!!!!!!!!!",
        "qwertyqwertyqwerty",
        "1234567890123456",
        "WhichMagnesium2026!",
        "aaaaaaaaaaaaaaaaaaaa",
        "sunshine-0000000",
    ],
)
def test_short_and_common_passwords_are_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password", ["a walnut under the old stairs", "kX9$vLq2@mTz7#bW", "correct horse battery staple"]
)
def test_several_words_or_something_random_are_taken(password: str) -> None:
    validate_password(password)
