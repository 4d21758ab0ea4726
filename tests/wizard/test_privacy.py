"""Answers leave no trace: no log line, no cookie too early, no report of an error."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import cast

import pytest
from django.conf import settings as site
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.views.debug import ExceptionReporter
from pytest_django.fixtures import Settings

from content import live
from tests.builders import edition, option, question
from tests.wizard.guide import NOTHING_URGENT, READY_FOR_RESULT, Visitor, guide
from wizard.cookies import State
from wizard.http import GuideRequest
from wizard.privacy import GuideFailed, guide_page

SECRET = "sleepless-secret"
"""An answer nobody but the visitor may see."""


@pytest.fixture
def broken_guide() -> Iterator[None]:
    """A guide that fails while it works out the result, with an error naming the answer."""
    secret = question("goals", option(SECRET, raises=[SECRET]), option("other"))
    with live.use(edition(guide(questions=[guide().questions[0], secret]))):
        yield


def log_everything(caplog: pytest.LogCaptureFixture) -> None:
    for name in (None, "django", "django.template", "content", "wizard"):
        caplog.set_level(logging.DEBUG, logger=name)


def everything_logged(caplog: pytest.LogCaptureFixture) -> str:
    formatter = logging.Formatter("%(name)s %(message)s")
    return "\n".join(formatter.format(record) + repr(record.args) for record in caplog.records)


def test_no_cookie_is_set_before_the_first_question(visitor: Visitor) -> None:
    assert not visitor.open("/guide/").cookies
    assert not visitor.client.cookies


def test_the_first_question_sets_the_token_of_its_form_and_no_other_cookie(visitor: Visitor) -> None:
    assert set(visitor.open("/guide/1/").cookies) == {site.CSRF_COOKIE_NAME}


def test_a_whole_walk_needs_no_session_and_no_other_cookie(visitor: Visitor) -> None:
    """Without the django_db mark a query would fail this test."""
    for number, (slug, codes) in enumerate(READY_FOR_RESULT.items(), start=1):
        visitor.open(f"/guide/{number}/")
        visitor.answer(slug, *codes, number=number)
    visitor.open("/guide/result/")
    assert set(visitor.client.cookies) <= {site.CSRF_COOKIE_NAME, site.ANSWERS_COOKIE_NAME}


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("get", "/guide/"),
        ("get", "/guide/1/"),
        ("get", "/guide/9/"),
        ("post", "/guide/1/"),
        ("post", "/guide/1/running/"),
        ("get", "/guide/result/"),
        ("get", "/guide/pharmacist/"),
        ("post", "/guide/clear/"),
    ],
)
def test_guide_pages_are_never_stored(visitor: Visitor, method: str, address: str) -> None:
    visitor.carry(READY_FOR_RESULT)
    response = getattr(visitor.client, method)(address)
    assert set(response["Cache-Control"].split(", ")) == {"private", "no-store"}


@pytest.mark.parametrize("address", ["/guide/1/", "/guide/9/", "/guide/result/"])
def test_pages_of_a_walk_are_not_listed_by_search_engines(visitor: Visitor, address: str) -> None:
    assert visitor.open(address)["X-Robots-Tag"] == "noindex"


def test_the_start_may_be_listed(visitor: Visitor) -> None:
    assert "X-Robots-Tag" not in visitor.open("/guide/")


def test_posting_needs_the_token_of_the_page(small_guide: None) -> None:
    stranger = Visitor(Client(enforce_csrf_checks=True))
    for address in ("/guide/1/", "/guide/clear/", "/guide/1/running/"):
        assert stranger.client.post(address, {"question": "now", "choice": "none"}).status_code == 403
    token = stranger.open("/guide/1/").cookies[site.CSRF_COOKIE_NAME].value
    assert stranger.answer("now", "none", csrfmiddlewaretoken=token).status_code == 303


def test_no_answer_stands_in_an_address(visitor: Visitor) -> None:
    visitor.carry(READY_FOR_RESULT)
    for response in (
        visitor.answer("goals", "constipation", number=2, to_result="1"),
        visitor.answer("medicines", "thyroid", number=4),
        visitor.answer("bowels", "long", number=3),
    ):
        assert not any(word in response["Location"] for word in ("constipation", "thyroid", "long"))


def test_no_answer_and_no_cookie_is_ever_logged(visitor: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    log_everything(caplog)
    visitor.answer("now", "none")
    visitor.answer("goals", "constipation", number=2)
    visitor.answer("goals", "flying-carpet", number=2)
    visitor.answer("medicines", "thyroid", number=2)
    visitor.tick("goals", "constipation")
    visitor.answer("bowels", "long", number=3)
    visitor.answer("digestion", "upset", number=4)
    visitor.answer("medicines", "thyroid", number=5)
    visitor.open("/guide/result/")
    visitor.open("/guide/pharmacist/")
    visitor.open("/guide/9/")
    sealed = visitor.sealed
    visitor.bring("tampered-cookie")
    visitor.open("/guide/1/")
    log = everything_logged(caplog)
    assert "/guide/2/" in log, "the refused answer is logged by its address"
    for trace in ("constipation", "flying-carpet", "thyroid", "upset", "tampered-cookie", sealed):
        assert trace not in log


@pytest.mark.parametrize("debug", [False, True])
def test_an_error_tells_neither_the_log_nor_the_page_an_answer(
    broken_guide: None, caplog: pytest.LogCaptureFixture, settings: Settings, debug: bool
) -> None:
    log_everything(caplog)
    settings.DEBUG = debug
    visitor = Visitor(Client(raise_request_exception=False))
    visitor.carry(NOTHING_URGENT)
    response = visitor.answer("goals", SECRET, number=2)
    assert response.status_code == 500
    log = everything_logged(caplog)
    assert "GuideFailed: KeyError" in log
    assert SECRET not in log
    assert visitor.sealed not in log
    page = response.content.decode()
    assert SECRET not in page
    assert visitor.sealed not in page


def test_a_report_of_an_error_holds_no_cookie_no_posted_value_and_no_variable() -> None:
    @guide_page
    def failing(request: GuideRequest) -> HttpResponse:
        chosen = request.POST["choice"]
        raise RuntimeError(chosen)

    request = cast(GuideRequest, RequestFactory().post("/guide/2/", {"choice": SECRET}))
    request.COOKIES[site.ANSWERS_COOKIE_NAME] = SECRET
    with pytest.raises(GuideFailed) as caught:
        failing(request)
    reporter = ExceptionReporter(request, caught.type, caught.value, caught.tb)
    assert "GuideFailed" in reporter.get_traceback_text()
    assert SECRET not in reporter.get_traceback_text()
    assert SECRET not in reporter.get_traceback_html()


def test_the_visitor_can_come_back_after_an_error(broken_guide: None) -> None:
    visitor = Visitor(Client(raise_request_exception=False))
    visitor.carry(NOTHING_URGENT)
    visitor.answer("goals", SECRET, number=2)
    assert visitor.carried.state is State.KEPT
    assert visitor.open("/guide/2/").status_code == 200
