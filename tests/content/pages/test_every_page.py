"""What holds for all reading pages, with the starter content.

No test here may use the database, so a page that answers has asked it nothing.
"""

from __future__ import annotations

import datetime as dt
import functools
import logging
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

import html5lib
import pytest
from django.http import HttpResponse
from django.test import Client

from content import live
from content.catalogue import Catalogue
from content.edition import Edition, SignOff
from content.pages.sitemap import addresses
from tests import builders

log = logging.getLogger(__name__)

HOST = "http://localhost"
XHTML = "{http://www.w3.org/1999/xhtml}"
CHOSEN = (
    "/forms/?goal=sleep&sort=gut&route=mouth",
    "/forms/?goal=unheard-of",
    "/compare/?form=oxide&form=citrate&form=glycinate&form=malate",
    "/food/?sort=group",
)


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"host": "localhost"})


def get(visitor: Client, path: str) -> HttpResponse:
    response = visitor.get(path)
    assert isinstance(response, HttpResponse)
    return response


def tree(response: HttpResponse) -> ElementTree.Element:
    """The page, parsed without forgiving a single error."""
    return _parsed(response.content)


@functools.cache
def _parsed(page: bytes) -> ElementTree.Element:
    parsed = html5lib.HTMLParser(strict=True).parse(page)
    assert isinstance(parsed, ElementTree.Element)
    return parsed


def test_every_page_is_valid_and_sets_no_cookie(visitor: Client, edition: Edition) -> None:
    for path in (*addresses(edition), *CHOSEN):
        response = get(visitor, path)
        assert response.status_code == 200, path
        assert not response.cookies, path
        assert "Cookie" not in response.get("Vary", ""), path
        assert len(list(tree(response).iter(f"{XHTML}h1"))) == 1, path


def test_every_page_has_a_title_and_a_description_of_its_own(visitor: Client, edition: Edition) -> None:
    titles: dict[str, str] = {}
    descriptions: dict[str, str] = {}
    for path in addresses(edition):
        page = tree(get(visitor, path))
        title = "".join(page.find(f".//{XHTML}title").itertext())  # type: ignore[union-attr]
        meta = {item.get("name"): item.get("content") for item in page.iter(f"{XHTML}meta")}
        description = meta["description"] or ""
        assert description, path
        assert title not in titles, (path, titles.get(title))
        assert description not in descriptions, (path, descriptions.get(description))
        titles[title] = descriptions[description] = path


def test_every_page_names_its_own_address_as_canonical(visitor: Client, edition: Edition) -> None:
    for path in (*addresses(edition), CHOSEN[0]):
        links = tree(get(visitor, path)).iter(f"{XHTML}link")
        canonical = [link.get("href") for link in links if link.get("rel") == "canonical"]
        assert canonical == [HOST + urlsplit(path).path]


def test_every_internal_link_leads_to_a_page_and_to_a_place_on_it(visitor: Client, edition: Edition) -> None:
    """Follows every link from the first page on; the guide is followed as far as it is linked.

    `--log-cli-level=INFO` prints how many pages and links there were.
    """
    pages: dict[str, ElementTree.Element] = {}
    waiting = ["/"]
    links: set[tuple[str, str]] = set()
    while waiting:
        path = waiting.pop()
        response = get(visitor, path)
        assert response.status_code == 200, (path, [source for source, link in links if link == path])
        if not response["Content-Type"].startswith("text/html"):
            pages[path] = ElementTree.Element("file")
            continue
        assert path.startswith("/guide/") or not response.cookies, path
        pages[path] = tree(response)
        assert not list(_parts_from_elsewhere(pages[path], path)), path
        for link in _internal_links(pages[path], path):
            links.add((path, link))
            target = urldefrag(link).url
            if target not in pages and target not in waiting:
                waiting.append(target)
    assert set(addresses(edition)) <= pages.keys()
    log.info("%s pages, %s links between them", len(pages), len(links))
    lost = [(source, link) for source, link in links if not _place_exists(pages, link)]
    assert not lost


def _internal_links(page: ElementTree.Element, path: str) -> Iterator[str]:
    """But for those to the same page in another language or for a region, which would be all pages again."""
    for anchor in page.iter(f"{XHTML}a"):
        if anchor.get("hreflang"):
            continue
        address = urlsplit(urljoin(HOST + path, anchor.get("href", "")))
        if f"{address.scheme}://{address.netloc}" == HOST:
            yield address._replace(scheme="", netloc="").geturl()


def _parts_from_elsewhere(page: ElementTree.Element, path: str) -> Iterator[str]:
    """What a browser would fetch, or send a form to, at anybody else's address."""
    for element in page.iter():
        loads = element.tag == f"{XHTML}link" or str(element.tag).endswith("}use")
        for name in ("src", "srcset", "action", "data", "poster", *(("href",) if loads else ())):
            address = element.get(name)
            if address and not urljoin(HOST + path, address).startswith(HOST + "/"):
                yield address


def _place_exists(pages: dict[str, ElementTree.Element], link: str) -> bool:
    path, place = urldefrag(link)
    return not place or any(element.get("id") == place for element in pages[path].iter())


