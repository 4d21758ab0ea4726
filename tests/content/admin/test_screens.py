"""Every editing screen opens, and saving what it shows changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content import allowances, edits, publishing, restore, roles, snapshot
from content import models as rows
from content.catalogue import Catalogue
from content.release_checks import reviews
from content.telling import Sentence
from tests import factories as f
from tests.content.admin.screens import as_shown
from tests.content.samples import everything

pytestmark = pytest.mark.django_db

EDITED = list(rows.KINDS.values())
READ = [rows.Release, rows.Approval, rows.Publication, rows.Edit, rows.Allowance]


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("editor"))
    return client


def _address(model: type[models.Model], screen: str, *keys: Any) -> str:
    return reverse(f"admin:content_{model._meta.model_name}_{screen}", args=keys)


@pytest.mark.parametrize("model", EDITED)
def test_the_list_of_each_kind_opens_and_can_be_searched(editor: Client, model: type[models.Model]) -> None:
    restore.replace_all(everything())
    assert editor.get(_address(model, "changelist")).status_code == 200
    assert editor.get(_address(model, "changelist"), {"q": "some", "all": ""}).status_code == 200


@pytest.mark.parametrize("model", EDITED)
def test_saving_what_a_screen_shows_changes_nothing(editor: Client, model: type[models.Model]) -> None:
    restore.replace_all(everything())
    for row in model._default_manager.all():
        address = _address(model, "change", row.pk)
        response = editor.post(address, as_shown(editor.get(address).context))
        assert response.status_code == 302, response.context["errors"]
    assert snapshot.freeze() == everything()


@pytest.mark.parametrize("model", EDITED)
def test_a_row_of_each_kind_can_be_added_where_there_may_be_one(
    editor: Client, model: type[models.Model]
) -> None:
    assert editor.get(_address(model, "add")).status_code == 200


@pytest.mark.parametrize("model", [rows.Publisher, rows.FoodFirst])
def test_a_single_row_is_neither_doubled_nor_deleted(editor: Client, model: type[models.Model]) -> None:
    restore.replace_all(everything())
    assert editor.get(_address(model, "add")).status_code == 403
    assert editor.get(_address(model, "delete", 1)).status_code == 403


@pytest.mark.parametrize("model", READ)
def test_the_record_can_be_read_and_nothing_else(editor: Client, model: type[models.Model]) -> None:
    approval = f.ApprovalFactory.create()
    publishing.publish_demonstration(release=approval.release)
    with edits.recorded(by=approval.by):
        f.GoalFactory.create()
    problem = reviews.NEVER.problem("goals", "sleep", "reviewed_on", Sentence("No review."))
    allowances.allow(problem=problem, reason="It is new.", by=f.member(roles.EDITOR))
    row = model._default_manager.get()
    assert editor.get(_address(model, "changelist")).status_code == 200
    assert editor.get(_address(model, "change", row.pk)).status_code == 200
    assert editor.get(_address(model, "add")).status_code == 403
    assert editor.get(_address(model, "delete", row.pk)).status_code == 403
    assert editor.post(_address(model, "change", row.pk), {"note": "Other"}).status_code == 403


def test_every_model_has_a_screen_or_belongs_to_one() -> None:
    parts = {inline.model for screen in admin.site._registry.values() for inline in screen.inlines}
    ours = {model for model in admin.site._registry if model._meta.app_label == "content"}
    assert ours == {*EDITED, *READ, rows.Act}  # deeds are for administrators: tests/content/entrance
    assert parts == {rows.Elemental, rows.CompoundTrait, rows.Claim, rows.Option, rows.Promise}


def test_screens_use_native_selects_only() -> None:
    for screen in admin.site._registry.values():
        if screen.model._meta.app_label == "content":
            for part in [screen, *screen.inlines]:
                assert not part.autocomplete_fields
                assert not part.filter_horizontal
                assert not part.filter_vertical
                assert not part.raw_id_fields


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("model", [rows.Claim, rows.Trait, rows.Caution, rows.Expectation, rows.Compound])
def test_a_longer_list_takes_no_more_queries(
    editor: Client, model: type[models.Model], starter: Catalogue
) -> None:
    address = _address(model, "changelist")
    restore.replace_all(everything())
    before = _queries(editor, address)
    restore.replace_all(starter)
    assert _queries(editor, address) <= before + 1


def test_a_question_with_many_answers_takes_no_more_queries_than_one_with_few(editor: Client) -> None:
    restore.replace_all(everything())
    question = rows.Question.objects.get(slug="goals")
    address = _address(rows.Question, "change", question.pk)
    before = _queries(editor, address)
    f.OptionFactory.create_batch(10, question=question)
    assert _queries(editor, address) <= before


def test_a_form_can_not_be_put_on_one_scale_twice(editor: Client) -> None:
    restore.replace_all(everything())
    compound = rows.Compound.objects.get(slug="skin")
    address = _address(rows.Compound, "change", compound.pk)
    sent = as_shown(editor.get(address).context)
    sent |= {"traits-TOTAL_FORMS": "2", "traits-1-trait": str(rows.Trait.objects.get(slug="gut-laxative").pk)}
    response = editor.post(address, sent)
    assert "are steps of one scale" in response.content.decode()
    assert compound.traits.count() == 1


def test_places_can_change_scales_in_one_go(editor: Client) -> None:
    restore.replace_all(everything())
    compound = rows.Compound.objects.get(slug="skin")
    address = _address(rows.Compound, "change", compound.pk)
    sent = as_shown(editor.get(address).context)
    trait = {trait.slug: str(trait.pk) for trait in rows.Trait.objects.all()}
    sent |= {"traits-TOTAL_FORMS": "2"}
    sent |= {"traits-0-trait": trait["cost-less"], "traits-1-trait": trait["gut-laxative"]}
    assert editor.post(address, sent).status_code == 302
    assert {place.trait.slug for place in compound.traits.all()} == {"cost-less", "gut-laxative"}


def test_an_answer_about_safety_may_only_raise_cautions(editor: Client) -> None:
    restore.replace_all(everything())
    question = rows.Question.objects.get(slug="conditions")
    address = _address(rows.Question, "change", question.pk)
    sent = as_shown(editor.get(address).context)
    sent |= {"options-0-wants": [str(rows.Goal.objects.get(slug="sleep").pk)]}
    response = editor.post(address, sent)
    assert "may only raise cautions" in response.content.decode()
    assert snapshot.freeze() == everything()


def test_deleting_something_in_use_says_what_uses_it(editor: Client) -> None:
    restore.replace_all(everything())
    source = rows.Source.objects.get(slug="first-paper")
    page = editor.get(_address(rows.Source, "delete", source.pk)).content.decode()
    assert "can’t be deleted yet" in page
    claim = rows.Claim.objects.get(compound__slug="citrate", goal__slug="sleep")
    assert f'<a href="{_address(rows.Claim, "change", claim.pk)}">Magnesium citrate for Sleep</a>' in page
    editor.post(_address(rows.Source, "delete", source.pk), {"post": "yes"})
    assert rows.Source.objects.filter(pk=source.pk).exists()


def test_pages_carry_no_inline_script_or_style(editor: Client) -> None:
    restore.replace_all(everything())
    for model in EDITED:
        page = editor.get(_address(model, "change", model._default_manager.all()[0].pk)).content.decode()
        assert "<script>" not in page
        assert "<style" not in page
        assert " style=" not in page
        assert "select2" not in page
