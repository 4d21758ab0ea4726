"""An interface and a content that show on sight where a word on a page comes from.

The interface speaks "xa": every message accented and made longer, as a translation may
be. The content is written in wide letters. So whatever a page shows in plain letters
was written by nobody who can be asked to translate it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import django
import msgspec
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.test import override_settings

from content.catalogue import Catalogue, Prose
from content.edition import Edition
from tests.messages import compiled, extracted

LANGUAGE = "xa"

ACCENTED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "åƀçđéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ",
)
WIDE = {code: code + 0xFEE0 for span in ("az", "AZ") for code in range(ord(span[0]), ord(span[1]) + 1)}

LONGER = 0.4
"""How much longer than English a translation may well be."""

_KEPT_IN_MESSAGES = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w+\}|</?[a-z][^>]*>|&\w+;")
_KEPT_IN_HTML = re.compile(r"<[^>]*>|&#?\w+;")

TEXTS = {
    *("name", "title", "summary", "action", "note", "hint", "phrase", "hope", "short", "labels", "salt"),
    *("formula", "arithmetic", "statement", "because", "effect", "population", "limits", "ask", "examples"),
    *("text", "why", "label", "publisher", "region", "authority", "who", "counts", "serving", "group"),
    *("system", "term", "also", "meaning", "story"),
}
"""Fields of the Catalogue that somebody wrote to be read."""


def accented(message: str) -> str:
    """`message` as xa has it: placeholders and marks stay, and the end is padding in short words."""
    padding = "ẽ" * round(len(_KEPT_IN_MESSAGES.sub("", message)) * LONGER)
    padded = " ".join(padding[start : start + 5] for start in range(0, len(padding), 5))
    return f"{_but(_KEPT_IN_MESSAGES, message, ACCENTED)} {padded}".rstrip()


def wide(text: str) -> str:
    return text.translate(WIDE)


def _but(kept: re.Pattern[str], text: str, table: dict[int, int]) -> str:
    """`text` with its letters exchanged, but for what `kept` finds."""
    pieces, at = [], 0
    for found in kept.finditer(text):
        pieces += [text[at : found.start()].translate(table), found[0]]
        at = found.end()
    return "".join([*pieces, text[at:].translate(table)])


def speaking_xa(directory: Path) -> override_settings:
    """The settings under which `/xa/` shows the site in xa; its catalogue is written below `directory`."""
    path = directory / LANGUAGE / "LC_MESSAGES" / "django.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(compiled(_catalogue()))
    return override_settings(LANGUAGES=[("en", "English"), (LANGUAGE, "Accented")], LOCALE_PATHS=[directory])


def _catalogue() -> Catalog:
    catalogue = Catalog()
    for message in (*extracted(), *_of_django()):
        if message.id and catalogue.get(message.id, message.context) is None:
            catalogue.add(message.id, _translated(message), context=message.context)
    return catalogue


def _of_django() -> Iterator[Message]:
    """What Django says itself: months, and the words of its screens."""
    for part in ("conf", "contrib/admin", "contrib/auth"):
        path = Path(django.__path__[0], part, "locale/en/LC_MESSAGES/django.po")
        with path.open("rb") as file:
            yield from read_po(file)


def _translated(message: Message) -> Any:
    if isinstance(message.id, (list, tuple)):
        return tuple(accented(form) for form in message.id)
    return accented(message.id)


def in_wide_letters(edition: Edition) -> Edition:
    """`edition` with every text that an editor wrote in wide letters."""
    contents: Catalogue = _widened(edition.catalogue)
    return replace(edition, catalogue=contents)


def _widened(value: Any) -> Any:
    if isinstance(value, Prose):
        return replace_prose(value)
    return msgspec.structs.replace(value, **dict(_fields(value)))


def replace_prose(prose: Prose) -> Prose:
    html = _but(_KEPT_IN_HTML, prose.html, WIDE)
    return msgspec.structs.replace(prose, source=wide(prose.source), html=html)


def _fields(value: msgspec.Struct) -> Iterator[tuple[str, Any]]:
    for name in value.__struct_fields__:
        part = getattr(value, name)
        if isinstance(part, msgspec.Struct):
            yield name, _widened(part)
        elif isinstance(part, tuple) and part and isinstance(part[0], msgspec.Struct):
            yield name, tuple(_widened(one) for one in part)
        elif name in TEXTS and type(part) is str:
            yield name, wide(part)
        elif name in TEXTS and isinstance(part, tuple):
            yield name, tuple(wide(one) for one in part)
