"""The first page of the editing room."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from content import checked, edits, models, publishing, restore
from content.admin.dashboard import GROUPS
from content.catalogue import Catalogue
from content.models import KINDS
from content.roles import EDITOR
from tests.content.samples import everything
from tests.room import Room

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> User:
    editor = User.objects.create_user("jo", first_name="Jo", is_staff=True)
    editor.groups.add(Group.objects.get(name=EDITOR))
    client.force_login(editor)
    return editor


def _page(client: Client) -> str:
    return client.get(reverse("admin:index")).content.decode()


@pytest.fixture
def published(editor: User) -> models.Release:
    restore.replace_all(everything())
    release = publishing.propose(note="The first one.", by=editor)
    publishing.publish_demonstration(release=release)
    return release


def test_an_empty_installation_says_what_to_do_first(client: Client, editor: User) -> None:
    page = _page(client)
    assert "Nothing is published yet" in page
    assert "The draft is not complete: There is no “publisher” yet." in page
    assert "No release waits" in page
    assert "Reviews are counted once the draft is complete." in page
    assert "Every statement was reviewed" not in page


def test_a_draft_that_differs_in_nothing_says_so(client: Client, published: models.Release) -> None:
    page = _page(client)
    assert "the draft says what visitors read now" in page
    assert "No clinician has reviewed it." in page


def test_what_changed_is_listed_with_who_changed_it(
    client: Client, editor: User, published: models.Release
) -> None:
    with edits.recorded(by=editor):
        models.Compound.objects.filter(slug="citrate").update(summary="Something else.")
    page = _page(client)
    compound = models.Compound.objects.get(slug="citrate")
    address = reverse("admin:content_compound_change", args=[compound.pk])
    assert "1 record differs from what is live" in page
    assert f'Changed: <a href="{address}">Magnesium citrate</a>' in page
    assert "by Jo" in page


def test_a_live_release_that_can_not_be_read_is_told(
    client: Client, published: models.Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("content.catalogue.digest", lambda data: "0" * 64)  # as if its bytes had changed
    page = _page(client)
    assert "can’t be read, so the site serves the one before it" in page
    assert "Nobody can say" in page


def test_a_proposed_release_waits_for_a_review(
    client: Client, editor: User, published: models.Release
) -> None:
    with edits.recorded(by=editor):
        models.Compound.objects.filter(slug="citrate").update(summary="Something else.")
    release = publishing.propose(note="Say it better.", by=editor)
    page = _page(client)
    assert "Waiting for a review" in page
    assert reverse("admin:content_release_review", args=[release.pk]) in page


def test_a_plan_that_something_else_overtook_is_told(client: Client) -> None:
    room = Room()
    room.demonstrate()
    release = room.propose("Another name")
    room.approve(release)
    room.publish(release, starts_at=timezone.now() + dt.timedelta(days=1))
    publishing.withdraw(compound="skin", by=room.publisher, reason="It came first.")
    client.force_login(room.editor)
    page = _page(client)
    assert "Plan cancelled" in page
    assert reverse("admin:content_release_change", args=[release.pk]) in page


def test_problems_are_shown_once_somebody_looked_for_them(
    client: Client, editor: User, published: models.Release
) -> None:
    with edits.recorded(by=editor):
        models.Compound.objects.filter(slug="citrate").update(summary="Nobody looked at this yet.")
    address = reverse("admin:content_problems")
    assert f'data-hx-get="{address}"' in _page(client)
    assert "good to know" in client.get(address).content.decode()
    page = _page(client)
    assert "good to know" in page
    assert f'data-hx-get="{address}"' not in page


def test_a_problem_leads_to_its_field(client: Client, editor: User, published: models.Release) -> None:
    page = client.get(reverse("admin:content_problems"), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    card = models.Guidance.objects.get(level="routine")
    assert f"{reverse('admin:content_guidance_change', args=[card.pk])}#id_reviewed_on" in page


def test_a_screen_asks_for_the_problems_of_its_record(
    client: Client, editor: User, published: models.Release
) -> None:
    card = models.Guidance.objects.get(level="routine")
    screen = client.get(reverse("admin:content_guidance_change", args=[card.pk])).content.decode()
    address = f"{reverse('admin:content_problems')}?kind=guidance&record=routine"
    assert f'data-hx-get="{escape(address)}"' in screen
    page = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "Statements no clinician has reviewed." in page
    assert page.count('<a href="') == page.count(reverse("admin:content_guidance_change", args=[card.pk])) > 0


def test_the_checks_run_once_for_the_same_content(monkeypatch: pytest.MonkeyPatch) -> None:
    today = dt.date(2025, 11, 20)
    found = checked.problems(everything(), today=today)
    monkeypatch.setattr("content.release_checks.run", None)
    assert checked.problems(everything(), today=today) is found
    assert checked.known(everything(), today=today + dt.timedelta(days=1)) is None


def test_more_content_takes_no_more_queries(client: Client, editor: User, starter: Catalogue) -> None:
    restore.replace_all(everything())
    with CaptureQueriesContext(connection) as few:
        _page(client)
    restore.replace_all(starter)
    with CaptureQueriesContext(connection) as many:
        _page(client)
    assert len(many) <= len(few) + len(KINDS)  # the screens of a kind are found by one query


def test_every_kind_of_content_has_its_group() -> None:
    grouped = {name for _, names in GROUPS for name in names}
    assert {model.__name__ for model in KINDS.values()} <= grouped
