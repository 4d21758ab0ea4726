"""The settings file is run as a whole, with a process environment made for each test."""

from __future__ import annotations

import os
import runpy
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from config.environment import BadEnvironment
from tests.server import ROOT

Settings = dict[str, Any]
Load = Callable[..., Settings]

PRODUCTION = {
    "SECRET_KEY": "k" * 50,
    "ALLOWED_HOSTS": "magnesium.example",
    "ANSWERS_KEYS": Fernet.generate_key().decode(),
}


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Load:
    def load(**variables: str) -> Settings:
        for name in os.environ:
            monkeypatch.delenv(name)
        monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path / "state"))
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "config" / "settings.py"))

    return load


def test_without_a_mode_the_site_is_in_production(load: Load) -> None:
    settings = load(**PRODUCTION)

    assert settings["SITE_MODE"] == "production"
    assert settings["DEBUG"] is False
    assert settings["DEMONSTRATION_ALLOWED"] is False


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set. Set it to a random text"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too short. Set it to a random text"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is not set. Set it to the exact host names"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS contains *. Set it to the exact host names"),
        ({"ALLOWED_HOSTS": "a.example,*.example"}, "ALLOWED_HOSTS contains *.example"),
        ({"ALLOWED_HOSTS": ".magnesium.example"}, "ALLOWED_HOSTS contains .magnesium.example"),
        ({"ANSWERS_KEYS": ""}, "ANSWERS_KEYS is not set. Set it to one or more Fernet keys"),
        ({"ANSWERS_KEYS": f"{PRODUCTION['ANSWERS_KEYS']},secret"}, "key number 2 is not a Fernet key"),
        ({"DEBUG": "1"}, "DEBUG is on and SITE_MODE is production"),
        ({"DATABASE_URL": "mysql://localhost/x"}, "DATABASE_URL must begin with sqlite:// or postgres://"),
        ({"BEHIND_TLS_PROXY": "1"}, "TRUSTED_PROXIES is not. Set it to the addresses or networks"),
        ({"TRUSTED_PROXIES": "the proxy"}, "TRUSTED_PROXIES: 'the proxy' does not appear to be an IPv4"),
        ({"SITE_MODE": "prod"}, "SITE_MODE is 'prod'. Set it to one of: production"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_production_refuses_to_start_half_configured(
    load: Load, changes: dict[str, str], message: str
) -> None:
    with pytest.raises(BadEnvironment) as refusal:
        load(**(PRODUCTION | changes))

    assert message in str(refusal.value)


def test_production_cookies_are_bound_to_the_host_and_to_https(load: Load) -> None:
    settings = load(**PRODUCTION)

    for cookie in ("ANSWERS", "CSRF", "SESSION"):
        assert settings[f"{cookie}_COOKIE_NAME"].startswith("__Host-")
        assert settings[f"{cookie}_COOKIE_SECURE"] is True


def test_no_cookie_outlives_the_browser(load: Load) -> None:
    settings = load(**PRODUCTION)

    assert settings["CSRF_COOKIE_AGE"] is None
    assert settings["SESSION_EXPIRE_AT_BROWSER_CLOSE"] is True


@pytest.mark.parametrize("mode", ["demonstration", "development", "test"])
def test_over_plain_http_on_loopback_cookies_have_plain_names(load: Load, mode: str) -> None:
    settings = load(SITE_MODE=mode)

    assert settings["ANSWERS_COOKIE_NAME"] == "answers"
    assert settings["CSRF_COOKIE_NAME"] == "csrftoken"
    assert settings["ANSWERS_COOKIE_SECURE"] is settings["CSRF_COOKIE_SECURE"] is False
    assert settings["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]


def test_a_demonstration_keeps_its_secrets_to_itself_and_across_restarts(load: Load, tmp_path: Path) -> None:
    first = load(SITE_MODE="demonstration")
    second = load(SITE_MODE="demonstration")

    assert first["SECRET_KEY"] == second["SECRET_KEY"]
    assert first["ANSWERS_KEYS"] == second["ANSWERS_KEYS"]
    for name in ("secret-key", "answers-key"):
        assert stat.S_IMODE((tmp_path / "state" / name).stat().st_mode) == 0o600


def test_sqlite_is_the_default_and_keeps_what_it_was_given(load: Load, tmp_path: Path) -> None:
    database = load(**PRODUCTION)["DATABASES"]["default"]

    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == str(tmp_path / "state" / "db.sqlite3")
    assert database["CONN_MAX_AGE"] is None
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert database["OPTIONS"]["timeout"] >= 5
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        assert pragma in database["OPTIONS"]["init_command"]


def test_a_state_directory_may_have_an_awkward_name(load: Load, tmp_path: Path) -> None:
    awkward = tmp_path / "50% of #1 & more?"

    settings = load(SITE_MODE="demonstration", STATE_DIRECTORY=str(awkward))

    assert settings["DATABASES"]["default"]["NAME"] == str(awkward / "db.sqlite3")


def test_postgresql_is_never_waited_for_without_end(load: Load) -> None:
    database = load(**(PRODUCTION | {"DATABASE_URL": "postgres://u:p@db.example/magnesium"}))["DATABASES"][
        "default"
    ]

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert database["OPTIONS"] == {"connect_timeout": 3, "options": "-c statement_timeout=10000"}


def test_a_forwarded_protocol_is_believed_only_when_told_so(load: Load) -> None:
    assert "SECURE_PROXY_SSL_HEADER" not in load(**PRODUCTION)
    behind = {"BEHIND_TLS_PROXY": "1", "TRUSTED_PROXIES": "127.0.0.1"}
    assert "SECURE_PROXY_SSL_HEADER" in load(**(PRODUCTION | behind))


def test_only_proxies_that_are_named_say_where_visitors_come_from(load: Load) -> None:
    assert load(**PRODUCTION)["TRUSTED_PROXIES"] == []
    settings = load(**(PRODUCTION | {"TRUSTED_PROXIES": "unix, 127.0.0.1, 10.0.0.0/8"}))
    assert [str(proxy) for proxy in settings["TRUSTED_PROXIES"]] == ["127.0.0.1/32", "10.0.0.0/8"]
    assert settings["TRUSTED_UNIX_SOCKET"] is True


def test_a_second_factor_is_required_in_production_alone(load: Load) -> None:
    assert load(**PRODUCTION)["SECOND_FACTOR_REQUIRED"] is True
    for mode in ("demonstration", "development", "test"):
        assert load(SITE_MODE=mode)["SECOND_FACTOR_REQUIRED"] is False


def test_keys_of_before_may_be_named_while_the_secret_key_changes(load: Load) -> None:
    assert load(**PRODUCTION)["SECRET_KEY_FALLBACKS"] == []
    assert load(**(PRODUCTION | {"OLD_SECRET_KEYS": "o" * 50}))["SECRET_KEY_FALLBACKS"] == ["o" * 50]
