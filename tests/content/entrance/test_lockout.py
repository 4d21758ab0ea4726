from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from content.entrance import lockout
from content.models import Act, Deed, Device
from tests.content.entrance.conftest import PASSWORD, give_password, shown_now

pytestmark = pytest.mark.django_db

HERE, ELSEWHERE = {"REMOTE_ADDR": "192.0.2.1"}, {"REMOTE_ADDR": "198.51.100.7"}


def _guess(client: Client, times: int, *, name: str = "jo") -> None:
    for _ in range(times):
        give_password(client, name, "a guess", **HERE)


def test_a_guesser_is_stopped_and_the_owner_elsewhere_is_not(client: Client, jo: User) -> None:
    _guess(client, lockout.MOST_PASSWORDS)
    assert give_password(client, **HERE) == ""
    assert give_password(client, **ELSEWHERE) == "/admin/"


def test_one_attempt_fewer_stops_nobody(client: Client, jo: User) -> None:
    _guess(client, lockout.MOST_PASSWORDS - 1)
    assert give_password(client, **HERE) == "/admin/"


def test_colleagues_at_the_same_address_are_not_locked_out(client: Client, jo: User) -> None:
    _guess(client, lockout.MOST_PASSWORDS + 3, name="sam")
    assert give_password(client, **HERE) == "/admin/"


def test_a_name_written_otherwise_is_the_same_name(client: Client, jo: User) -> None:
    _guess(client, 3, name=" JO ")
    _guess(client, 2, name="jo")
    assert give_password(client, **HERE) == ""


def test_a_lock_ends_by_itself(client: Client, jo: User, monkeypatch: pytest.MonkeyPatch) -> None:
    _guess(client, lockout.MOST_PASSWORDS)
    later = timezone.now() + lockout.PASSWORDS_WITHIN + dt.timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert give_password(client, **HERE) == "/admin/"


def test_a_guesser_who_is_locked_out_fills_nothing(client: Client, jo: User) -> None:
    _guess(client, lockout.MOST_PASSWORDS + 20)
    assert Act.objects.filter(what=Deed.FAILED).count() == lockout.MOST_PASSWORDS


def test_a_lock_is_told_to_the_operator_once_and_names_nobody(
    client: Client, jo: User, caplog: pytest.LogCaptureFixture
) -> None:
    _guess(client, lockout.MOST_PASSWORDS + 3)
    (line,) = [one.getMessage() for one in caplog.records if "Guessing stopped" in one.getMessage()]
    assert "jo" not in line.split()
    assert "192.0.2.1" not in line


def test_a_lock_tells_nothing_about_who_has_an_account(client: Client, jo: User) -> None:
    pages = []
    for name in ("jo", "nobody"):
        _guess(client, lockout.MOST_PASSWORDS, name=name)
        sent = {"username": name, "password": "a guess"}
        page = client.post("/admin/login/", sent, **HERE).content.decode()  # type: ignore[arg-type]
        pages.append(page.replace(f'value="{name}"', "").split("csrfmiddlewaretoken")[0])
    assert pages[0] == pages[1]
    assert "too many wrong attempts" in pages[0]


def test_neither_the_name_typed_nor_the_address_is_kept(client: Client, jo: User) -> None:
    give_password(client, "hunter2 by mistake", "x", **HERE)
    kept = str(list(Act.objects.values_list()))
    assert "hunter2" not in kept
    assert "192.0.2.1" not in kept


def test_wrong_codes_count_from_everywhere(client: Client, jo: User, app: Device) -> None:
    """Whoever gets this far has the password, and six digits must not be searched from many places."""
    for number in range(lockout.MOST_CODES):
        other = Client(REMOTE_ADDR=f"192.0.2.{number}")
        give_password(other)
        other.post("/admin/login/code/", {"code": "000000"})
    give_password(client)
    page = client.post("/admin/login/code/", {"code": shown_now()}).content.decode()
    assert "too many wrong codes" in page


def test_guessing_in_a_stolen_session_is_stopped_too(client: Client, jo: User, app: Device) -> None:
    client.force_login(jo)
    for _ in range(lockout.MOST_PASSWORDS):
        client.post("/admin/second-factor/", {"do": "codes", "password": "a guess"})
    client.post("/admin/second-factor/", {"do": "remove", "device": str(app.pk), "password": PASSWORD})
    assert Device.objects.exists()
