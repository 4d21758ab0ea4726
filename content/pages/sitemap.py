"""Every page a search engine should find, in every language, with the day of its last change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from content.edition import Edition
from content.locales import Locale, alternates
from content.pages.changed import last_changed

PAGES = (
    *("home", "forms", "compare", "calculator", "food", "intake", "safety", "low_magnesium", "learn"),
    *("glossary", "sources", "about", "privacy", "accessibility", "changes", "data"),
)


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    url: str
    modified: str
    alternates: Sequence[tuple[str, str]]


def addresses(edition: Edition) -> list[str]:
    """The path of every reading page of an Edition."""
    catalogue = edition.catalogue
    return [
        *(reverse(f"content:{name}") for name in PAGES),
        *(reverse("content:form", args=[compound.slug]) for compound in catalogue.compounds),
        *(reverse("content:goal", args=[goal.slug]) for goal in catalogue.goals),
        *(reverse("content:article", args=[article.slug]) for article in catalogue.articles),
    ]


def sitemap_entries(
    edition: Edition, locale: Locale, absolute: Callable[[str], str]
) -> Iterator[SitemapEntry]:
    """Each page in each language and region, with all the others of the same page.

    The start of the guide is in it too; the questions are not, since they belong to a visitor.
    """
    regions = edition.catalogue.region_of
    for path in [*addresses(edition), reverse("wizard:start")]:
        page = replace(locale, path=path.removeprefix(locale.prefix))
        others = alternates(page, regions, absolute)
        modified = last_changed(edition, path).date().isoformat()
        for other in page.every(regions):
            yield SitemapEntry(absolute(other.address), modified, others)
