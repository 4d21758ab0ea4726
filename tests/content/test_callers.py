from __future__ import annotations

from ipaddress import ip_network

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from content import callers

PROXIES = [ip_network("10.0.0.0/8"), ip_network("127.0.0.1")]


def _place(remote: str, forwarded: str = "") -> str:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return callers.place(RequestFactory(REMOTE_ADDR=remote).get("/", headers=headers))


@pytest.mark.parametrize(
    ("remote", "forwarded", "place"),
    [
        pytest.param("192.0.2.1", "", "192.0.2.1", id="without a proxy"),
        pytest.param("192.0.2.1", "203.0.113.9", "192.0.2.1", id="a stranger's header is not believed"),
        pytest.param("127.0.0.1", "192.0.2.1", "192.0.2.1", id="behind our proxy"),
        pytest.param("127.0.0.1", "203.0.113.9, 192.0.2.1", "192.0.2.1", id="what a visitor wrote in front"),
        pytest.param("10.1.1.1", "192.0.2.1, 10.2.2.2", "192.0.2.1", id="behind two of ours"),
        pytest.param("127.0.0.1", "", "127.0.0.1", id="a proxy that says nothing"),
        pytest.param("127.0.0.1", "nonsense", "127.0.0.1", id="a header that is no address"),
        pytest.param("127.0.0.1", "192.0.2.1, nonsense", "127.0.0.1", id="an end that is no address"),
        pytest.param("127.0.0.1", "," * 9999, "127.0.0.1", id="a very long header"),
        pytest.param("2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::", id="a household of IPv6"),
        pytest.param("::ffff:192.0.2.1", "", "192.0.2.1", id="IPv4 written as IPv6"),
        pytest.param("", "192.0.2.1", "unknown", id="a local socket nobody named"),
    ],
)
def test_where_a_request_comes_from(settings: Settings, remote: str, forwarded: str, place: str) -> None:
    settings.TRUSTED_PROXIES = PROXIES
    settings.TRUSTED_UNIX_SOCKET = False
    assert _place(remote, forwarded) == place


def test_a_local_socket_counts_when_it_is_named(settings: Settings) -> None:
    settings.TRUSTED_PROXIES, settings.TRUSTED_UNIX_SOCKET = [], True
    assert _place("", "203.0.113.9, 192.0.2.1") == "192.0.2.1"


def test_no_header_counts_while_no_proxy_is_named(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = []
    assert _place("127.0.0.1", "192.0.2.1") == "127.0.0.1"


def test_a_mark_is_the_same_for_the_same_and_tells_nothing(settings: Settings) -> None:
    first = callers.mark("place", "192.0.2.1")
    assert first == callers.mark("place", "192.0.2.1") != callers.mark("name", "192.0.2.1")
    settings.SECRET_KEY = "another" * 10
    assert callers.mark("place", "192.0.2.1") != first
