"""What the database holds to, whoever writes to it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from content import models as rows
from content.catalogue import Level
from content.models.fields import lines
from tests import factories as f

pytestmark = pytest.mark.django_db

EDITORIAL: list[type[models.Model]] = [
    *(rows.KINDS.values()),
    rows.Elemental,
    rows.CompoundTrait,
    rows.Option,
    rows.Promise,
]


@pytest.mark.parametrize(
    ("factory", "values"),
    [
        (f.SourceFactory, {"slug": ""}),
        (f.SourceFactory, {"title": ""}),
        (f.SourceFactory, {"reading": "dreamt"}),
        (f.SourceFactory, {"url": "ftp://example.org"}),
        (f.CompoundFactory, {"route": "ear"}),
        (f.CompoundFactory, {"number": -1}),
        (f.TraitFactory, {"step": 0}),
        (f.ElementalFactory, {"percent": 100.1}),
        (f.ElementalFactory, {"percent": -0.1}),
        (f.ClaimFactory, {"certainty": "sure"}),
        (f.ClaimFactory, {"because": ""}),
        (f.CautionFactory, {"action": "worry"}),
        (f.CautionFactory, {"contact": "nobody"}),
        (f.QuestionFactory, {"most": 0}),
        (f.QuestionFactory, {"kind": "any"}),
        (f.ExpectationFactory, {"level": "high"}),
    ],
)
def test_a_bad_value_is_refused_by_the_database(factory: Any, values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        factory.create(**values)


def test_a_claim_exists_once_for_a_form_and_a_goal() -> None:
    claim = f.ClaimFactory.create()
    with pytest.raises(IntegrityError), transaction.atomic():
        f.ClaimFactory.create(compound=claim.compound, goal=claim.goal)


def test_a_code_exists_once_in_a_question() -> None:
    option = f.OptionFactory.create()
    f.OptionFactory.create(code=option.code)
    with pytest.raises(IntegrityError), transaction.atomic():
        f.OptionFactory.create(question=option.question, code=option.code)


def test_there_is_one_publisher() -> None:
    rows.Publisher.objects.create(name="Us")
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.Publisher.objects.create(name="Them")
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.Publisher.objects.create(pk=2, name="Them")


def test_there_is_one_card_for_a_level() -> None:
    for withheld in (False, True):
        rows.Guidance.objects.create(level=Level.ASK_FIRST, withheld=withheld, title="Ask", action="Ask.")
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.Guidance.objects.create(level=Level.ASK_FIRST, title="Ask", action="Ask.")


def test_every_row_is_found_by_its_natural_key() -> None:
    guidance = rows.Guidance.objects.create(level=Level.ROUTINE, title="Fine", action="Read on.")
    keyed: list[Any] = [f.SourceFactory.create(), f.ClaimFactory.create(), f.OptionFactory.create(), guidance]
    for row in keyed:
        manager = type(row)._default_manager
        assert manager.get_by_natural_key(*row.natural_key()) == row


@pytest.mark.parametrize("field", ["wants", "welcomes", "avoids", "rules_out", "raises"])
def test_what_an_answer_names_can_not_be_deleted(field: str) -> None:
    option = f.OptionFactory.create()
    factory: Any = {"wants": f.GoalFactory, "raises": f.CautionFactory}.get(field, f.TraitFactory)
    target = factory.create()
    getattr(option, field).add(target)
    with pytest.raises(ProtectedError):
        target.delete()
    getattr(option, field).clear()
    target.delete()


def test_every_reference_protects_what_it_names() -> None:
    """Parts disappear with the row they belong to; everything else stays while it is named."""
    belongs = {(rows.Elemental, "compound"), (rows.CompoundTrait, "compound"), (rows.Option, "question")}
    belongs |= {(rows.Promise, "expectation")}
    for model in EDITORIAL:
        for field in model._meta.fields:
            if isinstance(field, models.ForeignKey):
                wanted = models.CASCADE if (model, field.name) in belongs else models.PROTECT
                assert field.remote_field.on_delete is wanted, field
        for references in model._meta.local_many_to_many:
            joining: Any = references.remote_field.through
            target = joining._meta.get_field(references.m2m_reverse_field_name())
            assert target.remote_field.on_delete is models.PROTECT, references


def test_deleting_a_source_in_use_is_refused() -> None:
    claim = f.ClaimFactory.create()
    source = f.SourceFactory.create()
    claim.sources.add(source)
    with pytest.raises(ProtectedError):
        source.delete()
    claim.delete()
    source.delete()


def test_every_field_has_a_help_text() -> None:
    exempt = {"id", "created_at", "made_at", "at", "release"}
    parts = {"compound", "question", "expectation"}
    for model in EDITORIAL:
        for field in [*model._meta.fields, *model._meta.local_many_to_many]:
            if field.name not in exempt | parts:
                assert field.help_text, field


@pytest.mark.parametrize("row_of", [f.ReleaseFactory, f.ApprovalFactory])
def test_the_record_is_never_changed_or_deleted(row_of: Any) -> None:
    row = row_of.create()
    everything = type(row).objects.all()
    for change in (row.save, row.delete, everything.delete, lambda: everything.update(pk=7)):
        with pytest.raises(rows.Unchangeable):
            change()
    with pytest.raises(rows.Unchangeable):
        everything.bulk_update([row], ["id"])
    row._state.adding = True  # a row that claims to be new does not take the place of the one there
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_reviewer_who_signed_can_not_be_deleted() -> None:
    approval = f.ApprovalFactory.create()
    with pytest.raises(ProtectedError):
        approval.by.delete()


def test_a_publication_needs_an_approval_or_a_reason() -> None:
    release = f.ReleaseFactory.create()
    for kind in ("publish", "roll_back", "withdraw", "emergency", "surprise"):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.Publication.objects.create(number=1, kind=kind, release=release)
    for kind, withdrawn in (("withdraw", ""), ("emergency", "citrate")):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.Publication.objects.create(
                number=1, kind=kind, release=release, reason="Why.", withdrawn=withdrawn
            )


def test_a_list_is_read_line_by_line() -> None:
    assert lines(" one \r\n\r\ntwo\n") == ("one", "two")
    assert lines("") == ()