def test_no_page_repeats_an_id(visitor: Client, edition: Edition) -> None:
    for path in (*addresses(edition), *CHOSEN):
        ids = [element.get("id") for element in tree(get(visitor, path)).iter() if element.get("id")]
        assert len(ids) == len(set(ids)), path


def test_no_page_carries_an_inline_style_or_script(visitor: Client, edition: Edition) -> None:
    for path in addresses(edition):
        for element in tree(get(visitor, path)).iter():
            assert "style" not in element.attrib, path
            assert not any(name.startswith("on") for name in element.attrib), path
            executed = element.tag == f"{XHTML}script" and element.get("type") != "application/ld+json"
            assert not executed or not "".join(element.itertext()).strip(), path


def test_prose_is_printed_as_html(visitor: Client, edition: Edition) -> None:
    for path in addresses(edition):
        assert b"&lt;p&gt;" not in get(visitor, path).content, path


def test_every_page_says_that_no_clinician_has_reviewed_it(visitor: Client, edition: Edition) -> None:
    for path in addresses(edition):
        assert b"Not yet reviewed by a clinician" in get(visitor, path).content, path


def test_the_start_page_does_not_say_again_what_the_bar_above_it_says(
    visitor: Client, edition: Edition
) -> None:
    assert not edition.reviewed
    page = get(visitor, "/").content.decode()
    main = page[page.index("<main") : page.index("</main")]
    assert "Not yet reviewed by a clinician" not in main
    assert "No clinician has reviewed it yet" in main


def test_the_sitemap_names_every_page_with_the_day_on_which_what_it_says_last_changed(
    visitor: Client, starter: Catalogue
) -> None:
    """The same day as the page itself tells, to readers and to machines."""
    edition = builders.edition(starter, changed_on={"forms/oxide": dt.datetime(2025, 3, 2, tzinfo=dt.UTC)})
    with live.use(edition):
        sitemap = ElementTree.fromstring(get(visitor, "/sitemap.xml").content)  # noqa: S314  our own page
        oxide = get(visitor, "/forms/oxide/").content.decode()
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = {
        entry.findtext("s:loc", "", space): entry.findtext("s:lastmod", "", space)
        for entry in sitemap.iterfind("s:url", space)
    }
    assert {HOST + path for path in addresses(edition)} <= found.keys()
    for region in ("", "/en-gb", "/es", "/es-us"):
        assert found[f"{HOST}{region}/forms/oxide/"] == "2025-03-02"
    found = {url: day for url, day in found.items() if not url.endswith("/forms/oxide/")}
    assert set(found.values()) == {edition.published_at.date().isoformat()}
    assert "What this page says last changed on 2 March 2025." in oxide
    assert '"dateModified": "2025-03-02"' in oxide


def test_the_sitemap_names_the_same_alternates_as_the_page(visitor: Client, edition: Edition) -> None:
    sitemap = ElementTree.fromstring(get(visitor, "/sitemap.xml").content)  # noqa: S314  our own page
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    entries = {entry.findtext("s:loc", "", space): entry for entry in sitemap.iterfind("s:url", space)}
    for path in ("/food/", "/es-gb/forms/oxide/", "/guide/"):
        told = {
            (link.get("hreflang"), link.get("href"))
            for link in entries[HOST + path].iterfind("x:link", space)
        }
        of_page = {
            (link.get("hreflang"), link.get("href"))
            for link in tree(get(visitor, path)).iter(f"{XHTML}link")
            if link.get("rel") == "alternate" and link.get("hreflang")
        }
        assert told == of_page
        assert len(told) == 9


def test_robots_are_told_where_the_sitemap_is(visitor: Client, edition: Edition) -> None:
    assert f"Sitemap: {HOST}/sitemap.xml" in get(visitor, "/robots.txt").content.decode()


def test_every_page_leads_to_the_search(visitor: Client, edition: Edition) -> None:
    for path in addresses(edition):
        header = tree(get(visitor, path)).find(f".//{XHTML}header")
        assert header is not None
        assert "/search/" in [link.get("href") for link in header.iter(f"{XHTML}a")], path


def test_an_address_that_leads_nowhere_offers_a_search_and_ways_on(visitor: Client, edition: Edition) -> None:
    response = get(visitor, "/nothing-is-here/")
    page = tree(response)
    assert response.status_code == 404
    assert [form.get("action") for form in page.iter(f"{XHTML}form")] == ["/search/"]
    main = page.find(f".//{XHTML}main")
    assert main is not None
    assert {"/guide/", "/forms/", "/safety/", "/"} <= {link.get("href") for link in main.iter(f"{XHTML}a")}


def test_a_form_s_page_names_who_reviewed_it_and_when(visitor: Client, starter: Catalogue) -> None:
    approval = SignOff(
        by="A. Reviewer", role="pharmacist", statement="", at=dt.datetime(2025, 11, 19, tzinfo=dt.UTC)
    )
    with live.use(builders.edition(starter, approvals=(approval,))):
        page = get(visitor, "/forms/oxide/").content.decode()
    assert "Reviewed by A. Reviewer, pharmacist, on 19 November 2025." in page
    assert "Not yet reviewed" not in page
