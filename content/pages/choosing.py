"""Reading what a visitor chose from the lists of a page, out of its address.

Reading pages sort and filter by plain GET. An address may hold anything, so a value the
page does not offer is left out, and the page says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    selected: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Chooser:
    """One list to choose from. The first choice is the one taken when nothing was chosen."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    unknown: bool

    @property
    def value(self) -> str:
        return next(choice.value for choice in self.choices if choice.selected)


def chooser(name: str, label: str, offers: Iterable[tuple[str, str]], asked: Mapping[str, str]) -> Chooser:
    offered = list(offers)
    wanted = asked.get(name, "")
    known = wanted in {value for value, _label in offered}
    value = wanted if known else offered[0][0]
    return Chooser(
        name=name,
        label=label,
        choices=tuple(Choice(offer, text, offer == value) for offer, text in offered),
        unknown=bool(wanted) and not known,
    )


def notice(choosers: Iterable[Chooser]) -> str:
    """A sentence about values that were left out, or nothing."""
    unknown = [chooser.label for chooser in choosers if chooser.unknown]
    if not unknown:
        return ""
    return _("The address holds a choice we do not know, so it was left out: %(names)s.") % {
        "names": ", ".join(unknown)
    }
