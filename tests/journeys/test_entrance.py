"""An editor sets up an app and a passkey, and comes back in with each."""

from __future__ import annotations

import base64
import time

from playwright.sync_api import Page, expect

from content.entrance import totp
from tests.browser import OpenPage, accessibility_violations
from tests.journeys.staff import password_of
from tests.server import Server

WHO = "publisher"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def _give_password(page: Page, password: str) -> None:
    page.get_by_label("Username").fill(WHO)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


def _sign_out(page: Page) -> None:
    page.get_by_role("button", name="Log out").click()
    page.goto("/admin/login/")


def _assert_accessible(page: Page) -> None:
    assert not accessibility_violations(page, preload=False)


def test_an_editor_sets_up_an_app_and_a_passkey_and_comes_in_with_each(
    open_page: OpenPage, server: Server
) -> None:
    page = open_page(host="localhost")  # passkeys belong to a name, not to a number
    password = password_of(server, WHO)
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    page.goto("/admin/login/")
    _give_password(page, password)

    page.get_by_role("link", name="Second factor").click()
    _assert_accessible(page)
    page.get_by_role("link", name="Set up an app").click()
    _assert_accessible(page)
    secret = base64.b32decode(page.locator(".entrance-key").inner_text().replace(" ", ""))
    page.get_by_label("What you call it").fill("my telephone")
    page.get_by_label("The six digits").fill(totp.digits(secret, int(time.time() // totp.STEP)))
    page.get_by_label("Your password").fill(password)
    page.get_by_role("button", name="Set up this app").click()
    expect(page.locator(".entrance-codes code")).to_have_count(10)
    _assert_accessible(page)
    recovery = page.locator(".entrance-codes code").first.inner_text()
    page.get_by_role("link", name="I have kept them").click()

    page.get_by_label("What you call it").fill("this machine")
    page.locator("form[data-passkey] [type=password]").fill(password)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("Added: passkey: this machine.")).to_be_visible()

    _sign_out(page)
    _give_password(page, password)
    expect(page.get_by_role("heading", name="Your second factor")).to_be_visible()
    _assert_accessible(page)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/admin/")

    _sign_out(page)
    _give_password(page, password)
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/admin/")

    page.get_by_role("link", name="Second factor").click()
    for name in ("my telephone", "this machine"):
        page.get_by_text(f"Remove {name}", exact=True).first.click()
        page.locator("details[open] [type=password]").fill(password)
        page.get_by_role("button", name=f"Remove {name}").click()
        expect(page.get_by_text(f"Removed: {name}.")).to_be_visible()
