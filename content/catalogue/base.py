"""What all parts of the Catalogue are made of: prose, statements, and where they come from."""

from __future__ import annotations

import datetime as dt
import enum

import msgspec


class Frozen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An immutable part of the Catalogue."""


class Html(str):
    """Sanitised HTML, which a template prints as it is because of `__html__`."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


class Prose(Frozen, frozen=True, kw_only=True):
    """Markdown as an editor wrote it, and the sanitised HTML made from it at freezing.

    Templates may print a Prose as it is. Django makes a str of it before it asks for
    `__html__`, so that str has to know as well.
    """

    source: str = ""
    html: str = ""

    def __html__(self) -> str:
        return self.html

    def __str__(self) -> str:
        return Html(self.html)

    def __bool__(self) -> bool:
        return bool(self.source)


NO_PROSE = Prose()


class Sourced(Frozen, frozen=True, kw_only=True):
    """A statement somebody must be able to check.

    `sources` are Source slugs. `facts` are the ids of the research notes the statement
    was written from. `to_be_checked` marks a statement whose source was not read at
    first hand; pages show it as "to be checked".
    """

    sources: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    to_be_checked: bool = False


class Reviewed(Sourced, frozen=True, kw_only=True):
    """A statement with a clinical review of its own; `None` while nobody has reviewed it."""

    reviewed_on: dt.date | None = None


class Reading(enum.StrEnum):
    """How close the text that was read is to the source itself."""

    PRIMARY = "primary"  # the publisher's own page
    ABSTRACT = "abstract"  # the paper's abstract: methods and harms were not checked
    COPY = "copy"  # a copy of the text, kept by somebody else
    SECONDARY = "secondary"  # somebody else's report of it
    WEAK = "weak"  # an unattributed or commercial report: check first
    RECALLED = "recalled"  # general knowledge: not read, check first
    COMPUTED = "computed"  # own arithmetic, shown


class Source(Frozen, frozen=True, kw_only=True):
    """A citation. `url` is https or http, or empty when the source has no address."""

    slug: str
    title: str
    publisher: str
    year: int | None = None
    url: str = ""
    reading: Reading
    note: str = ""
    facts: tuple[str, ...] = ()
