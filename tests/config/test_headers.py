from __future__ import annotations

import urllib.error
import urllib.request

import pytest
from django.test import Client
from pytest_django import Settings

from content.edition import Edition
from tests.server import Server

EVERY_RESPONSE = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

pytestmark = pytest.mark.urls("tests.config.urls")


ALWAYS = EVERY_RESPONSE | {"Strict-Transport-Security": "max-age=63072000"}
"""The whole set in production, over https."""


@pytest.mark.parametrize(
    ("status", "address", "host"),
    [
        pytest.param(200, "/", "localhost", id="a page"),
        pytest.param(200, "/healthz", "localhost", id="a health check"),
        pytest.param(200, "/static/admin/css/base.css", "localhost", id="a static file"),
        pytest.param(302, "/admin/", "localhost", id="the admin"),
        pytest.param(400, "/", "elsewhere.example", id="a wrong host"),
        pytest.param(403, "/forbid", "localhost", id="forbidden"),
        pytest.param(404, "/nothing-is-here/", "localhost", id="not found"),
        pytest.param(500, "/fail", "localhost", id="a failing view"),
    ],
)
def test_every_response_has_the_whole_set(
    edition: Edition, settings: Settings, status: int, address: str, host: str
) -> None:
    settings.SECURE_HSTS_SECONDS, settings.SECURE_SSL_REDIRECT = 63_072_000, True
    response = Client(raise_request_exception=False).get(address, headers={"host": host}, secure=True)
    b"".join(response)  # a static file stays open until it is read

    assert response.status_code == status
    assert {name: response.headers.get(name) for name in ALWAYS} == ALWAYS


def test_no_other_site_may_read_our_files() -> None:
    response = Client().get("/static/admin/css/base.css")
    b"".join(response)

    assert "Access-Control-Allow-Origin" not in response.headers


def test_a_post_without_the_cookie_that_protects_it_gets_them_too(edition: Edition) -> None:
    response = Client(enforce_csrf_checks=True).post("/admin/login/")

    assert response.status_code == 403
    assert response.headers["Content-Security-Policy"] == EVERY_RESPONSE["Content-Security-Policy"]


def test_https_is_remembered_for_two_years(settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS = 63_072_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True

    assert (
        Client().get("/healthz", secure=True).headers["Strict-Transport-Security"]
        == "max-age=63072000; includeSubDomains"
    )


@pytest.mark.parametrize("address", ["/", "/static/nothing.css", "/readyz"])
def test_the_real_server_sends_them(server: Server, address: str) -> None:
    try:
        response = urllib.request.urlopen(server.url + address, timeout=60)
    except urllib.error.HTTPError as error:
        response = error
    with response:
        assert {name: response.headers[name] for name in EVERY_RESPONSE} == EVERY_RESPONSE
        assert response.headers.get_all("Content-Security-Policy") == [
            EVERY_RESPONSE["Content-Security-Policy"]
        ]
