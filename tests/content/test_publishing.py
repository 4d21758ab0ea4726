from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from pytest_django import Settings

from content import allowances, catalogue, dated, edits, publishing, release_checks, snapshot, standing
from content.edition import PublicationKind
from content.meaning import question_meanings
from content.models import Approval, Compound, Guidance, Publication, Release, Source
from tests import builders as b
from tests import factories as f
from tests.content.samples import everything
from tests.room import Room, asked, compared_with
from wizard import background

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def live(room: Room) -> Release:
    """A release that is live as a demonstration."""
    return room.demonstrate()


# Proposing -------------------------------------------------------------------------------


def test_a_release_holds_the_rows_and_says_who_proposed_it(room: Room) -> None:
    release = room.propose()
    assert release.number == 1
    assert release.catalogue() == everything()
    assert release.digest == catalogue.digest(catalogue.encode(everything()))
    assert release.meanings == question_meanings(everything())
    assert release.pages == dated.pages(everything())
    assert release.edits_upto == edits.latest()
    assert release.created_by == room.editor
    assert timezone.now() - release.created_at < dt.timedelta(minutes=1)


def test_a_release_is_not_changed_by_later_edits(room: Room) -> None:
    release = room.propose()
    Compound.objects.update(name="Something else")
    assert release.catalogue() == everything()
    assert room.propose().number == 2


def test_rows_that_do_not_hold_together_are_refused_with_every_reason(room: Room) -> None:
    Guidance.objects.all().delete()
    with pytest.raises(publishing.Refused) as refused:
        room.propose()
    assert len(refused.value.reasons) == 5
    assert not Release.objects.exists()


def test_rows_that_are_not_there_are_refused() -> None:
    with pytest.raises(publishing.Refused, match="There is no “publisher” yet"):
        publishing.propose(note="Nothing.", by=None)


def test_a_proposal_needs_a_note(room: Room) -> None:
    with pytest.raises(publishing.Refused, match="Say what changes"):
        publishing.propose(note=" ", by=room.editor)


@pytest.mark.usefixtures("live")
def test_what_is_live_already_is_not_proposed_again(room: Room) -> None:
    with pytest.raises(publishing.Refused, match="Nothing differs from release 1"):
        room.propose()


@pytest.mark.usefixtures("live")
def test_a_source_that_changed_is_a_difference(room: Room) -> None:
    Source.objects.filter(slug="third-paper").delete()
    assert room.propose().number == 2


@pytest.mark.usefixtures("live")
def test_only_editors_propose_and_only_the_first_release_needs_no_name(room: Room) -> None:
    room.rename("Citrate, in other words")
    with pytest.raises(publishing.Refused, match="Only editors"):
        room.propose(by=room.reviewer)
    with pytest.raises(publishing.Refused, match="Say who proposes this"):
        publishing.propose(note="Another name.", by=None)


@pytest.mark.usefixtures("live")
def test_what_blocks_is_told_in_the_words_of_the_editing_room(room: Room) -> None:
    room.rename("It cures migraine.")
    with pytest.raises(publishing.Refused) as refused:
        room.propose()
    (reason,) = refused.value.reasons
    assert reason.startswith("Form of magnesium, It cures migraine., name: ")


# Publishing -----------------------------------------------------------------------------


@pytest.mark.usefixtures("live")
def test_an_approved_release_goes_live(room: Room) -> None:
    release = room.propose("Citrate, in other words")
    approval = room.approve(release)
    publication = room.publish(release)
    assert publishing.live_publication() == publication
    assert (publication.kind, publication.approval) == (PublicationKind.PUBLISH, approval)
    assert publication.made_by == room.publisher


def test_a_first_release_is_approved_against_nothing(room: Room) -> None:
    release = room.propose()
    assert room.approve(release).live_digest == ""
    assert room.publish(release).number == 1


@pytest.mark.usefixtures("live")
@pytest.mark.parametrize("compared_with", ["", "0" * 64])
def test_an_approval_compared_with_something_else_does_not_count(room: Room, compared_with: str) -> None:
    release = room.propose("Citrate, in other words")
    f.ApprovalFactory.create(release=release, live_digest=compared_with)
    with pytest.raises(publishing.Refused, match="Nobody has approved release 2"):
        room.publish(release)


@pytest.mark.usefixtures("live")
def test_an_approval_of_another_release_does_not_count(room: Room) -> None:
    room.approve(room.propose("Citrate, in other words"))
    with pytest.raises(publishing.Refused, match="Nobody has approved release 3"):
        room.publish(room.propose("Citrate, in other words again"))


@pytest.mark.usefixtures("live")
def test_an_approval_is_void_once_something_else_went_live(room: Room) -> None:
    second, third = room.propose("Another name"), room.propose("Another name again")
    room.approve(second)
    room.approve(third)
    room.publish(second)
    with pytest.raises(publishing.Refused, match="Nobody has approved"):
        room.publish(third)


