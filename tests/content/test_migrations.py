from __future__ import annotations

import importlib

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from content import dated
from content.models import Release, triggers
from tests import builders as b
from tests import factories as f


@pytest.mark.django_db
def test_every_change_of_the_models_has_a_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("emptied_afterwards")
def test_releases_made_before_pages_were_told_get_theirs() -> None:
    """Otherwise a roll-back to one of them could bring a withdrawn form back."""
    migration = importlib.import_module("content.migrations.0004_pages_of_older_releases")
    content = b.catalogue(compounds=[b.compound("citrate")])
    f.ReleaseFactory.create(number=1, content=content, pages={})
    f.ReleaseFactory.create(number=2, data=b"damaged", pages={})
    state = MigrationExecutor(connection).loader.project_state(("content", "0003_editing_room"))
    with connection.schema_editor() as editor:
        migration.tell_pages(state.apps, editor)
    triggers.protect()
    assert Release.objects.get(number=1).pages == dated.pages(content)
    assert Release.objects.get(number=2).pages == {}
