"""The same addresses for htmx: a fragment of the page, and the whole page for the history."""

from __future__ import annotations

import re

import pytest

from tests.wizard.guide import NOTHING_URGENT, READY_FOR_RESULT, Visitor

HTMX = {"HX-Request": "true"}
WHOLE = [
    {},
    {"HX-Request": "true", "HX-Boosted": "true"},
    {"HX-Request": "true", "HX-History-Restore-Request": "true"},
]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
FOCUS = re.compile(r' tabindex="-1"| autofocus')
TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
MAIN = re.compile(r"<main.*</main>", re.DOTALL)


def parts(content: bytes) -> tuple[str, str]:
    """The title and the main element, without the form's token and where a fragment puts the focus."""
    page = FOCUS.sub("", TOKEN.sub("", content.decode()))
    title, main = TITLE.search(page), MAIN.search(page)
    assert title is not None
    assert main is not None
    return title[0], main[0]


@pytest.mark.parametrize("address", ["/guide/2/", "/guide/result/"])
def test_the_fragment_is_the_same_part_of_the_page(visitor: Visitor, address: str) -> None:
    visitor.carry(READY_FOR_RESULT)
    page = visitor.open(address)
    fragment = visitor.open(address, headers=HTMX)
    assert b"<html" in page.content
    assert b"<html" not in fragment.content
    assert parts(fragment.content) == parts(page.content)


@pytest.mark.parametrize("headers", WHOLE)
@pytest.mark.parametrize("address", ["/guide/2/", "/guide/result/"])
def test_the_history_gets_whole_pages(visitor: Visitor, address: str, headers: dict[str, str]) -> None:
    visitor.carry(READY_FOR_RESULT)
    assert b"<html" in visitor.open(address, headers=headers).content


def test_an_error_comes_as_a_fragment_too(visitor: Visitor) -> None:
    visitor.carry(NOTHING_URGENT)
    response = visitor.client.post("/guide/2/", {"question": "goals"}, headers=HTMX)
    assert response.status_code == 422
    assert b"<html" not in response.content
    assert b"<title>Error: " in response.content


def test_an_answer_sent_by_htmx_is_redirected_like_any_other(visitor: Visitor) -> None:
    response = visitor.client.post(
        "/guide/1/", {"question": "now", "choice": "none"}, headers=HTMX, follow=True
    )
    assert response.redirect_chain == [("/guide/2/", 303)]
    assert b"<html" not in response.content


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize("address", ["/guide/1/", "/guide/result/", "/guide/9/"])
def test_caches_are_told_that_the_answer_differs(
    visitor: Visitor, address: str, headers: dict[str, str]
) -> None:
    assert "HX-Request" in visitor.open(address, headers=headers)["Vary"]