def test_an_approval_does_not_outlive_a_roll_back(room: Room, live: Release) -> None:
    """Otherwise the proposer could undo what a publisher rolled back, without anybody looking again."""
    second = room.bring_live("A mistake")
    publishing.roll_back(release=live, by=room.publisher, reason="A mistake.")
    with pytest.raises(publishing.Refused, match="Nobody has approved"):
        publishing.publish(release=second, by=room.editor)


@pytest.mark.usefixtures("live")
def test_the_proposer_may_publish_what_was_approved_and_nobody_else_but_a_publisher(room: Room) -> None:
    release = room.propose("Another name")
    room.approve(release)
    for stranger in (room.reviewer, f.member("Editor")):
        with pytest.raises(publishing.Refused, match="Only the proposer or a publisher"):
            publishing.publish(release=release, by=stranger)
    assert publishing.publish(release=release, by=room.editor).made_by == room.editor


def test_what_is_live_is_not_published_again(room: Room, live: Release) -> None:
    with pytest.raises(publishing.Refused, match="Release 1 is live already"):
        room.publish(live)


@pytest.mark.parametrize(
    ("release", "said"),
    [
        ({"digest": "0" * 64}, "do not match their digest"),
        (
            {"content": b.catalogue(claims=[b.claim("ghost", "sleep")])},
            "nothing in compounds is called “ghost”",
        ),
    ],
)
def test_bytes_that_can_not_be_served_are_neither_approved_nor_published(
    room: Room, release: dict[str, object], said: str
) -> None:
    made = f.ReleaseFactory.create(**release)
    with pytest.raises(publishing.Refused, match=said):
        room.approve(made)
    f.ApprovalFactory.create(release=made)
    with pytest.raises(publishing.Refused, match=said):
        room.publish(made)


def _let_pass(room: Room) -> None:
    (problem,) = allowances.blocking(release_checks.run(snapshot.freeze(), today=timezone.localdate()))
    allowances.allow(problem=problem, reason="It quotes a label.", by=room.editor)


@pytest.mark.usefixtures("live")
def test_every_check_is_run_again_when_a_release_goes_live(room: Room) -> None:
    room.rename("It cures migraine.")
    _let_pass(room)
    release = room.propose()
    room.approve(release)
    row = allowances.in_force()[release.allowances[0]["fingerprint"]]
    (problem,) = [
        found
        for found in release_checks.run(release.catalogue(), today=timezone.localdate())
        if found.fingerprint == row.fingerprint
    ]
    allowances.take_back(problem=problem, reason="No label says so.", by=room.editor)
    with pytest.raises(publishing.Refused, match="cures"):
        room.publish(release)
    allowances.allow(problem=problem, reason="One does.", by=room.editor)
    room.publish(release)


@pytest.mark.usefixtures("live")
def test_what_the_reviewer_was_not_shown_is_not_let_pass(room: Room) -> None:
    first, *others = everything().compounds
    promising = msgspec.structs.replace(first, summary="It cures migraine.")
    content = msgspec.structs.replace(everything(), compounds=(promising, *others))
    release = f.ReleaseFactory.create(number=2, content=content)
    room.approve(release)
    problems = release_checks.run(release.catalogue(), today=timezone.localdate())
    (problem,) = allowances.blocking(problems)
    allowances.allow(problem=problem, reason="It quotes a label.", by=room.editor)
    with pytest.raises(publishing.Refused, match="cures"):
        room.publish(release)


def test_a_number_that_somebody_else_took_is_refused(
    monkeypatch: pytest.MonkeyPatch, room: Room, live: Release
) -> None:
    release = room.propose("Another name")
    room.approve(release)
    monkeypatch.setattr(publishing, "_next", lambda model: live.number)
    with pytest.raises(publishing.Refused, match="Somebody else did the same"):
        room.publish(release)


# Approving ------------------------------------------------------------------------------


def _sign(room: Room, release: Release, *acknowledged: str, compared: str | None = None) -> Approval:
    compared = compared_with(release) if compared is None else compared
    return publishing.approve(
        release=release,
        by=room.reviewer,
        role="Pharmacist",
        statement="I have read it.",
        seen=publishing.Seen(compared_with=compared, acknowledged=acknowledged),
    )


@pytest.mark.usefixtures("live")
def test_nobody_approves_a_change_for_visitors_they_did_not_say_they_have_seen(room: Room) -> None:
    release = room.propose("Another name")
    (seen,) = asked(release)
    for acknowledged in ((), ("something-else",)):
        with pytest.raises(publishing.Refused, match="Not ticked: I have seen this: Only words change"):
            _sign(room, release, *acknowledged)
    assert not release.approvals.exists()
    assert _sign(room, release, seen).acknowledged == [seen]


