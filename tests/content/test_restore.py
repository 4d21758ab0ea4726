from __future__ import annotations

from typing import Any

import msgspec
import pytest

from content import models, restore
from content.catalogue import Catalogue
from content.documents import BadDocuments
from tests import builders as b
from tests.content.samples import everything


@pytest.mark.django_db
def test_nothing_of_what_was_there_remains() -> None:
    restore.replace_all(everything())
    restore.replace_all(b.catalogue(sources=[b.source("only-one")]))
    assert [source.slug for source in models.Source.objects.all()] == ["only-one"]
    assert not models.Question.objects.exists()
    assert not models.Promise.objects.exists()


@pytest.mark.django_db
def test_parts_keep_their_order_and_leave_room_between_them() -> None:
    restore.replace_all(everything())
    options = models.Option.objects.filter(question__slug="goals").values_list("code", "number")
    assert list(options) == [("sleep", 10), ("constipation", 20), ("cheap", 30), ("not-sure", 40)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"sources": [b.source("Not a slug")]}, "sources.yaml, Not a slug, slug: Enter a valid"),
        (
            {"sources": [b.source("s", title="x" * 501)]},
            "sources.yaml, s, title: Ensure this value has at most 500",
        ),
        ({"sources": [b.source("s", url="ftp://example.org")]}, "sources.yaml, s, url: Enter a valid URL"),
        (
            {"sources": [b.source("s", publisher="")]},
            "sources.yaml, s, publisher: This field cannot be blank",
        ),
        (
            {"sources": [b.source("s", facts=("a\nb",))]},
            "sources.yaml, s, facts: Each entry must be one line",
        ),
        ({"sources": [b.source("s"), b.source("s")]}, "sources.yaml, s: stands here more than once"),
        (
            {"questions": [b.question("q", b.option("Not a code"))]},
            "questions.yaml, q, options, Not a code, code: Enter a valid",
        ),
    ],
)
def test_a_value_no_row_can_hold_is_named_with_its_place(changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(BadDocuments) as refused:
        restore.replace_all(b.catalogue(**changes))
    assert len(refused.value.problems) == 1
    assert refused.value.problems[0].startswith(problem)


@pytest.mark.django_db
def test_every_problem_is_told_at_once_and_nothing_is_touched() -> None:
    restore.replace_all(everything())
    bad = msgspec.structs.replace(everything(), guidance=(), sources=(b.source("x", title=""),))
    with pytest.raises(BadDocuments) as refused:
        restore.replace_all(bad)
    text = str(refused.value)
    assert "guidance.yaml, urgent_now: this card is missing." in text
    assert "nothing in sources is called “first-paper”" in text
    assert "sources.yaml, x, title" in text
    assert models.Guidance.objects.count() == len(everything().guidance)


@pytest.mark.django_db
def test_a_database_with_any_content_is_not_empty() -> None:
    assert restore.is_empty()
    models.Scale.objects.create(slug="gut", name="Gut", number=1)
    assert not restore.is_empty()


@pytest.mark.django_db
def test_the_smallest_catalogue_can_be_written() -> None:
    smallest: Catalogue = b.catalogue()
    restore.replace_all(smallest)
    assert models.Guidance.objects.count() == len(smallest.guidance)
