"""Every page a search engine should find, with the day on which what it says last changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from content.edition import Edition
from content.pages.changed import last_changed

PAGES = (
    *("home", "forms", "compare", "calculator", "food", "intake", "safety", "low_magnesium", "learn"),
    *("glossary", "sources", "about", "privacy", "accessibility", "changes", "data"),
)


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    url: str
    modified: str


def addresses(edition: Edition) -> list[str]:
    """The path of every reading page of an Edition."""
    catalogue = edition.catalogue
    return [
        *(reverse(f"content:{name}") for name in PAGES),
        *(reverse("content:form", args=[compound.slug]) for compound in catalogue.compounds),
        *(reverse("content:goal", args=[goal.slug]) for goal in catalogue.goals),
        *(reverse("content:article", args=[article.slug]) for article in catalogue.articles),
    ]


def sitemap_entries(edition: Edition, absolute: Callable[[str], str]) -> list[SitemapEntry]:
    """The start of the guide is in it too; the questions are not, since they belong to a visitor."""
    paths = [*addresses(edition), reverse("wizard:start")]
    return [SitemapEntry(absolute(path), last_changed(edition, path).date().isoformat()) for path in paths]
