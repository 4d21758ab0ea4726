"""Sentences that are English by themselves, and another language where they are shown."""

from __future__ import annotations

import copy
import hashlib
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.test import override_settings
from django.utils import translation

from content import words
from content.telling import Figure, Sentence, TellingError
from tests.messages import compiled

LIMIT = Sentence("above a limit of %(limit)s mg", limit=Figure("1,187.5"))
NOTED = Sentence("%(what)s, says %(who)s.", what=LIMIT, who="somebody")
GRADE = Sentence.in_context("certainty", "limited")


def forms(count: int) -> Sentence:
    return Sentence.of_count("%(count)s thing", "%(count)s things", count, count=count)


@pytest.fixture(autouse=True)
def in_spanish(tmp_path: Path) -> Iterator[None]:
    """The language of the page is one in which these sentences were translated."""
    catalogue = Catalog(locale="es")
    catalogue.add("above a limit of %(limit)s mg", "más de %(limit)s mg")
    catalogue.add("%(what)s, says %(who)s.", "%(who)s dice: %(what)s.")
    catalogue.add("limited", "limitada", context="certainty")
    catalogue.add(("%(count)s thing", "%(count)s things"), ("%(count)s cosa", *["%(count)s cosas"] * 2))
    catalogue.add("Say %(what)s.", "Diga %(what)s.")
    path = tmp_path / "es" / "LC_MESSAGES" / "django.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(compiled(catalogue))
    with override_settings(LOCALE_PATHS=[tmp_path]), translation.override("es"):
        yield


@pytest.mark.parametrize(
    ("sentence", "english", "spanish"),
    [
        (LIMIT, "above a limit of 1,187.5 mg", "más de 1\N{NO-BREAK SPACE}187,5 mg"),
        (
            NOTED,
            "above a limit of 1,187.5 mg, says somebody.",
            "somebody dice: más de 1\N{NO-BREAK SPACE}187,5 mg.",
        ),
        (GRADE, "limited", "limitada"),
        (forms(1), "1 thing", "1 cosa"),
        (forms(2), "2 things", "2 cosas"),
        (Sentence.joined([GRADE, forms(2)], "; "), "limited; 2 things", "limitada; 2 cosas"),
        (Sentence.joined([]), "", ""),
        (TellingError("Say %(what)s.", what=GRADE).sentence, "Say limited.", "Diga limitada."),
        (
            Sentence("Nobody put 100% into words."),
            "Nobody put 100% into words.",
            "Nobody put 100% into words.",
        ),
    ],
)
def test_a_sentence_is_english_and_can_be_told_in_another_language(
    sentence: Sentence, english: str, spanish: str
) -> None:
    assert (str(sentence), words.told(sentence)) == (english, spanish)


@pytest.mark.parametrize("sentence", [NOTED, GRADE, forms(2)])
def test_a_copy_can_be_told_as_well(sentence: Sentence) -> None:
    for copied in (copy.deepcopy(sentence), pickle.loads(pickle.dumps(sentence))):  # noqa: S301  our own
        assert copied == sentence
        assert words.told(copied) == words.told(sentence) != sentence


def test_a_sentence_counts_as_its_english_text() -> None:
    assert hash(LIMIT) == hash(str(LIMIT))
    assert hashlib.sha256(LIMIT.encode()).digest() == hashlib.sha256(str(LIMIT).encode()).digest()


def test_an_error_tells_its_sentence() -> None:
    with pytest.raises(TellingError, match="Say it"):
        raise TellingError("Say it.")
