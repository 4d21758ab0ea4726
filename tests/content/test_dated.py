from __future__ import annotations

import msgspec
import pytest

from content import dated
from content.catalogue import Catalogue
from tests.content.samples import everything


def _changed(kind: str, slug: str, **values: object) -> set[str]:
    """The pages that read differently once a record of the sample has other values."""
    before = everything()
    records = tuple(
        msgspec.structs.replace(record, **values) if getattr(record, "slug", slug) == slug else record
        for record in getattr(before, kind)
    )
    after = msgspec.structs.replace(before, **{kind: records})
    return _differing(before, after)


def _differing(before: Catalogue, after: Catalogue) -> set[str]:
    old, new = dated.pages(before), dated.pages(after)
    return {page for page in {*old, *new} if old.get(page) != new.get(page)}


@pytest.mark.parametrize(
    ("kind", "slug", "values", "pages"),
    [
        ("compounds", "citrate", {"summary": "Other."}, {"forms", "forms/citrate"}),
        ("goals", "sleep", {"summary": "Other."}, {"goals/sleep"}),
        ("cautions", "kidneys", {"statement": "Other."}, {"safety", "forms/citrate", "forms/skin"}),
        ("foods", "tea", {"mg": 1.0}, {"food"}),
        ("signs", "fit", {"statement": "Other."}, {"low-magnesium"}),
        ("articles", "what-it-is", {"summary": "Other."}, {"learn", "learn/what-it-is"}),
        ("terms", "salt", {"meaning": "Other."}, {"glossary"}),
        ("questions", "goals", {"text": "Other."}, set()),
    ],
)
def test_a_page_changes_with_what_it_says_and_with_nothing_else(
    kind: str, slug: str, values: dict[str, object], pages: set[str]
) -> None:
    assert _changed(kind, slug, **values) == pages


def test_a_claim_is_told_on_the_pages_of_its_form_and_its_goal_and_in_the_table_of_all() -> None:
    before = everything()
    first, *others = before.claims
    after = msgspec.structs.replace(
        before, claims=(msgspec.structs.replace(first, statement="Other."), *others)
    )
    assert _differing(before, after) == {"forms", f"forms/{first.compound}", f"goals/{first.goal}"}


def test_a_page_changes_with_a_source_it_cites() -> None:
    assert _changed("sources", "third-paper", title="Other.") == {"sources"}
    assert {"sources", "forms/citrate", "goals/sleep"} <= _changed("sources", "second-paper", title="Other.")


def test_every_page_has_a_title() -> None:
    pages = dated.pages(everything())
    assert pages["forms/citrate"][1] == "Magnesium citrate"
    assert all(title for _fingerprint, title in pages.values())
