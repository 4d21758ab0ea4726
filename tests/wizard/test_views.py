"""Walking through the guide: pages, answers, and the ways a walk can go wrong."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.conf import settings as site
from django.test import Client

from content import live
from tests.builders import edition, option, question
from tests.wizard.guide import NOTHING_URGENT, READY_FOR_RESULT, THEN, Visitor, guide, second_release
from wizard.cookies import MOST_ANSWERS
from wizard.engine.answers import NO_ANSWERS, Answers
from wizard.notices import Notice

WITH_CONSTIPATION = READY_FOR_RESULT.with_answer("goals", ["constipation", "sleep"])


def text(response: Any) -> str:
    return str(response.content.decode())


def chosen_on(response: Any) -> list[str]:
    """The codes of the answers that a question's page shows as chosen."""
    inputs = re.findall(r"<input[^>]*>", text(response))
    return [
        value[1]
        for element in inputs
        if re.search(r"\bchecked\b", element) and (value := re.search(r'value="([^"]*)"', element))
    ]


# Walking ------------------------------------------------------------------------------


def test_a_walk_leads_from_question_to_question_and_to_the_result(visitor: Visitor) -> None:
    assert visitor.open("/guide/").status_code == 200
    for number, (slug, code) in enumerate(
        [("now", "none"), ("goals", "sleep"), ("digestion", "fine"), ("medicines", "none")], start=1
    ):
        assert f'value="{slug}"' in text(visitor.open(f"/guide/{number}/"))
        response = visitor.answer(slug, code, number=number)
        assert response.status_code == 303
        assert response["Location"] == (f"/guide/{number + 1}/" if number < 4 else "/guide/result/")
    page = text(visitor.open("/guide/result/"))
    assert 'data-guidance="routine"' in page
    assert page.index('data-compound="glycinate"') < page.index('data-compound="citrate"')


def test_a_chosen_goal_brings_in_its_follow_up(visitor: Visitor) -> None:
    visitor.answer("now", "none")
    visitor.answer("goals", "constipation")
    assert 'value="bowels"' in text(visitor.open("/guide/3/"))


def test_an_urgent_answer_ends_the_walk_at_once(visitor: Visitor) -> None:
    response = visitor.answer_and_follow("now", "chest")
    assert response.redirect_chain == [("/guide/result/", 303)]
    assert 'data-guidance="urgent"' in text(response)
    assert "data-compound" not in text(response)


def test_going_back_and_on_again_walks_through_the_answers(visitor: Visitor) -> None:
    visitor.carry(READY_FOR_RESULT)
    assert visitor.answer("goals", "sleep", number=2)["Location"] == "/guide/3/"
    assert visitor.carried.answers == READY_FOR_RESULT


def test_a_page_shows_the_answer_given_before(visitor: Visitor) -> None:
    visitor.carry(READY_FOR_RESULT)
    assert chosen_on(visitor.open("/guide/2/")) == ["sleep"]


def test_reloading_a_page_changes_nothing(visitor: Visitor) -> None:
    visitor.carry(NOTHING_URGENT)
    before = visitor.sealed
    for _ in range(2):
        response = visitor.open("/guide/2/")
        assert response.status_code == 200
        assert site.ANSWERS_COOKIE_NAME not in response.cookies
    assert visitor.sealed == before


def test_the_first_question_leads_back_to_the_start(visitor: Visitor) -> None:
    assert 'href="/guide/"' in text(visitor.open("/guide/1/"))


def test_head_requests_are_answered_without_a_body(visitor: Visitor) -> None:
    visitor.carry(READY_FOR_RESULT)
    for address in ("/guide/", "/guide/1/", "/guide/result/"):
        response = visitor.client.head(address)
        assert response.status_code == 200
        assert response.content == b""


# Jumping ------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["0", "3", "99", "9" * 40])
def test_jumping_ahead_leads_to_the_first_open_question(visitor: Visitor, number: str) -> None:
    visitor.carry(NOTHING_URGENT)
    response = visitor.open(f"/guide/{number}/")
    assert response.status_code == 302
    assert response["Location"] == "/guide/2/"


def test_a_number_beyond_the_last_question_leads_to_the_result(visitor: Visitor) -> None:
    visitor.carry(READY_FOR_RESULT)
    assert visitor.open("/guide/5/")["Location"] == "/guide/result/"


@pytest.mark.parametrize(
    ("answers", "address"),
    [(NO_ANSWERS, "/guide/1/"), (NOTHING_URGENT, "/guide/2/"), (WITH_CONSTIPATION, "/guide/3/")],
)
def test_the_result_waits_for_every_answer(visitor: Visitor, answers: Answers, address: str) -> None:
    if answers:
        visitor.carry(answers)
    response = visitor.open("/guide/result/")
    assert (response.status_code, response["Location"]) == (302, address)


