"""Text as editors type it, and the constraints most rows share.

The three kinds of text are one column type; the class says what the text means, so that
freezing and the admin know what to do with it.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import BaseConstraint, CheckConstraint, Q
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content.models.naming import CHOICE, FIELD

if TYPE_CHECKING:
    TextColumn = models.TextField[str, str]
else:
    TextColumn = models.TextField


class Text(TextColumn):
    """Plain text of any length. Line ends and outer spaces are the same whoever typed it."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return tidy(value) if isinstance(value, str) else value


class Markdown(Text):
    """Text with headings, lists, links and tables; it becomes HTML when it is frozen."""


class Lines(Text):
    """A list of short texts, one on each line."""


def tidy(value: str) -> str:
    """`value` with plain line ends and nothing around it."""
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()


def lines(value: str) -> tuple[str, ...]:
    """What a `Lines` text lists; empty lines do not count."""
    return tuple(line.strip() for line in value.splitlines() if line.strip())


def choices(values: type[enum.StrEnum]) -> list[tuple[str, Promise]]:
    """The members of an enumeration for a choice field, named as an editor reads them."""
    named = {member.value: member.value.replace("_", " ").capitalize() for member in values}
    return [(value, pgettext_lazy(CHOICE, name)) for value, name in named.items()]


def filled(*fields: str) -> list[BaseConstraint]:
    """Texts that must say something."""
    return [
        CheckConstraint(
            condition=~Q(**{field: ""}),
            name=f"%(class)s_{field}_filled",
            violation_error_message=format_lazy(_("“{field}” must not be empty."), field=_named(field)),
        )
        for field in fields
    ]


def one_of(field: str, values: type[enum.StrEnum], *, or_empty: bool = False) -> CheckConstraint:
    """A choice that must be one of an enumeration, whoever writes it."""
    allowed = [member.value for member in values] + ([""] if or_empty else [])
    return CheckConstraint(
        condition=Q(**{f"{field}__in": allowed}),
        name=f"%(class)s_{field}_known",
        violation_error_message=format_lazy(
            _("“{field}” must be one of: {allowed}."),
            field=_named(field),
            allowed=", ".join(filter(None, allowed)),
        ),
    )


def at_least(field: str, least: int) -> CheckConstraint:
    """A number with a lower bound."""
    return CheckConstraint(
        condition=Q(**{f"{field}__gte": least}),
        name=f"%(class)s_{field}_at_least_{least}",
        violation_error_message=format_lazy(
            _("“{field}” must be at least {least}."), field=_named(field), least=least
        ),
    )


def _named(field: str) -> Promise:
    """A field as a message names it; one whose name is two words keeps the name it has in the code."""
    return pgettext_lazy(FIELD, field)
