"""Previews: the public site from another Edition, for staff only."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest
from django.contrib.auth.models import Permission, User
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import get_script_prefix, get_urlconf, reverse
from msgspec.structs import replace
from pytest_django import DjangoAssertNumQueries, Settings

from content import live, models, preview, publishing, restore, roles
from content.catalogue import Catalogue
from content.pages.sitemap import addresses
from tests import builders as b
from tests import factories as f
from tests.wizard.guide import READY_FOR_RESULT, Visitor, guide
from tests.wizard.test_privacy import everything_logged, log_everything
from wizard.previewing import ADDRESSES, cookie_name

HOST = "http://testserver"
ADDRESS = re.compile(r'(?:href|action|data-hx-get|data-hx-post)="([^"]*)"')

pytestmark = pytest.mark.django_db


@pytest.fixture
def content() -> Catalogue:
    """The small guide, its questions numbered as rows have to be."""
    small = guide()
    numbered = [replace(question, number=number) for number, question in enumerate(small.questions, 1)]
    return replace(small, questions=tuple(numbered))


@pytest.fixture
def draft(content: Catalogue) -> Iterator[None]:
    """The small guide is live as release 1, and its draft calls a form something else."""
    publishing.publish_demonstration(release=f.ReleaseFactory.create(number=1, content=content))
    restore.replace_all(content)
    models.Compound.objects.filter(slug="citrate").update(name="Magnesium novelty")
    with live.use(b.edition(content, number=1)):
        yield


@pytest.fixture
def staff(client: Client, draft: None) -> Client:
    client.force_login(User.objects.create_superuser("somebody"))
    return client


FILES = ("/static/", "/favicon.ico")
"""What previews and the site fetch alike."""


def within(page: str) -> set[str]:
    """The addresses of this site that a page links, posts or asks for parts from."""
    found = {urljoin(HOST, html.unescape(address)) for address in ADDRESS.findall(page)}
    return {address.removeprefix(HOST) for address in found if address.startswith(HOST + "/")}


# What is shown ------------------------------------------------------------------------


def test_the_draft_is_shown_and_the_live_site_stays_as_it_is(staff: Client) -> None:
    assert "Magnesium novelty" in staff.get("/preview/draft/forms/citrate/").content.decode()
    assert "Magnesium novelty" not in staff.get("/forms/citrate/").content.decode()
    assert "Magnesium novelty" not in staff.get("/preview/1/forms/citrate/").content.decode()


def test_a_saved_edit_shows_at_once(staff: Client) -> None:
    staff.get("/preview/draft/forms/citrate/")
    models.Compound.objects.filter(slug="citrate").update(name="Magnesium twice new")
    assert "Magnesium twice new" in staff.get("/preview/draft/forms/citrate/").content.decode()


def test_the_bar_says_what_is_shown_how_it_differs_and_leads_out(staff: Client) -> None:
    page = staff.get("/preview/draft/compare/?form=citrate").content.decode()
    assert "Preview of the draft." in page
    assert "1 entry differs from release 1, which is live." in page
    assert {"/admin/", "/compare/?form=citrate", "/preview/draft/guide/try/"} <= within(page)


def test_the_bar_of_a_release_leads_to_that_release(staff: Client) -> None:
    page = staff.get("/preview/1/").content.decode()
    release = models.Release.objects.get(number=1)
    assert "Preview of release 1." in page
    assert reverse("admin:content_release_review", args=[release.pk]) in within(page)


def test_no_page_of_the_live_site_has_the_bar(staff: Client) -> None:
    page = staff.get("/").content.decode()
    assert "preview" not in page


def test_a_preview_needs_nothing_live(client: Client, content: Catalogue) -> None:
    client.force_login(User.objects.create_superuser("somebody"))
    restore.replace_all(content)
    with live.use(None):
        assert client.get("/").status_code == 503
        assert "Nothing is live yet." in client.get("/preview/draft/").content.decode()


def test_a_draft_that_does_not_hold_together_says_what_is_missing(staff: Client) -> None:
    models.Guidance.objects.filter(level="urgent_now").delete()
    response = staff.get("/preview/draft/")
    assert response.status_code == 409
    assert "this card is missing" in response.content.decode()


def test_a_draft_without_its_publisher_says_what_to_add(staff: Client) -> None:
    models.Publisher.objects.all().delete()
    assert "Add it first." in staff.get("/preview/draft/").content.decode()


def test_damaged_bytes_are_not_shown(staff: Client) -> None:
    f.ReleaseFactory.create(number=2, digest="0" * 64)
    response = staff.get("/preview/2/")
    assert response.status_code == 409
    assert "do not match" in response.content.decode()


# Where it leads -----------------------------------------------------------------------


def test_every_page_is_there_and_leads_to_nothing_but_the_preview(staff: Client, starter: Catalogue) -> None:
    f.ReleaseFactory.create(number=2, content=starter)
    for path in addresses(b.edition(starter)):
        response = staff.get(preview.address(2, path))
        assert response.status_code == 200, path
        links = within(without_bar(response.content.decode()))
        assert not [link for link in links if not link.startswith(("/preview/2/", *FILES))], path


def test_a_preview_speaks_every_language_and_leads_to_itself(staff: Client) -> None:
    response = staff.get("/preview/draft/es/forms/citrate/")
    page = response.content.decode()

    assert response.status_code == 200
    assert '<html lang="es">' in page
    assert "Magnesium novelty" in page
    links = within(without_bar(page))
    assert not [link for link in links if not link.startswith(("/preview/draft/", *FILES))]
    assert {"/preview/draft/es/forms/", "/preview/draft/forms/citrate/"} <= links


def test_the_bar_leads_out_in_the_language_of_the_page(staff: Client) -> None:
    links = within(staff.get("/preview/draft/es/guide/1/").content.decode())

    assert {"/es/admin/", "/es/guide/", "/preview/draft/es/guide/try/"} <= links


def test_who_is_not_signed_in_is_asked_to_in_the_language_of_the_page(client: Client, draft: None) -> None:
    response = client.get("/preview/draft/es/forms/")

    assert response["Location"] == "/es/admin/login/?next=/preview/draft/es/forms/"


def test_every_link_of_the_draft_leads_to_a_page_of_it(staff: Client) -> None:
    seen, lost = crawl(staff, "/preview/draft/")
    assert not lost
    assert {preview.address("draft", path) for path in addresses(b.edition(guide()))} <= seen


def crawl(staff: Client, start: str) -> tuple[set[str], set[tuple[str, str]]]:
    """The pages found, and from where an address leads out or to nothing."""
    seen: set[str] = set()
    lost: set[tuple[str, str]] = set()
    waiting = [(start, start)]
    while waiting:
        source, address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        response = staff.get(address)
        if response.status_code not in {200, 302, 303, 405} or not address.startswith(start):
            lost.add((source, address))
        assert response["X-Robots-Tag"] == "noindex", address
        assert response["Cache-Control"] == "private, no-store", address
        assert "ETag" not in response, address
        if response["Content-Type"].startswith("text/html"):
            page = without_bar(response.content.decode())
            links = {urldefrag(link).url for link in within(page)} - seen
            waiting += [(address, link) for link in links if not link.startswith(FILES)]
    return seen, lost


def without_bar(page: str) -> str:
    return re.sub(r'<section class="preview-bar".*?</section>', "", page, flags=re.DOTALL)


def test_links_written_in_markdown_lead_into_the_preview(staff: Client) -> None:
    models.Compound.objects.filter(slug="citrate").update(about="See [food](/food/) and [more](//elsewhere).")
    page = staff.get("/preview/draft/forms/citrate/").content.decode()
    assert '<a href="/preview/draft/food/">food</a>' in page
    assert "/preview/draft//" not in page


@pytest.mark.parametrize("path", ["/admin/", "/healthz", "/readyz", "/preview/draft/", "/nothing/"])
def test_what_is_no_public_page_is_not_in_a_preview(staff: Client, path: str) -> None:
    response = staff.get(f"/preview/draft{path}")
    assert response.status_code == 404
    page = response.content.decode()
    assert "Preview of the draft." in page
    assert all(link.startswith(("/preview/draft/", *FILES)) for link in within(without_bar(page)))


@pytest.mark.parametrize("path", ["/preview/", "/preview/0/", "/preview/no/", "/preview/7/", "/preview/-1/"])
def test_there_is_no_other_preview(staff: Client, path: str) -> None:
    assert staff.get(path).status_code == 404


def test_a_forgotten_slash_is_added(staff: Client) -> None:
    for address in ("/preview/draft", "/preview/draft/forms"):
        assert staff.get(address)["Location"] == f"{address}/"


def test_robots_are_sent_away(staff: Client) -> None:
    assert staff.get("/preview/draft/robots.txt").content == b"User-agent: *\nDisallow: /\n"


def test_a_page_that_was_kept_is_never_good_enough(staff: Client) -> None:
    etag = staff.get("/forms/").headers["ETag"]
    assert staff.get("/forms/", headers={"If-None-Match": etag}).status_code == 304
    assert staff.get("/preview/1/forms/", headers={"If-None-Match": "*"}).status_code == 200


def test_addresses_are_those_of_the_live_site_again_after_a_preview(staff: Client) -> None:
    for address in ("/preview/draft/", "/preview/draft/nothing/", "/preview/7/"):
        staff.get(address)
        assert get_script_prefix() == "/"
        assert get_urlconf() != ADDRESSES
        assert reverse("wizard:start") == "/guide/"


def test_addresses_are_put_right_when_a_preview_fails(staff: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content.views.home_page", lambda edition: 1 / 0)
    staff.raise_request_exception = False
    response = staff.get("/preview/draft/")
    assert response.status_code == 500
    assert 'href="/preview/draft/"' in response.content.decode()
    assert get_script_prefix() == "/"


def test_search_results_of_a_preview_and_of_the_live_site_lead_each_to_their_own(staff: Client) -> None:
    for _ in range(2):
        assert "/preview/draft/forms/citrate/" in within(
            staff.get("/preview/draft/search/?q=novelty").content.decode()
        )
        live_page = staff.get("/search/?q=citrate").content.decode()
        assert "/forms/citrate/" in within(live_page)
        assert "/preview/" not in live_page


# Who may look -------------------------------------------------------------------------


def somebody(*permissions: str, **parts: Any) -> User:
    user = User.objects.create_user("anybody", **parts)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


def test_who_is_not_signed_in_is_asked_to(client: Client, draft: None) -> None:
    response = client.get("/preview/draft/forms/?goal=sleep")
    assert response["Location"] == "/admin/login/?next=/preview/draft/forms/%3Fgoal%3Dsleep"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("permission", "is_staff", "status"),
    [
        ("view_release", True, 200),
        ("change_compound", True, 200),
        ("", True, 403),
        ("view_user", True, 403),
        ("view_release", False, 403),
    ],
)
def test_only_staff_who_may_read_the_content_see_it(
    client: Client, draft: None, permission: str, is_staff: bool, status: int
) -> None:
    client.force_login(somebody(permission, is_staff=is_staff))
    for address in ("/preview/draft/", "/preview/1/guide/try/", "/preview/1/data/catalogue.json"):
        assert client.get(address).status_code == status
        assert client.head(address).status_code == status


@pytest.mark.parametrize("role", sorted(roles.MAY))
def test_every_role_of_the_editing_room_sees_it(client: Client, draft: None, role: str) -> None:
    client.force_login(f.member(role))
    for address in ("/preview/draft/", "/preview/1/guide/try/"):
        assert client.get(address).status_code == 200


def test_a_number_that_does_not_exist_tells_a_stranger_nothing(client: Client, draft: None) -> None:
    assert client.get("/preview/7/").status_code == client.get("/preview/1/").status_code == 302


# Answers ------------------------------------------------------------------------------


def test_the_guide_keeps_the_answers_of_each_preview_for_itself(staff: Client) -> None:
    visitor = Visitor(staff)
    visitor.carry(READY_FOR_RESULT)
    mine = visitor.sealed
    for root in ("/preview/draft", "/preview/1"):
        response = staff.post(f"{root}/guide/1/", {"question": "now", "choice": "none"})
        assert response.status_code == 303
        assert response["Location"] == f"{root}/guide/2/"
        (cookie,) = response.cookies.values()
        assert cookie.key == cookie_name(root.removeprefix("/preview/"))
        assert cookie["path"] == f"{root}/"
        assert cookie["httponly"]
        assert staff.get(f"{root}/guide/2/").status_code == 200
        assert staff.get(f"{root}/guide/result/")["Location"] == f"{root}/guide/2/"
    assert visitor.sealed == mine
    assert staff.get("/guide/result/").status_code == 200


def test_clearing_the_answers_of_a_preview_clears_no_others(staff: Client) -> None:
    visitor = Visitor(staff)
    visitor.carry(READY_FOR_RESULT)
    response = staff.post("/preview/draft/guide/clear/")
    assert response["Location"] == "/preview/draft/guide/"
    assert set(response.cookies) == {cookie_name("draft")}
    assert visitor.carried.answers == READY_FOR_RESULT


def test_a_cookie_of_a_preview_goes_over_https_only_where_that_is_spoken(
    staff: Client, settings: Settings
) -> None:
    settings.ANSWERS_COOKIE_SECURE, settings.ANSWERS_COOKIE_NAME = True, "__Host-answers"
    response = staff.post("/preview/draft/guide/1/", {"question": "now", "choice": "none"}, secure=True)
    (cookie,) = response.cookies.values()
    assert cookie.key == "__Secure-preview-draft-answers"
    assert cookie["secure"]


def test_a_question_that_changed_since_a_release_is_asked_again(staff: Client, content: Catalogue) -> None:
    """The draft is numbered as the next release, whose number it loses when that is proposed."""
    staff.post("/preview/draft/guide/1/", {"question": "now", "choice": "none"})
    f.ReleaseFactory.create(number=2, content=content)
    assert staff.get("/preview/draft/guide/2/").status_code == 200
    models.Option.objects.filter(question__slug="now", code="none").update(label="Something else")
    f.ReleaseFactory.create(number=3, content=content)
    assert "This guide changed" in staff.get("/preview/draft/guide/1/").content.decode()


def test_posting_to_a_preview_needs_the_token_of_its_page(staff: Client) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = staff.cookies
    for path in ("/guide/1/", "/guide/try/", "/guide/clear/"):
        response = careful.post(f"/preview/draft{path}", {"question": "now", "choice": "none"})
        assert response.status_code == 403
        assert "Preview of the draft." in response.content.decode()


def test_htmx_stays_in_the_preview(staff: Client) -> None:
    staff.post("/preview/draft/guide/1/", {"question": "now", "choice": "none"})
    page = staff.get("/preview/draft/guide/2/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert {"/preview/draft/guide/2/", "/preview/draft/guide/2/running/"} <= within(page)


def test_no_answer_given_in_a_preview_is_logged(staff: Client, caplog: pytest.LogCaptureFixture) -> None:
    log_everything(caplog)
    staff.post("/preview/draft/guide/1/", {"question": "now", "choice": "none"})
    staff.post("/preview/draft/guide/try/", {"answer-goals": "flying-carpet", "start": "goals"})
    staff.get("/preview/draft/nothing/")
    logged = everything_logged(caplog)
    assert "/preview/draft/nothing/" in logged
    for trace in ("flying-carpet", staff.cookies[cookie_name("draft")].value):
        assert trace not in logged


# Nothing leaks ------------------------------------------------------------------------


class SignedIn:
    """Everybody is staff: threads can't share the database of a test to look that up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = User(is_staff=True, is_superuser=True)
        return self.get_response(request)


