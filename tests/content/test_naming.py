"""Every word with which models describe themselves can be translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.utils import translation

from content.models import Claim, Edit, Goal
from content.models.naming import named_fields
from tests import pseudo

PLAIN = re.compile(r"[A-Za-z]{2,}")
SAME_EVERYWHERE = re.compile(
    r"“[^”]*”|https?://|\b(?:Markdown|SHA|mg)\b"  # examples of the content, and names
)


@pytest.fixture(scope="module", autouse=True)
def in_xa(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pseudo.speaking_xa(tmp_path_factory.mktemp("locale")), translation.override(pseudo.LANGUAGE):
        yield


def plain(texts: Iterator[Any]) -> list[str]:
    """The texts that stay in plain letters."""
    return [str(text) for text in texts if PLAIN.search(SAME_EVERYWHERE.sub("", str(text)))]


def every_model() -> Iterator[type[models.Model]]:
    return iter(apps.get_app_config("content").get_models())


def every_field() -> Iterator[models.Field[Any, Any]]:
    return chain.from_iterable(map(named_fields, every_model()))


def test_models_are_named_in_the_language_of_the_page() -> None:
    assert not plain(model._meta.verbose_name for model in every_model())
    assert not plain(model._meta.verbose_name_plural for model in every_model())


def test_fields_are_named_and_explained_in_the_language_of_the_page() -> None:
    assert not plain(field.verbose_name for field in every_field())
    assert not plain(field.help_text for field in every_field())


def test_choices_are_named_in_the_language_of_the_page() -> None:
    assert not plain(name for field in every_field() for _value, name in field.flatchoices or ())


def test_what_is_refused_is_told_in_the_language_of_the_page() -> None:
    told = [
        str(one.violation_error_message)
        for model in every_model()
        for one in model._meta.constraints
        if one.violation_error_message != one.default_violation_error_message  # Django's own
    ]
    codes = re.compile(r": [a-z_, -]+\.|“[a-z]+_[a-z]+”")
    assert told
    assert not plain(codes.sub("", text) for text in told)


def test_names_are_what_they_were_where_no_language_was_chosen() -> None:
    with translation.override(None):
        assert str(Goal._meta.verbose_name_plural) == "goals"
        assert str(Claim._meta.get_field("reviewed_on").verbose_name) == "reviewed on"
        assert str(Edit._meta.get_field("by").verbose_name) == "by"


def test_a_migration_is_told_no_name_that_the_code_does_not_give() -> None:
    _name, _path, _arguments, options = Claim._meta.get_field("reviewed_on").deconstruct()
    assert "verbose_name" not in options
