"""The way into the editing room, with and without a second factor, and back in when it is lost."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from content import roles
from content.entrance import devices, totp
from content.models import Act, Deed, Device, OneTimeCode
from tests import factories as f
from tests.content.entrance.conftest import PASSWORD, Clock, give_password, is_in, shown_now

pytestmark = pytest.mark.django_db

SECOND, OWN, NEW_APP = "/admin/login/code/", "/admin/second-factor/", "/admin/second-factor/app/"


def _give_code(client: Client, code: str) -> str:
    return client.post(SECOND, {"code": code}).headers.get("Location", "")


def _set_up_app(client: Client, **also: str) -> str:
    """Read the key from the page, as somebody types it, and show its digits; the page that comes."""
    page = client.get(NEW_APP).content.decode()
    found = re.search(r'entrance-key">([A-Z2-7 ]+)<', page)
    assert found
    import base64
    import time

    secret = base64.b32decode(found[1].replace(" ", ""))
    code = totp.digits(secret, int(time.time() // totp.STEP))
    return client.post(NEW_APP, {"name": "my telephone", "code": code, **also}).content.decode()


# Where a password is enough ------------------------------------------------------------------


def test_a_demonstration_lets_people_in_with_their_password(client: Client, jo: User) -> None:
    assert give_password(client) == "/admin/"
    assert is_in(client)


def test_whoever_set_up_a_device_is_asked_for_it_there_too(client: Client, jo: User, app: Device) -> None:
    assert give_password(client) == SECOND
    assert not is_in(client)
    assert _give_code(client, shown_now()) == "/admin/"
    assert is_in(client)


# Where it is not -----------------------------------------------------------------------------


@pytest.mark.usefixtures("required")
def test_a_password_alone_opens_nothing_in_production(client: Client, jo: User) -> None:
    assert give_password(client) == SECOND
    for address in ("/admin/", OWN, NEW_APP, "/preview/draft/", "/admin/content/compound/"):
        response = client.get(address)
        assert response.status_code in {302, 403, 404}, address
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("required")
def test_a_session_opened_with_a_password_alone_does_not_count_in_production(
    client: Client, jo: User
) -> None:
    client.force_login(jo)
    assert not is_in(client)
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("required")
def test_a_new_account_comes_in_with_an_issued_code_and_sets_up_a_device_first(
    client: Client, jo: User
) -> None:
    code = devices.issue(jo, lost=False)
    give_password(client)
    assert _give_code(client, code) == OWN
    assert not is_in(client)
    page = _set_up_app(client)
    assert len(re.findall(r"<code>([A-Z2-7-]{19})</code>", page)) == devices.RECOVERY_CODES
    assert is_in(client)
    assert Device.objects.get(user=jo).name == "my telephone"


@pytest.mark.usefixtures("required", "app")
def test_a_code_of_an_app_counts_once(client: Client, jo: User) -> None:
    give_password(client)
    code = shown_now()
    assert _give_code(client, code) == "/admin/"
    other = Client()
    give_password(other)
    assert _give_code(other, code) == ""
    assert not is_in(other)


@pytest.mark.usefixtures("required", "app")
def test_a_recovery_code_counts_once_and_may_be_typed_in_any_way(client: Client, jo: User) -> None:
    first, *_others = devices.new_recovery_codes(jo)
    give_password(client)
    assert _give_code(client, f" {first.replace('-', ' ').lower()} ") == "/admin/"
    other = Client()
    give_password(other)
    assert _give_code(other, first) == ""
    assert OneTimeCode.objects.filter(user=jo).count() == devices.RECOVERY_CODES - 1


@pytest.mark.usefixtures("required", "app")
def test_a_code_belongs_to_one_account(client: Client, jo: User) -> None:
    other = f.member(roles.EDITOR, username="sam")
    code = devices.issue(other, lost=False)
    give_password(client)
    assert _give_code(client, code) == ""


@pytest.mark.usefixtures("required")
def test_an_issued_code_ends_after_a_day(client: Client, jo: User) -> None:
    code = devices.issue(jo, lost=False)
    OneTimeCode.objects.update(until="2020-01-01T00:00Z")
    give_password(client)
    assert _give_code(client, code) == ""


@pytest.mark.usefixtures("required", "app")
def test_the_step_after_the_password_ends_after_ten_minutes(client: Client, jo: User, clock: Clock) -> None:
    give_password(client)
    clock.pass_(11 * 60)
    assert _give_code(client, shown_now()) == reverse("admin:login")


@pytest.mark.usefixtures("required", "app")
def test_a_changed_password_ends_the_step_after_it(client: Client, jo: User) -> None:
    give_password(client)
    jo.set_password("another walnut, further down")
    jo.save()
    assert _give_code(client, shown_now()) == reverse("admin:login")


@pytest.mark.usefixtures("app")
def test_somebody_who_wants_in_is_led_only_to_this_site(client: Client, jo: User) -> None:
    for elsewhere in ("//evil.example/", "https://evil.example/", "/\\evil.example"):
        client.post(reverse("admin:login"), {"username": "jo", "password": PASSWORD, "next": elsewhere})
        assert client.session["pending"]["to"] == "/admin/"


def test_what_a_database_holds_opens_nothing(jo: User, app: Device) -> None:
    codes = devices.new_recovery_codes(jo)
    kept = set(OneTimeCode.objects.values_list("digest", flat=True))
    assert kept.isdisjoint(codes)
    assert b"a secret of 20 bytes" not in bytes(app.data)


def test_an_app_outlives_a_change_of_the_secret_key_while_the_old_one_is_named(
    jo: User, app: Device, settings: object
) -> None:
    old = settings.SECRET_KEY  # type: ignore[attr-defined]
    settings.SECRET_KEY = "n" * 50  # type: ignore[attr-defined]
    assert devices.accepts(jo, shown_now()) is None
    settings.SECRET_KEY_FALLBACKS = [old]  # type: ignore[attr-defined]
    assert devices.accepts(jo, shown_now()) == app


# A lost device -------------------------------------------------------------------------------


@pytest.fixture
def administrator(db: None) -> User:
    return f.member(roles.ADMINISTRATOR, username="administrator")


def _address(account: User) -> str:
    return reverse("admin:auth_user_one_time_code", args=[account.pk])


def test_an_administrator_lets_somebody_back_in_and_that_is_written_down(
    client: Client, administrator: User, jo: User, app: Device
) -> None:
    inside = Client()
    inside.force_login(jo)
    assert is_in(inside)
    client.force_login(administrator)
    sent = {"reason": "I know her voice.", "lost": "on"}
    page = client.post(_address(jo), sent).content.decode()
    found = re.search(r"<code>([A-Z2-7-]{19})</code>", page)
    assert found
    assert not is_in(inside)
    assert not Device.objects.filter(user=jo).exists()
    told = Act.objects.get(what=Deed.CODE_ISSUED)
    assert (told.by, told.about) == (administrator, "jo, devices lost: I know her voice.")
    assert isinstance(devices.accepts(jo, found[1]), OneTimeCode)


def test_nobody_issues_a_code_without_a_reason(client: Client, administrator: User, jo: User) -> None:
    client.force_login(administrator)
    client.post(_address(jo), {"lost": "on"})
    assert not OneTimeCode.objects.exists()


def test_nobody_issues_a_code_for_themselves_or_for_somebody_mightier(
    client: Client, administrator: User, jo: User
) -> None:
    owner = User.objects.create_superuser("owner")
    client.force_login(administrator)
    for account in (administrator, owner):
        assert client.post(_address(account), {"reason": "Mine."}).status_code == 403
    client.force_login(jo)
    assert client.post(_address(administrator), {"reason": "Mine."}).status_code == 403
    assert not OneTimeCode.objects.exists()


def test_the_operator_lets_the_first_account_in(
    client: Client, jo: User, app: Device, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("one_time_code", "jo", "--lost")
    code = capsys.readouterr().out.strip()
    assert not Device.objects.exists()
    assert isinstance(devices.accepts(jo, code), OneTimeCode)
    assert Act.objects.get().about == "jo, devices lost: on the server"
    with pytest.raises(CommandError, match="no active account"):
        call_command("one_time_code", "nobody")


# Devices of one's own account ----------------------------------------------------------------


def test_a_new_device_asks_for_the_password_again(client: Client, jo: User) -> None:
    client.force_login(jo)
    _set_up_app(client, password="wrong")
    assert not Device.objects.exists()
    _set_up_app(client, password=PASSWORD)
    assert Device.objects.get().user == jo


def test_removing_and_new_codes_ask_for_it_too(client: Client, jo: User, app: Device) -> None:
    client.force_login(jo)
    for sent in ({"do": "remove", "device": str(app.pk)}, {"do": "codes"}):
        client.post(OWN, sent | {"password": "wrong"})
    assert Device.objects.exists()
    assert not OneTimeCode.objects.exists()
    client.post(OWN, {"do": "remove", "device": str(app.pk), "password": PASSWORD})
    assert not Device.objects.exists()


def test_the_record_says_in_english_what_was_removed(client: Client, jo: User, app: Device) -> None:
    client.force_login(jo)
    client.post(f"/es{OWN}", {"do": "remove", "device": str(app.pk), "password": PASSWORD})
    assert Act.objects.get(what=Deed.DEVICE_REMOVED).about == f"Authenticator app: {app.name}"


def test_nobody_removes_the_device_of_somebody_else(client: Client, jo: User, app: Device) -> None:
    sam = f.member(roles.EDITOR, username="sam")
    sam.set_password(PASSWORD)
    sam.save()
    client.force_login(sam)
    for key in (str(app.pk), "nonsense", "-1", "9" * 40):
        assert client.post(OWN, {"do": "remove", "device": key, "password": PASSWORD}).status_code == 302
    assert Device.objects.exists()


@pytest.mark.usefixtures("required")
def test_the_last_device_stays_where_one_is_required(client: Client, jo: User, app: Device) -> None:
    give_password(client)
    _give_code(client, shown_now())
    client.post(OWN, {"do": "remove", "device": str(app.pk), "password": PASSWORD})
    assert Device.objects.exists()


def test_whoever_was_only_let_in_to_set_up_can_do_nothing_else(
    client: Client, jo: User, settings: object
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True  # type: ignore[attr-defined]
    give_password(client)
    _give_code(client, devices.issue(jo, lost=False))
    assert client.post(OWN, {"do": "codes"}).status_code == 403
    assert not OneTimeCode.objects.exists()
