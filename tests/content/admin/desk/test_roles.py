"""Who may open which release screen, and that none of them is a way round the review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.urls import URLPattern, URLResolver, reverse
from django.utils import timezone

from content import publishing, roles, standing
from content.edition import PublicationKind
from content.models import KINDS, Publication, Release
from tests import factories as f
from tests.content.admin.desk.conftest import Visit
from tests.room import Room

pytestmark = pytest.mark.django_db

ROLES = ("nobody", "guest", "editor", "reviewer", "publisher", "administrator", "superuser")
# Each row: screen, which release it is opened for, then the status for each role in this order.
TABLE = [
    ("changelist", None, (302, 403, 200, 200, 200, 200, 200)),
    ("change", "proposed", (302, 403, 200, 200, 200, 200, 200)),
    ("propose", None, (302, 403, 200, 403, 403, 200, 200)),
    ("restore", None, (302, 403, 200, 403, 403, 200, 200)),
    ("withdraw", None, (302, 403, 403, 200, 200, 200, 200)),
    ("withdraw_form", "citrate", (302, 403, 403, 200, 200, 200, 200)),
    ("review", "proposed", (302, 403, 200, 200, 200, 200, 200)),
    ("publish", "proposed", (302, 403, 403, 403, 403, 403, 403)),
    ("publish", "approved", (302, 403, 200, 403, 200, 200, 200)),
    ("roll_back", "earlier", (302, 403, 403, 403, 200, 200, 200)),
    ("roll_back", "proposed", (302, 403, 403, 403, 403, 403, 403)),
    ("emergency", "proposed", (302, 403, 403, 403, 200, 200, 200)),
    ("cancel", "planned", (302, 403, 403, 403, 200, 200, 200)),
    ("cancel", "proposed", (302, 403, 404, 404, 404, 404, 404)),
]


def _person(room: Room, role: str) -> User | None:
    match role:
        case "nobody":
            return None
        case "guest":
            return f.UserFactory.create(is_staff=True)
        case "administrator":
            return f.member(roles.ADMINISTRATOR)
        case "superuser":
            return User.objects.create_superuser("superuser")
    person: User = getattr(room, role)
    return person


def _release(room: Room, which: str) -> Release:
    if which == "earlier":
        return Release.objects.get(number=1)
    release = room.propose("Another name")
    if which in {"approved", "planned"}:
        room.approve(release)
    if which == "planned":
        room.publish(release, starts_at=timezone.now() + dt.timedelta(hours=1))
    return release


@pytest.mark.parametrize(("screen", "subject", "statuses"), TABLE)
def test_a_screen_opens_for_those_who_may_use_it(
    room: Room, visit: Visit, screen: str, subject: str | None, statuses: tuple[int, ...]
) -> None:
    keys: list[object] = []
    if subject == "citrate":
        keys = [subject]
    elif subject is not None:
        keys = [_release(room, subject).pk]
    address = reverse(f"admin:content_release_{screen}", args=keys)
    found = tuple(visit(_person(room, role)).get(address).status_code for role in ROLES)
    assert dict(zip(ROLES, found, strict=True)) == dict(zip(ROLES, statuses, strict=True))


def test_the_table_names_every_release_screen() -> None:
    ours = {
        pattern.name.removeprefix("content_release_")
        for pattern in admin.site.get_model_admin(Release).urls
        if pattern.name
    }
    stock = {"add", "history", "delete"}  # nobody adds, changes or deletes a release by hand
    assert ours - stock == {screen for screen, _, _ in TABLE} | {"link"}


# No way round the review -------------------------------------------------------------------

EVERYTHING = {
    "do": "approve",
    "note": "A note.",
    "reason": "A reason.",
    "role": "Boss",
    "statement": "I say so.",
    "reply": "No.",
    "when": "now",
    "post": "yes",
    "_save": "Save",
    "acknowledged": "back-citrate",
    "action": "delete_selected",
    "kind": "compounds",
    "record": "citrate",
    "release": "2",
}
"""What the forms of the admin ask for, all of it sent to every address."""


NAMED = {"slug": "citrate", "kind": "compounds", "record": "citrate", "app_label": "content"}
"""What an address may ask for, apart from the key of a row."""


def _addresses(keys: Mapping[str, object]) -> Iterator[str]:
    """Every address of the admin, for rows that exist."""
    for pattern in _flat(admin.site.get_urls()):
        if not pattern.name:
            continue  # the last pattern, which answers everything else with “not found”
        model = pattern.name.removeprefix("content_").partition("_")[0]
        parts = {name: NAMED.get(name, keys.get(model, 1)) for name in pattern.pattern.regex.groupindex}
        yield reverse(f"admin:{pattern.name}", kwargs=parts)


def _flat(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _flat(pattern.url_patterns)
        else:
            yield pattern


def test_no_request_to_the_admin_publishes_what_nobody_approved(room: Room, visit: Visit) -> None:
    """The mightiest account there can be sends everything to every address.

    Only two change what is live: the emergency, which marks it, and the withdrawal, which
    only takes away.
    """
    mighty = User.objects.create_superuser("mighty")
    mighty.groups.set(Group.objects.all())
    proposal = room.propose("Nobody has read this")
    client, before = visit(mighty), publishing.live_publication()
    keys: dict[str, object] = {
        str(model._meta.model_name): model._default_manager.values_list("pk", flat=True)[0]
        for model in KINDS.values()
    }
    tried = sorted(set(_addresses(keys | {"release": proposal.pk})))
    assert len(tried) > 100
    changed = {}
    for address in tried:
        with transaction.atomic():
            client.post(address, EVERYTHING)
            live = publishing.live_publication()
            assert live is not None
            if live != before:
                changed[address] = live
                _assert_marked_or_taken_away(live, proposal)
            transaction.set_rollback(True)
    assert changed.keys() == {
        reverse("admin:content_release_emergency", args=[proposal.pk]),
        reverse("admin:content_release_withdraw_form", args=["citrate"]),
    }


def _assert_marked_or_taken_away(live: Publication, proposal: Release) -> None:
    assert live.reason == EVERYTHING["reason"]
    if live.kind == PublicationKind.EMERGENCY:
        assert live.release == proposal
        assert standing.review_is_due(proposal)
    else:
        assert live.withdrawn == "citrate"
        assert "Nobody has read this" not in bytes(live.release.data).decode()
