"""Whom to call: the numbers of the Catalogue, by what they are for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from content import words
from content.catalogue import Contact, ContactKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Telephone:
    """A number to call. `url` is its tel: address."""

    region: str
    name: str
    number: str
    url: str
    note: str
    to_be_checked: bool


@dataclass(frozen=True, slots=True)
class Telephones:
    """The numbers of one kind. `says_to_check` where the page says that they are still to be checked."""

    kind: str
    anchor: str
    numbers: tuple[Telephone, ...]
    says_to_check: bool


def telephones(contacts: Iterable[Contact], *kinds: ContactKind) -> tuple[Telephones, ...]:
    """The numbers of these kinds, in the order asked for; a kind without a number is left out.

    Where every kind has numbers to be checked, that is said once, below the last.
    """
    of_kind = {
        kind: tuple(_telephone(contact) for contact in contacts if contact.kind is kind) for kind in kinds
    }
    shown = {kind: numbers for kind, numbers in of_kind.items() if numbers}
    to_check = [kind for kind, numbers in shown.items() if any(number.to_be_checked for number in numbers)]
    says = to_check[-1:] if len(to_check) == len(shown) else to_check
    return tuple(
        Telephones(words.contact_kind(kind), f"call-{kind.value}", numbers, says_to_check=kind in says)
        for kind, numbers in shown.items()
    )


def _telephone(contact: Contact) -> Telephone:
    return Telephone(
        region=contact.region,
        name=contact.name,
        number=contact.number,
        url="tel:" + re.sub(r"[^0-9+]", "", contact.number),
        note=contact.note,
        to_be_checked=contact.to_be_checked,
    )
