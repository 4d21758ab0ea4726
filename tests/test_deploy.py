"""The files in `deploy/` name what there is: commands, options, variables and folders."""

from __future__ import annotations

import json
import logging.config
import re
from pathlib import Path

import pytest
from django.core.management import get_commands
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
