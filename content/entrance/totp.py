"""The six digits of an authenticator app (RFC 6238, with SHA-1 and 30 seconds). Pure."""

from __future__ import annotations

import base64
import hashlib
import hmac
from urllib.parse import quote, urlencode

STEP = 30  # seconds
DIGITS = 6
TOLERATED = 1  # steps by which the clock of a telephone may be off, either way


def digits(secret: bytes, step: int) -> str:
    """What an app shows during one step of time."""
    told = hmac.new(secret, step.to_bytes(8, "big"), hashlib.sha1).digest()
    offset = told[-1] & 0x0F
    number = int.from_bytes(told[offset : offset + 4], "big") & 0x7FFF_FFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def step_of(secret: bytes, code: str, *, now: float, after: int) -> int | None:
    """The step whose digits `code` are, if it is about now and later than the last one used."""
    current = int(now // STEP)
    for step in range(current - TOLERATED, current + TOLERATED + 1):
        if step > after and hmac.compare_digest(digits(secret, step), code):
            return step
    return None


def written(secret: bytes) -> str:
    """A secret as somebody types it into an app, in groups of four."""
    text = base64.b32encode(secret).decode().rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def address(secret: bytes, *, issuer: str, account: str) -> str:
    """What the square picture says to an app."""
    label = quote(f"{issuer}:{account}", safe="")
    asked = urlencode({"secret": written(secret).replace(" ", ""), "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{label}?{asked}"
