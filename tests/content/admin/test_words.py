"""Every word of the editing room can be translated; see `tests.pseudo`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from content import edits, live, publishing, roles
from content.catalogue import Catalogue
from content.desk import outside
from content.models import KINDS, Caution, Compound, Goal, Hold, Release, Source
from tests import builders as b
from tests import pseudo
from tests.content.admin.screens import as_shown
from tests.content.samples import everything
from tests.room import Room
from tests.said import found

pytestmark = pytest.mark.django_db

WRITTEN = pseudo.wide("Somebody wrote this.")
SAME = re.compile(
    r"\b(?:XLSX|CSV|UTF|MB|UTC|localhost|JavaScript|slugs?)\b"
    r"|\b(?:editor|reviewer|publisher|Clinical reviewer|I have read it)\b"
    r"|\b[a-z]+ for [a-z]+\b"  # how the record names a claim
    r"|\b[A-Z2-7]{4}(?:[ -][A-Z2-7]{4})+\b"
)
"""Formats, keys, the names of people and groups, and what somebody stated: the same in every language."""

CODES = frozenset(re.findall(r"[A-Za-z]{2,}", " ".join((*KINDS, *roles.MAY, "ask_first, withheld"))))
"""Kinds and names as the record keeps them, and groups."""

OF_DJANGO = frozenset({"Search", "True", "False", "None"})
"""What pictures of Django's own stand for; it has no translation for them."""


def wide() -> Catalogue:
    return pseudo.in_wide_letters(b.edition(everything())).catalogue


def short_names() -> frozenset[str]:
    """Of records, answers and choices: what of the content is not in wide letters."""
    values = msgspec.json.encode(wide()).decode()
    return frozenset(re.findall(r"[A-Za-z]{2,}", re.sub(r'"\w+":', "", values)))


class WideRoom(Room):
    """A room whose content and people are written in wide letters."""

    first: Release
    live_now: Release
    approved: Release
    waiting: Release

    content = staticmethod(wide)

    def propose_another(self, name: str) -> Release:
        with edits.recorded(by=self.editor):
            Compound.objects.filter(slug="citrate").update(name=pseudo.wide(name))
        return publishing.propose(note=WRITTEN, by=self.editor)


@pytest.fixture
def room() -> WideRoom:
    """Release 1 was live, 2 is, 3 is approved and 4 waits."""
    room = WideRoom()
    room.first = publishing.propose(note=WRITTEN, by=room.editor)
    publishing.publish_demonstration(release=room.first)
    room.live_now = room.propose_another("Second")
    room.approve(room.live_now)
    room.publish(room.live_now)
    room.approved = room.propose_another("Third")
    room.approve(room.approved)
    room.waiting = room.propose_another("Fourth")
    return room


@pytest.fixture
def owner(client: Client, room: WideRoom) -> Client:
    owner = User.objects.create_superuser("x", first_name=WRITTEN, password="x")
    client.force_login(owner)
    return client


