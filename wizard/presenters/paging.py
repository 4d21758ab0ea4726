"""A result of many forms, so many to a page. Most results have one page and say nothing of it.

The forms keep the order and the places they have in the whole result: a page is a stretch
of it, and every form stands on exactly one page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from wizard.engine.outcomes import Outcome

PAGE = "page"
"""The query parameter."""

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Paging:
    """Where a page stands among the others; the addresses are empty where there is none."""

    sentence: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Part:
    """The stretch of an outcome that one page shows; `paging` is `None` when it shows everything."""

    outcome: Outcome
    paging: Paging | None


def part_of(outcome: Outcome, asked: str) -> Part:
    """The page asked for; a page that is not there is the first."""
    count = len(outcome.matches)
    pages = -(-count // PER_PAGE)
    if pages <= 1:
        return Part(outcome, None)
    number = _number(asked, pages)
    first = (number - 1) * PER_PAGE
    shown = outcome.matches[first : first + PER_PAGE]
    sentence = _("Forms %(first)s to %(last)s of %(count)s") % {
        "first": first + 1,
        "last": first + len(shown),
        "count": count,
    }
    return Part(
        replace(outcome, matches=shown),
        Paging(sentence, _address(number - 1, pages), _address(number + 1, pages)),
    )


def _number(asked: str, pages: int) -> int:
    is_number = asked.isascii() and asked.isdecimal() and len(asked) <= 9
    return int(asked) if is_number and 1 <= int(asked) <= pages else 1


def _address(number: int, pages: int) -> str:
    if not 1 <= number <= pages:
        return ""
    return reverse("wizard:result", query={PAGE: number} if number > 1 else None)
