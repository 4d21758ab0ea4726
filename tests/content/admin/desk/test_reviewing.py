"""One page on which a reviewer approves a Release or sends it back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from content import edits, holding, publishing, review_sections, roles, standing, words
from content.catalogue import Catalogue
from content.models import Approval, Claim, Compound, Release, Return, Source
from content.release_checks import checkers
from content.review_sections import Acknowledgement, Found
from content.standing import Standing
from tests import factories as f
from tests.content.admin.desk.conftest import Visit
from tests.room import Room, compared_with

pytestmark = pytest.mark.django_db

APPROVAL = {"do": "approve", "role": "Pharmacist", "statement": "I have read all of it."}


class Impact:
    """A section that asks for two things to be seen."""

    slug = "impact"
    title = "Who gets another answer"

    def __init__(self, *, ready: bool = True) -> None:
        self.ready = ready

    def look(self, before: Catalogue | None, after: Catalogue) -> Found:
        asked = (Acknowledgement("impact-lost", "Lost warnings"), Acknowledgement("impact-new", "New forms"))
        return Found(show=lambda _: mark_safe("<p>Nobody.</p>"), acknowledge=asked, ready=self.ready)


def _approval(release: Release, **sent: Any) -> dict[str, Any]:
    """What the form sends to approve: what it was compared with, and what was typed."""
    return {**APPROVAL, "compared": compared_with(release), **sent}


def _address(release: Release) -> str:
    return reverse("admin:content_release_review", args=[release.pk])


def _text(client: Client, release: Release) -> str:
    return str(SafeString(client.get(_address(release)).content.decode()))


def test_the_page_tells_what_changes_by_whom_and_against_what(room: Room, visit: Visit) -> None:
    release = room.propose("Citrate, as proposed")
    page = _text(visit(room.reviewer), release)
    assert "It is called Citrate, as proposed." in page
    assert "Release 2, which went live on" in page
    assert "By editor." in page
    assert "<del>" in page
    assert "<ins>" in page
    assert "1 changed" in page


def test_a_change_nobody_is_named_for_says_so(room: Room, visit: Visit) -> None:
    Source.objects.filter(slug="third-paper").update(title="Changed at the database")
    page = _text(visit(room.reviewer), publishing.propose(note="What changed.", by=room.editor))
    assert "Nobody is named for this change." in page


def test_both_sides_can_stand_beside_each_other(room: Room, visit: Visit) -> None:
    release = room.propose("Citrate, as proposed")
    page = visit(room.reviewer).get(_address(release), {"view": "sides"}).content.decode()
    assert "Before</span>" in page
    assert "Show in one text" in page


def test_an_approval_is_given_in_the_name_of_the_reviewer(room: Room, visit: Visit) -> None:
    release = room.propose("Another name")
    response = visit(room.reviewer).post(_address(release), _approval(release))
    assert response.headers["Location"] == reverse("admin:content_release_change", args=[release.pk])
    approval = release.approvals.get()
    assert (approval.by, approval.role) == (room.reviewer, "Pharmacist")
    assert standing.standing_of(release) is Standing.APPROVED


def test_the_role_is_offered_again(room: Room, visit: Visit) -> None:
    room.approve(room.propose("A name"))
    page = _text(visit(room.reviewer), room.propose("Another name"))
    assert 'value="Clinical reviewer"' in page


@pytest.mark.parametrize(
    ("missing", "kept"), [("role", APPROVAL["statement"]), ("statement", APPROVAL["role"])]
)
def test_an_approval_without_words_is_refused_and_keeps_what_was_typed(
    room: Room, visit: Visit, missing: str, kept: str
) -> None:
    release = room.propose("Another name")
    typed = {missing: " ", "comment:compounds/citrate": "A good name.", "reply": "Or no?"}
    response = visit(room.reviewer).post(_address(release), _approval(release, **typed))
    page = response.content.decode()
    assert response.status_code == 422
    assert f'<a href="#id_{missing}">' in page
    assert "<title>Error: " in page
    assert all(words in page for words in (kept, "A good name.", "Or no?"))
    assert not release.approvals.exists()


def test_everything_asked_for_has_to_be_ticked(room: Room, visit: Visit) -> None:
    review_sections.register(Impact())
    release = room.propose("Another name")
    client = visit(room.reviewer)
    response = client.post(_address(release), _approval(release, acknowledged="impact-new"))
    page = response.content.decode()
    assert response.status_code == 422
    assert '<a href="#seen-impact-lost">Not ticked: Lost warnings</a>' in page
    assert 'id="seen-impact-new" name="acknowledged" value="impact-new" form="decision" checked' in page
    client.post(_address(release), _approval(release, acknowledged=["impact-new", "impact-lost"]))
    assert release.approvals.get().acknowledged == ["impact-lost", "impact-new"]


def test_nobody_approves_while_a_section_is_counting(room: Room, visit: Visit) -> None:
    review_sections.register(Impact(ready=False))
    release = room.propose("Another name")
    sent = _approval(release, acknowledged=["impact-new", "impact-lost"])
    response = visit(room.reviewer).post(_address(release), sent)
    assert response.status_code == 422
    assert "“Who gets another answer” is still counting." in response.content.decode()
    assert not Approval.objects.filter(release=release).exists()


@pytest.mark.parametrize(("ready", "asks"), [(False, True), (True, False)])
def test_a_section_that_counts_comes_by_itself_and_leaves_what_is_typed(
    room: Room, visit: Visit, ready: bool, asks: bool
) -> None:
    review_sections.register(Impact(ready=ready))
    page = _text(visit(room.reviewer), room.propose("Another name"))
    assert ('data-hx-select="#impact" data-hx-target="this"' in page) is asks
    assert ("htmx-2" in page) is asks


def test_a_problem_is_told_before_its_remedy(room: Room, visit: Visit) -> None:
    page = _text(visit(room.reviewer), room.propose("Another name"))
    headings = re.findall(r"<h4>\w[\w ]*: (.*?)</h4>", page)
    looked_for = {words.told(check.looks_for) for checker in checkers() for check in checker.checks}
    assert headings
    assert set(headings) <= looked_for


def test_nobody_approves_a_difference_they_have_not_read(room: Room, visit: Visit) -> None:
    """Something else went live while the page was open."""
    release = room.propose("Another name")
    opened = _approval(release)
    room.bring_live("A third name")
    client = visit(room.reviewer)
    response = client.post(_address(release), opened)
    assert response.status_code == 422
    assert "Something else went live since you opened this page." in response.content.decode()
    assert not release.approvals.exists()
    assert client.post(_address(release), _approval(release)).status_code == 302


def test_the_page_leads_to_the_preview(room: Room, visit: Visit) -> None:
    assert '<a href="/preview/3/">' in _text(visit(room.reviewer), room.propose("Another name"))


def test_the_proposer_reads_why_they_may_not_approve(room: Room, visit: Visit) -> None:
    release = room.propose("Another name")
    client = visit(room.editor)
    page = _text(client, release)
    assert "You can’t approve this release" in page
    assert "You proposed this release, so somebody else has to approve it." in page
    assert 'value="approve"' not in page
    assert "Take release 3 back" in page
    assert client.post(_address(release), _approval(release)).status_code == 403
    assert not release.approvals.exists()


def test_a_reviewer_whose_own_edit_is_in_it_may_not_approve(room: Room, visit: Visit) -> None:
    own = f.member(roles.CLINICAL_REVIEWER)
    room.rename("Another name", by=own)
    release = room.propose()
    assert "Some of these changes are yours" in _text(visit(own), release)
    assert visit(own).post(_address(release), _approval(release)).status_code == 403
    assert not release.approvals.exists()


def test_a_release_goes_back_with_comments_on_single_changes(room: Room, visit: Visit) -> None:
    release = room.propose("Another name")
    sent = {"do": "return", "reply": "Not yet.", "comment:compounds/citrate": "Too long.", "comment:x/y": " "}
    assert visit(room.reviewer).post(_address(release), sent).status_code == 302
    returned = Return.objects.get()
    assert (returned.statement, returned.comments) == ("Not yet.", {"compounds/citrate": "Too long."})
    page = _text(visit(room.editor), release)
    assert "Not yet." in page
    assert '<a href="#compounds-citrate">' in page
    citrate = Compound.objects.get(slug="citrate")
    assert f'<a href="{reverse("admin:content_compound_change", args=[citrate.pk])}">Open' in page
    assert "Too long." in page


def test_a_release_does_not_go_back_without_a_word(room: Room, visit: Visit) -> None:
    release = room.propose("Another name")
    response = visit(room.reviewer).post(_address(release), {"do": "return", "comment:a/b": "Kept."})
    assert response.status_code == 422
    assert not Return.objects.exists()


def test_a_form_without_a_decision_is_asked_for_one(room: Room, visit: Visit) -> None:
    release = room.propose("Another name")
    response = visit(room.reviewer).post(_address(release), {})
    assert response.status_code == 422
    assert "Approve this release, or send it back." in response.content.decode()


def test_a_withdrawn_form_comes_back_only_when_the_reviewer_says_so(room: Room, visit: Visit) -> None:
    publishing.withdraw(compound="citrate", by=room.publisher, reason="A recall.")
    release = room.propose("Citrate again")
    client = visit(room.reviewer)
    assert "Withdrawn forms that come back" in _text(client, release)
    assert client.post(_address(release), _approval(release)).status_code == 422
    assert client.post(_address(release), _approval(release, acknowledged="back-citrate")).status_code == 302


def test_an_emergency_is_reviewed_afterwards_against_what_was_live_before(room: Room, visit: Visit) -> None:
    release = room.propose("Renamed in a hurry")
    publishing.publish_in_emergency(release=release, by=room.publisher, reason="A wrong name.")
    client = visit(room.reviewer)
    page = _text(client, release)
    assert "Release 2, which went live on" in page
    assert "<ins>" in page
    assert client.post(_address(release), _approval(release)).status_code == 302
    assert not standing.review_is_due(release)


def test_what_is_held_back_and_why_stands_on_the_page(room: Room, visit: Visit) -> None:
    room.rename("Not ready")
    with edits.recorded(by=room.editor):
        Claim.objects.filter(compound__slug="citrate", goal__slug="sleep").update(limits="Very small.")
    holding.hold(kind="compounds", record="citrate", by=room.editor, reason="Waiting for a source.")
    page = _text(visit(room.reviewer), room.propose())
    assert "Waiting for a source." in page
    assert "Not ready" not in page


def test_the_first_release_of_all_is_counted_and_not_compared(visit: Visit) -> None:
    room = Room()
    page = _text(visit(room.reviewer), room.propose())
    assert "Nothing is live yet, so everything in this release is new" in page
    assert "Goals: 2" in page


def test_a_link_for_somebody_outside_is_made_by_those_who_take_part(room: Room, visit: Visit) -> None:
    release = room.propose("Another name")
    address = reverse("admin:content_release_link", args=[release.pk])
    page = visit(room.editor).post(address).content.decode()
    assert "http://testserver/review/" in page
    guest = f.UserFactory.create(is_staff=True)
    assert visit(guest).post(address).status_code == 403
    assert visit(room.editor).get(address).status_code == 405
