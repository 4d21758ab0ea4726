"""Two people with the same screen open."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from django.contrib.auth.models import User
from django.test import Client

from content import edits, snapshot
from content.models import Claim, Compound, CompoundTrait, Edit, Expectation, Question
from tests.content.admin.screens import address, as_shown


@pytest.fixture
def citrate(editing: Client) -> Compound:
    return Compound.objects.get(slug="citrate")


@pytest.fixture
def opened(editing: Client, citrate: Compound) -> dict[str, Any]:
    """What Jo's browser sends after she typed another summary."""
    return as_shown(editing.get(address(citrate)).context) | {"summary": "What Jo wrote."}


def _sam_saves(sam: User, citrate: Compound, **values: str) -> None:
    with edits.recorded(by=sam):
        Compound.objects.filter(pk=citrate.pk).update(**values)


def _text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def _save(client: Client, row: Compound, sent: dict[str, Any]) -> Any:
    return client.post(address(row), sent)


def test_a_screen_nobody_else_changed_is_saved(
    editing: Client, citrate: Compound, opened: dict[str, Any]
) -> None:
    assert _save(editing, citrate, opened).status_code == 302
    citrate.refresh_from_db()
    assert citrate.summary == "What Jo wrote."


def test_who_saves_second_is_told_and_nothing_is_saved(
    editing: Client, citrate: Compound, opened: dict[str, Any], sam: User
) -> None:
    _sam_saves(sam, citrate, summary="What Sam wrote.")
    response = _save(editing, citrate, opened)
    page = _text(response)
    assert response.status_code == 409
    assert "Somebody else changed this while you were editing" in page
    assert "<strong>Sam</strong>" in page
    assert "Nothing was saved yet" not in page  # the conflict says it already
    citrate.refresh_from_db()
    assert citrate.summary == "What Sam wrote."


def test_everything_typed_is_still_there(
    editing: Client, citrate: Compound, opened: dict[str, Any], sam: User
) -> None:
    opened |= {"claims-0-statement": "A claim in Jo’s words.", "risks": "What Jo thinks of risks."}
    _sam_saves(sam, citrate, summary="What Sam wrote.")
    shown = as_shown(editing.post(address(citrate), opened).context)
    opened.pop("_opened")
    shown.pop("_opened")
    assert shown == {name: value for name, value in opened.items() if value}


def test_both_versions_are_shown_word_by_word(
    editing: Client, citrate: Compound, opened: dict[str, Any], sam: User
) -> None:
    _sam_saves(sam, citrate, summary="What Sam wrote.")
    conflict = editing.post(address(citrate), opened).context["conflict"]
    (edit,) = conflict.edits
    (change,) = conflict.changes
    assert [field.place for field in edit.change.fields] == ["Summary"]
    assert [(piece.sign, piece.text) for piece in change.fields[0].pieces] == [
        ("kept", "What "),
        ("removed", "Sam"),
        ("added", "Jo"),
        ("kept", " wrote."),
    ]


def test_saving_again_saves_after_all(
    editing: Client, citrate: Compound, opened: dict[str, Any], sam: User
) -> None:
    _sam_saves(sam, citrate, summary="What Sam wrote.")
    mark = editing.post(address(citrate), opened).context["mark"]
    assert _save(editing, citrate, opened | {"_opened": mark}).status_code == 302
    citrate.refresh_from_db()
    assert citrate.summary == "What Jo wrote."


def test_a_third_save_meanwhile_is_told_again(
    editing: Client, citrate: Compound, opened: dict[str, Any], sam: User
) -> None:
    _sam_saves(sam, citrate, summary="What Sam wrote.")
    mark = editing.post(address(citrate), opened).context["mark"]
    _sam_saves(sam, citrate, summary="What Sam wrote next.")
    assert _save(editing, citrate, opened | {"_opened": mark}).status_code == 409


def test_what_can_not_be_saved_is_told_together_with_the_conflict(
    editing: Client, citrate: Compound, opened: dict[str, Any], sam: User
) -> None:
    _sam_saves(sam, citrate, summary="What Sam wrote.")
    response = _save(editing, citrate, opened | {"name": ""})
    assert response.status_code == 409
    assert "can’t be saved as it is" in _text(response)
    assert "This field is required." in _text(response)


def test_trying_a_save_leaves_no_edit_behind(
    editing: Client, citrate: Compound, opened: dict[str, Any], sam: User
) -> None:
    _sam_saves(sam, citrate, summary="What Sam wrote.")
    before = Edit.objects.count()
    _save(editing, citrate, opened)
    assert Edit.objects.count() == before


def test_a_changed_claim_of_a_form_counts(
    editing: Client, citrate: Compound, opened: dict[str, Any], sam: User
) -> None:
    with edits.recorded(by=sam):
        Claim.objects.filter(compound=citrate).update(statement="What Sam knows.")
    response = _save(editing, citrate, opened)
    assert response.status_code == 409
    assert "citrate for sleep" in _text(response)


def test_a_part_somebody_else_deleted_comes_back_when_it_was_kept(
    editing: Client, citrate: Compound, opened: dict[str, Any], sam: User
) -> None:
    place = CompoundTrait.objects.filter(compound=citrate)[0]
    with edits.recorded(by=sam):
        place.delete()
    mark = editing.post(address(citrate), opened).context["mark"]
    assert _save(editing, citrate, opened | {"_opened": mark}).status_code == 302
    assert CompoundTrait.objects.filter(compound=citrate, trait=place.trait).exists()


def test_changes_elsewhere_do_not_matter(
    editing: Client, citrate: Compound, opened: dict[str, Any], sam: User
) -> None:
    with edits.recorded(by=sam):
        Compound.objects.exclude(pk=citrate.pk).update(summary="What Sam wrote.")
    assert _save(editing, citrate, opened).status_code == 302


def test_what_was_typed_on_a_deleted_row_is_kept_and_can_be_added_again(editing: Client, sam: User) -> None:
    question = Question.objects.get(slug="goals")
    sent = as_shown(editing.get(address(question)).context) | {"text": "What Jo asks?"}
    before = next(snapshot.read("questions", pk=question.pk))
    with edits.recorded(by=sam):
        Expectation.objects.all().delete()
        Question.shown_when.through.objects.all().delete()
        question.delete()
    response = editing.post(address(question), sent)
    assert response.status_code == 409
    assert "What Jo asks?" in _text(response)
    again: dict[str, list[str]] = {}
    for field, value in response.context["sent"]:
        again.setdefault(field, []).append(value)
    assert editing.post(response.context["add_at"], again).status_code == 302
    (after,) = snapshot.read("questions", slug="goals")
    assert after == msgspec.structs.replace(before, text="What Jo asks?")
