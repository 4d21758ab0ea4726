"""Somebody in front of the entrance, where a second factor is required."""

from __future__ import annotations

import time

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from content import roles
from content.entrance import devices, totp
from content.models import Device
from tests import factories as f

PASSWORD = "a walnut under the old stairs"
SECRET = b"a secret of 20 bytes"


class Clock:
    """The time as the entrance sees it; `pass_` moves it on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._now = time.time()
        monkeypatch.setattr(time, "time", lambda: self._now)

    def pass_(self, seconds: float) -> None:
        self._now += seconds

    def __call__(self) -> float:
        return self._now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def required(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def jo(db: None) -> User:
    jo = f.member(roles.EDITOR, username="jo")
    jo.set_password(PASSWORD)
    jo.save()
    return jo


@pytest.fixture
def app(jo: User) -> Device:
    """Jo's authenticator app."""
    data = devices.seal(SECRET)
    return Device.objects.create(user=jo, kind=Device.Kind.APP, name="my telephone", data=data)


def give_password(client: Client, name: str = "jo", password: str = PASSWORD, **headers: str) -> str:
    """Send name and password; where that leads."""
    sent = {"username": name, "password": password, "next": "/admin/"}
    response = client.post(reverse("admin:login"), sent, **headers)  # type: ignore[arg-type]
    return response.headers.get("Location", "")


def shown_now() -> str:
    return totp.digits(SECRET, int(time.time() // totp.STEP))


def is_in(client: Client) -> bool:
    return client.get(reverse("admin:index")).status_code == 200
