"""Asking other sites, tried on servers of this machine that behave as badly as they can."""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from django.core.management import CommandError, call_command

from content import outside_links, restore
from content.models import Source
from content.outside_links import Address, Asking, Verdict
from tests.content.samples import everything

LOOPBACK = ipaddress.ip_address("127.0.0.1")
Serve = Callable[..., str]

A_BUSY_MACHINE = 60.0
"""Seconds that may pass where nothing is waited for."""


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts servers that answer with given bytes, once or for ever; the address of each."""
    open_lines: list[socket.socket] = []

    def serve(answer: bytes, *, then: bytes = b"", every: float = 0.0) -> str:
        listener = socket.create_server(("127.0.0.1", 0))
        open_lines.append(listener)
        threading.Thread(target=_answer, args=(listener, answer, then, every), daemon=True).start()
        return f"http://outside.example:{listener.getsockname()[1]}"

    yield serve
    for line in open_lines:
        line.close()


def _answer(listener: socket.socket, answer: bytes, then: bytes, every: float) -> None:
    with suppress(OSError):
        while True:
            line, _ = listener.accept()
            with line, suppress(OSError):
                line.recv(4096)
                line.sendall(answer)
                while then:
                    line.sendall(then)
                    time.sleep(every)


def _asking(**parts: object) -> Asking:
    """As on the internet, but every name is this machine and every port may be used."""
    here = {
        "may_ask": lambda address: True,
        "resolve": lambda host, port: [LOOPBACK],
        "may_use": lambda scheme, port: True,
        "seconds": A_BUSY_MACHINE,
    }
    return Asking(**{**here, **parts})  # type: ignore[arg-type]


def _http(status: str, *headers: str) -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", "Content-Length: 0", *headers, "", ""]).encode()


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        ("200 OK", Verdict.THERE),
        ("204 No Content", Verdict.THERE),
        ("404 Not Found", Verdict.GONE),
        ("410 Gone", Verdict.GONE),
        ("403 Forbidden", Verdict.SHY),
        ("429 Too Many Requests", Verdict.SHY),
        ("500 Internal Server Error", Verdict.TROUBLE),
        ("301 Moved", Verdict.TROUBLE),  # without telling where
    ],
)
def test_what_an_answer_means(serve: Serve, status: str, verdict: Verdict) -> None:
    assert _asking().ask(f"{serve(_http(status))}/page").verdict is verdict


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1"),  # noqa: S104
        *("169.254.169.254", "192.0.2.1", "224.0.0.1", "255.255.255.255", "198.18.0.1"),
        *("::", "::1", "fe80::1", "fc00::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"),
        *("64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::", "2001:0:53aa:64c::1"),
    ],
)
def test_an_address_of_a_private_network_is_never_asked(address: str) -> None:
    assert not outside_links.is_public(ipaddress.ip_address(address))
    written = f"[{address}]" if ":" in address else address
    answer = Asking().ask(f"http://{written}/latest/meta-data/")
    assert answer.verdict is Verdict.REFUSED


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"]
)
def test_a_public_address_may_be_asked(address: str) -> None:
    assert outside_links.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host", ["localhost", "2130706433", "0x7f.1", "127.1", "0177.0.0.1", "127.0.0.1.", "①②⑦.0.0.1"]
)
def test_other_ways_to_write_this_machine_are_seen_through(host: str) -> None:
    assert Asking(seconds=5).ask(f"http://{host}/").verdict in {Verdict.REFUSED, Verdict.TROUBLE}


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "gopher://outside.example/",
        "ftp://outside.example/",
        "javascript:alert(1)",
        "http:///",
        "//outside.example/",
        "http://user:word@outside.example/",
        "http://outside.example:22/",
        "https://outside.example:80/",
        "http://outside.example:99999/",
    ],
)
def test_what_is_no_public_page_is_not_asked(url: str) -> None:
    def never(host: str, port: int) -> list[Address]:
        pytest.fail("It was resolved.")

    assert Asking(resolve=never).ask(url).verdict in {Verdict.REFUSED, Verdict.TROUBLE}


def test_one_private_address_among_public_ones_is_enough_to_refuse(serve: Serve) -> None:
    mixed = [ipaddress.ip_address("93.184.215.14"), LOOPBACK]
    asking = _asking(may_ask=outside_links.is_public, resolve=lambda host, port: mixed)
    assert asking.ask(f"{serve(_http('200 OK'))}/").verdict is Verdict.REFUSED


def test_a_name_is_resolved_once_and_the_line_goes_to_what_was_looked_at(serve: Serve) -> None:
    """A name server that tells a public address first and a private one later gains nothing."""
    url = serve(_http("200 OK"))
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[Address]:
        asked.append(host)
        return [LOOPBACK] if len(asked) == 1 else [ipaddress.ip_address("10.0.0.1")]

    assert _asking(resolve=resolve).ask(f"{url}/").verdict is Verdict.THERE
    assert asked == ["outside.example"]


def test_who_answered_is_looked_at_again(serve: Serve) -> None:
    looks: list[Address] = []

    def may_ask(address: Address) -> bool:
        looks.append(address)
        return len(looks) == 1

    assert _asking(may_ask=may_ask).ask(f"{serve(_http('200 OK'))}/").verdict is Verdict.REFUSED
    assert looks == [LOOPBACK, LOOPBACK]


def test_a_redirect_on_the_same_host_is_followed(serve: Serve) -> None:
    there = serve(_http("200 OK"))
    assert _asking().ask(serve(_http("301 Moved", f"Location: {there}/new"))).verdict is Verdict.THERE


@pytest.mark.parametrize(
    "to", ["http://other.example/", "//other.example/", "http://127.0.0.1/", "https://10.0.0.1/"]
)
def test_a_redirect_to_another_host_is_told_and_never_followed(serve: Serve, to: str) -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[Address]:
        asked.append(host)
        return [LOOPBACK]

    answer = _asking(resolve=resolve).ask(f"{serve(_http('302 Found', f'Location: {to}'))}/")
    assert answer.verdict is Verdict.MOVED
    assert asked == ["outside.example"]


@pytest.mark.parametrize("to", ["/", "file:///etc/passwd", "http://[", "http://outside.example:22/"])
def test_a_redirect_that_never_ends_or_leads_nowhere_ends(serve: Serve, to: str) -> None:
    answer = _asking().ask(f"{serve(_http('302 Found', f'Location: {to}'))}/")
    assert not answer.verdict.is_fine


@pytest.mark.parametrize(
    ("answer", "then"),
    [
        pytest.param(b"", b"H", id="a head, letter by letter"),
        pytest.param(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n", id="headers without end"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", b"x", id="a body, letter by letter"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n", id="pieces without end"
        ),
    ],
)
def test_whoever_answers_slowly_is_cut_off(serve: Serve, answer: bytes, then: bytes) -> None:
    began = time.monotonic()
    _asking(seconds=0.5).ask(f"{serve(answer, then=then, every=0.05)}/")
    assert time.monotonic() - began < A_BUSY_MACHINE


def test_no_more_is_read_than_it_takes(serve: Serve) -> None:
    url = serve(b"HTTP/1.1 200 OK\r\n\r\n", then=b"x" * 65_536)
    began = time.monotonic()
    assert _asking(seconds=2 * A_BUSY_MACHINE).ask(f"{url}/").verdict is Verdict.THERE
    assert time.monotonic() - began < A_BUSY_MACHINE


@pytest.mark.parametrize("answer", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 99999 X\r\n\r\n", b"\x00" * 70_000])
def test_nonsense_is_trouble_and_no_failure(serve: Serve, answer: bytes) -> None:
    assert _asking().ask(f"{serve(answer)}/").verdict is Verdict.TROUBLE


def test_a_server_without_a_certificate_is_trouble(serve: Serve) -> None:
    url = serve(_http("200 OK")).replace("http:", "https:")
    assert _asking().ask(url).verdict is Verdict.TROUBLE


@pytest.mark.django_db
def test_the_command_tells_what_needs_a_look_and_where_it_stands(
    serve: Serve, capsys: pytest.CaptureFixture[str]
) -> None:
    restore.replace_all(everything())
    Source.objects.filter(slug="first-paper").update(url=f"{serve(_http('404 Not Found'))}/paper")
    with pytest.raises(CommandError, match=r"1 of \d+ links need"):
        call_command("check_links", asking=_asking())
    assert "sources, first-paper" in capsys.readouterr().out
    Source.objects.filter(slug="first-paper").update(url=f"{serve(_http('200 OK'))}/paper")
    call_command("check_links", asking=_asking())
    assert "links answer" in capsys.readouterr().out
