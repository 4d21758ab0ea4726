from __future__ import annotations

import io
import json
import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from config import metrics
from config.counters import Counters, kind_of
from config.logs import JsonFormatter, current_request
from content import live
from content.edition import Edition
from tests.server import ROOT

TOKEN = "a-token-for-tests-of-metrics"


@pytest.fixture
def counters(settings: Settings, tmp_path: Path) -> Counters:
    settings.METRICS_FILE = tmp_path / "metrics"
    settings.METRICS_TOKEN = TOKEN
    return metrics.counters()


def asked(client: Client, token: str = TOKEN) -> str:
    response = client.get("/metrics", headers={"Authorization": f"Bearer {token}"})
    assert response.status_code == 200
    return response.content.decode()


# The number of a request ----------------------------------------------------------------


@pytest.mark.parametrize("address", ["/", "/nothing/", "/healthz", "/guide/", "/search/?q=sleep"])
def test_every_answer_carries_a_number_of_its_own(client: Client, edition: Edition, address: str) -> None:
    one, other = (client.get(address).headers["X-Request-ID"] for _ in range(2))
    assert re.fullmatch(r"[0-9a-f]{16}", one)
    assert one != other


@pytest.mark.parametrize(
    ("given", "kept"),
    [("a1b2c3d4-e5f6", True), ("short", False), ("x" * 65, False), ('a1b2c3d4"}, {"level": "x', False)],
)
def test_a_number_from_outside_counts_only_behind_a_proxy_and_in_its_form(
    client: Client, edition: Edition, settings: Settings, given: str, kept: bool
) -> None:
    assert client.get("/", headers={"X-Request-ID": given}).headers["X-Request-ID"] != given
    settings.BEHIND_TLS_PROXY = True
    response = client.get("/", headers={"X-Request-ID": given})
    assert (response.headers["X-Request-ID"] == given) is kept


# Log lines ------------------------------------------------------------------------------


def _line(message: str, *arguments: object, error: BaseException | None = None) -> dict[str, object]:
    trace = (type(error), error, error.__traceback__) if error is not None else None
    record = logging.LogRecord("content.live", logging.ERROR, __file__, 1, message, arguments, trace)
    record.created, record.msecs = 0.0, 7.0
    written = JsonFormatter().format(record)
    assert "\n" not in written
    found: dict[str, object] = json.loads(written)
    return found


def test_a_line_is_one_object_with_its_time_in_utc() -> None:
    line = _line("Release %s\nis “live”", 7)
    assert line["time"] == "1970-01-01T00:00:00.007Z"
    assert (line["level"], line["logger"]) == ("ERROR", "content.live")
    assert line["message"] == "Release 7\nis “live”"
    assert "request" not in line


def _failed(message: str) -> ValueError:
    try:
        int(message)
    except ValueError as error:
        return error
    raise AssertionError


def test_an_exception_is_told_in_full_only_outside_of_requests() -> None:
    """Its message may quote what a visitor sent."""
    error = _failed("kidney-disease")
    outside = _line("Failed", error=error)
    assert outside["exception"] == ["ValueError: invalid literal for int() with base 10: 'kidney-disease'"]
    token = current_request.set("0123456789abcdef")
    try:
        inside = _line("Failed", error=error)
    finally:
        current_request.reset(token)
    assert inside["request"] == "0123456789abcdef"
    assert inside["exception"] == ["ValueError"]
    assert "kidney" not in json.dumps(inside)
    assert "_failed" in str(inside["at"])


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What a process in production would write meanwhile."""
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(JsonFormatter())
    logging.getLogger().addHandler(handler)
    yield handler.stream
    logging.getLogger().removeHandler(handler)


def test_a_line_about_a_request_carries_the_number_of_its_answer(
    client: Client, edition: Edition, written: io.StringIO
) -> None:
    response = client.get("/nothing-is-here/?condition=kidney-disease")
    (line,) = [json.loads(line) for line in written.getvalue().splitlines() if "nothing-is-here" in line]
    assert line["request"] == response.headers["X-Request-ID"]
    assert "kidney" not in written.getvalue()


# Metrics --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "reading"),
        ("/forms/glycinate/", "reading"),
        ("/guide/3/", "guide"),
        ("/guide", "guide"),
        ("/es/guide/3/", "guide"),
        ("/en-gb/guide/", "guide"),
        ("/es/forms/", "reading"),
        ("/es/admin/login/", "editing"),
        ("/es/review/a-token/", "editing"),
        ("/admin/login/", "editing"),
        ("/static/css/base.css", "static"),
        ("/healthz", "watching"),
        ("//guide/", "reading"),
    ],
)
def test_each_address_has_a_kind(path: str, kind: str) -> None:
    assert kind_of(path) == kind


def test_answers_are_counted_by_kind_and_status_and_never_by_address(
    counters: Counters, client: Client, edition: Edition
) -> None:
    client.get("/")
    client.get("/search/?q=kidney")
    client.get("/nothing-is-here/")
    client.get("/guide/")
    said = asked(client)
    assert 'magnesium_requests_total{kind="reading",status="2xx"} 2' in said
    assert 'magnesium_requests_total{kind="reading",status="4xx"} 1' in said
    assert 'magnesium_requests_total{kind="guide",status="2xx"} 1' in said
    assert 'magnesium_request_seconds_count{kind="reading"} 3' in said
    assert "kidney" not in said
    assert "nothing-is-here" not in said


def test_the_release_in_force_and_the_age_of_reviews_are_told(
    counters: Counters, client: Client, edition: Edition
) -> None:
    said = asked(client)
    assert f"magnesium_release {edition.number}" in said
    assert "magnesium_release_reviewed 0" in said
    assert re.search(r"^magnesium_records_never_reviewed [1-9]", said, flags=re.MULTILINE)
    assert re.search(r"^magnesium_oldest_review_days \d+", said, flags=re.MULTILINE)
    with live.use(None):
        assert "magnesium_release " not in asked(client)


def test_without_the_token_nobody_learns_a_number(
    counters: Counters, client: Client, settings: Settings
) -> None:
    assert client.get("/metrics").status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer é"}).status_code == 403
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_processes_count_together_and_one_that_ends_takes_nothing_with_it(tmp_path: Path) -> None:
    path = tmp_path / "metrics"
    count = (
        "import sys; from pathlib import Path; from config.counters import Counters\n"
        "counters = Counters(Path(sys.argv[1]))\n"
        "for _ in range(500): counters.count('/', 200, 0.001)"
    )
    processes = [subprocess.Popen([sys.executable, "-c", count, str(path)], cwd=ROOT) for _ in range(2)]
    assert [process.wait() for process in processes] == [0, 0]
    said = "\n".join(Counters(path).lines())
    assert 'magnesium_requests_total{kind="reading",status="2xx"} 1000' in said


def test_a_disk_without_room_for_counts_does_not_keep_visitors_away(
    client: Client, edition: Edition, settings: Settings, tmp_path: Path
) -> None:
    settings.METRICS_FILE = tmp_path / "file" / "metrics"
    settings.METRICS_FILE.parent.write_text("no folder")
    settings.METRICS_TOKEN = TOKEN
    assert client.get("/").status_code == 200
    assert 'magnesium_requests_total{kind="reading",status="2xx"} 1' in asked(client)
