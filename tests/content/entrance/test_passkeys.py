from __future__ import annotations

import copy
import html
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from content.entrance import devices, sessions
from content.models import Device
from tests.content.entrance.authenticator import Passkey
from tests.content.entrance.conftest import PASSWORD, give_password, is_in

pytestmark = pytest.mark.django_db

SECOND, OWN = "/admin/login/code/", "/admin/second-factor/"


def _asked(client: Client, address: str) -> str:
    found = re.search(r'data-options="([^"]+)"', client.get(address).content.decode())
    assert found
    return html.unescape(found[1])


def _add(client: Client, passkey: Passkey, **also: str) -> str:
    sent = {"do": "passkey", "name": "a key", "credential": passkey.make(_asked(client, OWN)), **also}
    return client.post(OWN, sent).content.decode()


@pytest.fixture
def passkey(jo: User) -> Passkey:
    """Jo's passkey, added while she was in."""
    inside, passkey = Client(), Passkey()
    inside.force_login(jo)
    session = inside.session
    session[sessions.SECOND] = True
    session.save()
    assert "Your recovery codes" in _add(inside, passkey, password=PASSWORD)
    return passkey


def _use(client: Client, passkey: Passkey, **other: str) -> None:
    client.post(SECOND, {"credential": passkey.use(_asked(client, SECOND), **other)})


@pytest.mark.usefixtures("required")
@pytest.mark.parametrize("counts", [True, False], ids=["a key that counts", "one kept on several machines"])
def test_a_new_account_sets_up_a_passkey_and_comes_in_with_it(
    client: Client, jo: User, *, counts: bool
) -> None:
    passkey = Passkey(counts=counts)
    give_password(client)
    client.post(SECOND, {"code": devices.issue(jo, lost=False)})
    _add(client, passkey)
    assert is_in(client)
    for _ in range(2):
        other = Client()
        give_password(other)
        _use(other, passkey)
        assert is_in(other)


@pytest.mark.usefixtures("required")
def test_a_passkey_answers_only_what_it_was_asked(client: Client, jo: User, passkey: Passkey) -> None:
    give_password(client)
    answer = passkey.use(_asked(client, SECOND))
    _asked(client, SECOND)  # the page was opened again and asks something else
    client.post(SECOND, {"credential": answer})
    assert not is_in(client)


@pytest.mark.usefixtures("required")
def test_an_answer_counts_once(client: Client, jo: User, passkey: Passkey) -> None:
    give_password(client)
    answer = passkey.use(_asked(client, SECOND))
    client.post(SECOND, {"credential": answer})
    assert is_in(client)
    client.post("/admin/logout/")
    give_password(client)
    client.post(SECOND, {"credential": answer})
    assert not is_in(client)


@pytest.mark.usefixtures("required")
def test_a_passkey_lured_to_another_site_opens_nothing(client: Client, jo: User, passkey: Passkey) -> None:
    give_password(client)
    _use(client, passkey, origin="https://evil.example")
    assert not is_in(client)


@pytest.mark.usefixtures("required")
def test_a_copy_that_is_behind_opens_nothing(client: Client, jo: User, passkey: Passkey) -> None:
    older = copy.copy(passkey)
    give_password(client)
    _use(client, passkey)
    assert is_in(client)
    other = Client()
    give_password(other)
    _use(other, older)
    assert not is_in(other)


@pytest.mark.usefixtures("required", "passkey")
@pytest.mark.parametrize(
    "answer", ["nonsense", "[]", "{}", '{"rawId": 1}', "null", '{"id":"x","response":{}}', "9" * 9999]
)
def test_nonsense_opens_nothing_and_fails_nothing(client: Client, answer: str) -> None:
    give_password(client)
    _asked(client, SECOND)
    assert client.post(SECOND, {"credential": answer}).status_code == 200
    assert not is_in(client)


@pytest.mark.usefixtures("required", "passkey")
def test_another_passkey_opens_nothing(client: Client) -> None:
    give_password(client)
    _use(client, Passkey())
    assert not is_in(client)


def test_a_passkey_for_another_site_is_not_kept(client: Client, jo: User) -> None:
    client.force_login(jo)
    _add(client, Passkey(host="evil.example"), password=PASSWORD)
    assert not Device.objects.exists()
