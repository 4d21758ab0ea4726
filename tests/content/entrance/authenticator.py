"""A passkey made of software, for tests: it answers what a page asks as a browser would."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


class Passkey:
    """One key pair, for one site; `counts` as a key that is plugged in does."""

    def __init__(self, *, host: str = "testserver", counts: bool = True) -> None:
        self.host = host
        self.counter = 0
        self._counts = counts
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._id = b"a credential"

    def make(self, options: str, *, origin: str = "http://testserver") -> str:
        """The answer to a page that asks for a new passkey."""
        client = self._client("webauthn.create", options, origin)
        public = ES256.from_cryptography_key(self._key.public_key())  # type: ignore[no-untyped-call]
        known = AttestedCredentialData.create(Aaguid.NONE, self._id, public)
        data = self._data(AuthenticatorData.FLAG.AT, known)
        made = AttestationObject.create("none", data, {})
        return self._answer({"clientDataJSON": _text(client), "attestationObject": _text(made)})

    def use(self, options: str, *, origin: str = "http://testserver") -> str:
        """The answer to a page that asks for this passkey."""
        self.counter += self._counts
        client = self._client("webauthn.get", options, origin)
        data = self._data(AuthenticatorData.FLAG(0))
        signed = self._key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {"clientDataJSON": _text(client), "authenticatorData": _text(data), "signature": _text(signed)}
        )

    def _client(self, what: str, options: str, origin: str) -> bytes:
        challenge = json.loads(options)["publicKey"]["challenge"]
        return json.dumps({"type": what, "challenge": challenge, "origin": origin}).encode()

    def _data(self, flags: Any, known: AttestedCredentialData | None = None) -> AuthenticatorData:
        host = hashlib.sha256(self.host.encode()).digest()
        present = AuthenticatorData.FLAG.UP
        data: AuthenticatorData = AuthenticatorData.create(host, flags | present, self.counter, known or b"")
        return data

    def _answer(self, response: dict[str, str]) -> str:
        return json.dumps(
            {
                "id": _text(self._id),
                "rawId": _text(self._id),
                "type": "public-key",
                "response": response,
                "clientExtensionResults": {},
            }
        )