@pytest.fixture(autouse=True)
def in_xa(room: WideRoom, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    edition = b.edition(room.waiting.catalogue(), number=1)
    with pseudo.speaking_xa(tmp_path_factory.mktemp("locale")), live.use(edition):
        yield


def screens(client: Client, room: WideRoom) -> Iterator[tuple[str, str]]:
    release = room.waiting.pk
    compound = Compound.objects.get(slug="citrate")
    goal = Goal.objects.all()[0]
    Hold.objects.create(kind="goals", record=goal.slug, by=room.editor, reason=WRITTEN)
    token = outside.token(release=room.waiting, by=room.editor)
    editing = f"content/compound/{compound.pk}"
    asked = (
        "",
        "content/problems/",
        "content/compound/",
        f"{editing}/change/",
        f"{editing}/history/",
        f"{editing}/hold/",
        f"{editing}/delete/",
        f"content/goal/{goal.pk}/hold/",
        "content/question/add/",
        "content/release/",
        f"content/release/{release}/change/",
        f"content/release/{release}/review/",
        f"content/release/{release}/review/?view=sides",
        f"content/release/{room.approved.pk}/publish/",
        f"content/release/{release}/emergency/",
        f"content/release/{room.first.pk}/roll-back/",
        f"content/release/{room.live_now.pk}/change/",
        "content/release/propose/",
        "content/release/restore/?release=1",
        "content/release/withdraw/",
        "content/release/withdraw/citrate/",
        "content/source/",
        "content/source/import/",
        f"content/source/together/?row={Source.objects.all()[0].pk}",
        "content/caution/together/?" + "&".join(f"row={row.pk}" for row in Caution.objects.all()),
        "second-factor/",
        "second-factor/app/",
        "auth/user/add/",
        f"auth/user/{room.editor.pk}/one-time-code/",
        "wizard/flow/?release=draft",
        "wizard/coverage/?release=draft",
        "wizard/results/?release=draft",
        "wizard/results/?release=draft&kind=1",
        "wizard/impact/",
        "wizard/impact/compounds/citrate/",
    )
    kinds = [f"{model._meta.app_label}/{model._meta.model_name}/" for model in admin.site._registry]
    for path in (*asked, *kinds, *(f"{kind}add/" for kind in kinds), "password_change/", "content/"):
        yield path, client.get(f"/xa/admin/{path}").content.decode()
    for path in (f"/xa/review/{token}/", "/xa/review/nothing/", "/preview/draft/xa/guide/try/"):
        yield path, client.get(path).content.decode()
    yield "login", Client().get("/xa/admin/login/").content.decode()


def sent(client: Client, room: WideRoom) -> Iterator[tuple[str, str]]:
    """What screens answer when something is sent that they refuse, or have to ask about."""
    compound = Compound.objects.get(slug="citrate")
    change = f"/xa{reverse('admin:content_compound_change', args=[compound.pk])}"
    typed = as_shown(client.get(change).context) | {"_opened": "before"}
    release = f"/xa/admin/content/release/{room.waiting.pk}"
    forms: tuple[tuple[str, dict[str, Any]], ...] = (
        (change, typed),
        (change, typed | {"_opened": "", "name": ""}),
        ("/xa/admin/content/compound/99/change/", {"name": WRITTEN}),
        ("/xa/admin/content/release/propose/", {"do": "propose"}),
        (f"{release}/review/", {"do": "approve"}),
        (f"{release}/review/", {"do": "return"}),
        (f"{release}/review/", {}),
        (f"{release}/review/link/", {}),
        (f"{release}/emergency/", {}),
        ("/xa/admin/content/release/withdraw/citrate/", {}),
        (f"/xa/admin/content/source/together/?row={Source.objects.all()[0].pk}", {"publisher": ""}),
        (f"/xa/admin/auth/user/{room.editor.pk}/one-time-code/", {}),
        (f"/xa/admin/auth/user/{room.editor.pk}/one-time-code/", {"reason": WRITTEN}),
        ("/xa/admin/second-factor/app/", {}),
        ("/xa/admin/login/", {"username": "x", "password": "y"}),
        ("/preview/draft/xa/guide/try/", {"answer-0": "1"}),
    )
    for path, data in forms:
        yield path, client.post(path, data).content.decode()
    exported = client.get("/xa/admin/content/source/export/?as=csv").content
    for brought in (exported, exported.replace(b"20", b"19"), b"1,2\n1,2\n", b"\xff"):
        file = SimpleUploadedFile("1.CSV", brought)
        yield "import", client.post("/xa/admin/content/source/import/", {"file": file}).content.decode()


def test_no_word_of_a_screen_is_left_out_of_translation(owner: Client, room: WideRoom) -> None:
    assert untranslatable(screens(owner, room)) == []


def test_no_word_of_an_answer_is_left_out_of_translation(owner: Client, room: WideRoom) -> None:
    assert untranslatable(sent(owner, room)) == []


def untranslatable(pages: Iterable[tuple[str, str]]) -> list[str]:
    """Where nobody can translate what, each text once."""
    same = short_names() | CODES | OF_DJANGO
    left = {}
    for path, page in pages:
        for text in found([page])[0]:
            if not set(re.findall(r"[A-Za-z]{2,}", SAME.sub("", text.text))) <= same:
                left[text.text] = f"{path}: {text.text}"
    return list(left.values())
