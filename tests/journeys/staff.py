"""Somebody with an account, at work in a browser."""

from __future__ import annotations

import re
from urllib.parse import quote

from playwright.sync_api import Page

from tests.server import Server


def password_of(server: Server, name: str) -> str:
    """The password of a demonstration account, which the first start prints."""
    found = re.search(rf"^\s*{name}\s+(\S+)\s*$", server.log.read_text(), re.MULTILINE)
    if found is None:
        raise LookupError(f"The server printed no password for {name}.")
    return found[1]


def sign_in(page: Page, server: Server, name: str, *, then: str = "/admin/") -> None:
    """Sign in as a demonstration account and go on to `then`."""
    page.goto(f"/admin/login/?next={quote(then)}")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password_of(server, name))
    page.locator("[type=submit]").click()
    page.wait_for_url(f"**{then}")