@pytest.mark.usefixtures("live")
def test_nobody_approves_while_the_impact_is_being_counted(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = room.propose("Another name")
    acknowledged = asked(release)
    monkeypatch.setattr(background, "work", lambda *_, **__: background.Running(0.5))
    with pytest.raises(publishing.Refused, match="“What changes for visitors” is still counting"):
        _sign(room, release, *acknowledged)


def test_nobody_approves_a_comparison_that_is_out_of_date(room: Room, live: Release) -> None:
    release = room.propose("Another name")
    acknowledged = asked(release)
    room.bring_live("A third name")
    with pytest.raises(publishing.Refused, match="Something else went live"):
        _sign(room, release, *acknowledged, compared=live.digest)


# The first demonstration ----------------------------------------------------------------


@pytest.mark.usefixtures("live")
def test_a_demonstration_is_the_first_publication_or_none(room: Room) -> None:
    with pytest.raises(publishing.Refused, match="Something was published before"):
        publishing.publish_demonstration(release=room.propose("Another name"))
    assert Publication.objects.count() == 1


def test_a_demonstration_is_refused_where_content_must_be_reviewed(settings: Settings) -> None:
    settings.DEMONSTRATION_ALLOWED = False
    with pytest.raises(publishing.Refused, match="no clinician has reviewed"):
        publishing.publish_demonstration(release=f.ReleaseFactory.create())


# Rolling back ---------------------------------------------------------------------------


def test_an_earlier_release_comes_back_and_can_be_undone(room: Room, live: Release) -> None:
    second = room.bring_live("A mistake")
    publishing.roll_back(release=live, by=room.publisher, reason="The name was wrong.")
    publishing.roll_back(release=second, by=room.publisher, reason="It was right.")
    log = [(p.release, p.kind) for p in Publication.objects.order_by("number")]
    assert log == [(live, "demonstration"), (second, "publish"), (live, "roll_back"), (second, "roll_back")]


def test_rolling_back_needs_a_reason_and_a_publisher(room: Room, live: Release) -> None:
    room.bring_live("A mistake")
    with pytest.raises(publishing.Refused, match="Say why"):
        publishing.roll_back(release=live, by=room.publisher, reason=" ")
    with pytest.raises(publishing.Refused, match="Only publishers"):
        publishing.roll_back(release=live, by=room.editor, reason="A mistake.")


@pytest.mark.usefixtures("live")
def test_what_was_never_live_can_not_come_back(room: Room) -> None:
    second = room.bring_live("A mistake")
    with pytest.raises(publishing.Refused, match="was never live"):
        publishing.roll_back(release=room.propose("Never shown"), by=room.publisher, reason="A mistake.")
    with pytest.raises(publishing.Refused, match="is live already"):
        publishing.roll_back(release=second, by=room.publisher, reason="A mistake.")


def test_an_unreviewed_release_does_not_come_back_where_content_must_be_reviewed(
    room: Room, live: Release, settings: Settings
) -> None:
    room.bring_live("A mistake")
    settings.DEMONSTRATION_ALLOWED = False
    with pytest.raises(publishing.Refused, match="No clinician has reviewed release 1"):
        publishing.roll_back(release=live, by=room.publisher, reason="A mistake.")


# Sending back ---------------------------------------------------------------------------


@pytest.mark.usefixtures("live")
def test_a_release_that_was_sent_back_is_at_its_end(room: Room) -> None:
    release = room.propose("Another name")
    sent = publishing.send_back(
        release=release,
        by=room.reviewer,
        statement="Not yet.",
        comments={"compounds/citrate": " Too long. ", "x": ""},
    )
    assert sent.comments == {"compounds/citrate": "Too long."}
    with pytest.raises(publishing.Refused, match="was sent back"):
        room.approve(release)
    with pytest.raises(publishing.Refused, match="was sent back"):
        room.publish(release)
    assert standing.standing_of(release) is standing.Standing.RETURNED


@pytest.mark.usefixtures("live")
def test_an_approval_is_worth_nothing_after_the_release_was_sent_back(room: Room) -> None:
    release = room.propose("Another name")
    room.approve(release)
    publishing.send_back(release=release, by=f.member("Clinical reviewer"), statement="I disagree.")
    with pytest.raises(publishing.Refused, match="was sent back"):
        room.publish(release)


@pytest.mark.usefixtures("live")
def test_a_proposer_takes_a_proposal_back_and_a_stranger_does_not(room: Room) -> None:
    release = room.propose("Another name")
    stranger: User = f.member("Editor")
    with pytest.raises(publishing.Refused, match="Only clinical reviewers and the proposer"):
        publishing.send_back(release=release, by=stranger, statement="No.")
    with pytest.raises(publishing.Refused, match="Say why"):
        publishing.send_back(release=release, by=room.editor, statement="")
    publishing.send_back(release=release, by=room.editor, statement="I found a mistake.")


@pytest.mark.usefixtures("live")
def test_what_was_live_is_not_sent_back(room: Room) -> None:
    with pytest.raises(publishing.Refused, match="Roll back instead"):
        publishing.send_back(release=room.bring_live("Another name"), by=room.reviewer, statement="No.")
