from __future__ import annotations

import pytest
from django.db import models

from content import documents, edits, integrity, publishing, restore, snapshot
from content import models as rows
from content.catalogue import Catalogue
from content.models import Edit, Release
from tests import factories as f
from tests.content.samples import everything
from tests.room import Room

pytestmark = pytest.mark.django_db

RECORDS = [(kind, integrity.named(record)) for kind, record in integrity.records(everything())]


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def release(room: Room) -> Release:
    return room.demonstrate()


def _spoil(kind: str) -> None:
    """Change something in every row of a kind, and in the parts of each."""
    for row in rows.KINDS[kind]._default_manager.all():
        for field in row._meta.fields:
            is_text = isinstance(field, models.TextField | models.CharField) and not field.choices
            if is_text and field.name not in {"slug", "url"}:
                setattr(row, field.name, "Spoilt")
        row.save()
        for field in row._meta.local_many_to_many:
            getattr(row, field.name).clear()


@pytest.mark.parametrize("kind", documents.KINDS)
def test_every_kind_of_record_comes_back_as_it_was(room: Room, release: Release, kind: str) -> None:
    _spoil(kind)
    for _kind, record in [place for place in RECORDS if place[0] == kind]:
        restore.put_back(kind=kind, record=record, release=release, by=room.editor)
    assert snapshot.freeze() == everything()


def test_only_the_record_asked_for_comes_back(room: Room, release: Release) -> None:
    room.rename("One")
    room.rename("Two", compound="skin")
    restore.put_back(kind="compounds", record="citrate", release=release, by=room.editor)
    names = dict(rows.Compound.objects.values_list("slug", "name"))
    assert names == {"citrate": "Magnesium citrate", "skin": "Two"}
    edit = Edit.objects.first()
    assert edit is not None
    assert (edit.by, edit.how) == (room.editor, "Put back from release 1")


def test_parts_come_back_in_their_order_and_keep_their_rows(room: Room, release: Release) -> None:
    """Other content names an answer, so its row may not be replaced by another."""
    kept = rows.Option.objects.get(question__slug="goals", code="sleep")
    with edits.recorded(by=room.editor):
        rows.Option.objects.filter(question__slug="goals", code="not-sure").delete()
        f.OptionFactory.create(question=kept.question, code="added")
        rows.Option.objects.filter(pk=kept.pk).update(number=99, label="Spoilt")
    restore.put_back(kind="questions", record="goals", release=release, by=room.editor)
    assert rows.Option.objects.get(question__slug="goals", code="sleep").pk == kept.pk
    assert _question(snapshot.freeze()) == _question(everything())


def _question(content: Catalogue) -> object:
    return content.question_of["goals"]


def test_what_was_deleted_comes_back_and_what_was_added_goes(room: Room, release: Release) -> None:
    with edits.recorded(by=room.editor):
        rows.Claim.objects.all().delete()
        f.SourceFactory.create(slug="new")
    restore.put_back(kind="sources", record="new", release=release, by=room.editor)
    for record in ("citrate for sleep", "citrate for constipation"):
        restore.put_back(kind="claims", record=record, release=release, by=room.editor)
    assert snapshot.freeze() == everything()


def test_what_names_something_that_is_gone_waits_for_it(room: Room, release: Release) -> None:
    with edits.recorded(by=room.editor):
        rows.Claim.objects.all().delete()
        for option in rows.Option.objects.all():
            option.wants.clear()
        rows.Goal.objects.filter(slug="sleep").delete()
    with pytest.raises(publishing.Refused, match="names the goal “sleep”, which is not there"):
        restore.put_back(kind="claims", record="citrate for sleep", release=release, by=room.editor)
    restore.put_back(kind="goals", record="sleep", release=release, by=room.editor)
    restore.put_back(kind="claims", record="citrate for sleep", release=release, by=room.editor)


def test_what_is_in_use_does_not_go(room: Room, release: Release) -> None:
    with edits.recorded(by=room.editor):
        source = f.SourceFactory.create(slug="new")
        rows.Goal.objects.get(slug="sleep").sources.add(source)
    with pytest.raises(publishing.Refused, match="This is still used by: Sleep"):
        restore.put_back(kind="sources", record="new", release=release, by=room.editor)


def test_only_editors_put_back(room: Room, release: Release) -> None:
    with pytest.raises(publishing.Refused, match="Only editors"):
        restore.put_back(kind="compounds", record="citrate", release=release, by=room.reviewer)
