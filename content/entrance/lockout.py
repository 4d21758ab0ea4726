"""Turns guessers away without locking out the one whose name they guess at.

Wrong passwords count by the name that was typed and the place it came from. So a stranger
who tries somebody's name is stopped, and its owner, who is elsewhere, never notices. A
name that nobody has is treated the same, and tells nothing.

Wrong codes count by account, from wherever they come: whoever gets as far as a code knows
the password, and six digits must not be searched from a thousand places. Passkeys can't
be guessed and always work.
"""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone

from content.entrance import record
from content.models import Act, Deed

MOST_PASSWORDS = 5
PASSWORDS_WITHIN = dt.timedelta(minutes=15)
MOST_CODES = 10
CODES_WITHIN = dt.timedelta(hours=1)


def is_locked(request: HttpRequest, name: str) -> bool:
    """Whether too many wrong passwords for this name came from this place lately."""
    failures = Act.objects.filter(
        what=Deed.FAILED,
        name_mark=record.name_mark(name),
        place=record.place_mark(request),
        at__gt=timezone.now() - PASSWORDS_WITHIN,
    )
    return failures.count() >= MOST_PASSWORDS


def codes_are_locked(user: User) -> bool:
    """Whether too many wrong codes were given for this account lately."""
    failures = Act.objects.filter(what=Deed.CODE_FAILED, by=user, at__gt=timezone.now() - CODES_WITHIN)
    return failures.count() >= MOST_CODES
