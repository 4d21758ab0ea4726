"""Browsers compare every script of ours with the digest its page carries."""

from __future__ import annotations

import base64
import hashlib
import re
import urllib.request

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.server import ROOT, Server


def test_a_script_is_loaded_with_its_digest_and_in_no_other_way() -> None:
    """Whoever adds a script writes `{% script "…" %}`."""
    by_hand = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "templates").rglob("*.html")
        if re.search(r"<script[^>]*\bsrc=", path.read_text(encoding="utf-8"))
    ]
    assert by_hand == []


@pytest.mark.parametrize("address", ["/guide/1/", "/safety/", "/compare/"])
def test_the_digests_are_those_of_the_files_that_are_served(server: Server, address: str) -> None:
    with urllib.request.urlopen(server.url + address, timeout=60) as answer:
        page = answer.read().decode()
    scripts = re.findall(r'<script src="([^"]+)" integrity="([^"]+)"', page)
    assert scripts
    for source, integrity in scripts:
        with urllib.request.urlopen(server.url + source, timeout=60) as answer:
            digest = hashlib.sha384(answer.read()).digest()
        assert integrity == f"sha384-{base64.b64encode(digest).decode()}"


@pytest.mark.django_db
def test_the_editing_room_carries_digests_too(client: Client) -> None:
    client.force_login(User.objects.create_superuser("owner"))
    page = client.get("/admin/content/compound/add/").content.decode()
    assert re.search(r'<script src="/static/js/admin.js" integrity="sha384-[^"]{64}" defer></script>', page)
