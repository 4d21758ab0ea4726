"""Read the settings that come from outside, and fail loudly when one is wrong.

Every reader names the variable and says what to set. Nothing is guessed: a value that
is there and cannot be understood is an error, never a silent default.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})

Choice = TypeVar("Choice", bound=enum.StrEnum)


class BadEnvironment(ImproperlyConfigured):
    """A variable that is missing or wrong; the message says which, and what to set."""


class Environment:
    """The process environment, read with types."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables

    def text(self, name: str, default: str | None = None, *, say: str = "") -> str:
        """The text of a variable; without a default it must be set, and `say` tells how."""
        value = self._variables.get(name, "").strip()
        if value:
            return value
        if default is None:
            raise BadEnvironment(f"{name} is not set. {say}".strip())
        return default

    def texts(self, name: str, default: tuple[str, ...] | None = None, *, say: str = "") -> list[str]:
        """A comma separated list, without empty items."""
        if default is not None and not self._variables.get(name, "").strip():
            return list(default)
        values = [part.strip() for part in self.text(name, say=say).split(",")]
        values = [value for value in values if value]
        if not values:
            raise BadEnvironment(f"{name} has no value between its commas. {say}".strip())
        return values

    def flag(self, name: str, *, default: bool) -> bool:
        """Yes or no, in the usual spellings."""
        value = self._variables.get(name, "").strip().lower()
        if not value:
            return default
        if value in TRUE:
            return True
        if value in FALSE:
            return False
        raise BadEnvironment(f"{name} is {value!r}. Set it to 1 or 0.")

    def number(self, name: str, default: int) -> int:
        """A whole number that is not negative."""
        value = self.text(name, str(default))
        if not (value.isascii() and value.isdigit()):
            raise BadEnvironment(f"{name} is {value!r}. Set it to a whole number, for example {default}.")
        return int(value)

    def one_of(self, name: str, choices: type[Choice], default: Choice) -> Choice:
        """One of the values of an enumeration."""
        value = self.text(name, default.value)
        try:
            return choices(value)
        except ValueError:
            known = ", ".join(choice.value for choice in choices)
            raise BadEnvironment(f"{name} is {value!r}. Set it to one of: {known}.") from None
