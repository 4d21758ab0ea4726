"""Passkeys: the browser's own second factor, which can't be phished or guessed.

The reading of what an authenticator says is left to Yubico's `fido2`. What is asked waits
in the session; what comes back is a text in a form, so that it needs no address of its own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.http.request import split_domain_port

from content.entrance import devices
from content.models import Device

if TYPE_CHECKING:
    from fido2.server import Fido2Server

WAITING = "passkey"
"""The place in the session of what a browser was asked."""

ISSUER = "Which Magnesium"


def ask_for_new(request: HttpRequest, user: User) -> str:
    """What a browser needs to make a passkey, as JSON."""
    from fido2.webauthn import PublicKeyCredentialUserEntity, ResidentKeyRequirement

    person = PublicKeyCredentialUserEntity(
        id=str(user.pk).encode(),
        name=user.get_username(),
        display_name=user.get_full_name() or user.get_username(),
    )
    options, state = _server(request).register_begin(
        person, _credentials(user), resident_key_requirement=ResidentKeyRequirement.DISCOURAGED
    )
    request.session[WAITING] = state
    return json.dumps(dict(options))


def add(request: HttpRequest, user: User, answer: str, *, name: str) -> bool:
    """Keep the passkey a browser made; says whether it is one that was asked for."""
    read = _read(request, answer)
    if read is None:
        return False
    state, response = read
    try:
        made = _server(request).register_complete(state, response)
    except (ValueError, TypeError, KeyError):
        return False
    if made.credential_data is None:
        return False
    Device.objects.create(
        user=user, kind=Device.Kind.PASSKEY, name=name, data=bytes(made.credential_data), counter=made.counter
    )
    return True


def ask_for_known(request: HttpRequest, user: User) -> str:
    """What a browser needs to use one of somebody's passkeys, as JSON; empty when they have none."""
    known = _credentials(user)
    if not known:
        return ""
    options, state = _server(request).authenticate_begin(known)
    request.session[WAITING] = state
    return json.dumps(dict(options))


def accepts(request: HttpRequest, user: User, answer: str) -> Device | None:
    """The passkey that answered what was asked, no copy of it that is behind."""
    from cryptography.exceptions import InvalidSignature
    from fido2.webauthn import AttestedCredentialData, AuthenticationResponse

    read = _read(request, answer)
    if read is None:
        return None
    state, response = read
    try:
        used = _server(request).authenticate_complete(state, _credentials(user), response)
        counter = AuthenticationResponse.from_dict(response).response.authenticator_data.counter
    except (ValueError, TypeError, KeyError, InvalidSignature):
        return None
    for device in Device.objects.filter(user=user, kind=Device.Kind.PASSKEY):
        if AttestedCredentialData(bytes(device.data)).credential_id == used.credential_id:
            return device if _is_fresh(device, counter) else None
    return None


def _is_fresh(device: Device, counter: int) -> bool:
    """Passkeys that a person has on several machines do not count, and always say 0."""
    if counter == 0 and device.counter <= 0:
        Device.objects.filter(pk=device.pk).update(counter=-1)
        return devices.use(device, counter=0)
    return devices.use(device, counter=counter)


def _read(request: HttpRequest, answer: str) -> tuple[Any, Mapping[str, Any]] | None:
    """What was asked, once, and what came back."""
    state = request.session.pop(WAITING, None)
    try:
        response = json.loads(answer)
    except ValueError:
        return None
    return (state, response) if state and isinstance(response, dict) else None


def _credentials(user: User) -> list[Any]:
    from fido2.webauthn import AttestedCredentialData

    known = Device.objects.filter(user=user, kind=Device.Kind.PASSKEY)
    return [AttestedCredentialData(bytes(device.data)) for device in known]


def _server(request: HttpRequest) -> Fido2Server:
    """Imported only here: visitors' pages need none of it."""
    from fido2.server import Fido2Server
    from fido2.webauthn import PublicKeyCredentialRpEntity

    host, _port = split_domain_port(request.get_host())
    origin = f"{request.scheme}://{request.get_host()}"
    return Fido2Server(
        PublicKeyCredentialRpEntity(id=host, name=ISSUER), verify_origin=lambda given: given == origin
    )
