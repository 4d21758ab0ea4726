"""Every address of the editing room × every role, for looking and for sending: nobody may more or less.

The addresses come from the site's own list. A new one fails here until it is placed among
the rules below. What a screen says to those who may use it is tried elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.template.backends.django import Template
from django.test import RequestFactory
from django.urls import resolve

from content import roles, snapshot
from content.admin_site import EditingRoom
from content.models import KINDS, Act, Deed
from tests import factories as f
from tests.addresses import Address, addresses
from tests.config.test_methods import PARTS
from tests.room import Room

pytestmark = pytest.mark.django_db

NOBODY, GUEST, EDITOR, REVIEWER, PUBLISHER, ADMINISTRATOR, SUPERUSER = ROLES = (
    "nobody",
    "guest",  # an account without a role
    "editor",
    "reviewer",
    "publisher",
    "administrator",
    "superuser",
)

Roles = frozenset[str]
NONE: Roles = frozenset()
ALL = frozenset(ROLES)
STAFF = ALL - {NOBODY}
READERS = STAFF - {GUEST}
EDITORS = frozenset({EDITOR, ADMINISTRATOR, SUPERUSER})
WITHDRAWERS = frozenset({REVIEWER, PUBLISHER, ADMINISTRATOR, SUPERUSER})
PUBLISHERS = frozenset({PUBLISHER, ADMINISTRATOR, SUPERUSER})
ADMINISTRATORS = frozenset({ADMINISTRATOR, SUPERUSER})
OWNERS = frozenset({SUPERUSER})

_KIND = "|".join(str(model._meta.model_name) for model in KINDS.values()) + "|trait"
_RECORD = "release|approval|publication|edit|allowance"
_SINGLE = "publisher|foodfirst"

# The first rule that fits an address: its name, who may look, and who may send something.
RULES: tuple[tuple[str, Roles, Roles], ...] = (
    # The entrance and one's own account.
    (r"login", ALL, ALL),
    (r"logout", frozenset({NOBODY}), ALL),  # who is not in is led to the entrance
    (r"second_step", NONE, NONE),  # for somebody between password and code, who is none of these
    (r"second_factor|second_factor_app|index|password_change", STAFF, STAFF),
    (r"password_change_done|jsi18n", STAFF, NONE),
    (r"autocomplete", NONE, NONE),  # no screen asks for it
    (r"view_on_site", STAFF, STAFF),  # nothing has such a page
    # Content.
    (rf"content_({_SINGLE})_(add|delete)", NONE, NONE),  # there is one of each
    (rf"content_({_KIND})_(changelist|history)", READERS, READERS),
    (rf"content_({_KIND})_export", READERS, NONE),
    (rf"content_({_KIND})_change", READERS, EDITORS),
    (rf"content_({_KIND})_(add|delete|hold|import|together)", EDITORS, EDITORS),
    (r"content_compound_withdraw", STAFF, STAFF),  # leads on to the screen below
    (r"content_markdown", NONE, STAFF),  # shows somebody their own text
    (r"content_problems", READERS, READERS),
    (r"wizard_\w+", READERS, NONE),
    # Releases; what each state of one allows is tried in tests/content/admin/desk.
    (r"content_release_(changelist|history|review|cancel)", READERS, READERS),
    (r"content_release_link", NONE, READERS),
    (r"content_release_(propose|restore)", EDITORS, EDITORS),
    (r"content_release_withdraw(_form)?", WITHDRAWERS, WITHDRAWERS),
    (r"content_release_emergency", PUBLISHERS, PUBLISHERS),
    (r"content_release_(publish|roll_back)", NONE, NONE),  # of one that nobody approved
    # The record, which nobody changes.
    (rf"content_({_RECORD})_(changelist|history)", READERS, READERS),
    (rf"content_({_RECORD})_change", READERS, NONE),
    (rf"content_({_RECORD})_(add|delete)", NONE, NONE),
    # People.
    (r"auth_user_delete", OWNERS, OWNERS),
    (r"auth_user_\w+", ADMINISTRATORS, ADMINISTRATORS),
    (r"auth_group_(changelist|history)|content_act_(changelist|history)", ADMINISTRATORS, ADMINISTRATORS),
    (r"(auth_group|content_act)_change", ADMINISTRATORS, NONE),
    (r"(auth_group|content_act)_(add|delete)", NONE, NONE),
)

ADDRESSES = [address for address in addresses() if address.name.startswith("admin:")]


def _name(address: Address) -> str:
    return address.name.removeprefix("admin:")


def _rule(address: Address) -> tuple[Roles, Roles]:
    for names, look, send in RULES:
        if re.fullmatch(names, _name(address)):
            return look, send
    raise LookupError(f"Say in RULES who may open {address.name}.")


def test_every_address_is_placed_and_every_rule_is_needed() -> None:
    names = {_name(address) for address in ADDRESSES} - {""}  # one that only leads on has no name
    for name in names:
        assert any(re.fullmatch(rule, name) for rule, _, _ in RULES), name
    for rule, _, _ in RULES:
        assert any(re.fullmatch(rule, name) for name in names), rule


class Visitors:
    """One person for each role, and what the addresses may be opened for.

    They meet the views as the site has them, decorators and all, without the middleware:
    that every request goes through it is tried elsewhere, and three thousand take their time.
    """

    def __init__(self) -> None:
        room = Room()
        room.demonstrate()
        room.bring_live("Citrate, as it is live")
        self.proposed = room.propose("Nobody has approved this")
        f.AllowanceFactory.create(by=room.editor)
        Act.objects.create(what=Deed.SENT, by=room.editor)
        self.guest = f.UserFactory.create(is_staff=True)
        self.people: Mapping[str, User | AnonymousUser] = {
            NOBODY: AnonymousUser(),
            GUEST: self.guest,
            EDITOR: room.editor,
            REVIEWER: room.reviewer,
            PUBLISHER: room.publisher,
            ADMINISTRATOR: f.member(roles.ADMINISTRATOR),
            SUPERUSER: User.objects.create_superuser("superuser"),
        }

    def path(self, address: Address) -> str:
        """For rows that exist."""
        app, _, rest = _name(address).partition("_")
        key: object = 1
        if rest.startswith("release_"):
            key = self.proposed.pk
        elif rest.startswith("user_"):
            key = self.guest.pk
        elif app in {"content", "auth"} and (name := rest.partition("_")[0]) in apps.all_models[app]:
            key = apps.get_model(app, name)._default_manager.values_list("pk", flat=True)[0]
        return address.filled({**PARTS, "object_id": key, "id": key, "pk": key, "account": self.guest.pk})

    def may(self, role: str, method: str, path: str) -> bool:
        """Whether somebody is neither refused nor led to the entrance; nothing of it stays."""
        request = RequestFactory().generic(method, path)
        request.user = self.people[role]
        request.session = SessionStore()
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
        request.resolver_match = found = resolve(path)
        with transaction.atomic():
            try:
                response = found.func(request, *found.args, **found.kwargs)
            except PermissionDenied:
                return False
            except Http404:
                return True
            finally:
                transaction.set_rollback(True)
        refused = response.status_code in {403, 405}
        return not refused and "/admin/login/" not in response.headers.get("Location", "")


@pytest.fixture
def visitors(monkeypatch: pytest.MonkeyPatch) -> Visitors:
    """Pages are decided about and not drawn: who may open one is settled before."""
    visitors = Visitors()
    monkeypatch.setattr(Template, "render", lambda *args, **options: "")
    monkeypatch.setattr(snapshot, "records", dict)  # before and after each attempt
    monkeypatch.setattr(EditingRoom, "get_app_list", lambda *args, **options: [])  # the menu of every page
    return visitors


def test_nobody_may_more_or_less_than_their_role(visitors: Visitors) -> None:
    wrong = []
    for address in ADDRESSES:
        if not _name(address):
            continue
        path, allowed = visitors.path(address), _rule(address)
        for method, who in zip(("GET", "POST"), allowed, strict=True):
            found = {role for role in ROLES if visitors.may(role, method, path)}
            if found != who:
                wrong.append((method, _name(address), sorted(found ^ who)))
    assert wrong == []
