"""What a page says, in the words of schema.org, for search engines.

It repeats the page and adds nothing: the same title, summary, sources and review. A form
is described as a dietary supplement only when it is swallowed, and no page claims that
anything is treated or rated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from content import words
from content.catalogue import Route
from content.edition import Edition
from content.pages.changed import last_changed
from content.pages.citations import Citation
from content.pages.compound import CompoundPage
from content.pages.data import DataPage
from content.pages.goal import GoalPage
from content.pages.home import HomePage
from content.pages.learning import ArticlePage
from content.pages.publisher import ChangesPage, PublisherPage
from content.pages.search import SearchPage

NOT_MEDICAL = (PublisherPage, ChangesPage, DataPage, SearchPage)
"""Pages about this site and not about health."""


def described(edition: Edition, page: Any, url: str) -> Mapping[str, Any]:
    """A reading page as JSON-LD. `page` is what its template was given, `url` its canonical address."""
    document: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "WebPage" if isinstance(page, NOT_MEDICAL) else "MedicalWebPage",
        "name": page.title,
        **_summary(page),
        "url": url,
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "dateModified": last_changed(edition, urlsplit(url).path).date().isoformat(),
        "version": words.release_line(edition),
        "publisher": {"@type": "Organization", "name": edition.catalogue.publisher.name},
        **_review(edition),
    }
    if isinstance(page, CompoundPage | GoalPage | ArticlePage):
        document["citation"] = list(_names(page.citations))
    if isinstance(page, CompoundPage) and edition.catalogue.compound_of[page.slug].route is Route.MOUTH:
        document["about"] = _supplement(page, url)
    return document


def _summary(page: Any) -> Mapping[str, str]:
    """The sentence below the title, where a page has one; the first page says it in other words."""
    if isinstance(page, HomePage):
        return {}
    return {"description": page.summary if isinstance(page, CompoundPage) else page.description}


def _review(edition: Edition) -> Mapping[str, Any]:
    """Who reviewed the Release and when; that nobody has, where nobody has."""
    if not edition.reviewed:
        return {"creativeWorkStatus": str(words.NOT_REVIEWED)}
    latest = max(edition.approvals, key=lambda approval: approval.at)
    return {
        "lastReviewed": latest.at.date().isoformat(),
        "reviewedBy": {"@type": "Person", "name": latest.by, "jobTitle": latest.role},
    }


def _supplement(page: CompoundPage, url: str) -> Mapping[str, Any]:
    return {
        "@type": "DietarySupplement",
        "name": page.name,
        "alternateName": list(page.labels),
        "description": page.summary,
        "activeIngredient": _("Magnesium"),
        "url": url,
    }


def _names(citations: Iterable[Citation]) -> Iterable[str]:
    return (citation.name for citation in citations)
