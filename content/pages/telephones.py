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
    kind: str
    anchor: str
    numbers: tuple[Telephone, ...]

    @property
    def to_be_checked(self) -> bool:
        return any(number.to_be_checked for number in self.numbers)


def telephones(contacts: Iterable[Contact], *kinds: ContactKind) -> tuple[Telephones, ...]:
    """The numbers of these kinds, in the order asked for; a kind without a number is left out."""
    return tuple(
        Telephones(words.contact_kind(kind), f"call-{kind.value}", numbers)
        for kind in kinds
        if (numbers := tuple(_telephone(contact) for contact in contacts if contact.kind is kind))
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
