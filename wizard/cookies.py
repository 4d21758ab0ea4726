"""The one place a visitor's answers are kept: an encrypted cookie in their own browser.

The cookie holds question slugs, short option codes and the number of the Release they
were given under. It is encrypted and not only signed, because a signed cookie can be
read by anybody who sees it. It lasts until the browser closes, and counts for two hours
after the last answer was saved. A cookie that cannot be used never fails a page: `read`
says what is wrong with it, and the visitor starts afresh.
"""

from __future__ import annotations

import enum
import functools
import time
from dataclasses import dataclass

import msgspec
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from content.telling import TellingError
from wizard.engine.answers import NO_ANSWERS, Answers
from wizard.notices import Notice

KEPT_FOR = 2 * 60 * 60  # seconds since the last save
CLOCK_DIFFERENCE = 60  # seconds by which the clocks of two machines may differ
LONGEST = 3_800  # characters; browsers drop a cookie of more than 4096 with its name and attributes
MOST_ANSWERS = 2_500  # bytes before encryption: this and a notice always stay under `LONGEST`


class State(enum.StrEnum):
    """What became of the cookie a request brought."""

    ABSENT = "absent"
    KEPT = "kept"
    EXPIRED = "expired"
    UNREADABLE = "unreadable"  # tampered with, cut short, or written with a key long gone
    OVERSIZED = "oversized"

    @property
    def is_broken(self) -> bool:
        return self not in {State.ABSENT, State.KEPT}


@dataclass(frozen=True, slots=True)
class Carried:
    """What a request brought along.

    `release` is the number of the Release the answers were last saved under, `None`
    without readable answers. `notice` was left there for the page a redirect leads to.
    `saved_at` is when they were saved, in seconds since 1970.
    """

    state: State
    answers: Answers = NO_ANSWERS
    release: int | None = None
    notice: Notice | None = None
    saved_at: int = 0


class TooMuchToKeep(TellingError):
    """The answers do not fit into a cookie; the message tells the visitor what to do."""


class Payload(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """The content of the cookie, as a short JSON list."""

    release: int
    answers: dict[str, tuple[str, ...]]
    notice: Notice | None = None


def read(request: HttpRequest) -> Carried:
    """The answers a request brought, or why there are none."""
    sealed = request.COOKIES.get(settings.ANSWERS_COOKIE_NAME, "")
    if not sealed:
        return Carried(State.ABSENT)
    if len(sealed) > LONGEST:
        return Carried(State.OVERSIZED)
    try:
        token = sealed.encode("ascii")
        box = _box()
        data = box.decrypt(token)
        saved_at = box.extract_timestamp(token)
        payload = msgspec.json.decode(data, type=Payload)
    except (UnicodeEncodeError, InvalidToken, msgspec.DecodeError):
        return Carried(State.UNREADABLE)
    age = time.time() - saved_at
    if age > KEPT_FOR:
        return Carried(State.EXPIRED)
    if age < -CLOCK_DIFFERENCE:
        return Carried(State.UNREADABLE)
    return Carried(State.KEPT, Answers(payload.answers), payload.release, payload.notice, saved_at)


def forget_notice(response: HttpResponse, carried: Carried) -> None:
    """Take a notice that was shown out of the cookie; the answers grow no younger by it."""
    if carried.notice and carried.release is not None:
        write(response, carried.answers, release=carried.release, saved_at=carried.saved_at)


def write(
    response: HttpResponse,
    answers: Answers,
    *,
    release: int,
    notice: Notice | None = None,
    saved_at: int | None = None,
) -> None:
    """Keep `answers` in the visitor's browser, as saved now or at `saved_at`; raises `TooMuchToKeep`."""
    if len(msgspec.json.encode(dict(answers))) > MOST_ANSWERS:
        raise TooMuchToKeep("There are more answers than we can keep. Choose fewer answers here.")
    data = msgspec.json.encode(Payload(release, dict(answers), notice))
    sealed = _box().encrypt_at_time(data, int(time.time()) if saved_at is None else saved_at)
    response.set_cookie(
        settings.ANSWERS_COOKIE_NAME,
        sealed.decode("ascii"),
        secure=settings.ANSWERS_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def clear(response: HttpResponse) -> None:
    """Take the answers out of the visitor's browser."""
    response.delete_cookie(settings.ANSWERS_COOKIE_NAME, samesite="Lax")


def _box() -> MultiFernet:
    return _box_with(tuple(settings.ANSWERS_KEYS))


@functools.cache
def _box_with(keys: tuple[str, ...]) -> MultiFernet:
    """Encrypts with the first key and reads with any, so that keys can be replaced one by one."""
    return MultiFernet([Fernet(key) for key in keys])
