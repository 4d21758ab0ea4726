"""What a path says about language and region."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from content.locales import Locale, asked_for


@pytest.fixture(autouse=True)
def spanish(settings: Settings) -> None:
    settings.LANGUAGES = [("en", "English"), ("es", "Spanish")]


@pytest.mark.parametrize(
    ("path", "tag", "rest"),
    [
        ("/", "en", "/"),
        ("/guide/3/", "en", "/guide/3/"),
        ("/es/", "es", "/"),
        ("/es/guide/3/", "es", "/guide/3/"),
        ("/es-us/guide/3/", "es-US", "/guide/3/"),
        ("/en-gb/guide/3/", "en-GB", "/guide/3/"),
        # No such address: the default language answers for the whole path, and has no page there.
        ("/en/guide/3/", "en", "/en/guide/3/"),
        ("/fr/guide/3/", "en", "/fr/guide/3/"),
        ("/en-fr/guide/3/", "en", "/en-fr/guide/3/"),
        ("/es", "en", "/es"),
        ("/essay/", "en", "/essay/"),
    ],
)
def test_the_first_part_of_a_path_names_language_and_region(path: str, tag: str, rest: str) -> None:
    locale, found = asked_for(path, "/", ("gb", "us"))

    assert (locale.tag, found) == (tag, rest)
    assert locale.address == path


def test_a_preview_has_languages_of_its_own() -> None:
    locale, rest = asked_for("/es/food/", "/preview/draft/", ())

    assert (locale.prefix, rest) == ("/preview/draft/es/", "/food/")
    assert locale.in_language("en").address == "/preview/draft/food/"


def test_without_an_edition_any_region_will_do() -> None:
    assert asked_for("/en-xx/food/", "/", None)[1] == "/food/"


def test_a_page_is_there_in_every_language_for_everywhere_and_every_region() -> None:
    here = Locale("es", "gb", "/", "food/")

    assert [there.address for there in here.every(("gb", "us"))] == [
        "/food/",
        "/en-gb/food/",
        "/en-us/food/",
        "/es/food/",
        "/es-gb/food/",
        "/es-us/food/",
    ]


def test_a_language_is_called_what_its_speakers_call_it() -> None:
    assert [Locale(code).name for code in ("en", "es", "xx")] == ["English", "Español", "xx"]
