from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from pytest_django import Settings

from content import catalogue, publishing, restore
from content.edition import PublicationKind
from content.meaning import question_meanings
from content.models import Approval, Compound, Guidance, Publication, Release, Source
from tests import builders as b
from tests import factories as f
from tests.content.samples import everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows() -> None:
    restore.replace_all(everything())


@pytest.fixture
def live(rows: None) -> Release:
    """A release that is live as a demonstration."""
    release = publishing.propose(note="The first.", by=None)
    publishing.publish_demonstration(release=release)
    return release


def _next_release(name: str = "Citrate, in other words") -> Release:
    Compound.objects.filter(slug="citrate").update(name=name)
    return publishing.propose(note="Another name.", by=None)


def _approve(release: Release, *, compared_with: str) -> Approval:
    return f.ApprovalFactory.create(release=release, live_digest=compared_with)


@pytest.mark.usefixtures("rows")
def test_a_release_holds_the_rows_and_says_who_proposed_it() -> None:
    editor = f.UserFactory.create()
    release = publishing.propose(note="The first.", by=editor)
    assert release.number == 1
    assert release.catalogue() == everything()
    assert release.digest == catalogue.digest(catalogue.encode(everything()))
    assert release.meanings == question_meanings(everything())
    assert release.created_by == editor
    assert timezone.now() - release.created_at < dt.timedelta(minutes=1)


@pytest.mark.usefixtures("rows")
def test_a_release_is_not_changed_by_later_edits() -> None:
    release = publishing.propose(note="The first.", by=None)
    Compound.objects.update(name="Something else")
    assert release.catalogue() == everything()
    assert publishing.propose(note="The second.", by=None).number == 2


@pytest.mark.usefixtures("rows")
def test_rows_that_do_not_hold_together_are_refused_with_every_reason() -> None:
    Guidance.objects.all().delete()
    with pytest.raises(publishing.Refused) as refused:
        publishing.propose(note="Without advice.", by=None)
    assert len(refused.value.reasons) == 5
    assert not Release.objects.exists()


def test_rows_that_are_not_there_are_refused() -> None:
    with pytest.raises(publishing.Refused, match="There is no “publisher” yet"):
        publishing.propose(note="Nothing.", by=None)


@pytest.mark.usefixtures("rows")
def test_a_proposal_needs_a_note() -> None:
    with pytest.raises(publishing.Refused, match="Say what changes"):
        publishing.propose(note=" ", by=None)


@pytest.mark.usefixtures("live")
def test_what_is_live_already_is_not_proposed_again() -> None:
    with pytest.raises(publishing.Refused, match="Nothing differs from release 1"):
        publishing.propose(note="The same.", by=None)


def test_an_approved_release_goes_live(live: Release) -> None:
    release = _next_release()
    approval = _approve(release, compared_with=live.digest)
    publisher = f.UserFactory.create()
    publication = publishing.publish(release=release, by=publisher)
    assert publishing.live_publication() == publication
    assert (publication.kind, publication.approval) == (PublicationKind.PUBLISH, approval)
    assert publication.made_by == publisher


def test_a_first_release_can_be_approved_against_nothing() -> None:
    release = f.ReleaseFactory.create()
    _approve(release, compared_with="")
    assert publishing.publish(release=release, by=None).number == 1


@pytest.mark.usefixtures("live")
@pytest.mark.parametrize("compared_with", ["", "0" * 64])
def test_an_approval_compared_with_something_else_does_not_count(compared_with: str) -> None:
    release = _next_release()
    _approve(release, compared_with=compared_with)
    with pytest.raises(publishing.Refused, match="Nobody has approved release 2"):
        publishing.publish(release=release, by=None)


def test_an_approval_of_another_release_does_not_count(live: Release) -> None:
    _approve(_next_release(), compared_with=live.digest)
    with pytest.raises(publishing.Refused, match="Nobody has approved release 3"):
        publishing.publish(release=_next_release("Another name again"), by=None)


def test_an_approval_is_void_once_something_else_went_live(live: Release) -> None:
    second, third = _next_release(), _next_release("Another name again")
    _approve(second, compared_with=live.digest)
    _approve(third, compared_with=live.digest)
    publishing.publish(release=second, by=None)
    with pytest.raises(publishing.Refused, match="Nobody has approved"):
        publishing.publish(release=third, by=None)


