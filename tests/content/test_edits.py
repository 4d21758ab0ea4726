from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from content import diff, edits, restore, snapshot
from content.catalogue import Catalogue
from content.models import Compound, Edit, Publisher, Source
from tests import factories as f
from tests.content.samples import everything
from tests.room import Room

pytestmark = pytest.mark.django_db


def test_an_edit_tells_who_changed_which_words_and_how() -> None:
    room = Room()
    with edits.recorded(by=room.editor, how="By hand"):
        Compound.objects.filter(slug="citrate").update(name="Citrate, in other words")
    edit = edits.history("compounds", "citrate")[0]
    assert (edit.by, edit.how, edit.kind, edit.record) == (room.editor, "By hand", "compounds", "citrate")
    (change,) = edit.changes()
    assert change.path == ("name",)
    assert [run.text for run in change.runs if run.sign is diff.Sign.ADDED] == ["Citrate, in other words"]


def test_parts_of_a_record_and_its_references_belong_to_it() -> None:
    room = Room()
    before = Edit.objects.count()
    with edits.recorded(by=room.editor):
        compound = Compound.objects.get(slug="citrate")
        compound.elemental.all().delete()
        compound.sources.clear()
    assert Edit.objects.count() == before + 1
    assert {change.path[0] for change in Edit.objects.first().changes()} == {"elemental", "sources"}  # type: ignore[union-attr]


def test_what_was_added_deleted_and_renamed_is_told_as_such() -> None:
    room = Room()
    with edits.recorded(by=room.editor):
        f.SourceFactory.create(slug="new")
        Source.objects.filter(slug="third-paper").update(slug="renamed")
    told = {edit.record: (edit.before is None, edit.after is None) for edit in Edit.objects.all()[:3]}
    assert told == {"new": (True, False), "renamed": (True, False), "third-paper": (False, True)}


def test_nothing_is_kept_when_nothing_changed() -> None:
    room = Room()
    before = Edit.objects.count()
    with edits.recorded(by=room.editor):
        Compound.objects.get(slug="citrate").save()
    assert Edit.objects.count() == before


def test_a_change_that_fails_leaves_neither_rows_nor_edits() -> None:
    room = Room()
    before = Edit.objects.count()
    with pytest.raises(IntegrityError):
        _rename_and_fail(room)
    assert Edit.objects.count() == before
    assert not Compound.objects.filter(name="Half done").exists()


def _rename_and_fail(room: Room) -> None:
    with edits.recorded(by=room.editor):
        Compound.objects.update(name="Half done")
        Compound.objects.update(slug="")


def test_one_inside_another_is_told_once_under_the_outer_name() -> None:
    room = Room()
    before = edits.latest()
    with edits.recorded(by=room.editor), edits.recorded(by=room.publisher):
        Compound.objects.filter(slug="citrate").update(name="Another name")
    assert [edit.by for edit in Edit.objects.filter(pk__gt=before)] == [room.editor]


def test_unfinished_content_is_recorded_too() -> None:
    with edits.recorded(by=f.UserFactory.create()):
        f.SourceFactory.create(slug="first")
    assert not Publisher.objects.exists()
    assert Edit.objects.get().record == "first"


def test_a_change_without_a_name_is_for_new_installations_only() -> None:
    room = Room()
    room.propose()
    with pytest.raises(ValueError, match="Say who"), edits.recorded(by=None):
        pass


def test_recording_takes_no_more_queries_for_more_rows(starter: Catalogue) -> None:
    assert _queries(everything()) == _queries(starter)


def _queries(content: Catalogue) -> int:
    with transaction.atomic():
        restore.replace_all(content)
        with CaptureQueriesContext(connection) as queries, edits.recorded(by=None):
            pass
    return len(queries)


# Who may not approve ----------------------------------------------------------------------


def _authors(live: Catalogue, **limits: int) -> dict[str, list[str]]:
    found = edits.authors(live, diff.compare(live, snapshot.freeze()), **limits)
    return {record: [user.username for user in users] for (_kind, record), users in found.items()}


@pytest.fixture
def room() -> Room:
    return Room()


def test_everybody_since_the_live_version_counts_the_latest_first(room: Room) -> None:
    live = snapshot.freeze()
    room.rename("One", by=room.editor)
    room.rename("Two", by=room.reviewer)
    assert _authors(live) == {"citrate": ["reviewer", "editor"]}


def test_nobody_before_the_live_version_counts(room: Room) -> None:
    room.rename("One", by=room.editor)
    live = snapshot.freeze()
    room.rename("Two", by=room.reviewer)
    assert _authors(live) == {"citrate": ["reviewer"]}


def test_edits_that_led_back_to_the_live_version_do_not_count(room: Room) -> None:
    room.rename("One", by=room.editor)
    live = snapshot.freeze()
    room.rename("Two", by=room.publisher)
    room.rename("One", by=room.publisher)
    room.rename("Three", by=room.reviewer)
    assert _authors(live) == {"citrate": ["reviewer"]}


def test_who_wrote_words_that_somebody_else_put_back_counts(room: Room) -> None:
    room.rename("One", by=room.publisher)
    live = snapshot.freeze()
    room.rename("Two", by=room.reviewer)
    room.rename("One", by=room.publisher)
    room.rename("Two", by=room.editor)
    assert _authors(live) == {"citrate": ["editor", "reviewer"]}


def test_when_the_live_version_was_never_met_everybody_counts(room: Room) -> None:
    live = everything()
    Compound.objects.filter(slug="citrate").update(name="Changed at the database")
    room.rename("One", by=room.editor)
    room.rename("Two", by=room.reviewer)
    assert _authors(live) == {"citrate": ["reviewer", "editor"]}


def test_who_deleted_or_added_a_record_counts(room: Room) -> None:
    live = snapshot.freeze()
    with edits.recorded(by=room.reviewer):
        Source.objects.filter(slug="third-paper").delete()
    with edits.recorded(by=room.editor):
        f.SourceFactory.create(slug="fourth-paper")
    assert _authors(live) == {"third-paper": ["reviewer"], "fourth-paper": ["editor"]}


def test_who_wrote_a_new_record_counts_under_its_later_names(room: Room) -> None:
    live = snapshot.freeze()
    with edits.recorded(by=room.reviewer):
        f.SourceFactory.create(slug="first-name")
    for before, after in (("first-name", "second-name"), ("second-name", "third-name")):
        with edits.recorded(by=room.editor):
            Source.objects.filter(slug=before).update(slug=after)
    assert _authors(live) == {"third-name": ["editor", "reviewer"]}


def test_edits_after_the_proposal_do_not_count(room: Room) -> None:
    live = snapshot.freeze()
    room.rename("One", by=room.editor)
    proposed = edits.latest()
    room.rename("Two", by=room.reviewer)
    assert _authors(live, upto=proposed) == {"citrate": ["editor"]}


def test_what_came_with_the_software_has_no_author(room: Room) -> None:
    found = edits.authors(None, diff.compare(None, snapshot.freeze()))
    assert set(found.values()) == {()}
