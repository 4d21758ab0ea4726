"""Tags about languages and regions: where else a page is, and which words are the content's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import get_script_prefix
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi

from content.edition import Edition
from content.locales import CONTENT_LANGUAGE, EVERYWHERE, Locale
from content.locales import alternates as to_alternates

register = template.Library()


@dataclass(frozen=True, slots=True)
class Choice:
    """A language, or a region, in which the same page can be read."""

    name: str
    tag: str
    url: str
    chosen: bool


@register.simple_tag
def content_lang() -> SafeString:
    """The `lang` of an element that holds the content's own words, where the interface speaks another.

    Without it a screen reader would pronounce them as if they were the interface's.
    """
    if speaks_as_content():
        return SafeString("")
    if get_language_bidi():
        return format_html(' lang="{}" dir="ltr"', CONTENT_LANGUAGE)
    return format_html(' lang="{}"', CONTENT_LANGUAGE)


@register.simple_tag
def interface_lang() -> SafeString:
    """The `lang` of words of the interface within an element that holds the content's own."""
    return SafeString("") if speaks_as_content() else format_html(' lang="{}"', get_language())


def speaks_as_content() -> bool:
    """Whether the interface speaks the language that the content is written in."""
    return (get_language() or CONTENT_LANGUAGE).split("-")[0] == CONTENT_LANGUAGE


@register.simple_tag
def start_page() -> str:
    """The first page of the locale, without a look-up that could fail on a page about a failure."""
    return get_script_prefix()


@register.simple_tag(takes_context=True)
def alternates(context: Context) -> SafeString:
    """Links for search engines to the same page in every other language and region."""
    request = context["request"]
    locale = _locale(request)
    links = to_alternates(locale, _regions(request), request.build_absolute_uri) if locale else ()
    return format_html_join("\n    ", '<link rel="alternate" hreflang="{}" href="{}">', links)


@register.inclusion_tag("_whom.html", takes_context=True)
def whom_to_ask(context: Context) -> dict[str, Any]:
    """Whom readers of the page's region ask, in the words used there."""
    request = context["request"]
    edition: Edition | None = getattr(request, "edition", None)
    locale: Locale | None = getattr(request, "locale", None)
    return {"region": edition.catalogue.region_of.get(locale.region) if edition and locale else None}


@register.inclusion_tag("_locales.html", takes_context=True)
def locale_choices(context: Context, *, out_of_band: bool = False) -> dict[str, Any]:
    """Plain links to this very page in the other languages and for the other regions."""
    request = context["request"]
    locale = _locale(request)
    if locale is None:  # an error page, made before anybody looked at the address
        return {}
    query = _query(request) if locale.path else ""
    return {
        "languages": _several(_languages(locale, query)),
        "regions": _several(_in_regions(locale, _regions(request), query)),
        "locale": locale,
        "out_of_band": out_of_band,
        "request": request,
    }


@register.simple_tag(takes_context=True)
def languages_of_page(context: Context) -> list[Choice]:
    """Plain links to this very page of the editing room in the other languages.

    There are none where something was sent: what was typed, or is shown this once, would be lost.
    """
    request = context["request"]
    locale = _locale(request)
    return _several(_languages(locale, _query(request))) if locale and request.method != "POST" else []


def _locale(request: HttpRequest) -> Locale | None:
    """That of the page. Where no page is, other languages lead to their first page and repeat nothing."""
    locale: Locale | None = getattr(request, "locale", None)
    if locale is not None and request.resolver_match is None:
        return replace(locale, path="")
    return locale


def _languages(locale: Locale, query: str) -> Iterable[Choice]:
    for other in locale.every(()):
        there = other.in_region(locale.region)
        yield Choice(other.name, other.language, _with(query, there), there.language == locale.language)


def _in_regions(locale: Locale, regions: dict[str, str], query: str) -> Iterable[Choice]:
    for code, name in {EVERYWHERE: "", **regions}.items():
        there = locale.in_region(code)
        yield Choice(name, there.tag, _with(query, there), code == locale.region)


def _regions(request: HttpRequest) -> dict[str, str]:
    """Code → name, in the order an editor chose."""
    edition: Edition | None = getattr(request, "edition", None)
    return {region.slug: region.name for region in edition.catalogue.regions} if edition else {}


def _query(request: HttpRequest) -> str:
    """What makes the page what it is; what somebody looks for is told by nothing but the page itself."""
    match = request.resolver_match
    if match is not None and match.url_name == "search":
        return ""
    return str(request.META.get("QUERY_STRING", ""))


def _several(choices: Iterable[Choice]) -> list[Choice]:
    """Nothing to choose from is no choice."""
    found = list(choices)
    return found if len(found) > 1 else []


def _with(query: str, locale: Locale) -> str:
    return f"{locale.address}?{query}" if query else locale.address
