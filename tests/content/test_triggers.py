"""The database itself keeps the record, whoever writes to it."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction

from content import holding, live, publishing
from content.models import Act, AppendOnly, Cancellation, Deed, Publication, triggers
from tests import factories as f
from tests.room import Room

RECORD = AppendOnly.__subclasses__()


@pytest.fixture
def room() -> Room:
    """A room in which every kind of record has a row."""
    room = Room()
    live_release = room.demonstrate()
    release = room.propose("Another name")
    approval = room.approve(release)
    publication = Publication.objects.create(
        number=2, kind="publish", release=release, approval=approval, starts_at="2100-01-01T00:00:00Z"
    )
    Cancellation.objects.create(publication=publication, by=room.publisher, reason="A test.")
    returned = room.propose("A third name")
    publishing.send_back(release=returned, by=room.reviewer, statement="No.")
    f.AllowanceFactory.create(by=room.editor)
    Act.objects.create(what=Deed.SENT, by=room.editor)
    holding.hold(kind="compounds", record="citrate", by=room.editor, reason="A row that may change.")
    assert live_release.number == 1
    return room


ATTEMPTS = {
    "sqlite": [
        ("UPDATE", "SET id = id"),
        ("DELETE FROM", ""),
        ("INSERT OR REPLACE INTO", "SELECT * FROM {table}"),
    ],
    "postgresql": [("UPDATE", "SET id = id"), ("DELETE FROM", ""), ("TRUNCATE", "CASCADE")],
}
"""What somebody at the database could try: the words before and after the name of a table."""


@pytest.mark.django_db
@pytest.mark.usefixtures("room")
@pytest.mark.parametrize("model", RECORD)
def test_no_statement_changes_or_deletes_a_row_of_the_record(model: type[models.Model]) -> None:
    table = model._meta.db_table
    assert model._default_manager.exists()
    connection.check_constraints()  # PostgreSQL truncates no table about which something is still open
    for before, after in ATTEMPTS[connection.vendor]:
        statement = f"{before} {table} {after.format(table=table)}"
        with (
            pytest.raises(DatabaseError, match="never changed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.usefixtures("room")
def test_a_row_can_not_take_the_number_of_another() -> None:
    release = Publication.objects.get(number=1).release
    with pytest.raises(DatabaseError), transaction.atomic():
        Publication.objects.create(number=1, kind="emergency", release=release, reason="Mine.")


@pytest.mark.django_db
@pytest.mark.usefixtures("room")
@pytest.mark.parametrize("model", RECORD)
def test_neither_does_the_model_nor_its_queryset(model: Any) -> None:
    row = model.objects.first()
    for change in (row.save, row.delete, model.objects.all().delete, lambda: model.objects.update(pk=7)):
        with pytest.raises(TypeError, match="never"):
            change()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("emptied_afterwards")
def test_every_migrate_makes_the_triggers_that_are_missing() -> None:
    """A table that is altered in SQLite is built anew, and its triggers are gone."""
    assert triggers.missing() == []
    triggers.lift()
    assert triggers.missing() == sorted(model._meta.db_table for model in RECORD)
    call_command("migrate", verbosity=0)
    assert triggers.missing() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("emptied_afterwards")
def test_a_process_that_starts_to_serve_says_what_is_not_protected(caplog: pytest.LogCaptureFixture) -> None:
    triggers.lift()
    with live.use(None):
        live._Follower()._look()
    assert [record.levelno for record in caplog.records if "migrate" in record.getMessage()] == [
        logging.CRITICAL
    ]
