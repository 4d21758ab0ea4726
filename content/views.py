"""The reading pages: load from the Edition, let a presenter speak, render.

No view here meets the database, sets a cookie or needs JavaScript.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from content import words
from content.caching import reading_page
from content.http import PublicRequest
from content.limits import SEARCH, limited
from content.locales import Locale, languages
from content.pages.calculator import calculator_page
from content.pages.changed import last_changed
from content.pages.comparison import comparison_page
from content.pages.compound import compound_page
from content.pages.compounds import compounds_page
from content.pages.data import data_page
from content.pages.food import food_page
from content.pages.goal import goal_page
from content.pages.home import home_page
from content.pages.intake import intake_page
from content.pages.learning import article_page, glossary_page, learn_page, low_magnesium_page
from content.pages.missing import MissingPage, missing_article, missing_compound, missing_goal
from content.pages.publisher import about_page, accessibility_page, changes_page, privacy_page
from content.pages.safety import safety_page
from content.pages.search import search_page
from content.pages.sitemap import sitemap_entries
from content.pages.sources import sources_page


@reading_page
def home(request: PublicRequest) -> HttpResponse:
    return _page(request, "home.html", home_page(request.edition))


@reading_page
def forms(request: PublicRequest) -> HttpResponse:
    return _page(request, "content/forms.html", compounds_page(request.edition.catalogue, request.GET.dict()))


@reading_page
def form(request: PublicRequest, slug: str) -> HttpResponse:
    catalogue = request.edition.catalogue
    if slug not in catalogue.compound_of:
        return _missing(request, missing_compound(request.edition, slug))
    return _page(request, "content/form.html", compound_page(catalogue, catalogue.compound_of[slug]))


@reading_page
def compare(request: PublicRequest) -> HttpResponse:
    edition = request.edition
    page = comparison_page(edition.catalogue, request.GET.getlist("form"), gone=edition.gone)
    return _page(request, "content/compare.html", page)


@reading_page
def goal(request: PublicRequest, slug: str) -> HttpResponse:
    catalogue = request.edition.catalogue
    if slug not in catalogue.goal_of:
        return _missing(request, missing_goal(request.edition, slug))
    return _page(request, "content/goal.html", goal_page(catalogue, catalogue.goal_of[slug]))


@reading_page
def food(request: PublicRequest) -> HttpResponse:
    return _page(request, "content/food.html", food_page(request.edition.catalogue, request.GET.dict()))


@reading_page
def intake(request: PublicRequest) -> HttpResponse:
    return _page(request, "content/intake.html", intake_page(request.edition.catalogue))


@reading_page
def safety(request: PublicRequest) -> HttpResponse:
    return _page(request, "content/safety.html", safety_page(request.edition.catalogue))


@reading_page
def low_magnesium(request: PublicRequest) -> HttpResponse:
    return _page(request, "content/low_magnesium.html", low_magnesium_page(request.edition.catalogue))


@reading_page
def learn(request: PublicRequest) -> HttpResponse:
    return _page(request, "content/learn.html", learn_page(request.edition.catalogue))


@reading_page
def article(request: PublicRequest, slug: str) -> HttpResponse:
    catalogue = request.edition.catalogue
    found = next((article for article in catalogue.articles if article.slug == slug), None)
    if found is None:
        return _missing(request, missing_article(request.edition, slug))
    return _page(request, "content/article.html", article_page(catalogue, found))


@reading_page
def glossary(request: PublicRequest) -> HttpResponse:
    return _page(request, "content/glossary.html", glossary_page(request.edition.catalogue))


@reading_page
def sources(request: PublicRequest) -> HttpResponse:
    return _page(request, "content/sources.html", sources_page(request.edition.catalogue))


@reading_page
def about(request: PublicRequest) -> HttpResponse:
    return _page(request, "content/publisher.html", about_page(request.edition.catalogue))


@reading_page
def privacy(request: PublicRequest) -> HttpResponse:
    return _page(request, "content/publisher.html", privacy_page(request.edition.catalogue))


@reading_page
def accessibility(request: PublicRequest) -> HttpResponse:
    return _page(request, "content/publisher.html", accessibility_page(request.edition.catalogue))


@reading_page
def changes(request: PublicRequest) -> HttpResponse:
    return _page(request, "content/changes.html", changes_page(request.edition))


@reading_page
def calculator(request: PublicRequest) -> HttpResponse:
    """Nonsense in a field is a page of its own, with an error summary: nothing failed that was to be done."""
    page = calculator_page(request.edition.catalogue, request.GET.dict())
    return _page(request, "content/calculator.html", page)


@reading_page
def data(request: PublicRequest) -> HttpResponse:
    return _page(request, "content/data.html", data_page(request.edition))


@limited(SEARCH, methods=("GET", "HEAD"))
@require_safe
def search(request: PublicRequest) -> HttpResponse:
    """What somebody looks for may tell of an illness: no cache keeps the page and no robot lists it."""
    page = search_page(request.edition.catalogue, request.GET.get("q", ""))
    response = _page(request, "content/search.html", page)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@reading_page
def sitemap(request: PublicRequest) -> HttpResponse:
    entries = sitemap_entries(request.edition, request.locale, request.build_absolute_uri)
    return render(request, "content/sitemap.xml", {"entries": entries}, content_type="application/xml")


@reading_page
def robots(request: PublicRequest) -> HttpResponse:
    lines = (
        "User-agent: *",
        *(f"Disallow: {Locale(code, path=reverse('admin:index')).address}" for code in languages()),
        f"Sitemap: {request.build_absolute_uri(reverse('content:sitemap'))}",
    )
    return HttpResponse("\n".join((*lines, "")), content_type="text/plain; charset=utf-8")


def _missing(request: PublicRequest, page: MissingPage) -> HttpResponse:
    return _page(request, "content/missing.html", page, status=page.status)


def _page(request: PublicRequest, template: str, page: object, *, status: int = 200) -> HttpResponse:
    context = {
        "page": page,
        "canonical": request.build_absolute_uri(request.path),
        "review": words.review_line(request.edition),
        "changed": words.date(last_changed(request.edition, request.path)),
    }
    return render(request, template, context, status=status)
