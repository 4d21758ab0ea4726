"""Sentences that are English by themselves, and another language where they are shown."""

from __future__ import annotations

import ast
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
from tests.messages import ROOT, compiled

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


def test_every_message_stands_where_it_is_collected_from() -> None:
    """`tests.messages` reads the code, so a message that is put together would be missed."""
    hidden = [
        f"{path.relative_to(ROOT)}: {ast.unparse(call)}"
        for package in ("content", "wizard")
        for path in sorted((ROOT / package).rglob("*.py"))
        if path.name != "telling.py"
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and not all(map(_is_text, _messages(call)))
    ]
    assert hidden == []


def _messages(call: ast.Call) -> list[ast.expr]:
    match call.func:
        case ast.Name("Sentence"):
            return call.args
        case ast.Attribute(attr="in_context" | "of_count"):
            return call.args[:2]
    return []


def _is_text(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, str)
