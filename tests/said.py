"""What a page says, text by text, and whether it can be translated; see `tests.pseudo`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import html5lib

from content.locales import CONTENT_LANGUAGE
from tests import pseudo

NAMES = re.compile(
    r"Which Magnesium|\bmg\b|https?://\S+|\b[0-9a-f]{64}\b|testserver"
    r"|\bEnglish\b|\bxa\b|\b(?:catalogue|schema)\.json\b|\bJSON(?: Schema)?\b"
)
"""Names, units, addresses and fingerprints, which are the same in every language."""

PLAIN = re.compile(r"[A-Za-z]{2,}")
OF_CONTENT = re.compile(r"[Ａ-Ｚａ-ｚ]")
OF_INTERFACE = re.compile("[" + "".join(set(map(chr, pseudo.ACCENTED.values()))) + "]")
SENTENCE = re.compile(r"\s\S+\s.*[.?!]$", re.DOTALL)

SPOKEN = ("aria-label", "alt", "title", "placeholder", "data-label", "label")
SILENT = {"script", "style", "template"}


@dataclass(frozen=True)
class Said:
    """A text of a page, the language it is said to be in if it can be, and where it stands."""

    text: str
    language: str | None
    place: str

    @property
    def nobody_can_translate(self) -> bool:
        return bool(PLAIN.search(NAMES.sub("", self.text)))

    @property
    def belies_its_language(self) -> bool:
        """A sentence of the content that is not said to be one, or the interface's words said to be content.

        A name within the interface's words may go without: it is read aloud well enough.
        """
        content, interface = OF_CONTENT.search(self.text), OF_INTERFACE.search(self.text)
        if self.language is None:
            return False
        if self.language == CONTENT_LANGUAGE:
            return bool(interface and not content)
        return bool(content and not interface and SENTENCE.search(self.text))


def said(page: str) -> Iterator[Said]:
    yield from _said(html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False), "", "")


def _said(element: Element, language: str, place: str) -> Iterator[Said]:
    if element.tag in SILENT or callable(element.tag):  # for machines, or a comment
        return
    language = element.get("lang", language)
    place = f"{place} {element.tag}" + (f".{element.get('class')}" if element.get("class") else "")
    for name in SPOKEN:
        yield Said(element.get(name, ""), None, f"{place}[{name}]")
    if element.tag == "meta" and element.get("name") == "description":
        yield Said(element.get("content", ""), None, f"{place}[content]")
    yield Said((element.text or "").strip(), language, place)
    for child in element:
        yield from _said(child, language, place)
        yield Said((child.tail or "").strip(), language, place)


def found(pages: Iterable[str]) -> tuple[set[Said], set[Said]]:
    texts = {text for page in pages for text in said(page)}
    return (
        {text for text in texts if text.nobody_can_translate},
        {text for text in texts if text.belies_its_language},
    )
