"""What the site shows of itself elsewhere: in a tab, on a phone's home screen, in a shared link."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from config.headers import HEADERS
from content.edition import Edition

STATIC = Path(settings.BASE_DIR) / "static"


@pytest.mark.parametrize(("name", "size"), [("social-card.png", (1200, 630)), ("touch-icon.png", (180, 180))])
def test_a_picture_has_the_size_that_others_expect(name: str, size: tuple[int, int]) -> None:
    head = (STATIC / name).read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    assert struct.unpack(">II", head[16:]) == size


def test_a_browser_finds_the_icon_where_it_looks_by_itself(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert answer.status_code == 200
    assert b"".join(answer).startswith(b"\0\0\1\0")
    assert set(HEADERS) <= set(answer.headers)
    assert client.head("/favicon.ico").status_code == 200
    assert client.post("/favicon.ico").status_code == 405


@pytest.mark.parametrize("path", ["/", "/forms/glycinate/", "/food/"])
def test_a_shared_page_names_its_picture_by_its_whole_address(
    client: Client, edition: Edition, path: str
) -> None:
    head = client.get(path).content.decode()
    found = re.search(r'<meta property="og:image" content="http://testserver/static/([^"]+)">', head)
    assert found, head[:3000]
    assert found[1].startswith("social-card.")
    assert '<meta property="og:image:alt"' in head


def test_every_icon_comes_from_the_one_sprite() -> None:
    sprite = (STATIC / "icons.svg").read_text("utf-8")
    known = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    templates = (Path(settings.BASE_DIR) / "templates").rglob("*.html")
    used = {
        name for path in templates for name in re.findall(r"\.svg\"? ?%?}?#([\w-]+)", path.read_text("utf-8"))
    }
    assert used <= known
    assert "mark" in used
