"""The files in `deploy/` name what there is: commands, options, variables and folders."""

from __future__ import annotations

import base64
import json
import logging.config
import re
import shlex
import subprocess
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.core.management import BaseCommand, get_commands, load_command_class
from granian.cli import cli

from tests.server import ROOT
from tests.settings_document import ABOUT

DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
STARTING = [DEPLOY / "which-magnesium.service", DEPLOY / "Containerfile"]


def test_there_is_a_service_for_every_timer() -> None:
    assert {timer.stem for timer in DEPLOY.glob("*.timer")} <= {unit.stem for unit in UNITS}


@pytest.mark.parametrize("path", [*UNITS, DEPLOY / "Containerfile"], ids=lambda path: path.name)
def test_every_command_named_there_exists(path: Path) -> None:
    assert set(re.findall(r"manage\.py (\w+)", path.read_text(encoding="utf-8"))) <= set(get_commands())


@pytest.mark.parametrize("path", STARTING, ids=lambda path: path.name)
def test_every_option_of_the_server_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    started = text[text.rindex("bin/granian") : text.index("config.wsgi:application")]
    known = {name for option in cli.params for name in (*option.opts, *option.secondary_opts)}
    named = set(re.findall(r"--[a-z-]+", started))
    assert "--access-log" not in named  # it would hold addresses with their queries
    assert named <= known


def test_the_proxy_and_the_service_meet_at_one_socket() -> None:
    service = (DEPLOY / "which-magnesium.service").read_text(encoding="utf-8")
    (socket,) = re.findall(r"--uds (\S+)", service)
    assert f"server unix:{socket} " in (DEPLOY / "nginx.conf").read_text(encoding="utf-8")


def test_the_proxy_sets_every_header_that_is_believed() -> None:
    proxy = (DEPLOY / "nginx-proxy.conf").read_text(encoding="utf-8")
    for header, value in {
        "Host": "$host",
        "X-Forwarded-For": "$remote_addr",
        "X-Forwarded-Proto": "$scheme",
        "X-Request-ID": "$request_id",
    }.items():
        assert f"proxy_set_header {header} {value};" in proxy


def test_every_variable_of_the_example_is_a_setting() -> None:
    example = (DEPLOY / "which-magnesium.env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^#? ?([A-Z_]+)=", example, flags=re.MULTILINE)) <= set(ABOUT)


def test_everything_a_container_copies_is_there_and_is_let_in() -> None:
    container = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    let_in = (ROOT / ".containerignore").read_text(encoding="utf-8").splitlines()
    for source in re.findall(r"^COPY (?!--from)(\S+) ", container, flags=re.MULTILINE):
        assert (ROOT / source).exists(), source
        assert f"!{source}" in let_in, source


def test_the_servers_own_lines_are_json_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    config = json.loads((DEPLOY / "granian-log.json").read_text(encoding="utf-8"))
    logger = logging.getLogger("_granian")
    before = logger.handlers[:], logger.propagate, logger.level
    try:
        logging.config.dictConfig({"version": 1, "disable_existing_loggers": False, **config})
        logger.error("Stopping")
        assert json.loads(capsys.readouterr().err)["message"] == "Stopping"
    finally:
        logger.handlers[:], logger.propagate = before[0], before[1]
        logger.setLevel(before[2])


# What the documents tell an operator to type -------------------------------------------------


def told() -> list[str]:
    """Each `bin/manage …` in the documents, without the command that runs it."""
    text = "\n".join(
        (ROOT / "docs" / f"{name}.md").read_text("utf-8") for name in ("operations", "editing-room")
    )
    return sorted(set(re.findall(r"(?:^ {4,}|`)bin/manage ([^`\n]+)", text, flags=re.MULTILINE)))


@pytest.mark.parametrize("line", told())
def test_every_command_an_operator_is_told_can_be_typed(line: str) -> None:
    name, *arguments = shlex.split(line)
    command = load_command_class(get_commands()[name], name)
    assert isinstance(command, BaseCommand)
    parser = command.create_parser("bin/manage", name)
    parser.parse_args(arguments)


def test_a_command_runs_as_the_service_does(tmp_path: Path) -> None:
    systemd = tmp_path / "systemd-run"
    systemd.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    systemd.chmod(0o755)
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    ran = subprocess.run(
        [ROOT / "bin" / "manage", "one_time_code", "Ada Lovelace", "--lost"],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    given = ran.stdout.splitlines()
    service = (DEPLOY / "which-magnesium.service").read_text(encoding="utf-8").splitlines()
    shared = [
        line for line in given if line.split("=")[0] in {"DynamicUser", "User", "UMask", "EnvironmentFile"}
    ]
    assert len(shared) == 4
    assert set(shared) <= set(service)
    assert {line for line in service if line.startswith("StateDirectory")} <= set(given)
    assert given[-4:] == ["manage.py", "one_time_code", "Ada Lovelace", "--lost"]
    assert "--pipe" in given


@pytest.mark.parametrize(("name", "holds"), [("SECRET_KEY", 48), ("ANSWERS_KEYS", 32)])
def test_each_key_is_made_as_the_example_says(name: str, holds: int) -> None:
    example = (DEPLOY / "which-magnesium.env.example").read_text(encoding="utf-8")
    (line,) = re.findall(rf"^# A new one: (.+)\n{name}=$", example, flags=re.MULTILINE)
    made = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=True).stdout.strip()
    assert len(base64.urlsafe_b64decode(made.translate(str.maketrans("+/", "-_")))) == holds
    if name == "ANSWERS_KEYS":
        Fernet(made)
    else:
        assert len(made) >= 50
