"""Where each answer leads, in words and in boxes and lines."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given

from content.catalogue import Action, Catalogue, Kind
from tests.builders import catalogue, caution, compound, option, question
from tests.wizard.engine.strategies import catalogues
from wizard.flow import RESULT, Lead, flow, leads_of
from wizard.flow_drawing import Box, Drawing, Edge, Point, draw, width_of, wrapped

CATALOGUE = catalogue(
    compounds=[compound("loose")],
    cautions=[
        caution("chest", Action.URGENT_NOW),
        caution("leg", Action.URGENT_TODAY),
        caution("kidney", Action.WITHHOLD),
        caution("loose", Action.WITHHOLD, compounds=["loose"]),
        caution("pills", Action.ASK_FIRST),
    ],
    questions=[
        question(
            "now",
            option("chest", raises=["chest"]),
            option("leg", raises=["leg"]),
            option("both", raises=["chest", "kidney"]),
            option("none", exclusive=True),
            kind=Kind.MANY,
            safety=True,
        ),
        question("goals", option("bowels"), option("sleep"), option("cramps")),
        question("bowels", option("pills", raises=["pills"]), shown_when=["goals/bowels", "goals/cramps"]),
        question("health", option("kidney", raises=["kidney"]), option("loose", raises=["loose"])),
        question("sorry", option("chest", raises=["chest"])),
    ],
)


def test_answers_that_lead_to_the_same_place_stand_together() -> None:
    told = {
        stop.question.slug: [
            (branch.lead, branch.opens, [option.code for option in branch.options])
            for branch in stop.branches
        ]
        for stop in flow(CATALOGUE)
    }
    assert told == {
        "now": [
            (Lead.URGENT_NOW, "", ["chest", "both"]),
            (Lead.URGENT_TODAY, "", ["leg"]),
            (Lead.WITHHELD, "", ["both"]),
        ],
        "goals": [(Lead.OPENS, "bowels", ["bowels", "cramps"])],
        "bowels": [],
        "health": [(Lead.WITHHELD, "", ["kidney"])],
        "sorry": [(Lead.URGENT_NOW, "", ["chest"])],
    }


def test_a_question_says_after_which_answers_it_is_asked() -> None:
    bowels = flow(CATALOGUE)[2]
    assert bowels.is_conditional
    assert [(it.question.slug, [option.code for option in it.options]) for it in bowels.openers] == [
        ("goals", ["bowels", "cramps"])
    ]


def test_a_question_whose_every_answer_ends_the_walk_does_not_go_on() -> None:
    assert [stop.goes_on for stop in flow(CATALOGUE)] == [True, True, True, True, False]


def test_a_caution_that_names_forms_leads_nowhere() -> None:
    loose = CATALOGUE.question_of["health"].options[1]
    assert leads_of(CATALOGUE, loose) == frozenset()


def test_the_lines_lead_from_each_question_to_what_follows_it() -> None:
    edges = {(edge.source, edge.target) for edge in draw(flow(CATALOGUE)).edges}
    assert edges == {
        ("now", "now/urgent_now"),
        ("now", "now/urgent_today"),
        ("now", "now/withheld"),
        ("now", "goals"),
        ("goals", "goals/bowels"),
        ("goals/bowels", "bowels"),
        ("goals", "health"),
        ("bowels", "health"),
        ("health", "health/withheld"),
        ("health", "sorry"),
        ("sorry", "sorry/urgent_now"),
    }


def test_without_questions_there_is_a_result_to_draw() -> None:
    assert [box.name for box in draw(()).boxes] == [RESULT]


def test_the_picture_says_its_own_words_as_it_is_told_to() -> None:
    lines = [line.words for box in draw(flow(CATALOGUE), say=lambda _words: "§").boxes for line in box.lines]
    assert "§" in lines
    assert not {"Result", "One answer."} & {*lines}


def test_the_starter_content_fits_a_phone(starter: Catalogue) -> None:
    assert draw(flow(starter)).width <= 360 - 2 * 16


@pytest.mark.parametrize("words", ["", "a", "one two three", "Donaudampfschifffahrtsgesellschaft " * 3])
def test_wrapped_words_are_all_there_and_fit(words: str) -> None:
    lines = wrapped(words, 120)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert all(width_of(line) <= 120 for line in lines)


# Geometry -----------------------------------------------------------------------------


@given(catalogues)
def test_no_two_boxes_overlap_and_all_are_within_the_picture(contents: Catalogue) -> None:
    drawing = draw(flow(contents))
    for one, other in itertools.pairwise(drawing.boxes):
        assert one.bottom < other.y
    for box in drawing.boxes:
        assert 0 < box.x < box.right < drawing.width
        assert 0 < box.y < box.bottom < drawing.height


@given(catalogues)
def test_all_words_are_within_their_box(contents: Catalogue) -> None:
    for box in draw(flow(contents)).boxes:
        for line in box.lines:
            assert box.x < line.x
            assert line.x + width_of(line.words, strong=line.strong) < box.right
            assert box.y < line.y < box.bottom


@given(catalogues)
def test_every_line_begins_and_ends_at_its_boxes(contents: Catalogue) -> None:
    drawing = draw(flow(contents))
    boxes = {box.name: box for box in drawing.boxes}
    for edge in drawing.edges:
        assert _is_on_border(boxes[edge.source], *edge.points[0])
        assert _is_on_border(boxes[edge.target], *edge.points[-1])


@given(catalogues)
def test_no_line_crosses_a_box(contents: Catalogue) -> None:
    drawing = draw(flow(contents))
    for edge in drawing.edges:
        assert not [box.name for box in drawing.boxes if _crosses(edge, box)]


@given(catalogues)
def test_every_line_stays_within_the_picture_and_turns_at_right_angles(contents: Catalogue) -> None:
    drawing = draw(flow(contents))
    for edge in drawing.edges:
        assert all(0 < x < drawing.width and 0 < y < drawing.height for x, y in edge.points)
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in itertools.pairwise(edge.points))


@given(catalogues)
def test_lines_to_further_questions_do_not_run_on_top_of_each_other(contents: Catalogue) -> None:
    lanes = [_lane(edge) for edge in _opening(draw(flow(contents)))]
    for (x, top, bottom), (other_x, other_top, other_bottom) in itertools.combinations(lanes, 2):
        assert x != other_x or bottom <= other_top or other_bottom <= top


def _is_on_border(box: Box, x: int, y: int) -> bool:
    within = box.x <= x <= box.right and box.y <= y <= box.bottom
    return within and (x in (box.x, box.right) or y in (box.y, box.bottom))


def _crosses(edge: Edge, box: Box) -> bool:
    """Whether some part of the line runs through the inside of the box."""
    return any(_runs_through(a, b, box) for a, b in itertools.pairwise(edge.points))


def _runs_through(a: Point, b: Point, box: Box) -> bool:
    """Whether a line straight up, down or across has a point inside the box."""
    (left, right), (top, bottom) = sorted((a[0], b[0])), sorted((a[1], b[1]))
    return left < box.right and right > box.x and top < box.bottom and bottom > box.y


def _opening(drawing: Drawing) -> list[Edge]:
    return [edge for edge in drawing.edges if len(edge.points) == 4 and "/" in edge.source]


def _lane(edge: Edge) -> tuple[int, int, int]:
    _, (x, top), (_, bottom), _ = edge.points
    return x, top, bottom
