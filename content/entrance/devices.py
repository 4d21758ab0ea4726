"""The second factor of an account: apps, passkeys, and codes that stand in for them once.

Where `SECOND_FACTOR_REQUIRED` is set, nobody comes in without one. A new account, and one
whose devices are lost, comes in with a one-time code that an administrator or the operator
issues, and has to set up a device before it sees anything. So a stolen first password
alone opens nothing.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
import secrets
import time
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from content.entrance import totp
from content.models import Device, OneTimeCode

SECRET_BYTES = 20  # as RFC 4226 advises
CODE_BYTES = 10
RECOVERY_CODES = 10
ISSUED_FOR = dt.timedelta(hours=24)


def asked_of(user: User) -> bool:
    """Whether this account comes in only with more than its password."""
    return settings.SECOND_FACTOR_REQUIRED or has_device(user)


def has_device(user: User) -> bool:
    return Device.objects.filter(user=user).exists()


# Authenticator apps -----------------------------------------------------------------------


def new_secret() -> bytes:
    return secrets.token_bytes(SECRET_BYTES)


def add_app(user: User, secret: bytes, code: str, *, name: str) -> bool:
    """Keep an app that shows the right digits; says whether it did."""
    step = totp.step_of(secret, code, now=time.time(), after=-1)
    if step is None:
        return False
    data = seal(secret)
    Device.objects.create(user=user, kind=Device.Kind.APP, name=name, data=data, counter=step)
    return True


def seal(secret: bytes) -> bytes:
    """A secret as it may lie in a database or a session."""
    return _box().encrypt(secret)


def unseal(sealed: bytes | memoryview) -> bytes | None:
    """The secret, or None when it was sealed with a key that is gone."""
    try:
        return _box().decrypt(bytes(sealed))
    except InvalidToken:
        return None


def _box() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet(
        Fernet(
            base64.urlsafe_b64encode(
                salted_hmac("content.entrance.devices", "", key, algorithm="sha256").digest()
            )
        )
        for key in keys
    )


# Codes ------------------------------------------------------------------------------------


def accepts(user: User, code: str) -> Device | OneTimeCode | None:
    """What a code belongs to; no code counts twice."""
    tidy = re.sub(r"[\s-]", "", code).upper()
    if re.fullmatch(r"[0-9]{6}", tidy):
        return _app_with(user, tidy)
    return _used_up(user, tidy)


def _app_with(user: User, code: str) -> Device | None:
    for device in Device.objects.filter(user=user, kind=Device.Kind.APP):
        secret = unseal(device.data)
        step = secret and totp.step_of(secret, code, now=time.time(), after=device.counter)
        if step and use(device, counter=step):
            return device
    return None


def use(device: Device, *, counter: int) -> bool:
    """Note that a device was used; of two requests with the same code only one succeeds."""
    unused = Device.objects.filter(pk=device.pk, counter__lt=counter)
    return unused.update(counter=counter, used_at=timezone.now()) == 1


def _used_up(user: User, code: str) -> OneTimeCode | None:
    good = Q(until__isnull=True) | Q(until__gt=timezone.now())
    found = OneTimeCode.objects.filter(good, user=user, digest=_digest(code)).first()
    if found is None:
        return None
    deleted, _ = OneTimeCode.objects.filter(pk=found.pk).delete()
    return found if deleted else None


@transaction.atomic
def new_recovery_codes(user: User) -> Sequence[str]:
    """Codes to be kept on paper; those of before no longer count."""
    OneTimeCode.objects.filter(user=user, until__isnull=True).delete()
    codes = [_new_code() for _ in range(RECOVERY_CODES)]
    OneTimeCode.objects.bulk_create(OneTimeCode(user=user, digest=_digest(code)) for code in codes)
    return codes


@transaction.atomic
def issue(user: User, *, lost: bool) -> str:
    """A code with which somebody comes in once and sets up a device; `lost` forgets those they had."""
    if lost:
        Device.objects.filter(user=user).delete()
        OneTimeCode.objects.filter(user=user).delete()
    OneTimeCode.objects.filter(user=user, until__isnull=False).delete()
    code = _new_code()
    OneTimeCode.objects.create(user=user, digest=_digest(code), until=timezone.now() + ISSUED_FOR)
    return code


def _new_code() -> str:
    text = base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode()
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def _digest(code: str) -> str:
    return hashlib.sha256(re.sub(r"[\s-]", "", code).upper().encode()).hexdigest()
