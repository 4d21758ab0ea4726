from __future__ import annotations

import io
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from pytest_django import Settings

from config.management.commands.demo_accounts import ROLES
from tests.server import ROOT, environment, running_server


def printed_by(command: str, **options: str) -> str:
    output = io.StringIO()
    call_command(command, stdout=output, **options)
    return output.getvalue()


@pytest.mark.django_db
def test_each_demonstration_account_can_sign_in_with_the_password_printed() -> None:
    passwords = dict(re.findall(r"^  (\w+) +(\S+)$", printed_by("demo_accounts"), flags=re.MULTILINE))

    assert list(passwords) == ["editor", "reviewer", "publisher", "administrator"]
    for name, password in passwords.items():
        user = authenticate(username=name, password=password)
        assert isinstance(user, User)
        assert user.is_staff
        assert user.is_superuser is (name == "administrator")
        assert user.groups.get().name == ROLES[name]


@pytest.mark.django_db
def test_accounts_that_exist_keep_their_passwords_and_nothing_is_printed() -> None:
    printed_by("demo_accounts")
    before = dict(User.objects.values_list("username", "password"))

    assert printed_by("demo_accounts") == ""
    assert dict(User.objects.values_list("username", "password")) == before


@pytest.mark.django_db
def test_an_account_from_before_there_were_groups_is_given_its_group() -> None:
    User.objects.create_user("reviewer", is_staff=True)
    printed_by("demo_accounts")
    assert User.objects.get(username="reviewer").groups.get().name == ROLES["reviewer"]


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["demo_accounts", "prepare"])
def test_production_has_no_demonstration(settings: Settings, command: str) -> None:
    settings.DEMONSTRATION_ALLOWED = False

    with pytest.raises(CommandError, match="production"):
        call_command(command)

    assert not User.objects.exists()


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", ""])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(CommandError, match="Set it to a number from 1 to 65535"):
        call_command("serve", port=port)


def test_a_port_in_use_is_explained_in_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = manage("serve", "--port", str(port), state=tmp_path)

    assert result.returncode == 1
    assert result.stderr == (
        f"CommandError: Port {port} is in use. "
        f"End the program that uses it, or try `make run PORT={port + 1}`.\n"
    )


def test_settings_that_are_missing_are_explained_in_a_sentence(tmp_path: Path) -> None:
    result = manage("check", state=tmp_path, SITE_MODE="production")

    assert result.returncode == 1
    assert result.stderr.startswith("SECRET_KEY is not set. Set it to a random text")
    assert result.stderr.count("\n") == 1


def test_a_second_start_serves_what_the_first_made_and_says_no_password(tmp_path: Path) -> None:
    first = said_by_a_server(tmp_path)
    second = said_by_a_server(tmp_path)

    assert "administrator" in first
    assert "Release 1 is live" in first
    assert re.fullmatch(r"Which Magnesium is at http://127\.0\.0\.1:\d+/ \(Ctrl-C ends it\)\n", second)


def said_by_a_server(state: Path) -> str:
    """What a server wrote from its start to the Ctrl-C that ended it cleanly."""
    with running_server(state) as server:
        pass
    assert server.process.returncode == 0
    return server.log.read_text()


def manage(*arguments: str, state: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(state) | variables,
        capture_output=True,
        text=True,
        check=False,
    )
