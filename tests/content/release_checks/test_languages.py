"""What checks say can be told in other languages, and its English stays what allowances rest on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from content import catalogue, words
from content.release_checks import Problem, checkers
from tests import pseudo
from tests.content.release_checks.examples import found
from tests.release_checks_document import EXAMPLES

FINGERPRINTS = Path(__file__).with_name("fingerprints.txt")

PLAIN = re.compile(r"[A-Za-z]{2,}")
UNITS = {"mg", "LIX"}


@pytest.fixture(scope="module", autouse=True)
def in_xa(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pseudo.speaking_xa(tmp_path_factory.mktemp("locale")), translation.override(pseudo.LANGUAGE):
        yield


def problems(check: str) -> list[Problem]:
    """What a check finds in its example."""
    return found(EXAMPLES[check].bad, check)


def test_what_is_looked_for_and_what_to_do_can_be_translated() -> None:
    said = [
        words.told(sentence)
        for checker in checkers()
        for check in checker.checks
        for sentence in (check.looks_for, check.remedy)
    ]
    assert not [text for text in said if PLAIN.search(re.sub("/forms/citrate/|https://", "", text))]


@pytest.mark.parametrize("check", EXAMPLES)
def test_a_problem_leaves_only_words_of_the_content_untranslated(check: str) -> None:
    quoted = PLAIN.findall(catalogue.encode(EXAMPLES[check].bad).decode())
    for problem in problems(check):
        said = words.told(problem.message)
        assert said != problem.message
        assert {*PLAIN.findall(said)} <= {*quoted, *UNITS}


def test_no_problem_has_another_fingerprint_than_it_ever_had() -> None:
    """A problem that somebody let pass would block again; see `content.allowances`."""
    now = [f"{problem.fingerprint} {check}" for check in EXAMPLES for problem in problems(check)]
    assert now == FINGERPRINTS.read_text(encoding="utf-8").splitlines()
