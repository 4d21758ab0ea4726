"""The public log as an Atom feed."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree

from django.test import Client

from content import live
from content.edition import PublicationKind, Published, SignOff
from tests import builders

ATOM = "{http://www.w3.org/2005/Atom}"
FIRST = dt.datetime(2026, 1, 1, 12, 0, tzinfo=dt.UTC)
LOG = (
    Published(
        number=1,
        kind=PublicationKind.ROLL_BACK,
        at=FIRST + dt.timedelta(hours=2),
        note="The first.",
        reason="Wrong & <b>bold</b>.",
    ),
    Published(
        number=2,
        kind=PublicationKind.PUBLISH,
        at=FIRST + dt.timedelta(hours=1),
        note="Better words.",
        reason="",
        approvals=(SignOff(by="A. Reviewer", role="Pharmacist", statement="Read.", at=FIRST),),
    ),
    Published(number=1, kind=PublicationKind.DEMONSTRATION, at=FIRST, note="The first.", reason=""),
)
EDITION = builders.edition(builders.catalogue(), log=LOG)


def feed(client: Client) -> ElementTree.Element:
    with live.use(EDITION):
        response = client.get("/changes/feed/")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert not response.cookies
    return ElementTree.fromstring(response.content)  # noqa: S314  our own feed


def test_every_line_of_the_log_is_an_entry_newest_first(client: Client) -> None:
    entries = feed(client).findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        "Release 1: Went back to an earlier release",
        "Release 2: Published",
        "Release 1: Published as a demonstration",
    ]
    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == [
        "2026-01-01T14:00:00+00:00",
        "2026-01-01T13:00:00+00:00",
        "2026-01-01T12:00:00+00:00",
    ]


def test_the_feed_is_as_new_as_its_newest_entry(client: Client) -> None:
    assert feed(client).findtext(f"{ATOM}updated") == "2026-01-01T14:00:00+00:00"


def test_an_entry_says_what_changed_why_and_who_approved_it(client: Client) -> None:
    first, second, third = (entry.findtext(f"{ATOM}summary") for entry in feed(client).iter(f"{ATOM}entry"))
    assert first == (
        "<p>The first.</p><p>Why: Wrong &amp; &lt;b&gt;bold&lt;/b&gt;.</p>"
        "<p>Not yet reviewed by a clinician</p>"
    )
    assert second == "<p>Better words.</p><p>Approved by A. Reviewer, Pharmacist, on 1 January 2026</p>"
    assert third == "<p>The first.</p><p>Not yet reviewed by a clinician</p>"


def test_ids_stay_the_same_and_are_not_shared(client: Client) -> None:
    ids = [entry.findtext(f"{ATOM}id") for entry in feed(client).iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(LOG)
    assert ids == [entry.findtext(f"{ATOM}id") for entry in feed(client).iter(f"{ATOM}entry")]


def test_addresses_are_whole(client: Client) -> None:
    links = {link.get("rel"): link.get("href") for link in feed(client).findall(f"{ATOM}link")}
    assert links == {"alternate": "http://testserver/changes/", "self": "http://testserver/changes/feed/"}


def test_a_feed_that_has_not_changed_is_not_sent_again(client: Client) -> None:
    with live.use(EDITION):
        etag = client.get("/changes/feed/")["ETag"]
        assert client.get("/changes/feed/", headers={"if-none-match": etag}).status_code == 304


def test_the_page_of_changes_names_its_feed(client: Client) -> None:
    with live.use(EDITION):
        page = client.get("/changes/").content.decode()
    assert '<link rel="alternate" type="application/atom+xml" title="Changes" href="/changes/feed/">' in page
