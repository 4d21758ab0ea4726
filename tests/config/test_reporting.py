from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from config import reporting
from config.environment import BadEnvironment
from tests.server import ROOT, environment

REPORT = """
import json, logging
import django
django.setup()
from config import reporting
from sentry_sdk.transport import Transport

class Local(Transport):
    def capture_envelope(self, envelope):
        for item in envelope.items:
            print(json.dumps({"type": item.type, "payload": item.payload.json}))

reporting.start("https://key@errors.invalid/1", transport=Local)

from django.test import Client
from wizard import views

def broken(request, number):
    answers = {"conditions": request.POST["choice"]}
    raise ValueError(f"No such answer: {answers}")

from django.urls import path
from django.conf import settings
from content import live
from tests.wizard.guide import guide
from tests.builders import edition
import types
urls = types.ModuleType("broken_urls")
urls.urlpatterns = [path("guide/<int:number>/", broken)]
import sys
sys.modules["broken_urls"] = urls
settings.ROOT_URLCONF = "broken_urls"
with live.use(edition(guide())):
    client = Client(raise_request_exception=False, headers={"host": "localhost"})
    client.cookies["answers"] = "cookie-kidney"
    client.post("/guide/2/?q=query-kidney", {"choice": "body-kidney"}, headers={"referer": "http://x/ref-kidney"})
logging.getLogger("content.live").error("Publication %s: %s", 7, "argument-kidney")
"""


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    """What the real package would have sent for a failing view and for a line in the log."""
    state: Path = tmp_path_factory.mktemp("state")
    surroundings = environment(state) | {"DJANGO_SETTINGS_MODULE": "config.settings", "SITE_MODE": "test"}
    run = subprocess.run(
        [sys.executable, "-c", REPORT],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_a_failure_is_reported_by_its_kind_and_place(reported: list[dict[str, object]]) -> None:
    assert {one["type"] for one in reported} == {"event"}
    said = json.dumps(reported)
    assert "ValueError" in said
    assert '"broken"' in said
    assert '"request": "' in said
    assert "Publication %s: %s" in said


def test_nothing_a_visitor_sent_is_reported(reported: list[dict[str, object]]) -> None:
    """Nor the name of this machine, the address, a header, a variable or a line of code."""
    said = json.dumps(reported)
    for private in ("kidney", "No such answer", "server_name", "headers", "cookies", "vars", "context_line",
                    "127.0.0.1", "breadcrumbs", "extra"):  # fmt: skip
        assert private not in said, private


def test_without_the_package_an_operator_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentry_sdk", None)
    with pytest.raises(BadEnvironment, match="Install the package sentry-sdk"):
        reporting.start("https://key@errors.invalid/1")
