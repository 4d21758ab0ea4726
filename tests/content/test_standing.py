"""Who may take a Release further, and where it stands."""

from __future__ import annotations

import datetime as dt
import functools

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone

from content import edits, publishing, restore, roles, standing
from content.models import Compound, Publication, Release
from content.standing import Standing
from tests import factories as f
from tests.room import Room, asked, compared_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Room:
    room = Room()
    room.demonstrate()
    return room


# Four eyes --------------------------------------------------------------------------------


def test_a_reviewer_who_had_no_part_in_it_may_approve(room: Room) -> None:
    assert standing.why_not_approve(room.reviewer, room.propose("Another name")) == ()


def test_a_proposer_may_not_approve(room: Room) -> None:
    room.editor.groups.add(Group.objects.get(name=roles.CLINICAL_REVIEWER))
    room.rename("Another name", by=f.member(roles.EDITOR))
    release = room.propose()
    assert standing.why_not_approve(User.objects.get(username="editor"), release) == (
        "You proposed this release, so somebody else has to approve it.",
    )


def test_nobody_approves_their_own_words_whoever_proposes_them(room: Room) -> None:
    room.rename("Another name", by=room.reviewer)
    release = room.propose(by=f.member(roles.EDITOR))
    with pytest.raises(publishing.Refused, match="Some of these changes are yours"):
        room.approve(release)


def test_words_that_were_replaced_before_the_proposal_still_count(room: Room) -> None:
    room.rename("A name by the reviewer", by=room.reviewer)
    release = room.propose("Another name")
    assert "yours" in standing.why_not_approve(room.reviewer, release)[0]


def test_words_that_are_live_already_do_not_count(room: Room) -> None:
    """A reviewer whose words went live with somebody else's approval may review what follows."""
    other = f.member(roles.CLINICAL_REVIEWER)
    room.rename("A name by the reviewer", by=room.reviewer)
    release = room.propose()
    room.approve(release, by=other)
    room.publish(release)
    assert standing.why_not_approve(room.reviewer, room.propose("Another name")) == ()


def test_what_somebody_did_after_the_proposal_does_not_count(room: Room) -> None:
    release = room.propose("Another name")
    room.rename("A later name", by=room.reviewer)
    assert standing.why_not_approve(room.reviewer, release) == ()


def test_an_import_names_its_person_too(room: Room) -> None:
    release = room.propose("Another name")
    older = Release.objects.get(number=1)
    importer = f.member(roles.CLINICAL_REVIEWER)
    with edits.recorded(by=importer, how="An import"):
        restore.replace_all(older.catalogue())
        Compound.objects.filter(slug="skin").update(name="Imported")
    assert standing.why_not_approve(importer, release) == ()
    assert "yours" in standing.why_not_approve(importer, room.propose())[0]


def test_a_superuser_needs_to_be_a_clinical_reviewer_as_well(room: Room) -> None:
    superuser = f.UserFactory.create(is_superuser=True, is_staff=True)
    release = room.propose("Another name")
    with pytest.raises(publishing.Refused, match="not in the group “Clinical reviewer”"):
        room.approve(release, by=superuser)
    superuser.groups.add(Group.objects.get(name=roles.CLINICAL_REVIEWER))
    room.approve(release, by=superuser)


def test_a_superuser_does_not_approve_their_own_words(room: Room) -> None:
    superuser = f.member(roles.CLINICAL_REVIEWER, is_superuser=True)
    room.rename("Another name", by=superuser)
    with pytest.raises(publishing.Refused, match="yours"):
        room.approve(room.propose(), by=superuser)


@pytest.mark.parametrize("role", [roles.EDITOR, roles.PUBLISHER, roles.ADMINISTRATOR])
def test_nobody_but_a_clinical_reviewer_approves(room: Room, role: str) -> None:
    with pytest.raises(publishing.Refused, match="Only clinical reviewers"):
        room.approve(room.propose("Another name"), by=f.member(role))


def test_an_account_that_was_closed_may_do_nothing(room: Room) -> None:
    release = room.propose("Another name")
    closed = f.member(roles.CLINICAL_REVIEWER, is_active=False)
    assert standing.why_not_approve(closed, release)
    room.editor.is_active = False
    room.approve(release)
    assert standing.why_not_publish(room.editor, release)


def test_an_approval_says_in_which_role_and_what_it_states(room: Room) -> None:
    release = room.propose("Another name")
    seen = publishing.Seen(compared_with=compared_with(release), acknowledged={"b", "a", *asked(release)})
    approve = functools.partial(publishing.approve, release=release, by=room.reviewer, seen=seen)
    for role, statement in [("", "I have read it."), ("Pharmacist", " ")]:
        with pytest.raises(publishing.Refused):
            approve(role=role, statement=statement)
    approval = approve(role="Pharmacist", statement="Read.")
    assert approval.acknowledged == sorted({"a", "b", *asked(release)})


def test_what_is_live_is_not_approved_again(room: Room) -> None:
    with pytest.raises(publishing.Refused, match="is live already"):
        room.approve(room.bring_live("Another name"))


def test_a_review_passes_over_what_can_not_be_read(room: Room) -> None:
    """Editors are not locked out when the newest bytes are damaged: the public sees the ones before."""
    damaged = f.ReleaseFactory.create(number=2, digest="0" * 64)
    Publication.objects.create(number=2, kind="emergency", release=damaged, reason="A test.")
    release = room.propose("Another name")
    base = standing.base_of(release)
    assert base is not None
    assert base.release.number == 1
    room.approve(release)
    room.publish(release)


# Where a release stands -------------------------------------------------------------------


def test_every_standing_can_be_reached_and_has_a_label(room: Room) -> None:
    seen: dict[Standing, Release] = {}

    def note(release: Release) -> None:
        seen.setdefault(standing.standing_of(release), release)

    first = Release.objects.get(number=1)
    passed_over = room.propose("A first idea")
    note(passed_over)
    returned = room.propose("A second idea")
    publishing.send_back(release=returned, by=room.reviewer, statement="No.")
    note(returned)
    void = room.propose("A third idea")
    room.approve(void)
    note(void)
    planned = room.propose("A fourth idea")
    room.approve(planned)
    room.publish(planned, starts_at=timezone.now() + dt.timedelta(days=1))
    note(planned)
    live = room.bring_live("A fifth idea")
    for release in (live, first, void, planned, passed_over):
        note(release)

    assert set(seen) == set(Standing)
    assert len({standing.label for standing in Standing}) == len(Standing)


def test_asking_takes_no_more_queries_than_needed(room: Room, django_assert_max_num_queries: object) -> None:
    release = room.propose("Another name")
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        standing.standing_of(release)
