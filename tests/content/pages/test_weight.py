"""How heavy the pages are on the way to a reader, compressed as servers do.

`pytest tests/content/pages/test_weight.py --log-cli-level=INFO` prints every figure.
"""

from __future__ import annotations

import gzip
import logging
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from content.edition import Edition
from content.pages.sitemap import addresses

STYLES = ("css/site.css", "css/pages.css")
SCRIPTS = ("django_htmx/htmx-2.min.js", "js/pages.js")
FONTS = Path(settings.BASE_DIR) / "static" / "fonts"
KB = 1024

log = logging.getLogger(__name__)


def weigh(name: str, data: bytes) -> int:
    weight = len(gzip.compress(data, mtime=0))
    log.info("%6.1f KB  %s", weight / KB, name)
    return weight


def static(names: Iterable[str]) -> int:
    total = 0
    for name in names:
        path = finders.find(name)
        assert path, name
        total += weigh(name, Path(path).read_bytes())
    return total


def fonts() -> int:
    return sum(font.stat().st_size for font in FONTS.glob("*.woff2"))


def test_styles_scripts_and_fonts_stay_within_their_budgets() -> None:
    assert static(STYLES) <= 8 * KB
    assert static(SCRIPTS) <= 17 * KB
    assert fonts() <= 35 * KB


def test_the_first_view_of_the_site_is_light(client: Client, edition: Edition) -> None:
    """The start page, with everything it loads, for somebody who was never here."""
    page = weigh("/", client.get("/").content)
    assert page + static(STYLES) + static(SCRIPTS) + fonts() <= 80 * KB


def test_no_page_is_heavy(client: Client, edition: Edition) -> None:
    weights = {path: weigh(path, client.get(path).content) for path in addresses(edition)}
    assert max(weights.values()) <= 32 * KB, max(weights, key=weights.__getitem__)
