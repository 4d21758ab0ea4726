"""The screen on which an editor sees what a release would hold, and proposes it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from content import allowances, edits, holding
from content.models import Allowance, Claim, Compound, Guidance, Hold, Release
from tests.content.admin.desk.conftest import Visit
from tests.room import Room

pytestmark = pytest.mark.django_db

HOME = "/admin/content/release/propose/"


def _block(room: Room) -> None:
    """Write what no release may say."""
    with edits.recorded(by=room.editor):
        Claim.objects.filter(compound__slug="citrate", goal__slug="sleep").update(
            statement="Magnesium cures insomnia."
        )


def test_the_page_shows_what_would_change_and_who_changed_it(room: Room, visit: Visit) -> None:
    room.rename("Another name")
    page = visit(room.editor).get(HOME).content.decode()
    assert "1 changed" in page
    assert "By editor." in page
    citrate = Compound.objects.get(slug="citrate")
    assert reverse("admin:content_compound_change", args=[citrate.pk]) in page


def test_a_proposal_needs_a_note_and_leads_to_its_release(room: Room, visit: Visit) -> None:
    room.rename("Another name")
    client = visit(room.editor)
    response = client.post(HOME, {"do": "propose", "note": " "})
    assert response.status_code == 422
    assert '<a href="#id_note">Say what changes and why.</a>' in response.content.decode()
    page = client.post(HOME, {"do": "propose", "note": "A better name."}, follow=True).content.decode()
    release = Release.objects.get(number=3)
    assert (release.note, release.created_by) == ("A better name.", room.editor)
    assert "Waiting for a review" in page


def test_nothing_new_is_refused_and_the_note_is_kept(room: Room, visit: Visit) -> None:
    response = visit(room.editor).post(HOME, {"do": "propose", "note": "Nothing, really."})
    assert response.status_code == 422
    assert "Nothing differs from release 2" in response.content.decode()
    assert "Nothing, really." in response.content.decode()


def test_what_blocks_leads_to_the_field_and_can_be_let_pass(room: Room, visit: Visit) -> None:
    _block(room)
    client = visit(room.editor)
    page = client.get(HOME).content.decode()
    claim = Claim.objects.get(compound__slug="citrate", goal__slug="sleep")
    assert "These block the release" in page
    assert reverse("admin:content_claim_change", args=[claim.pk]) + "#id_statement" in page
    assert client.post(HOME, {"do": "propose", "note": "A cure."}).status_code == 422
    for fingerprint in _fingerprints(page):
        sent = {"do": "allow", "fingerprint": fingerprint, "reason": "A quotation."}
        assert client.post(HOME, sent).status_code == 302
    page = client.get(HOME).content.decode()
    assert "These block the release" not in page
    assert "A quotation." in page
    assert client.post(HOME, {"do": "propose", "note": "A cure."}).status_code == 302
    assert Release.objects.get(number=3).allowances


def test_letting_pass_is_taken_back(room: Room, visit: Visit) -> None:
    _block(room)
    client = visit(room.editor)
    [fingerprint, *_] = _fingerprints(client.get(HOME).content.decode())
    client.post(HOME, {"do": "allow", "fingerprint": fingerprint, "reason": "A quotation."})
    client.post(HOME, {"do": "take_back", "fingerprint": fingerprint, "reason": "None, after all."})
    assert fingerprint not in allowances.in_force()


@pytest.mark.parametrize("sent", [{"reason": " "}, {"fingerprint": "0" * 64, "reason": "Why not."}])
def test_a_problem_is_let_pass_only_for_a_reason_and_while_it_is_there(
    room: Room, visit: Visit, sent: dict[str, str]
) -> None:
    _block(room)
    client = visit(room.editor)
    [fingerprint, *_] = _fingerprints(client.get(HOME).content.decode())
    response = client.post(HOME, {"do": "allow", "fingerprint": fingerprint, **sent})
    assert response.status_code == 422
    assert not Allowance.objects.exists()


def _fingerprints(page: str) -> list[str]:
    return [part[:64] for part in page.split('name="fingerprint" value="')[1:]]


def test_a_record_is_held_back_and_let_go(room: Room, visit: Visit) -> None:
    room.rename("Not ready")
    client = visit(room.editor)
    sent = {"do": "hold", "record": "compounds/citrate", "reason": "Waiting for a source."}
    page = client.post(HOME, sent, follow=True).content.decode()
    assert "Waiting for a source." in page
    assert "Not ready" not in page
    hold = Hold.objects.get()
    page = client.post(HOME, {"do": "let_go", "hold": str(hold.pk)}, follow=True).content.decode()
    assert not Hold.objects.exists()
    assert "Not ready" in page


@pytest.mark.parametrize(
    "sent",
    [
        {"do": "hold", "record": "compounds/citrate", "reason": ""},
        {"do": "hold", "record": "nonsense", "reason": "Why not."},
        {"do": "let_go", "hold": "7"},
        {"do": "let_go", "hold": "x"},
    ],
)
def test_a_hold_that_makes_no_sense_is_refused(room: Room, visit: Visit, sent: dict[str, str]) -> None:
    assert visit(room.editor).post(HOME, sent).status_code == 422
    assert not Hold.objects.exists()


def test_a_draft_that_is_not_complete_says_what_is_missing(room: Room, visit: Visit) -> None:
    with edits.recorded(by=room.editor):
        Guidance.objects.all().delete()
    response = visit(room.editor).get(HOME)
    assert response.status_code == 200
    assert "this card is missing" in response.content.decode()


def test_holds_that_do_not_fit_the_rest_can_be_let_go(room: Room, visit: Visit) -> None:
    """Otherwise nobody could propose anything any more."""
    with edits.recorded(by=room.editor):
        Claim.objects.filter(compound__slug="skin").delete()
        Compound.objects.create(
            slug="new", name="New", short="New", number=9, route="mouth", summary="A new one."
        )
        Claim.objects.create(
            compound=Compound.objects.get(slug="new"),
            goal=Claim.objects.all()[0].goal,
            relevance="often",
            direction="may_help",
            certainty="limited",
            statement="It may help.",
            because="Few studies.",
        )
    holding.hold(kind="compounds", record="new", by=room.editor, reason="Not yet.")
    page = visit(room.editor).get(HOME).content.decode()
    assert "This draft can’t be released" in page
    assert 'value="let_go"' in page
