"""The fonts we send hold every letter of the words we write."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from content.catalogue import Catalogue, encode
from tests import messages
from tests.server import ROOT

FONTS = sorted((ROOT / "static" / "fonts").glob("*.woff2"))

fonts = pytest.mark.parametrize("font", FONTS, ids=[font.stem for font in FONTS])


def lacking(font: Path, texts: str) -> set[str]:
    """The letters and signs of `texts` that a browser would take from another font."""
    held = TTFont(font).getBestCmap()
    return {letter for letter in texts if letter.isprintable() and ord(letter) not in held}


@fonts
@pytest.mark.parametrize("language", messages.languages())
def test_a_font_holds_the_letters_of_the_interface(font: Path, language: str) -> None:
    texts = "".join(
        form
        for message in messages.read(language)
        for text in (message.id, message.string)
        for form in ([text] if isinstance(text, str) else text or ())
    )
    assert not lacking(font, texts)


@fonts
def test_a_font_holds_the_letters_of_the_content(font: Path, starter: Catalogue) -> None:
    """Fractions stand in servings and not in headings, which is what Literata is for."""
    expected = {"¼", "½", "¾"} if font.stem.startswith("literata") else set()
    assert lacking(font, encode(starter).decode()) == expected