@pytest.mark.parametrize("number", ["x", "-1", "1.5", "9" * 5000])
def test_what_is_no_number_is_not_found(visitor: Visitor, number: str) -> None:
    assert visitor.open(f"/guide/{number}/").status_code == 404


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("post", "/guide/"),
        ("put", "/guide/1/"),
        ("delete", "/guide/1/"),
        ("get", "/guide/1/running/"),
        ("post", "/guide/result/"),
        ("put", "/guide/clear/"),
    ],
)
def test_every_address_names_its_methods(visitor: Visitor, method: str, address: str) -> None:
    assert getattr(visitor.client, method)(address).status_code == 405


# Answering ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("story", "codes", "sentence"),
    [
        ("nothing chosen", [], "Choose at least one answer."),
        ("too much chosen", ["sleep", "constipation", "heart"], "Choose at most 2 answers."),
        ("none of these and something", ["sleep", "not-sure"], "not both."),
        ("a code nobody knows", ["flying"], "Choose from the answers on this page."),
        ("a null byte", ["sleep\x00"], "Choose from the answers on this page."),
        ("an empty code", [""], "Choose from the answers on this page."),
        ("a very long code", ["x" * 10_000], "Choose from the answers on this page."),
        ("many codes", [f"code-{n}" for n in range(900)], "Choose from the answers on this page."),
        (
            "other scripts",
            ["睡眠 \N{SLEEPING FACE}\N{RIGHT-TO-LEFT OVERRIDE}"],
            "Choose from the answers on this page.",
        ),
    ],
)
def test_an_answer_that_is_not_allowed_is_refused_with_a_sentence(
    visitor: Visitor, story: str, codes: list[str], sentence: str
) -> None:
    visitor.carry(NOTHING_URGENT)
    before = visitor.sealed
    response = visitor.answer("goals", *codes, number=2)
    assert response.status_code == 422, story
    assert "<title>Error: " in text(response)
    assert sentence in text(response)
    assert visitor.sealed == before


def test_a_refused_answer_keeps_what_was_ticked_and_echoes_nothing_else(visitor: Visitor) -> None:
    visitor.carry(NOTHING_URGENT)
    junk = "z" * 10_000
    response = visitor.answer("goals", "sleep", "constipation", junk, number=2)
    assert chosen_on(response) == ["sleep", "constipation"]
    assert "zzz" not in text(response)


def test_one_answer_ticked_twice_is_one_answer(visitor: Visitor) -> None:
    visitor.answer("now", "none", "none")
    assert visitor.carried.answers == NOTHING_URGENT


def test_a_single_choice_takes_one_answer_only(visitor: Visitor) -> None:
    visitor.carry(READY_FOR_RESULT)
    response = visitor.answer("digestion", "fine", "upset", number=3)
    assert response.status_code == 422
    assert "Choose one answer." in text(response)


def test_a_post_without_any_field_leads_to_the_first_open_question(visitor: Visitor) -> None:
    response = visitor.client.post("/guide/1/", {})
    assert (response.status_code, response["Location"]) == (303, "/guide/1/")


def test_too_many_fields_are_a_bad_request(visitor: Visitor) -> None:
    response = visitor.answer("now", *["none"] * 2_000)
    assert response.status_code == 400


def test_more_than_a_cookie_holds_is_refused_on_the_page(client: Client) -> None:
    """No real question is so large; the answer is a sentence all the same."""
    long = "x" * MOST_ANSWERS
    with live.use(edition(guide(questions=[question("now", option(long))]))):
        response = Visitor(client).answer("now", long)
    assert response.status_code == 422
    assert "There are more answers than we can keep." in text(response)


# Two tabs -----------------------------------------------------------------------------


def test_the_question_named_counts_and_not_the_number(visitor: Visitor) -> None:
    visitor.carry(READY_FOR_RESULT)
    response = visitor.answer("digestion", "upset", number=1)
    assert response["Location"] == "/guide/4/"
    assert visitor.carried.answers == READY_FOR_RESULT.with_answer("digestion", ["upset"])


def test_two_tabs_on_different_questions_both_keep_their_answers(visitor: Visitor) -> None:
    visitor.carry(READY_FOR_RESULT)
    visitor.answer("digestion", "upset", number=3)
    visitor.answer("goals", "not-sure", number=2)
    expected = READY_FOR_RESULT.with_answer("digestion", ["upset"]).with_answer("goals", ["not-sure"])
    assert visitor.carried.answers == expected


def test_an_answer_to_a_question_that_left_the_path_is_not_saved_and_the_page_says_so(
    visitor: Visitor,
) -> None:
    visitor.carry(READY_FOR_RESULT.without(["medicines"]))
    response = visitor.answer_and_follow("bowels", "long", number=3)
    assert response.redirect_chain == [("/guide/4/", 303)]
    assert Notice.ELSEWHERE.sentence in text(response)
    assert visitor.carried.answers == READY_FOR_RESULT.without(["medicines"])


