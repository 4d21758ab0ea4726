from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from pytest_django import Settings

from content import documents, edits, publishing, snapshot
from content.catalogue import Catalogue
from content.management.commands.load_starter import STARTER
from content.models import Compound, Publication, Release, Source
from tests import factories as f
from tests.content.samples import everything

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def somebody() -> User:
    """Who imports: an import names a person."""
    return f.UserFactory.create(username="somebody")


def _texts(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("content", [everything, lambda: documents.read(STARTER)], ids=["sample", "starter"])
def test_export_of_an_import_is_the_same_byte_for_byte(
    tmp_path: Path, content: Callable[[], Catalogue]
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    documents.write(content(), first)
    call_command("import_content", first, by="somebody")
    call_command("export_content", second)
    assert _texts(second) == _texts(first)


def test_the_starter_files_are_written_as_an_export_writes_them(starter: Catalogue) -> None:
    """An editor's first export then shows their own changes and nothing else."""
    written = {path.stem: path.read_text("utf-8") for path in STARTER.glob("*.yaml")}
    assert documents.texts(starter) == written


def test_export_without_content_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no “publisher” yet"):
        call_command("export_content", tmp_path)


def test_import_leaves_content_alone_unless_told_to_replace_it(tmp_path: Path) -> None:
    documents.write(everything(), tmp_path)
    f.SourceFactory.create(slug="mine")
    with pytest.raises(CommandError, match="Add --replace"):
        call_command("import_content", tmp_path, by="somebody")
    assert [source.slug for source in Source.objects.all()] == ["mine"]
    call_command("import_content", tmp_path, "--replace", by="somebody")
    assert snapshot.freeze() == everything()


def test_import_tells_every_problem_and_changes_nothing(tmp_path: Path) -> None:
    documents.write(everything(), tmp_path)
    sources = tmp_path / "sources.yaml"
    sources.write_text(
        sources.read_text(encoding="utf-8").replace("reading: primary", "reading: dreamt"), "utf-8"
    )
    (tmp_path / "guidance.yaml").write_text("- level: routine\n", "utf-8")
    with pytest.raises(CommandError) as refused:
        call_command("import_content", tmp_path, by="somebody")
    text = str(refused.value)
    assert "sources.yaml, first-paper" in text
    assert "sources.yaml, third-paper" in text
    assert "guidance.yaml, record 1" in text
    assert not Source.objects.exists()


def test_import_names_a_person_who_then_counts_as_author(tmp_path: Path, somebody: User) -> None:
    documents.write(everything(), tmp_path)
    with pytest.raises(CommandError, match="no active account called “nobody”"):
        call_command("import_content", tmp_path, by="nobody")
    with pytest.raises(CommandError, match="--by"):
        call_command("import_content", tmp_path)
    call_command("import_content", tmp_path, by="somebody")
    assert {edit.by for edit in edits.history("compounds", "citrate")} == {somebody}


def test_import_of_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"publisher\.yaml is missing"):
        call_command("import_content", tmp_path / "nowhere", by="somebody")


def test_the_starter_content_goes_live_as_a_demonstration() -> None:
    call_command("load_starter")
    publication = Publication.objects.get()
    assert (publication.number, publication.kind) == (1, "demonstration")
    assert publication.release.catalogue() == documents.read(STARTER)


def test_the_starter_content_is_loaded_once(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_starter")
    Compound.objects.update(name="An editor's own words")
    call_command("load_starter")
    assert "left alone" in capsys.readouterr().out
    assert set(Compound.objects.values_list("name", flat=True)) == {"An editor's own words"}
    assert Publication.objects.count() == 1


def test_an_editors_content_without_a_release_is_left_alone() -> None:
    f.SourceFactory.create(slug="mine")
    with pytest.raises(CommandError, match="There is content but no release"):
        call_command("load_starter")
    assert Source.objects.count() == 1


def test_where_content_must_be_reviewed_nothing_of_the_starter_is_kept(settings: Settings) -> None:
    settings.DEMONSTRATION_ALLOWED = False
    with pytest.raises(CommandError, match="no clinician has reviewed"):
        call_command("load_starter")
    assert not Release.objects.exists()
    assert publishing.live_publication() is None
    assert not Compound.objects.exists()
