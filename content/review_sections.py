"""Parts of the review page that others bring: the impact on visitors, the coverage, the questions.

`content` does not know the wizard, so whoever can look deeper registers a section when the
software starts. The review page shows the sections in the order of their registration.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Protocol

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from content.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Something a reviewer has to say they have seen. `slug` is kept with the approval.

    The slug begins with that of its section, so that no two sections can mean different
    things by one.
    """

    slug: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What a section has to say about one change.

    `show` writes it for a page, below a heading of level 2. The reader may be nobody who is
    logged in: an outside reviewer follows a link. While a section is not `ready`, because it
    is still counting, nobody can approve.
    """

    show: Callable[[HttpRequest], SafeString]
    acknowledge: tuple[Acknowledgement, ...] = ()
    ready: bool = True


class Section(Protocol):
    """A part of the review page."""

    @property
    def slug(self) -> str: ...

    @property
    def title(self) -> str: ...

    def look(self, before: Catalogue | None, after: Catalogue) -> Found:
        """What visitors would notice. `before` is None while nothing is live."""
        ...


_registered: dict[str, Section] = {}


def register(section: Section) -> None:
    """Show `section` on every review page from now on; one of the same slug is replaced."""
    _registered[section.slug] = section


def unregister(slug: str) -> None:
    """Show the section called `slug` no longer; raises KeyError when there is none."""
    del _registered[slug]


def sections() -> tuple[Section, ...]:
    return tuple(_registered.values())


def unseen(before: Catalogue | None, after: Catalogue, *, acknowledged: Collection[str]) -> Iterator[str]:
    """What keeps anybody from approving this change, in sentences: not counted, or not acknowledged."""
    for section in sections():
        found = section.look(before, after)
        if not found.ready:
            yield still_counting(section.title)
        for asked in found.acknowledge:
            if asked.slug not in acknowledged:
                yield not_ticked(asked)


def still_counting(title: str) -> str:
    return _("“%(title)s” is still counting. Look again in a moment.") % {"title": title}


def not_ticked(asked: Acknowledgement) -> str:
    return _("Not ticked: %(label)s") % {"label": asked.label}
