from __future__ import annotations

import typing

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content import catalogue, documents, models, restore, snapshot
from content.catalogue import Catalogue
from tests.content.samples import everything, shuffled
from tests.factories import ClaimFactory, CompoundFactory, GoalFactory


@pytest.mark.django_db
def test_rows_written_from_a_catalogue_freeze_into_an_equal_one() -> None:
    content = everything()
    restore.replace_all(content)
    assert snapshot.freeze() == content


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(5))
def test_the_same_rows_give_the_same_bytes_whatever_order_they_were_added_in(seed: int) -> None:
    content = everything()
    other = shuffled(content, seed)
    assert other != content
    restore.replace_all(other)
    assert catalogue.encode(snapshot.freeze()) == catalogue.encode(content)


@pytest.mark.django_db
def test_freezing_more_rows_takes_no_more_queries(starter: Catalogue) -> None:
    assert _queries_to_freeze(everything()) == _queries_to_freeze(starter)


def _queries_to_freeze(content: Catalogue) -> int:
    restore.replace_all(content)
    with CaptureQueriesContext(connection) as queries:
        snapshot.freeze()
    return len(queries)


@pytest.mark.django_db
def test_more_than_a_thousand_forms_freeze() -> None:
    """SQLite takes no condition of more than a thousand parts."""
    goal = GoalFactory.create()
    forms = models.Compound.objects.bulk_create(CompoundFactory.build_batch(1001))
    models.Claim.objects.bulk_create(ClaimFactory.build(compound=form, goal=goal) for form in forms)
    assert len(list(snapshot.read("claims"))) == len(forms)


@pytest.mark.django_db
def test_the_starter_content_survives_the_rows(starter: Catalogue) -> None:
    restore.replace_all(starter)
    assert snapshot.freeze() == starter


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "name"), [(models.Publisher, "publisher"), (models.FoodFirst, "food first")]
)
def test_what_is_missing_is_named(model: type[models.Publisher | models.FoodFirst], name: str) -> None:
    restore.replace_all(everything())
    model.objects.all().delete()
    with pytest.raises(snapshot.Unfinished, match=name):
        snapshot.freeze()


@pytest.mark.django_db
def test_line_ends_of_another_system_give_the_same_bytes() -> None:
    restore.replace_all(everything())
    before = snapshot.freeze()
    for compound in models.Compound.objects.all():
        compound.about = compound.about.replace("\n", "\r\n") + "\r\n"
        compound.labels = compound.labels.replace("\n", "\r\n\r\n")
        compound.save()
    assert snapshot.freeze() == before


def test_every_kind_of_the_catalogue_has_rows() -> None:
    assert set(models.KINDS) == set(documents.KINDS)


def test_every_field_says_something_in_the_sample() -> None:
    """A field that the sample leaves at its default would not be tested by it."""
    silent = {
        f"{kind}.{field.name}"
        for kind, record_type in documents.KINDS.items()
        for field in msgspec.structs.fields(record_type)
        if all(getattr(record, field.name) == field.default for record in _records(kind))
    }
    assert silent <= {
        "guidance.reviewed_on",
        "guidance.sources",
        "guidance.facts",
        "guidance.to_be_checked",
    } | {f"expectations.{name}" for name in ("never_leads", "never_shows")}


def _records(kind: str) -> tuple[typing.Any, ...]:
    part = getattr(everything(), kind)
    return part if isinstance(part, tuple) else (part,)
