"""Somebody with an account, at work in a browser."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Cookie, Page

from tests.server import Server


def password_of(server: Server, name: str) -> str:
    """The password of a demonstration account, which the first start prints."""
    found = re.search(rf"^\s*{name}\s+(\S+)\s*$", server.log.read_text(), re.MULTILINE)
    if found is None:
        raise LookupError(f"The server printed no password for {name}.")
    return found[1]


_signed_in: dict[tuple[Path, str], list[Cookie]] = {}
"""The cookies of those who have signed in before: the server’s state and account → cookies.

Not its address: a later server may be given the same port.
"""


def sign_in(page: Page, server: Server, name: str, *, then: str = "/admin/") -> None:
    """Be signed in as a demonstration account, and go on to `then`.

    Only the first time goes through the form, since checking a password is meant to be slow.
    Whoever is going to sign out uses `sign_in_anew`, or nobody else stays signed in.
    """
    kept = _signed_in.get((server.state, name))
    if kept is not None:
        page.context.add_cookies(
            [{"name": it["name"], "value": it["value"], "url": server.url} for it in kept]
        )
        page.goto(then)
        if "/login/" not in page.url:  # where a session leads that was left alone for half an hour
            return
    sign_in_anew(page, server, name, then=then)
    _signed_in[server.state, name] = page.context.cookies()


def sign_in_anew(page: Page, server: Server, name: str, *, then: str = "/admin/") -> None:
    """Sign in with the form of the login page."""
    page.goto(f"/admin/login/?next={quote(then)}")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password_of(server, name))
    page.locator("[type=submit]").click()
    page.wait_for_url(f"**{then}")


def open_first(page: Page) -> None:
    """From a list of the editing room to its first entry, which is there with its scripts."""
    page.locator("#result_list tbody a").first.click()
    page.wait_for_url("**/change/")
