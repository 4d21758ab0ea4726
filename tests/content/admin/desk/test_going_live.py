"""Publishing, planning, going back, emergencies and withdrawals, each from its own screen."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content import publishing, standing
from content.edition import PublicationKind
from content.models import Compound, Publication, Release
from content.standing import Standing
from tests.content.admin.desk.conftest import Visit
from tests.room import Room

pytestmark = pytest.mark.django_db


@pytest.fixture
def approved(room: Room) -> Release:
    release = room.propose("Another name")
    room.approve(release)
    return release


def _at(screen: str, release: Release) -> str:
    return reverse(f"admin:content_release_{screen}", args=[release.pk])


def _live() -> Publication:
    live = publishing.live_publication()
    assert live is not None
    return live


# Publishing ------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["editor", "publisher"])
def test_an_approved_release_goes_live_at_once(room: Room, visit: Visit, approved: Release, who: str) -> None:
    person = getattr(room, who)
    assert visit(person).post(_at("publish", approved), {"when": "now"}).status_code == 302
    assert (_live().release, _live().made_by) == (approved, person)


def test_a_release_is_planned_for_a_time_in_utc(room: Room, visit: Visit, approved: Release) -> None:
    client = visit(room.publisher)
    start = (timezone.now() + dt.timedelta(days=2)).replace(second=0, microsecond=0)
    sent = {"when": "later", "day": f"{start:%Y-%m-%d}", "time": f"{start:%H:%M}"}
    page = client.post(_at("publish", approved), sent, follow=True).content.decode()
    assert f"{start:%-d %B %Y, %H:%M} UTC" in page
    plan = standing.pending_plan()
    assert plan is not None
    assert plan.starts_at == start
    assert standing.standing_of(approved) is Standing.PLANNED
    assert "Cancel the plan" in page


@pytest.mark.parametrize(
    ("sent", "anchor"),
    [
        ({}, "id_when"),
        ({"when": "later"}, "id_day"),
        ({"when": "later", "day": "2001-01-01", "time": "10:00"}, "id_day"),
        ({"when": "later", "day": "tomorrow", "time": "10:00"}, "id_day"),
        ({"when": "later", "day": "2001-01-01", "time": "noon"}, "id_time"),
    ],
)
def test_a_time_that_can_not_be_meant_is_explained(
    room: Room, visit: Visit, approved: Release, sent: dict[str, str], anchor: str
) -> None:
    response = visit(room.publisher).post(_at("publish", approved), sent)
    assert response.status_code == 422
    assert f'<a href="#{anchor}' in response.content.decode()
    assert _live().release != approved


def test_what_is_refused_at_the_last_moment_is_told(
    room: Room, visit: Visit, approved: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check that found nothing yesterday may block today."""

    def refuse(**_: object) -> None:
        raise publishing.Refused("A review is too old.")

    monkeypatch.setattr(publishing, "publish", refuse)
    response = visit(room.publisher).post(_at("publish", approved), {"when": "now"})
    assert response.status_code == 422
    assert "A review is too old." in response.content.decode()


def test_a_plan_is_cancelled_with_a_reason(room: Room, visit: Visit, approved: Release) -> None:
    room.publish(approved, starts_at=timezone.now() + dt.timedelta(days=1))
    client = visit(room.publisher)
    assert client.post(_at("cancel", approved), {"reason": " "}).status_code == 422
    page = client.post(_at("cancel", approved), {"reason": "Too early."}, follow=True).content.decode()
    assert standing.pending_plan() is None
    assert "Plan cancelled" in page
    assert "Too early." in page


def test_what_would_cancel_a_plan_says_so(room: Room, visit: Visit, approved: Release) -> None:
    other = room.propose("For an emergency")
    addresses = [
        _at("roll_back", Release.objects.get(number=1)),
        _at("emergency", other),
        reverse("admin:content_release_withdraw_form", args=["citrate"]),
    ]
    client = visit(room.publisher)
    assert not any("This cancels that plan." in client.get(at).content.decode() for at in addresses)
    room.publish(approved, starts_at=timezone.now() + dt.timedelta(days=1))
    assert all("This cancels that plan." in client.get(at).content.decode() for at in addresses)


