from __future__ import annotations

import json
import logging

import pytest
from django.test import Client

from config.logs import JsonFormatter, UtcFormatter
from content.edition import Edition


def record(message: str, *arguments: object) -> logging.LogRecord:
    return logging.LogRecord("django.server", logging.INFO, __file__, 1, message, arguments, None)


def test_what_somebody_searched_for_is_cut_from_a_request_line() -> None:
    line = record('"%s" %s', "GET /search/?q=kidney+disease&page=2 HTTP/1.1", 200)

    assert UtcFormatter("{message}", style="{").format(line) == '"GET /search/ HTTP/1.1" 200'
    assert json.loads(JsonFormatter().format(line))["message"] == '"GET /search/ HTTP/1.1" 200'


def test_a_line_begins_with_its_time_in_utc() -> None:
    line = record("Started")
    line.created, line.msecs = 0.0, 7.0

    assert UtcFormatter("{asctime} {message}", style="{").format(line) == "1970-01-01T00:00:00.007Z Started"


def test_a_missing_page_is_logged_by_its_path_alone(
    edition: Edition, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    client.get("/nothing-is-here/?condition=kidney-disease")

    assert "/nothing-is-here/" in caplog.text
    assert "kidney" not in caplog.text
