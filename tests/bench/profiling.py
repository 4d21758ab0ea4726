"""`python -m tests.bench.profiling`: where the time of a warm page goes, by the part of the program.

This profiler of Python's own slows calls down more than work in C, so the shares tell an
order and no more. With an address it asks for that page again and again, for a profiler
that looks from outside: `pyinstrument -m tests.bench.profiling /guide/3/ 1000`, where the
number is how many forms there are.
"""

from __future__ import annotations

import cProfile
import os
import pstats
import sys
import time
from collections.abc import Callable, Mapping

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.conf import settings  # noqa: E402  Django must be ready
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.test import RequestFactory  # noqa: E402

from content import documents, live  # noqa: E402
from content.catalogue import Catalogue  # noqa: E402
from tests.bench.catalogues import of_size  # noqa: E402
from tests.bench.requests import given_by  # noqa: E402
from tests.bench.table import markdown  # noqa: E402
from tests.builders import edition  # noqa: E402
from tests.server import ROOT  # noqa: E402
from tests.wizard.guide import Visitor  # noqa: E402
from wizard.engine.answers import Answers  # noqa: E402

LONG_ENOUGH = 10.0
"""Seconds of asking for a page, to be looked at."""

PAGES = ("/forms/", "/guide/1/", "/guide/3/", "/guide/result/")
TIMES = 40

AREAS: Mapping[str, tuple[str, ...]] = {
    "templates": (
        "django/template/",
        "template_partials",
        "templatetags/",
        "django/utils/html",
        "html/__init__",
    ),
    "translation, addresses": ("translation/", "django/urls/", "asgiref", "utils/functional", "gettext"),
    "presenters": ("wizard/presenters", "content/pages", "content/words"),
    "engine": ("wizard/engine", "wizard/running", "wizard/keeping"),
    "cookie": ("cryptography", "wizard/cookies", "base64", "msgspec"),
    "compression": ("zlib", "gzip"),
}
ELSE = "middleware, views, Django itself, built-in functions"


def main() -> None:
    content = documents.read(ROOT / "content" / "starter")
    if asked := sys.argv[1:]:
        _ask_for_long(of_size(content, forms=int(asked[1])) if asked[1:] else content, asked[0])
        return
    with live.use(edition(content)):
        shares = {address: _shares(_asking(address, Answers(dict(given_by(content))))) for address in PAGES}
    areas = [*AREAS, ELSE]
    rows = [["share of the time", *PAGES]]
    rows += [[area, *(f"{shares[page].get(area, 0):.0%}" for page in PAGES)] for area in areas]
    print(markdown(rows))  # noqa: T201


def _ask_for_long(content: Catalogue, address: str) -> None:
    with live.use(edition(content)):
        ask = _asking(address, Answers(dict(given_by(content))))
        ended = time.process_time() + LONG_ENOUGH
        while time.process_time() < ended:
            ask()


def _asking(address: str, answers: Answers) -> Callable[[], object]:
    from django.test import Client

    visitor = Visitor(Client())
    visitor.carry(answers)
    cookie = f"{settings.ANSWERS_COOKIE_NAME}={visitor.sealed}"
    handler = WSGIHandler()
    factory = RequestFactory(headers={"host": "localhost", "accept-encoding": "gzip", "cookie": cookie})

    def ask() -> object:
        return b"".join(handler(factory.get(address).environ, lambda status, headers, failed=None: bytes))

    return ask


def _shares(ask: Callable[[], object]) -> Mapping[str, float]:
    for _ in range(5):
        ask()
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(TIMES):
        ask()
    profile.disable()
    spent: dict[str, float] = {}
    for (file, _, name), (_, _, own, *_) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        area = _area(file if file != "~" else name)
        spent[area] = spent.get(area, 0.0) + own
    whole = sum(spent.values())
    return {area: own / whole for area, own in spent.items()}


def _area(place: str) -> str:
    return next((area for area, marks in AREAS.items() if any(mark in place for mark in marks)), ELSE)


if __name__ == "__main__":
    main()
