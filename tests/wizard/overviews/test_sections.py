"""What the overviews say on the review page about a change."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import RequestFactory

from content import review_sections
from content.catalogue import Action, Catalogue
from content.review_sections import Found
from tests import factories as f
from tests.builders import catalogue, caution, claim, compound, goal, option, question
from wizard import background
from wizard.coverage import both_sides
from wizard.overviews.coverage_changes import CoverageChanges, coverage_changes
from wizard.overviews.flow import flow_shown
from wizard.overviews.flow_changes import Line, flow_changes

BEFORE = catalogue(
    goals=[goal("sleep")],
    compounds=[compound("gentle"), compound("third")],
    claims=[claim("gentle", "sleep"), claim("third", "sleep")],
    cautions=[caution("chest", Action.URGENT_NOW), caution("third", Action.SET_ASIDE, compounds=["third"])],
    questions=[
        question("now", option("chest", raises=["chest"]), option("none"), safety=True),
        question("gut", option("touchy"), option("fine")),
        question("goals", option("sleep", wants=["sleep"]), option("old")),
    ],
)

NOW, GUT, GOALS = BEFORE.questions


def _with(**parts: Any) -> Catalogue:
    return msgspec.structs.replace(BEFORE, **parts)


def _flow(before: Catalogue, after: Catalogue) -> tuple[Line, ...]:
    return flow_changes(flow_shown(before).questions, flow_shown(after).questions)


def _coverage(before: Catalogue, after: Catalogue) -> CoverageChanges | None:
    return coverage_changes(both_sides(before, after, lambda share: None))


def test_equal_questions_show_no_change() -> None:
    assert _flow(BEFORE, BEFORE) == ()


def test_an_answer_that_leads_elsewhere_is_told_before_and_after() -> None:
    calm = question("now", option("chest"), option("none"), safety=True)
    assert _flow(BEFORE, _with(questions=(calm, GUT, GOALS))) == (
        Line(
            "“Answer chest”, an answer to “What about now?”",
            "“Answer chest”. Ends here: get help now. Raises “Chest”: get help now.",
            "“Answer chest”. Changes nothing.",
        ),
    )


def test_a_question_that_is_new_and_one_that_is_gone_are_told() -> None:
    places = [line.place for line in _flow(BEFORE, _with(questions=(NOW, GOALS, question("new"))))]
    assert "“What about new?”" in places
    assert "“What about gut?”" in places


def test_a_changed_order_of_questions_is_told() -> None:
    assert _flow(BEFORE, _with(questions=(NOW, GOALS, GUT)))


def test_equal_content_has_the_same_matrix() -> None:
    changes = _coverage(BEFORE, BEFORE)
    assert changes is not None
    assert changes.lines == ()


def test_cells_that_change_are_told_and_newly_flagged_ones_first() -> None:
    other = goal("bowels")
    wider = question("goals", option("sleep", wants=["sleep"]), option("bowels", wants=["bowels"]))
    after = _with(goals=(*BEFORE.goals, other), questions=(NOW, GUT, wider), claims=BEFORE.claims[:1])
    changes = _coverage(BEFORE, after)
    assert changes is not None
    told = [(line.goal, line.before.matches, line.after.matches, line.after.flag) for line in changes.lines]
    assert told[:2] == [("Bowels", "", "0", "None for some")] * 2
    assert ("Sleep", "2", "1", "") in told


def test_without_a_suitable_question_there_is_nothing_to_compare() -> None:
    assert _coverage(BEFORE, _with(questions=())) is None


# On the page --------------------------------------------------------------------------


def _look(slug: str, before: Catalogue | None, after: Catalogue) -> Found:
    section = next(section for section in review_sections.sections() if section.slug == slug)
    return section.look(before, after)


def _html(slug: str, before: Catalogue | None, after: Catalogue, user: User | AnonymousUser) -> str:
    request = RequestFactory().get("/")
    request.user = user
    return _look(slug, before, after).show(request)


def test_the_flow_section_shows_the_picture_only_when_something_changed() -> None:
    changed = _with(questions=(NOW, GOALS))
    assert "<svg" not in _html("flow", BEFORE, BEFORE, AnonymousUser())
    assert "<svg" in _html("flow", BEFORE, changed, AnonymousUser())
    assert "<svg" in _html("flow", None, BEFORE, AnonymousUser())


def test_the_coverage_section_tells_cells_in_words() -> None:
    html = _html("coverage", BEFORE, _with(claims=BEFORE.claims[:1]), AnonymousUser())
    assert "Sleep, touchy: with general advice" in html
    assert "as many forms match as before" in _html("coverage", BEFORE, BEFORE, AnonymousUser())
    assert "Nothing is live yet" in _html("coverage", None, BEFORE, AnonymousUser())


def test_nobody_can_approve_while_the_matrix_is_being_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "work", lambda *_, **__: background.Running(0.5))
    assert not _look("coverage", BEFORE, BEFORE).ready


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["flow", "coverage"])
def test_links_to_the_overviews_are_for_those_who_can_follow_them(slug: str) -> None:
    number = f.ReleaseFactory.create(content=BEFORE).number
    link = f"?release={number}"
    assert link in _html(slug, BEFORE, BEFORE, User.objects.create_superuser("chief"))
    assert link not in _html(slug, BEFORE, BEFORE, AnonymousUser())