def test_the_result_says_that_a_stray_answer_was_not_saved(visitor: Visitor) -> None:
    visitor.carry(READY_FOR_RESULT)
    response = visitor.answer_and_follow("bowels", "long", number=3)
    assert response.redirect_chain == [("/guide/result/", 303)]
    assert Notice.ELSEWHERE.sentence in text(response)


def test_a_notice_is_told_once_and_the_answers_grow_no_younger(visitor: Visitor) -> None:
    visitor.carry(READY_FOR_RESULT)
    assert Notice.ELSEWHERE.sentence in text(visitor.answer_and_follow("bowels", "long", number=3))
    saved_at = visitor.carried.saved_at
    assert Notice.ELSEWHERE.sentence not in text(visitor.open("/guide/result/"))
    assert (visitor.carried.answers, visitor.carried.saved_at) == (READY_FOR_RESULT, saved_at)


def test_a_notice_is_gone_after_the_next_answer(visitor: Visitor) -> None:
    visitor.carry(NOTHING_URGENT)
    visitor.answer("bowels", "long")
    response = visitor.answer_and_follow("goals", "sleep", number=2)
    assert Notice.ELSEWHERE.sentence not in text(response)


def test_nobody_can_answer_ahead(visitor: Visitor) -> None:
    response = visitor.answer("medicines", "none", number=5)
    assert response["Location"] == "/guide/1/"
    assert visitor.carried.answers == NO_ANSWERS


# Changing an answer -------------------------------------------------------------------


def test_a_change_from_the_result_leads_back_to_the_result(visitor: Visitor) -> None:
    visitor.carry(READY_FOR_RESULT)
    page = text(visitor.open("/guide/3/?to_result=1"))
    assert 'name="to_result"' in page
    assert 'href="/guide/result/"' in page
    assert visitor.answer("digestion", "upset", number=3, to_result="1")["Location"] == "/guide/result/"


def test_a_change_asks_only_what_is_new(visitor: Visitor) -> None:
    visitor.carry(READY_FOR_RESULT)
    response = visitor.answer_and_follow("goals", "sleep", "constipation", number=2, to_result="1")
    assert response.redirect_chain == [("/guide/3/?to_result=1", 303)]
    assert 'name="to_result"' in text(response)
    assert visitor.answer("bowels", "none", number=3, to_result="1")["Location"] == "/guide/result/"
    assert visitor.carried.answers == WITH_CONSTIPATION.with_answer("bowels", ["none"])


def test_a_refused_change_still_leads_back_to_the_result(visitor: Visitor) -> None:
    visitor.carry(READY_FOR_RESULT)
    assert 'name="to_result"' in text(visitor.answer("goals", number=2, to_result="1"))


def test_an_answer_that_no_longer_counts_is_dropped_on_save(visitor: Visitor) -> None:
    visitor.carry(WITH_CONSTIPATION.with_answer("bowels", ["long"]))
    visitor.answer("goals", "sleep", number=2)
    assert visitor.carried.answers == READY_FOR_RESULT


def test_looking_at_the_address_that_clears_forgets_nothing(visitor: Visitor) -> None:
    visitor.answer("now", "none")
    response = visitor.client.get("/guide/clear/")
    assert (response.status_code, response["Location"]) == (303, "/guide/")
    assert "answers" in visitor.client.cookies


def test_clearing_takes_the_cookie_away(visitor: Visitor) -> None:
    visitor.carry(READY_FOR_RESULT)
    response = visitor.client.post("/guide/clear/")
    assert (response.status_code, response["Location"]) == (303, "/guide/")
    assert visitor.sealed == ""
    assert visitor.open("/guide/result/")["Location"] == "/guide/1/"


# Cookies that cannot be used ----------------------------------------------------------


def expired() -> str:
    content = b'[1,{"now":["none"]}]'
    return Fernet(site.ANSWERS_KEYS[0]).encrypt_at_time(content, int(time.time()) - 8_000).decode()


BROKEN = [
    (expired(), Notice.EXPIRED),
    ("gibberish", Notice.UNREADABLE),
    ("A" * 4_000, Notice.OVERSIZED),
]


@pytest.mark.parametrize(("sealed", "notice"), BROKEN)
def test_a_cookie_that_cannot_be_used_starts_afresh_and_the_page_says_so(
    visitor: Visitor, sealed: str, notice: Notice
) -> None:
    visitor.bring(sealed)
    response = visitor.client.get("/guide/4/", follow=True)
    assert response.redirect_chain == [("/guide/1/", 302)]
    assert notice.sentence in text(response)
    assert visitor.sealed == ""
    assert notice.sentence not in text(visitor.open("/guide/1/"))


