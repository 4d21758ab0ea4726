"""An Edition for one locale: the same statements, with links that stay in the locale.

The content of a Release links to `/safety/`, whatever language the interface speaks. So
that somebody who reads in Spanish stays there, these links are led below the locale's
prefix. For a region, its telephone numbers, its leading limit and all other values that
hold there come first; nothing is left out, since people travel and limits differ. All
this is done once for an Edition and a prefix, not once for a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import msgspec

from content.catalogue import Catalogue, Prose, Region
from content.edition import Edition
from content.locales import Locale

Record = TypeVar("Record")

LINK = re.compile(r'(?<=<a href="/)(?!/|static/)')
"""Just behind the slash of an address within the site, in sanitised HTML."""


def localised(edition: Edition, locale: Locale) -> Edition:
    """`edition` as pages of `locale` show it, kept for as long as the Edition itself."""
    if locale.is_default:
        return edition
    kept: dict[str, Edition] = vars(edition).setdefault("_localised", {})
    if locale.prefix not in kept:
        kept[locale.prefix] = replace(edition, catalogue=_within(edition.catalogue, locale))
    return kept[locale.prefix]


def _within(catalogue: Catalogue, locale: Locale) -> Catalogue:
    led: Catalogue = _led(catalogue, locale.prefix.removeprefix("/"))
    return _seen_from(led, catalogue.region_of[locale.region]) if locale.region else led


def _seen_from(catalogue: Catalogue, region: Region) -> Catalogue:
    """`catalogue` with what concerns readers of `region` before the rest, each in its own order."""
    leading = next(intake for intake in catalogue.intakes if intake.slug == region.leading_limit)
    return msgspec.structs.replace(
        catalogue,
        contacts=_first(catalogue.contacts, lambda contact: contact.slug in region.contacts),
        intakes=_first(
            _first(catalogue.intakes, lambda intake: intake.region == leading.region),
            lambda intake: intake is leading,
        ),
    )


def _first(records: tuple[Record, ...], concerns: Callable[[Record], bool]) -> tuple[Record, ...]:
    return tuple(sorted(records, key=lambda record: not concerns(record)))


def _led(value: Any, prefix: str) -> Any:
    """`value` with every link in its Prose led below `prefix`; itself when it holds none."""
    if isinstance(value, Prose):
        html = LINK.sub(prefix, value.html)
        return value if html == value.html else msgspec.structs.replace(value, html=html)
    if isinstance(value, msgspec.Struct):
        old = {name: getattr(value, name) for name in value.__struct_fields__}
        new = {name: _led(part, prefix) for name, part in old.items()}
        return msgspec.structs.replace(value, **new) if any(new[n] is not old[n] for n in old) else value
    if isinstance(value, tuple):
        parts = tuple(_led(part, prefix) for part in value)
        return parts if any(new is not old for new, old in zip(parts, value, strict=True)) else value
    return value
