"""The cookie of somebody who has answered, made with the key of a running site."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

import msgspec
from cryptography.fernet import Fernet

from tests.server import Server
from wizard.cookies import Payload
from wizard.notices import Notice


def sealed(
    server: Server, answers: Mapping[str, Sequence[str]], *, notice: Notice | None = None, age: int = 0
) -> str:
    """These answers as saved `age` seconds ago."""
    key = (server.state / "answers-key").read_text("utf-8").strip()
    payload = Payload(1, {slug: tuple(codes) for slug, codes in answers.items()}, notice)
    return Fernet(key).encrypt_at_time(msgspec.json.encode(payload), int(time.time()) - age).decode()
