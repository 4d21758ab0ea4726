"""What Mozilla's Observatory would say, reckoned by the rules it publishes.

The figures are those of its score table (`src/grader/charts.js` of mdn-http-observatory,
with COOP and COEP as its pull request 498 adds them). docs/security.md has the arithmetic.
A site on the list of preloaded hosts gets five more, which is up to the operator.
"""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from content.edition import Edition
from tests.addresses import addresses
from tests.config.test_methods import PARTS

WANTED = 150
UNSAFE = ("'unsafe-inline'", "'unsafe-eval'", "data:", "https:", "http:", "*")


def _score(response: HttpResponse) -> int:
    """The baseline of 100 and what each part adds; anything missing takes away far more than it adds here."""
    headers, page = response.headers, response.content.decode()
    policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
    safe = not any(word in value.split() for value in policy.values() for word in UNSAFE)
    scripts = re.findall(r"<script [^>]*\bsrc=[^>]*>", page)
    cookies = response.cookies.values()
    careful = all(
        one["secure"] and one["httponly"] and one["samesite"] in {"Lax", "Strict"} for one in cookies
    )
    parts = {
        "policy without anything unsafe, from none": (safe and policy["default-src"] == "'none'", 10),
        "no frame may hold it, by the policy": (policy["frame-ancestors"] == "'none'", 5),
        "private referrer": (headers["Referrer-Policy"] == "same-origin", 5),
        "no other site may read it": (headers["Cross-Origin-Resource-Policy"] == "same-origin", 10),
        "no other window may reach it": (headers["Cross-Origin-Opener-Policy"] == "same-origin", 10),
        "it loads only what agrees": (headers["Cross-Origin-Embedder-Policy"] == "require-corp", 10),
        "scripts are compared": (bool(scripts) and all("integrity=" in one for one in scripts), 5),
        "careful cookies": (bool(cookies) and careful, 5),
    }
    penalties = {
        "strict transport": (headers["Strict-Transport-Security"] == "max-age=63072000", 20),
        "no sniffing": (headers["X-Content-Type-Options"] == "nosniff", 5),
        "careless cookies": (careful, 20),
    }
    return (
        100 + sum(n for met, n in parts.values() if met) - sum(n for met, n in penalties.values() if not met)
    )


@pytest.fixture
def as_in_production(settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS, settings.SECURE_SSL_REDIRECT = 63_072_000, True
    settings.CSRF_COOKIE_SECURE = settings.ANSWERS_COOKIE_SECURE = settings.SESSION_COOKIE_SECURE = True


@pytest.mark.usefixtures("as_in_production")
def test_every_public_page_and_the_way_in_score_at_least_150(edition: Edition, db: None) -> None:
    scores = {}
    for address in addresses():
        if address.name.startswith("admin:") and address.name != "admin:login":
            continue
        response = Client().get(address.filled(PARTS), secure=True)
        if response.status_code != 405:
            scores[address.name] = _score(response)  # type: ignore[arg-type]
    assert len(scores) > 30
    assert {name: score for name, score in scores.items() if score < WANTED} == {}
    assert scores["content:compare"] == 155  # its scripts have digests
    assert scores["admin:login"] == 155  # Django's own script has no digest; its cookie is careful
