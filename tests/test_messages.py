"""The translations of the interface: whole, in step with the code, and careful about health."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from django.conf import settings
from django.utils import translation
from django.utils.translation import ngettext

from tests import messages

WHAT_TO_DO = "Run `make messages` and translate what is new."

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w+\}|</?[a-z][^>]*>")

NEVER_SAID = {
    "es": re.compile(
        r"\b(?:trata|tratan|cura|curan|previene|previenen|sana|sanan|alivia|alivian|elimina|eliminan"
        r"|recomendamos|recomienda usted|tome|garantiza\w*|milagro\w*|mejor forma|debería tomar)\b",
        re.IGNORECASE,
    )
}
"""Promises and orders, which no language of the interface makes about health."""

QUOTED_IN = ("content/release_checks/", "wizard/release_checks.py")
"""Where editors are told which words they may not use; nothing else of the interface names them."""

languages = pytest.mark.parametrize("language", messages.languages())


def written(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def told(catalogue: Catalog) -> dict[tuple[str | None, ...], tuple[str, ...]]:
    return {(*forms(message.id), message.context): forms(message.string) for message in written(catalogue)}


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def test_every_language_of_the_interface_has_a_catalogue() -> None:
    assert {code for code, _name in settings.LANGUAGES} == {settings.LANGUAGE_CODE, *messages.languages()}


@languages
def test_the_catalogue_is_in_step_with_the_code(language: str) -> None:
    assert messages.source(messages.updated(language)) == messages.catalogue_path(language).read_bytes(), (
        WHAT_TO_DO
    )


@languages
def test_the_compiled_catalogue_is_in_step_with_its_source(language: str) -> None:
    with messages.catalogue_path(language).with_suffix(".mo").open("rb") as file:
        compiled = read_mo(file)

    assert told(compiled) == told(messages.read(language)), WHAT_TO_DO


@languages
def test_no_message_lacks_a_translation(language: str) -> None:
    lacking = [
        message.id
        for message in written(messages.updated(language))
        if message.fuzzy or not all(forms(message.string))
    ]
    assert not lacking, WHAT_TO_DO


@languages
def test_placeholders_are_the_same_in_every_form(language: str) -> None:
    different = {}
    for message in written(messages.read(language)):
        wanted = sorted(PLACEHOLDER.findall(forms(message.id)[-1]))
        for text in forms(message.string):
            if sorted(PLACEHOLDER.findall(text)) != wanted:
                different[message.id] = text
    assert not different


@languages
def test_a_translation_ends_as_its_message(language: str) -> None:
    """A sentence stays a sentence, a question a question, and a label keeps its colon."""
    different = {
        message.id: text
        for message in written(messages.read(language))
        for text in forms(message.string)
        if _end(text) != _end(forms(message.id)[-1])
    }
    assert not different


def _end(text: str) -> str:
    sign = text.rstrip("»”")[-1]
    return sign if sign in ".:?" else ""


@languages
def test_no_translation_promises_or_orders_anything_about_health(language: str) -> None:
    said = {
        text: found[0]
        for message in written(messages.read(language))
        if not all(path.startswith(QUOTED_IN) for path, _line in message.locations)
        for text in forms(message.string)
        if (found := NEVER_SAID[language].search(text))
    }
    assert not said


@pytest.mark.parametrize(("count", "told"), [(1, "1 fuente"), (2, "2 fuentes"), (0, "0 fuentes")])
def test_a_number_has_its_form(count: int, told: str) -> None:
    with translation.override("es"):
        assert ngettext("%(count)s source", "%(count)s sources", count) % {"count": count} == told


def test_messages_that_gettext_would_take_for_one_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    code = 'ngettext("%(count)s form", "%(count)s forms", 2)\nngettext("%(count)s form", "All forms", 2)\n'
    monkeypatch.setattr(messages, "_sources", lambda: [("somewhere.py", code)])

    with pytest.raises(messages.Clash, match="need contexts of their own"):
        messages.extracted()
