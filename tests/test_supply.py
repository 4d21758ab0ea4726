"""What the site is made of is told whole, and an audit that could ask nobody is no audit."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from tests import audit, bandit, locked, sbom
from tests.locked import Package

Answer = Callable[[list[Any]], tuple[int, bytes]]


@pytest.fixture
def database() -> Iterator[Callable[[Answer], str]]:
    """Starts a database of advisories that answers as a test says; its address."""
    servers: list[HTTPServer] = []

    def start(answer: Answer) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
                status, body = answer(asked)
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                """Nothing."""

        server = HTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def _told(results: list[Any]) -> tuple[int, bytes]:
    return 200, json.dumps({"results": results}).encode()


BAD = {"vulns": [{"id": "PYSEC-1"}]}


def test_packages_nobody_knows_anything_against_pass(database: Callable[[Answer], str]) -> None:
    assert audit.main(at=database(lambda asked: _told([BAD, *[{}] * (len(asked) - 1)]))) == 0


def test_a_package_with_an_advisory_fails_and_is_named(
    database: Callable[[Answer], str], capsys: pytest.CaptureFixture[str]
) -> None:
    def answer(asked: list[Any]) -> tuple[int, bytes]:
        return _told([BAD if "/django@" in one["package"]["purl"] else {} for one in asked])

    assert audit.main(at=database(answer)) == 1
    assert "pkg:pypi/django@5.2" in capsys.readouterr().out


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(lambda asked: (500, b""), id="it fails"),
        pytest.param(lambda asked: (404, b""), id="it is not there"),
        pytest.param(lambda asked: (200, b"<html>Sign in to the network</html>"), id="somebody else answers"),
        pytest.param(lambda asked: (200, b"{}"), id="an empty answer"),
        pytest.param(lambda asked: (200, b"[]"), id="another form"),
        pytest.param(lambda asked: _told([]), id="no results"),
        pytest.param(lambda asked: _told([BAD]), id="fewer results"),
        pytest.param(lambda asked: _told([{}] * len(asked)), id="it knows nothing"),
        pytest.param(lambda asked: _told([BAD, *[None] * (len(asked) - 1)]), id="results that are none"),
        pytest.param(
            lambda asked: _told([BAD, *[{"next_page_token": "x"}] * (len(asked) - 1)]),
            id="the beginning alone",
        ),
    ],
)
def test_an_audit_is_never_green_by_mistake(
    database: Callable[[Answer], str], answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.main(at=database(answer)) == 2
    assert "NOT AUDITED" in capsys.readouterr().err


def test_nor_when_nobody_is_there() -> None:
    assert audit.main(at="http://127.0.0.1:1/") == 2


@pytest.mark.parametrize("lock", [locked.RUNNING, locked.WORKING], ids=lambda path: path.name)
def test_no_package_of_a_lock_is_left_out(lock: Any) -> None:
    lines = [line for line in lock.read_text().splitlines() if "==" in line and not line.startswith(" ")]
    found = locked.packages(lock)
    assert len(found) == len(lines) > 15
    assert {"Django".lower(), "cryptography"} <= {package.name.lower() for package in found}


def test_the_list_of_parts_is_whole_and_names_no_host_and_no_time() -> None:
    packages = locked.packages(locked.RUNNING)
    told = sbom.document(packages)
    text = json.dumps(told)
    assert [part["purl"] for part in told["components"]] == [package.purl for package in packages]
    assert told["dependencies"][0]["dependsOn"] == [part["bom-ref"] for part in told["components"]]
    assert all(
        re.fullmatch(r"[0-9a-f]{64}", one["content"]) for part in told["components"] for one in part["hashes"]
    )
    assert "://" not in text
    assert "timestamp" not in text
    assert text == json.dumps(sbom.document(packages))


def test_a_name_is_written_as_advisories_write_it() -> None:
    assert Package("Typing_Extensions", "4.1", "", ()).purl == "pkg:pypi/typing-extensions@4.1"


def test_what_bandit_finds_has_a_reason_beside_it() -> None:
    assert bandit.findings() == []
