"""Whom to call, and how the page says that numbers are still to be checked."""

from __future__ import annotations

import pytest

from content.catalogue import Contact, ContactKind
from content.pages.telephones import telephones


def contact(kind: ContactKind, *, checked: bool) -> Contact:
    return Contact(
        slug=kind.value,
        kind=kind,
        region="Somewhere",
        name="Help",
        number="1",
        order=1,
        to_be_checked=not checked,
    )


@pytest.mark.parametrize(
    ("checked", "says"),
    [
        ((False, False), [False, True]),
        ((False, True), [True, False]),
        ((True, False), [False, True]),
        ((True, True), [False, False]),
    ],
)
def test_what_is_true_of_all_numbers_is_said_once_below_them(
    checked: tuple[bool, bool], says: list[bool]
) -> None:
    kinds = ContactKind.EMERGENCY, ContactKind.ADVICE
    contacts = [contact(kind, checked=is_checked) for kind, is_checked in zip(kinds, checked, strict=True)]
    assert [group.says_to_check for group in telephones(contacts, *kinds)] == says
