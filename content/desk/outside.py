"""A link with which somebody without an account reads the review page of one release.

The link carries who sent it, for which release, and until when it works. It is signed and
kept nowhere, so it can't be taken back on its own: it ends after seven days, or with the
account of whoever sent it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import msgspec
from django.contrib.auth.models import User
from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext as _

from content import words
from content.models import Release

LASTS = dt.timedelta(days=7)
SALT = "content.desk.outside"


class DamagedLink(ValueError):
    """The address was cut short or changed, or its release does not exist."""


class ExpiredLink(ValueError):
    """The link worked once; the message says since when it does not."""


class _Written(msgspec.Struct, frozen=True):
    release: int
    sender: int
    until: dt.datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Invitation:
    """What a link that works stands for."""

    release: Release
    sender: User
    until: dt.datetime


def token(*, release: Release, by: User) -> str:
    """The part of the address that stands for `release`, from now on for seven days."""
    until = timezone.now().replace(microsecond=0) + LASTS
    written = _Written(release=release.number, sender=by.pk, until=until)
    return signing.Signer(salt=SALT).sign_object(msgspec.to_builtins(written), compress=True)


def read(token: str) -> Invitation:
    """What a link stands for; raises `DamagedLink` or `ExpiredLink`."""
    try:
        written = msgspec.convert(signing.Signer(salt=SALT).unsign_object(token), _Written)
        release = Release.objects.select_related("created_by").get(number=written.release)
        sender = User.objects.get(pk=written.sender)
    except (signing.BadSignature, msgspec.ValidationError, Release.DoesNotExist, User.DoesNotExist) as error:
        raise DamagedLink(_("This link is damaged.")) from error
    if timezone.now() >= written.until:
        raise ExpiredLink(_("This link worked until %(until)s UTC.") % {"until": words.moment(written.until)})
    if not (sender.is_active and sender.is_staff):
        raise ExpiredLink(_("Whoever sent this link no longer works on this site."))
    return Invitation(release=release, sender=sender, until=written.until)
