"""What to say when a page is asked for whose subject is not in the live Release.

A page that an earlier Release had says when it went, and why if it was withdrawn. All
others were never there, as far as the public log goes back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus

from django.urls import reverse
from django.utils.translation import gettext as _

from content import words
from content.edition import Edition, Gone
from content.pages import links
from content.pages.links import Link


@dataclass(frozen=True, kw_only=True, slots=True)
class MissingPage:
    """`reason` is why a form was withdrawn, as the public may read it."""

    title: str
    description: str
    reason: str
    heading: str
    links: tuple[Link, ...]
    status: HTTPStatus


def missing_compound(edition: Edition, slug: str) -> MissingPage:
    return _missing(
        edition.gone.get(f"forms/{slug}"),
        never=_("No form of magnesium in this guide has this address. It may be mistyped."),
        heading=_("All forms in this release"),
        links=(Link(it.name, links.to_compound(it).url) for it in edition.catalogue.compounds),
    )


def missing_goal(edition: Edition, slug: str) -> MissingPage:
    return _missing(
        edition.gone.get(f"goals/{slug}"),
        never=_("No goal in this guide has this address. It may be mistyped."),
        heading=_("All goals in this release"),
        links=(links.to_goal(it) for it in edition.catalogue.goals),
    )


def missing_article(edition: Edition, slug: str) -> MissingPage:
    articles = edition.catalogue.articles
    return _missing(
        edition.gone.get(f"learn/{slug}"),
        never=_("No article in this guide has this address. It may be mistyped."),
        heading=_("All articles in this release"),
        links=(Link(it.title, reverse("content:article", args=[it.slug])) for it in articles),
    )


def _missing(gone: Gone | None, *, never: str, heading: str, links: Iterable[Link]) -> MissingPage:
    return MissingPage(
        title=_("%(title)s: no longer here") % {"title": gone.title} if gone else _("Not in this guide"),
        description=how_it_went(gone) if gone else never,
        reason=gone.reason if gone else "",
        heading=heading,
        links=tuple(links),
        status=HTTPStatus.GONE if gone else HTTPStatus.NOT_FOUND,
    )


def how_it_went(gone: Gone) -> str:
    names = {"title": gone.title, "date": words.date(gone.at)}
    if gone.withdrawn:
        return _("%(title)s was withdrawn from this guide on %(date)s.") % names
    return _("%(title)s was taken out of this guide on %(date)s.") % names
