"""What strangers send on purpose, byte by byte, to the real server.

Each gets the answer it should: never one that says the server failed, and never one that
holds what was sent.
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Sequence
from urllib.parse import urlsplit

import pytest

from tests.server import Server

PATIENCE = 60.0
MEGABYTES = 10_000_000


def _request(
    path: str | bytes = "/",
    *headers: bytes,
    method: str = "GET",
    host: str | None = "127.0.0.1",
    body: bytes = b"",
    version: str = "1.1",
) -> bytes:
    target = path if isinstance(path, bytes) else path.encode("latin-1")
    lines = [f"{method} ".encode() + target + f" HTTP/{version}".encode()]
    lines += [] if host is None else [f"Host: {host}".encode("latin-1")]
    return b"\r\n".join([*lines, b"Connection: close", *headers, b"", body])


def _posted(path: str, body: bytes, kind: bytes = b"application/x-www-form-urlencoded") -> bytes:
    length = b"Content-Length: %d" % len(body)
    return _request(path, length, b"Content-Type: " + kind, method="POST", body=body)


def _tried(*cases: tuple[str, int, bytes]) -> Sequence[object]:
    return [pytest.param(status, sent, id=name) for name, status, sent in cases]


HOSTS = _tried(
    ("another host", 400, _request(host="evil.example")),
    ("no host", 400, _request(host=None)),
    ("an empty host", 400, _request(host="")),
    ("two hosts", 400, _request("/", b"Host: evil.example")),
    ("a host with a path", 400, _request(host="127.0.0.1/evil")),
    ("a host with a user", 400, _request(host="evil@127.0.0.1")),
    ("a host with no such port", 400, _request(host="127.0.0.1:99999x")),
    ("a host with a NUL", 400, _request(host="127.0.0.1\0")),
    ("a host of ten thousand letters", 400, _request(host="evil" * 2_500)),
    ("a subdomain", 400, _request(host="evil.localhost")),
    ("two slashes and a host", 404, _request("//evil.example/")),
    ("the same in percents", 404, _request("/%2f%2fevil.example/")),
    ("the same with a backslash", 404, _request("/\\evil.example/")),
    ("two slashes without an end", 404, _request("//evil.example/forms")),
    ("a whole address of another host", 200, _request("http://evil.example/")),
    ("a proxy nobody named", 200, _request("/", b"X-Forwarded-Host: evil.example", b"X-Forwarded-For: evil")),
)

METHODS = _tried(
    ("TRACE", 405, _request(method="TRACE")),
    ("TRACK", 403, _request(method="TRACK")),
    ("CONNECT", 403, _request("evil.example:443", method="CONNECT")),
    ("PUT", 403, _request("/", b"Content-Length: 0", method="PUT")),
    ("DELETE", 403, _request(method="DELETE")),
    ("a method nobody knows", 403, _request(method="EVIL")),
    ("OPTIONS", 405, _request(method="OPTIONS")),
    ("a post to a page for reading", 403, _posted("/forms/", b"evil=1")),
)

QUERIES = _tried(
    ("one parameter three times", 200, _request("/search/?q=a&q=b&q=sleep")),
    ("five thousand parameters", 400, _request("/search/?" + "q=a&" * 5_000)),
    ("a parameter of 60 KB", 400, _request("/search/?q=" + "evil" * 15_000)),
    ("a parameter of 10 MB", 431, _request("/search/?q=" + "x" * MEGABYTES)),
    ("a NUL", 400, _request("/search/?q=%00evil")),
    ("bad UTF-8", 400, _request("/search/?q=%ff%fe%c3%28evil")),
    ("half a surrogate", 400, _request("/search/?q=%ed%a0%80")),
    ("a longer way to write a slash", 400, _request("/search/?q=%c0%afevil")),
    ("raw bytes", 400, _request(b"/search/?q=\xff\xfe")),
    ("a raw NUL", 400, _request(b"/search/?q=\x00")),
    ("a new line and a header", 200, _request("/search/?q=%0d%0aEvil:%201")),
    ("a new line in a place to go to", 200, _request("/admin/login/?next=/%0d%0aEvil:%201")),
    ("nonsense numbers", 200, _request("/calculator/?amount=1e999&compound=nan")),
    ("names of Python", 200, _request("/food/?__class__=evil&sort=__init__")),
)

PATHS = _tried(
    ("a NUL", 404, _request("/forms/%00evil/")),
    ("bad UTF-8", 404, _request("/forms/%ff%feevil/")),
    ("raw bytes", 400, _request(b"/forms/\xff\xfe/")),
    ("a new line and a header", 404, _request("/forms/%0d%0aEvil:%201/")),
    ("a new line where a slash is missing", 404, _request("/guide%0d%0aEvil:%201")),
    ("up and out", 404, _request("/static/../config/settings.py")),
    ("up and out in percents", 404, _request("/static/%2e%2e/%2e%2e/config/settings.py")),
    ("up and out with backslashes", 404, _request("/static/..%5c..%5cconfig/settings.py")),
    ("a number without end", 302, _request("/guide/" + "9" * 4_000 + "/")),
    ("a preview without end", 404, _request("/preview/" + "9" * 4_000 + "/")),
    ("60 KB", 404, _request("/" + "evil" * 15_000)),
    ("five thousand parts", 404, _request("/" + "e/" * 5_000)),
    ("a token without end", 404, _request("/review/" + "evil" * 2_000 + "/")),
)

COOKIES = _tried(
    ("60 KB of answers", 200, _request("/guide/1/", b"Cookie: answers=" + b"evil" * 15_000)),
    ("a megabyte", 431, _request("/guide/1/", b"Cookie: answers=" + b"x" * 1_000_000)),
    ("three thousand", 200, _request("/guide/1/", b"Cookie: " + b"; ".join([b"evil=1"] * 3_000))),
    ("bytes that are no text", 400, _request("/guide/1/", b"Cookie: answers=\xff\x01;;==; session=\xff")),
    ("a session that is SQL", 302, _request("/admin/", b"Cookie: session=' OR 1=1 --")),
    ("a session without end", 302, _request("/admin/", b"Cookie: session=" + b"evil" * 5_000)),
    ("a token that is no token", 403, _request("/guide/1/", b"Cookie: csrftoken=evil", method="POST")),
)

BODIES = _tried(
    ("10 MB in one field", 403, _posted("/guide/1/", b"evil=" + b"x" * MEGABYTES)),
    (
        "10 MB that claim to be a form",
        403,
        _posted("/guide/1/", b"x" * MEGABYTES, b"multipart/form-data; boundary=x"),
    ),
    ("five thousand fields", 403, _posted("/guide/1/", b"evil=1&" * 5_000)),
    ("a form without its boundary", 403, _posted("/admin/login/", b"evil", b"multipart/form-data")),
    ("letters nobody knows", 403, _posted("/admin/login/", b"a=%f", b"text/plain; charset=evil")),
    ("a length below nothing", 400, _request("/guide/1/", b"Content-Length: -1", method="POST")),
    ("a length that is no number", 400, _request("/guide/1/", b"Content-Length: evil", method="POST")),
    (
        "two lengths",
        400,
        _request("/guide/1/", b"Content-Length: 1", b"Content-Length: 2", method="POST", body=b"ab"),
    ),
    ("an encoding nobody knows", 400, _request("/guide/1/", b"Transfer-Encoding: evil", method="POST")),
)

HEADERS = _tried(
    ("five hundred", 431, _request("/", *[b"X-%d: evil" % n for n in range(500)])),
    ("one of a megabyte", 431, _request("/", b"X: " + b"x" * 1_000_000)),
    ("one without a colon", 400, _request("/", b"evil")),
    ("one folded over two lines", 400, _request("/", b"X: a", b" evil")),
    ("one with a space before its colon", 400, _request("/", b"X : evil")),
    ("ranges that overlap", 200, _request("/favicon.ico", b"Range: bytes=0-,0-,0-,0-,0-")),
    ("a range behind the end", 416, _request("/favicon.ico", b"Range: bytes=99999999999-5")),
    ("a time that is none", 200, _request("/", b"If-Modified-Since: evil")),
    ("five thousand marks", 200, _request("/", b"If-None-Match: " + b'"evil",' * 5_000)),
    (
        "htmx from elsewhere",
        200,
        _request("/guide/1/", b"HX-Request: true", b"HX-Current-URL: javascript:evil"),
    ),
    ("a version nobody speaks", 400, _request(version="9.9")),
    ("no version", 400, b"GET /\r\n\r\n"),
    ("TLS", 400, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"),
)

EVERY = [*HOSTS, *METHODS, *QUERIES, *PATHS, *COOKIES, *BODIES, *HEADERS]


def _answer(server: Server, sent: bytes) -> bytes:
    """All that comes back; the server may close while it is still being sent to."""
    received = b""
    with socket.create_connection(("127.0.0.1", urlsplit(server.url).port or 0), timeout=PATIENCE) as line:
        with contextlib.suppress(ConnectionError):
            line.sendall(sent)
        with contextlib.suppress(ConnectionError):
            while part := line.recv(65_536):
                received += part
    return received


@pytest.mark.parametrize(("status", "sent"), EVERY)
def test_it_gets_the_answer_it_should_and_nothing_of_it_comes_back(
    server: Server, status: int, sent: bytes
) -> None:
    answer = _answer(server, sent)
    assert answer.partition(b"\r\n")[0].split()[1] == b"%d" % status
    head, _, page = answer.partition(b"\r\n\r\n")
    assert b"\r\nevil:" not in head.lower()
    assert b"evil.example" not in answer
    if status >= 400:
        assert b"evil" not in page.lower()


def test_all_of_it_together_fails_no_page_and_the_server_goes_on(server: Server) -> None:
    for case in EVERY:
        _answer(server, case.values[1])  # type: ignore[attr-defined]
    log = server.log.read_text(errors="replace")
    assert "Internal Server Error" not in log
    assert _answer(server, _request("/healthz")).startswith(b"HTTP/1.1 200")