def test_threads_that_show_previews_and_live_pages_never_mix_them(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MIDDLEWARE = [
        "content.middleware.EditionMiddleware",
        f"{__name__}.SignedIn",
        "wizard.previewing.PreviewMiddleware",
        "django_htmx.middleware.HtmxMiddleware",
    ]
    compounds = [replace(compound, name="Magnesium novelty") for compound in guide().compounds]
    novel = b.edition(guide(compounds=compounds), number=2)
    shown = preview.Preview(id="draft", title="Preview of the draft", compared="", edition=novel)
    monkeypatch.setattr(preview, "open_preview", lambda preview_id: shown)
    wrong: list[str] = []

    def look(root: str) -> None:
        client = Client()
        for path in ("/forms/citrate/", "/search/?q=magnesium", "/nothing/") * 20:
            page = without_bar(client.get(root + path).content.decode())
            links = [link for link in within(page) if not link.startswith(FILES)]
            astray = [link for link in links if link.startswith("/preview/") != bool(root)]
            if astray or ("novelty" in page) != (bool(root) and path != "/nothing/"):
                wrong.append(root + path)

    with live.use(b.edition(guide(), number=1)):
        threads = [threading.Thread(target=look, args=(root,)) for root in ("/preview/draft", "") * 2]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not wrong


def test_a_live_page_asks_neither_who_looks_nor_the_database(
    staff: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = staff.get("/forms/citrate/")
    assert "Cookie" not in response["Vary"]
