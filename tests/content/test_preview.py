"""What a preview is made of. How staff get to see it is in tests/wizard/test_previewing.py."""

from __future__ import annotations

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from content import holding, models, preview
from content.edition import PublicationKind
from content.preview import CannotBeShown, NoSuchPreview, open_preview
from tests.room import Room

pytestmark = pytest.mark.django_db


def test_the_draft_reads_as_if_it_were_published_now() -> None:
    room = Room()
    live = room.demonstrate()
    room.rename("Novelty")
    before = timezone.now()
    shown = open_preview("draft")
    edition = shown.edition
    assert shown.compared == "1 entry differs from release 1, which is live."
    assert edition.catalogue.compound_of["citrate"].name == "Novelty"
    assert edition.number == live.number + 1
    assert before <= edition.published_at <= timezone.now()
    assert [entry.number for entry in edition.log] == [2, 1]
    assert edition.changed_on["forms/citrate"] == edition.published_at
    assert edition.changed_on["glossary"] < edition.published_at
    assert not edition.reviewed


def test_a_page_the_draft_takes_away_says_so_in_its_preview() -> None:
    room = Room()
    room.demonstrate()
    models.Article.objects.all().delete()
    gone = open_preview("draft").edition.gone
    assert any(page.startswith("learn/") for page in gone)


def test_the_draft_may_say_what_is_live() -> None:
    room = Room()
    room.demonstrate()
    assert open_preview("draft").compared == "It says the same as release 1, which is live."


def test_an_approved_release_names_who_approved_it() -> None:
    room = Room()
    room.demonstrate()
    release = room.propose("Novelty")
    assert not open_preview("2").edition.reviewed
    room.approve(release)
    edition = open_preview("2").edition
    assert [approval.by for approval in edition.approvals] == ["reviewer"]
    assert edition.log[0].note == release.note


def test_a_release_that_was_live_is_shown_as_it_was() -> None:
    room = Room()
    room.demonstrate()
    room.bring_live("Second")
    room.bring_live("Third")
    edition = open_preview("2").edition
    assert edition.catalogue.compound_of["citrate"].name == "Second"
    assert (edition.kind, edition.reviewed) == (PublicationKind.PUBLISH, True)
    assert [entry.number for entry in edition.log] == [2, 1]
    assert open_preview("2").compared == "1 entry differs from release 3, which is live."


def test_the_draft_is_the_same_value_until_an_edit_changes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """So what is made of it once, such as the index of the search, is made once."""
    room = Room()
    first = open_preview("draft").edition.catalogue
    monkeypatch.setattr(preview, "TRUSTED_FOR", 0)
    assert open_preview("draft").edition.catalogue is first
    monkeypatch.undo()
    room.rename("Novelty")
    assert open_preview("draft").edition.catalogue.compound_of["citrate"].name == "Novelty"


def test_the_draft_is_read_once_for_pages_that_follow_each_other(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    Room()
    open_preview("draft")
    with django_assert_max_num_queries(6):
        open_preview("draft")


def test_what_went_round_the_record_is_seen_a_moment_later(monkeypatch: pytest.MonkeyPatch) -> None:
    Room()
    open_preview("draft")
    models.Compound.objects.filter(slug="citrate").update(name="Novelty")
    monkeypatch.setattr(preview, "TRUSTED_FOR", 0)
    assert open_preview("draft").edition.catalogue.compound_of["citrate"].name == "Novelty"


def test_a_preview_never_shares_its_content_with_another() -> None:
    room = Room()
    room.demonstrate()
    assert open_preview("draft").edition.digest == open_preview("1").edition.digest
    assert open_preview("draft").edition.catalogue is not open_preview("1").edition.catalogue


def test_what_makes_no_site_is_refused_with_every_reason() -> None:
    Room()
    models.Guidance.objects.filter(level__in=["urgent_now", "routine"]).delete()
    with pytest.raises(CannotBeShown) as caught:
        open_preview("draft")
    assert [reason.sentence for reason in caught.value.reasons] == [
        "Guidance, routine: this card is missing.",
        "Guidance, urgent_now: this card is missing.",
    ]
    assert all(reason.address == "/admin/content/guidance/" for reason in caught.value.reasons)


def test_the_draft_shows_what_is_held_back_and_says_so() -> None:
    room = Room()
    room.demonstrate()
    room.rename("Novelty")
    holding.hold(kind="compounds", record="citrate", by=room.editor, reason="The name is not settled.")
    shown = open_preview("draft")
    assert shown.edition.catalogue.compound_of["citrate"].name == "Novelty"
    assert shown.compared.endswith("1 entry is held back: a release would keep what is live there.")


def test_there_is_no_preview_of_a_release_that_does_not_exist() -> None:
    with pytest.raises(NoSuchPreview):
        open_preview("7")


def test_a_preview_has_the_address_of_the_live_page_behind_its_own() -> None:
    assert preview.address(4, "/forms/citrate/") == "/preview/4/forms/citrate/"
    assert preview.address("draft") == "/preview/draft/"