@pytest.mark.parametrize(("sealed", "notice"), BROKEN)
def test_an_answer_sent_with_such_a_cookie_is_told_of_too(
    visitor: Visitor, sealed: str, notice: Notice
) -> None:
    visitor.bring(sealed)
    response = visitor.answer_and_follow("digestion", "fine", number=3)
    assert response.redirect_chain == [("/guide/1/", 303)]
    assert notice.sentence in text(response)


@pytest.mark.parametrize(("sealed", "notice"), BROKEN)
def test_a_first_answer_sent_with_such_a_cookie_counts(visitor: Visitor, sealed: str, notice: Notice) -> None:
    visitor.bring(sealed)
    response = visitor.answer_and_follow("now", "none")
    assert response.redirect_chain == [("/guide/2/", 303)]
    assert notice.sentence in text(response)
    assert visitor.carried.answers == NOTHING_URGENT


# A new Release in mid-walk ------------------------------------------------------------


def test_a_changed_question_is_asked_again_and_the_page_says_so(visitor: Visitor) -> None:
    visitor.carry(READY_FOR_RESULT)
    with live.use(second_release(goals="b")):
        response = visitor.client.get("/guide/result/", follow=True)
        assert response.redirect_chain == [("/guide/2/", 302)]
        assert Notice.CHANGED.sentence in text(response)
        assert chosen_on(response) == []
        response = visitor.answer_and_follow("goals", "sleep", number=2, release="2", to_result="1")
        assert response.redirect_chain == [("/guide/result/", 303)]
        assert Notice.CHANGED.sentence not in text(response)
    assert visitor.carried.answers == READY_FOR_RESULT
    assert visitor.carried.release == 2


def test_an_answer_to_a_question_as_it_was_before_is_not_saved(visitor: Visitor) -> None:
    """The page was made from Release 1; what was ticked on it may mean something else now."""
    visitor.carry(NOTHING_URGENT)
    with live.use(second_release(goals="b")):
        response = visitor.answer_and_follow("goals", "sleep", number=2, release="1")
        assert response.redirect_chain == [("/guide/2/", 303)]
        assert Notice.CHANGED.sentence in text(response)
    assert visitor.carried.answers == NOTHING_URGENT


def test_an_answer_from_an_older_page_counts_where_nothing_changed_and_the_rest_is_told(
    visitor: Visitor,
) -> None:
    visitor.carry(READY_FOR_RESULT)
    with live.use(second_release(medicines="b")):
        response = visitor.answer_and_follow("digestion", "upset", number=3, release="1")
        assert response.redirect_chain == [("/guide/4/", 303)]
        assert Notice.CHANGED.sentence in text(response)
    assert visitor.carried.answers["digestion"] == ("upset",)
    assert "medicines" not in visitor.carried.answers


@pytest.mark.parametrize("release", ["", "0", "-1", "7", "two", "9" * 5_000, "²"])
def test_an_answer_from_an_unknown_release_is_asked_again(visitor: Visitor, release: str) -> None:
    response = visitor.answer_and_follow("now", "none", release=release)
    assert response.redirect_chain == [("/guide/1/", 303)]
    assert Notice.CHANGED.sentence in text(response)


def test_answers_from_an_unknown_release_are_all_asked_again(visitor: Visitor) -> None:
    visitor.carry(READY_FOR_RESULT, release=9)
    with live.use(edition(guide(), number=2, meanings={1: THEN, 2: THEN})):
        response = visitor.client.get("/guide/result/", follow=True)
    assert response.redirect_chain == [("/guide/1/", 302)]
    assert Notice.ALL_CHANGED.sentence in text(response)


# The side panel -----------------------------------------------------------------------


def test_the_side_panel_names_the_form_that_dropped_out(visitor: Visitor) -> None:
    visitor.carry(Answers({"now": ["none"], "goals": ["sleep"]}))
    before = visitor.sealed
    response = visitor.tick("digestion", "upset")
    assert response.status_code == 200
    assert "itrate" in text(response)
    assert visitor.sealed == before
    assert site.ANSWERS_COOKIE_NAME not in response.cookies


@pytest.mark.parametrize(
    ("story", "slug", "codes"),
    [
        ("a safety question", "now", ["none"]),
        ("a withheld answer", "goals", ["heart"]),
        ("nothing ticked before a goal", "goals", []),
        ("too much ticked", "goals", ["sleep", "constipation", "heart"]),
        ("a question not reached", "medicines", ["none"]),
        ("a question nobody knows", "shoes", ["red"]),
    ],
)
def test_the_side_panel_is_silent(visitor: Visitor, story: str, slug: str, codes: list[str]) -> None:
    visitor.carry(NOTHING_URGENT)
    response = visitor.tick(slug, *codes)
    assert (response.status_code, response.content) == (200, b""), story
