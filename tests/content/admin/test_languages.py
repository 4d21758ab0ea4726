"""The editing room in another language, below an address of its own."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from content import edits, live
from content.models import Compound, Edit, Goal, Question
from tests import builders as b
from tests.content.admin.screens import address, as_shown
from tests.room import Room

pytestmark = pytest.mark.django_db

LINK = re.compile(r'<(?:a|form|button|div)\s[^>]*?(?:href|action|data-hx-get|data-hx-post)="([^"]*)"')
CHOICE = re.compile(r'<nav class="room-languages".*?</nav>', re.DOTALL)

SCREENS = (
    "/es/admin/",
    "/es/admin/content/compound/",
    "/es/admin/content/compound/add/",
    "/es/admin/content/release/",
    "/es/admin/content/release/propose/",
    "/es/admin/content/source/import/",
    "/es/admin/second-factor/",
    "/es/admin/wizard/coverage/?release=draft",
    "/es/admin/wizard/impact/",
)


@pytest.fixture
def room(db: None) -> Iterator[Room]:
    room = Room()
    live_now = room.demonstrate()
    with live.use(b.edition(live_now.catalogue(), number=live_now.number)):
        yield room


@pytest.fixture
def owner(client: Client, room: Room) -> Client:
    client.force_login(User.objects.create_superuser("owner", first_name="Jo"))
    return client


def links(page: str, address: str) -> set[str]:
    """The paths of this site that a page leads to; the choice of a language is left out."""
    found = {urlsplit(urljoin(address, html.unescape(link))) for link in LINK.findall(CHOICE.sub("", page))}
    return {link.path for link in found if not link.netloc}


@pytest.mark.parametrize("screen", SCREENS)
def test_every_link_keeps_the_language(owner: Client, screen: str) -> None:
    response = owner.get(screen)
    page = response.content.decode()

    assert response.status_code == 200
    assert '<html lang="es"' in page
    kept = re.compile(r"/es/|/preview/[^/]+/es/")
    assert {link for link in links(page, screen) if not kept.match(link)} == set()


def test_the_choice_of_a_language_keeps_the_page(owner: Client) -> None:
    page = owner.get("/es/admin/content/compound/?q=citrate").content.decode()

    choice = CHOICE.search(page)
    assert choice
    assert 'href="/admin/content/compound/?q=citrate" lang="en" hreflang="en">English</a>' in choice[0]
    assert 'aria-current="true">Español</a>' in choice[0]


def test_no_link_to_another_language_loses_what_was_typed(owner: Client) -> None:
    refused = owner.post("/es/admin/content/release/propose/", {"do": "propose"})

    assert refused.status_code == 422
    assert not CHOICE.search(refused.content.decode())


def test_a_save_leads_on_in_the_language_and_says_so_there(owner: Client, room: Room) -> None:
    goal = f"/es{address(Goal.objects.get(slug='sleep'))}"
    sent = as_shown(owner.get(goal).context) | {"hope": "a good night"}
    response = owner.post(goal, sent, follow=True)

    assert response.redirect_chain == [("/es/admin/content/goal/", 302)]
    assert "correctamente" in response.content.decode()


def test_who_is_not_signed_in_is_asked_to_in_the_language_and_led_back(client: Client, room: Room) -> None:
    response = client.get("/es/admin/content/goal/")
    assert response["Location"] == "/es/admin/login/?next=/es/admin/content/goal/"

    User.objects.create_superuser("owner", password="a long and good one")
    response = client.post(response["Location"], {"username": "owner", "password": "a long and good one"})
    assert response["Location"] == "/es/admin/content/goal/"


def test_one_session_is_for_every_language(owner: Client) -> None:
    assert owner.cookies["session"]["path"] == "/"
    assert owner.get("/es/admin/").status_code == owner.get("/admin/").status_code == 200


def test_a_post_needs_its_token_in_every_language(owner: Client) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = owner.cookies
    response = careful.post("/es/admin/content/release/propose/", {"do": "propose", "note": "Algo."})

    assert response.status_code == 403
    assert '<html lang="es">' in response.content.decode()


def test_no_cache_keeps_a_page(owner: Client) -> None:
    for screen in ("/admin/", "/es/admin/"):
        assert "no-store" in owner.get(screen).headers["Cache-Control"]


def test_a_form_is_shown_to_visitors_in_the_language_of_its_editor(owner: Client) -> None:
    compound = address(Compound.objects.get(slug="citrate"))

    assert "/preview/draft/es/forms/citrate/" in links(owner.get(f"/es{compound}").content.decode(), "/")
    assert "/preview/draft/forms/citrate/" in links(owner.get(compound).content.decode(), "/")


def test_the_public_site_is_opened_in_the_language_of_the_editor(owner: Client) -> None:
    assert '<a href="/es/">' in owner.get("/es/admin/").content.decode()


def test_somebody_outside_reads_in_the_language_of_who_invited_them(owner: Client, room: Room) -> None:
    release = room.propose("Something new")
    page = owner.post(f"/es/admin/content/release/{release.pk}/review/link/").content.decode()
    sent = re.search(r"http://testserver(/es/review/[^\"<]+)", page)

    assert sent
    response = Client().get(sent[1])
    assert response.status_code == 200
    assert '<html lang="es"' in response.content.decode()
    assert response.headers["Cache-Control"] == "private, no-store"


def test_fields_of_the_content_say_that_they_are_english(owner: Client) -> None:
    compound = address(Compound.objects.get(slug="citrate"))
    there, here = (owner.get(f"{start}{compound}").content.decode() for start in ("/es", ""))

    field = r'<(?:input|textarea)\s[^>]*name="(?:name|summary|about)"[^>]*>'
    assert [' lang="en"' in found for found in re.findall(field, there)] == [True] * 3
    assert [' lang="en"' in found for found in re.findall(field, here)] == [False] * 3


def test_the_record_is_english_and_its_ways_are_told(owner: Client, room: Room) -> None:
    with edits.recorded(by=room.editor, how="edited together"):
        Goal.objects.filter(slug="sleep").update(hope="a good night")
    history = owner.get(f"/es{address(Goal.objects.get(slug='sleep'), 'history')}").content.decode()

    assert "(edición conjunta)" in history
    assert Edit.objects.latest("pk").how == "edited together"


def test_words_of_the_content_are_marked_as_what_they_are(editing: Client) -> None:
    """Titles of records, places of problems and answers, between Spanish words of the screen."""
    question = Question.objects.filter(options__isnull=False)[0]
    answer = question.options.order_by("number")[0]
    page = editing.get("/es" + address(question)).content.decode()
    assert f'<h2 lang="en">{question}</h2>' in page
    assert f'<span class="inline_label" lang="en">{answer}</span>' in page
    found = editing.get("/es" + reverse("admin:content_problems")).content.decode()
    assert re.search(r'<a href="[^"]+"><span lang="en">[^<]+</span>', found)
    in_english = editing.get(reverse("admin:content_problems")).content.decode()
    assert '<span lang="en">' not in in_english
