"""In which language and for which region a page is, as the first part of its address says.

`/es/guide/` is the guide in Spanish, `/en-gb/guide/` the one for the United Kingdom in
English. The default, English for everywhere, has no such part. Nothing else decides: no
cookie, no header, no session. So an address always shows the same page, can be shared,
and is by itself the key under which a cache keeps what it shows.

Languages are those of the interface (`settings.LANGUAGES`). Regions are content and come
from the Edition.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.encoding import escape_uri_path

SEGMENT = re.compile(r"/(?P<language>[a-z]{2})(?:-(?P<region>[a-z]{2}))?(?=/)")

EVERYWHERE = ""
"""The region of somebody who named none."""

CONTENT_LANGUAGE = "en"
"""What every Release is written in, so far; the interface may speak another language."""


@dataclass(frozen=True, slots=True)
class Locale:
    """A language of the interface and a region; `base` is where the site begins, `path` the page in it.

    `base` is "/" but for a preview, which lies below an address of its own.
    """

    language: str
    region: str = EVERYWHERE
    base: str = "/"
    path: str = ""

    @property
    def segment(self) -> str:
        """The part of an address that names this locale, empty for the default."""
        if self.region:
            return f"{self.language}-{self.region}"
        return "" if self.language == default_language() else self.language

    @property
    def prefix(self) -> str:
        """What every address of this locale begins with, and ends in a slash."""
        return f"{self.base}{self.segment}/" if self.segment else self.base

    @property
    def tag(self) -> str:
        """As BCP 47 has it, for `lang` and `hreflang`: en, es, en-GB."""
        return f"{self.language}-{self.region.upper()}" if self.region else self.language

    @property
    def name(self) -> str:
        """The language, in that language."""
        info = LANG_INFO.get(self.language)
        return str(info["name_local"]).capitalize() if info else self.language

    @property
    def address(self) -> str:
        """Where this locale shows the page; never another site, as a path that begins with // would be."""
        return f"{self.prefix}{escape_uri_path(self.path.lstrip('/'))}"

    @property
    def is_default(self) -> bool:
        return not self.segment

    @property
    def speaks_as_content(self) -> bool:
        """Whether the interface speaks the language that the content is written in."""
        return self.language == CONTENT_LANGUAGE

    def in_language(self, language: str) -> Self:
        return type(self)(language, self.region, self.base, self.path)

    def in_region(self, region: str) -> Self:
        return type(self)(self.language, region, self.base, self.path)

    def every(self, regions: Collection[str]) -> Iterator[Self]:
        """The same page in every language, for everywhere and for every region."""
        for language in languages():
            for region in (EVERYWHERE, *regions):
                yield self.in_language(language).in_region(region)


def asked_for(path_info: str, base: str, regions: Collection[str] | None) -> tuple[Locale, str]:
    """The locale that a path names, and the rest of the path.

    A path that names none we know is one of the default locale as a whole, and leads
    nowhere there. The default has one address only, without a segment. Without an
    Edition nobody knows the regions (`None`), and any will do to say so.
    """
    named = SEGMENT.match(path_info)
    if named:
        language, region = named["language"], named["region"] or EVERYWHERE
        rest = path_info[named.end() :]
        locale = Locale(language, region, base, rest[1:])
        if language in languages() and locale.segment and _is_known(region, regions):
            return locale, rest
    return Locale(default_language(), EVERYWHERE, base, path_info[1:]), path_info


def alternates(
    locale: Locale, regions: Collection[str], absolute: Callable[[str], str]
) -> list[tuple[str, str]]:
    """For search engines: tag → address of the page in every language and region, itself included."""
    every = [(other.tag, absolute(other.address)) for other in locale.every(regions)]
    return [*every, ("x-default", every[0][1])] if len(every) > 1 else []


def _is_known(region: str, regions: Collection[str] | None) -> bool:
    return region == EVERYWHERE or regions is None or region in regions


def default_language() -> str:
    return settings.LANGUAGE_CODE


def languages() -> tuple[str, ...]:
    """The codes of the interface's languages, the default first as the settings have it."""
    return _codes(tuple(settings.LANGUAGES))


@functools.cache
def _codes(named: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(code for code, _name in named)