# Going back ------------------------------------------------------------------------------


def test_going_back_takes_one_step_and_says_what_stays_in_the_draft(room: Room, visit: Visit) -> None:
    first, client = Release.objects.get(number=1), visit(room.publisher)
    page = client.get(_at("roll_back", first)).content.decode()
    assert "The draft stays as it is" in page
    assert "1 changed" in page
    assert client.post(_at("roll_back", first), {"reason": ""}).status_code == 422
    client.post(_at("roll_back", first), {"reason": "The name was wrong."})
    assert (_live().release, _live().reason) == (first, "The name was wrong.")
    assert Compound.objects.get(slug="citrate").name == "Citrate, as it is live"


def test_a_publisher_who_does_not_edit_is_not_led_to_restoring(room: Room, visit: Visit) -> None:
    first = Release.objects.get(number=1)
    response = visit(room.publisher).post(_at("roll_back", first), {"reason": "Wrong."}, follow=True)
    assert response.status_code == 200
    assert "Tell the editors." in response.content.decode()


def test_after_going_back_records_can_be_restored(room: Room, visit: Visit) -> None:
    administrator = room.editor
    administrator.groups.add(*room.publisher.groups.all())
    first = Release.objects.get(number=1)
    sent = {"reason": "The name was wrong."}
    page = visit(administrator).post(_at("roll_back", first), sent, follow=True).content.decode()
    assert "The draft still holds what you took back" in page
    assert "Put it back" in page


# Emergencies and withdrawals ------------------------------------------------------------------


def test_an_emergency_says_what_it_leaves_behind(room: Room, visit: Visit) -> None:
    release, client = room.propose("Another name"), visit(room.publisher)
    assert (
        "a review that is due within two working days"
        in client.get(_at("emergency", release)).content.decode()
    )
    assert client.post(_at("emergency", release), {"reason": ""}).status_code == 422
    sent = {"reason": "A dangerous sentence."}
    page = client.post(_at("emergency", release), sent, follow=True).content.decode()
    assert "A review is due by" in page
    assert _live().kind == PublicationKind.EMERGENCY
    assert "Emergency change, published without a review" in page
    assert '<a href="' + _at("review", release) + '" class="desk-main">' in page


def test_an_approved_release_is_rather_published_the_ordinary_way(
    room: Room, visit: Visit, approved: Release
) -> None:
    page = visit(room.publisher).get(_at("emergency", approved)).content.decode()
    assert "This release is approved." in page


def _withdraw(client: Client, slug: str, reason: str) -> int:
    address = reverse("admin:content_release_withdraw_form", args=[slug])
    return client.post(address, {"reason": reason}).status_code


@pytest.mark.parametrize("who", ["reviewer", "publisher"])
def test_one_person_withdraws_a_form_in_one_step(room: Room, visit: Visit, who: str) -> None:
    client = visit(getattr(room, who))
    assert _withdraw(client, "citrate", "") == 422
    assert _withdraw(client, "citrate", "A recall.") == 302
    assert _live().withdrawn == "citrate"
    assert "citrate" not in _live().release.catalogue().compound_of


def test_a_form_the_draft_lost_can_still_be_withdrawn(room: Room, visit: Visit) -> None:
    """It is live, whatever the draft says."""
    Compound.objects.filter(slug="citrate").update(slug="renamed")
    client = visit(room.publisher)
    page = client.get(reverse("admin:content_release_withdraw")).content.decode()
    assert "Citrate, as it is live" in page
    assert _withdraw(client, "citrate", "A recall.") == 302


def test_the_editing_screen_of_a_form_leads_to_its_withdrawal(room: Room, visit: Visit) -> None:
    compound = Compound.objects.get(slug="citrate")
    response = visit(room.publisher).get(reverse("admin:content_compound_withdraw", args=[compound.pk]))
    assert response.headers["Location"] == reverse("admin:content_release_withdraw_form", args=["citrate"])


def test_a_form_that_is_not_live_can_not_be_withdrawn(room: Room, visit: Visit) -> None:
    assert _withdraw(visit(room.publisher), "ghost", "A recall.") == 404
