"""What stands in a difference beside words of the content can be translated."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.utils import translation

from content import diff, integrity
from content.desk import names
from content.diff import FieldChange
from content.telling import Sentence
from tests import pseudo
from tests.content.samples import everything

PLAIN = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture(scope="module", autouse=True)
def in_xa(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pseudo.speaking_xa(tmp_path_factory.mktemp("locale")), translation.override(pseudo.LANGUAGE):
        yield


def every_field() -> Iterator[FieldChange]:
    return (field for record in diff.compare(None, everything()).records for field in record.fields)


def test_of_a_place_only_the_names_of_parts_stay_as_they_are() -> None:
    for field in every_field():
        parts = PLAIN.findall(" ".join(field.path[1::2]).replace("_", " "))
        assert {*PLAIN.findall(names.place(field.path))} <= {*parts}, field.path


def test_a_choice_and_a_yes_are_told_in_the_language_of_the_page() -> None:
    entries = [run.text for field in every_field() if field.in_entries for run in field.runs]
    told = [text for text in entries if not text.isdecimal() and names.entry(text) != text.replace("_", " ")]
    assert {"yes", "may_help", "ask_first"} <= {*told}
    assert not [text for text in told if PLAIN.search(names.entry(text))]


@pytest.mark.parametrize(
    ("field", "said", "kept"),
    [
        ("", "", ""),
        ("to_be_checked", "to be checked", ""),
        ("options, none", "options, none", "none"),
        ("options, none, rules_out", "options, none, rules out", "none"),
        ("elemental, Salt, anhydrous, percent", "elemental, Salt, anhydrous, percent", "Salt anhydrous"),
    ],
)
def test_of_the_place_of_a_problem_too(field: str, said: str, kept: str) -> None:
    problem = integrity.Problem(kind="", record="", field=field, message=Sentence("so."))
    assert PLAIN.findall(names.place_of(problem)) == kept.split()
    with translation.override("en"):
        assert names.place_of(problem) == said