def test_what_is_live_is_not_published_again(live: Release) -> None:
    _approve(live, compared_with=live.digest)
    with pytest.raises(publishing.Refused, match="Release 1 is live already"):
        publishing.publish(release=live, by=None)


def test_damaged_bytes_do_not_go_live() -> None:
    release = f.ReleaseFactory.create(digest="0" * 64)
    _approve(release, compared_with="")
    with pytest.raises(publishing.Refused, match="do not match their digest"):
        publishing.publish(release=release, by=None)


def test_bytes_that_do_not_hold_together_do_not_go_live() -> None:
    release = f.ReleaseFactory.create(content=b.catalogue(claims=[b.claim("ghost", "sleep")]))
    _approve(release, compared_with="")
    with pytest.raises(publishing.Refused, match="nothing in compounds is called “ghost”"):
        publishing.publish(release=release, by=None)


def test_a_demonstration_is_the_first_publication_or_none(live: Release) -> None:
    with pytest.raises(publishing.Refused, match="Something was published before"):
        publishing.publish_demonstration(release=_next_release())
    assert publishing.live_publication() == Publication.objects.get(release=live)


def test_a_demonstration_is_refused_where_content_must_be_reviewed(settings: Settings) -> None:
    settings.DEMONSTRATION_ALLOWED = False
    with pytest.raises(publishing.Refused, match="no clinician has reviewed"):
        publishing.publish_demonstration(release=f.ReleaseFactory.create())


@pytest.fixture
def second(live: Release) -> Release:
    """A release that went live after the first one."""
    release = _next_release()
    _approve(release, compared_with=live.digest)
    publishing.publish(release=release, by=None)
    return release


def test_an_earlier_release_comes_back_and_can_be_undone(live: Release, second: Release) -> None:
    publishing.roll_back(release=live, by=None, reason="The name was wrong.")
    publishing.roll_back(release=second, by=None, reason="It was right.")
    log = [(p.release, p.kind) for p in Publication.objects.order_by("number")]
    assert log == [(live, "demonstration"), (second, "publish"), (live, "roll_back"), (second, "roll_back")]


@pytest.mark.usefixtures("second")
def test_rolling_back_needs_a_reason(live: Release) -> None:
    with pytest.raises(publishing.Refused, match="Say why"):
        publishing.roll_back(release=live, by=None, reason=" ")


def test_what_was_never_live_can_not_come_back(second: Release) -> None:
    with pytest.raises(publishing.Refused, match="was never live"):
        publishing.roll_back(release=_next_release("Never shown"), by=None, reason="A mistake.")
    with pytest.raises(publishing.Refused, match="is live already"):
        publishing.roll_back(release=second, by=None, reason="A mistake.")


@pytest.mark.usefixtures("second")
def test_an_unreviewed_release_does_not_come_back_where_content_must_be_reviewed(
    live: Release, settings: Settings
) -> None:
    settings.DEMONSTRATION_ALLOWED = False
    with pytest.raises(publishing.Refused, match="No clinician has reviewed release 1"):
        publishing.roll_back(release=live, by=None, reason="A mistake.")


def test_a_plan_takes_effect_in_its_time_unless_something_came_between(live: Release) -> None:
    planned = f.ReleaseFactory.create(number=2)
    later = timezone.now() + dt.timedelta(hours=1)
    reason = "A plan."
    Publication.objects.create(number=2, kind="emergency", release=planned, reason=reason, starts_at=later)
    assert publishing.live_publication() == Publication.objects.get(number=1)
    Publication.objects.create(
        number=3, kind="emergency", release=live, reason=reason, starts_at=later - dt.timedelta(hours=2)
    )
    now = publishing.live_publication()
    assert now is not None
    assert now.number == 3


def test_a_number_that_somebody_else_took_is_refused(monkeypatch: pytest.MonkeyPatch, live: Release) -> None:
    release = _next_release()
    _approve(release, compared_with=live.digest)
    monkeypatch.setattr(publishing, "_next", lambda model: 1)
    with pytest.raises(publishing.Refused, match="Somebody else did the same"):
        publishing.publish(release=release, by=None)


@pytest.mark.usefixtures("rows")
def test_a_source_that_changed_is_a_difference() -> None:
    publishing.publish_demonstration(release=publishing.propose(note="The first.", by=None))
    Source.objects.filter(slug="third-paper").delete()
    assert publishing.propose(note="One source less.", by=None).number == 2
