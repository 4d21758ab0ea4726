from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from content import allowances, documents, publishing, release_checks, restore, snapshot
from content.management.commands.load_starter import STARTER
from content.models import Compound
from content.release_checks import Gravity
from tests import factories as f
from tests.content.samples import everything


def test_a_folder_is_checked_without_a_database(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_content", folder=STARTER)
    said = capsys.readouterr().out
    assert "Nothing blocks a release." in said
    assert said.index("A reviewer should see these") < said.index("Good to know")
    assert "compounds.yaml, sulfate: no combination of answers shows this form." in said
    assert "more." in said


def test_a_folder_that_blocks_ends_with_1_and_names_every_place(tmp_path: Path) -> None:
    documents.write(everything(), tmp_path)
    goals = tmp_path / "goals.yaml"
    goals.write_text(goals.read_text("utf-8").replace("About sleep.", "It cures."), "utf-8")
    with pytest.raises(CommandError, match="1 problem must be mended") as refused:
        call_command("check_content", folder=tmp_path)
    assert refused.value.returncode == 1


def test_a_folder_that_can_not_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"publisher\.yaml is missing"):
        call_command("check_content", folder=tmp_path)


def test_with_more_words_every_place_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_content", folder=STARTER, verbosity=2)
    assert "more." not in capsys.readouterr().out


@pytest.mark.django_db
def test_the_rows_are_checked_and_what_was_let_pass_is_told_with_its_reason(
    capsys: pytest.CaptureFixture[str],
) -> None:
    restore.replace_all(everything())
    Compound.objects.filter(slug="citrate").update(summary="It cures migraine.")
    with pytest.raises(CommandError, match="1 problem must be mended"):
        call_command("check_content")
    (problem,) = [
        problem
        for problem in release_checks.run(snapshot.freeze(), today=timezone.localdate())
        if problem.gravity is Gravity.BLOCK
    ]
    allowances.allow(problem=problem, reason="It quotes a label.", by=f.UserFactory.create(username="ed"))
    call_command("check_content")
    assert "Let pass by ed: It quotes a label." in capsys.readouterr().out


@pytest.mark.django_db
def test_what_is_live_is_checked_whatever_the_rows_say() -> None:
    with pytest.raises(CommandError, match="Nothing is live"):
        call_command("check_content", live=True)
    restore.replace_all(everything())
    publishing.publish_demonstration(release=publishing.propose(note="The first.", by=None))
    Compound.objects.filter(slug="citrate").update(summary="It cures migraine.")
    call_command("check_content", live=True)


@pytest.mark.django_db
def test_rows_that_are_not_there_are_told() -> None:
    with pytest.raises(CommandError, match="There is no “publisher” yet"):
        call_command("check_content")
