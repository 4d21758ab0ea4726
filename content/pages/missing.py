"""What to say when a page is asked for whose subject is not in the live Release."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from content.catalogue import Catalogue
from content.pages import links
from content.pages.links import Link


@dataclass(frozen=True, kw_only=True, slots=True)
class MissingPage:
    title: str
    description: str
    sentence: str
    heading: str
    links: tuple[Link, ...]


def missing_compound(catalogue: Catalogue) -> MissingPage:
    return _missing(
        sentence=_("The form of magnesium you asked for is not in this release. It may have been taken out."),
        heading=_("All forms in this release"),
        links=(Link(it.name, links.to_compound(it).url) for it in catalogue.compounds),
    )


def missing_goal(catalogue: Catalogue) -> MissingPage:
    return _missing(
        sentence=_("The goal you asked for is not in this release. It may have been taken out."),
        heading=_("All goals in this release"),
        links=(links.to_goal(it) for it in catalogue.goals),
    )


def missing_article(catalogue: Catalogue) -> MissingPage:
    return _missing(
        sentence=_("The article you asked for is not in this release. It may have been taken out."),
        heading=_("All articles in this release"),
        links=(Link(it.title, reverse("content:article", args=[it.slug])) for it in catalogue.articles),
    )


def _missing(*, sentence: str, heading: str, links: Iterable[Link]) -> MissingPage:
    return MissingPage(
        title=_("Not in this release"),
        description=sentence,
        sentence=sentence,
        heading=heading,
        links=tuple(links),
    )
