"""The page of a preview on which the guide is started anywhere with made-up answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.template import Context, Template
from django.test import Client

from content import live
from tests import builders as b
from tests import factories as f
from tests.wizard.guide import READY_FOR_RESULT, Visitor, guide
from wizard import cookies
from wizard.engine.answers import Answers
from wizard.previewing import cookie_name

PAGE = "/preview/1/guide/try/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client) -> Iterator[Client]:
    f.ReleaseFactory.create(number=1, content=guide())
    client.force_login(User.objects.create_superuser("somebody"))
    with live.use(b.edition(guide(), number=1)):
        yield client


def kept(staff: Client) -> Answers:
    """The answers in the cookie of the preview."""
    visitor = Visitor(Client())
    visitor.bring(staff.cookies[cookie_name("1")].value)
    return visitor.carried.answers


def test_every_question_and_every_option_is_there(staff: Client) -> None:
    page = staff.get(PAGE).content.decode()
    for question in guide().questions:
        assert question.text in page
        for option in question.options:
            assert f'name="answer-{question.slug}" value="{option.code}"' in page
    assert page.count("Leave it open") == 1, "a radio button can't be unticked"
    assert "Asked only after" in page
    assert "At most 2 answers." in page


def test_the_guide_starts_at_any_question(staff: Client) -> None:
    response = staff.post(PAGE, {"answer-goals": "constipation", "start": "bowels"})
    assert response["Location"] == "/preview/1/guide/3/"
    page = staff.get(response["Location"]).content.decode()
    assert 'name="question" value="bowels"' in page


def test_the_guide_starts_at_the_result(staff: Client) -> None:
    response = staff.post(
        PAGE, {"answer-medicines": ["thyroid", "kidneys"], "answer-digestion": "", "start": ""}
    )
    assert response["Location"] == "/preview/1/guide/result/"
    assert kept(staff)["medicines"] == ("kidneys", "thyroid")
    assert staff.get(response["Location"]).status_code == 200


def test_the_answers_of_the_preview_are_ticked(staff: Client) -> None:
    staff.post(PAGE, {"answer-goals": "constipation", "start": "bowels"})
    assert 'value="constipation" checked' in staff.get(PAGE).content.decode()


def test_what_does_not_fit_is_shown_and_stays_ticked(staff: Client) -> None:
    response = staff.post(PAGE, {"answer-goals": "sleep", "answer-bowels": "long", "start": ""})
    page = response.content.decode()
    assert response.status_code == 422
    assert page.count("this is not asked after the other answers") == 2, "above, and beside the question"
    assert 'href="#answer-bowels"' in page
    assert 'value="long" checked' in page
    assert not response.cookies.keys() & {cookie_name("1")}


def test_who_insists_goes_on_with_exactly_these_answers(staff: Client) -> None:
    odd = {"goals": ["sleep"], "bowels": ["long"], "now": ["none"]}
    fields = {f"answer-{slug}": codes for slug, codes in odd.items()}
    response = staff.post(PAGE, {**fields, "as-given": "goals"})
    assert response["Location"] == "/preview/1/guide/2/"
    assert kept(staff) == Answers(odd)


def test_an_unreachable_start_leads_as_far_as_the_answers_do(staff: Client) -> None:
    response = staff.post(PAGE, {"answer-now": "none", "as-given": "bowels"}, follow=True)
    assert response.redirect_chain[-1][0] == "/preview/1/guide/2/"


def test_more_than_a_cookie_holds_is_refused_in_words(staff: Client) -> None:
    response = staff.post(PAGE, {"answer-goals": ["x" * cookies.MOST_ANSWERS], "as-given": ""})
    assert response.status_code == 422
    assert "more answers than we can keep" in response.content.decode()


def test_answers_in_the_address_do_nothing(staff: Client) -> None:
    response = staff.get(f"{PAGE}?answer-goals=sleep&start=")
    assert response.status_code == 200
    assert " checked" not in response.content.decode().replace('value="" checked', "")


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_public_has_no_such_page(staff: Client, method: str) -> None:
    assert getattr(staff, method)("/guide/try/").status_code == 404


def test_a_button_in_the_editing_room_shows_the_result_of_an_example(staff: Client) -> None:
    template = Template("{% load previews %}{% example_form '1' answers label='See it' about='after' %}")
    written = template.render(Context({"answers": READY_FOR_RESULT, "csrf_token": "a-token"}))
    assert f'action="{PAGE}"' in written
    assert "a-token" in written
    assert 'See it<span class="visually-hidden"> after</span>' in written
    response = staff.post(PAGE, {"answer-now": "none", "answer-goals": "sleep", "as-given": ""})
    assert response["Location"] == "/preview/1/guide/result/"
