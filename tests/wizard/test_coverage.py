"""How many forms each goal leads to, for each answer to a practical question."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings

from content.catalogue import Action, Catalogue, Kind
from tests.builders import catalogue, caution, claim, compound, goal, option, placed, question, scale, trait
from tests.wizard.engine.strategies import catalogues
from tests.wizard.engine.walks import every_walk
from wizard.coverage import Cell, Finding, Place, Warned, axes, coverage
from wizard.engine.answers import Answers
from wizard.engine.matching import outcome
from wizard.engine.standing import Group
from wizard.engine.walk import replay

CATALOGUE = catalogue(
    scales=[scale("gut")],
    traits=[trait("loosening", "gut")],
    goals=[goal("sleep"), goal("bowels"), goal("memory"), goal("never-asked")],
    compounds=[compound("gentle"), compound("loose", traits=[placed("loosening")]), compound("third")],
    claims=[
        claim("gentle", "sleep"),
        claim("loose", "sleep"),
        claim("third", "sleep"),
        claim("loose", "bowels"),
    ],
    cautions=[
        caution("chest", Action.URGENT_NOW),
        caution("kidney", Action.WITHHOLD),
        caution("pills", Action.ASK_FIRST),
        caution("third", Action.SET_ASIDE, compounds=["third"]),
    ],
    questions=[
        question("now", option("chest", raises=["chest"]), option("none"), safety=True),
        question(
            "goals",
            option("sleep", wants=["sleep"]),
            option("bowels", wants=["bowels"]),
            option("memory", wants=["memory"]),
            option("nothing"),
            kind=Kind.MANY,
        ),
        question("gut", option("touchy", avoids=["loosening"]), option("fine")),
        question(
            "health",
            option("kidney", raises=["kidney"]),
            option("pills", raises=["pills"]),
            option("third", raises=["third"]),
            option("none", exclusive=True),
            kind=Kind.MANY,
            safety=True,
        ),
    ],
)


@pytest.mark.parametrize(
    ("place", "combinations", "fewest", "most", "finding"),
    [
        (("sleep", "fine", Warned.ROUTINE), 4, 2, 3, Finding.FINE),
        (("sleep", "touchy", Warned.ROUTINE), 4, 1, 2, Finding.FINE),
        (("sleep", "fine", Warned.ASK_FIRST), 4, 2, 3, Finding.FINE),
        (("sleep", "fine", Warned.WITHHELD), 8, 0, 0, Finding.WITHHELD),
        (("bowels", "fine", Warned.ROUTINE), 4, 1, 1, Finding.FINE),
        (("bowels", "touchy", Warned.ROUTINE), 4, 0, 0, Finding.NONE),
        (("memory", "fine", Warned.ROUTINE), 4, 0, 0, Finding.NONE),
        (("never-asked", "fine", Warned.ROUTINE), 0, 0, 0, Finding.UNREACHED),
    ],
    ids=str,
)
def test_a_cell_counts_who_comes_there_and_what_matches(
    place: Place, combinations: int, fewest: int, most: int, finding: Finding
) -> None:
    cell = coverage(CATALOGUE, "gut").cell(*place)
    assert (cell.combinations, cell.fewest, cell.most, cell.finding()) == (
        combinations,
        fewest,
        most,
        finding,
    )


def test_a_form_that_matches_in_part_is_shown_but_no_match() -> None:
    cell = coverage(CATALOGUE, "gut").cell("bowels", "touchy", Warned.ROUTINE)
    assert (cell.fewest, cell.fewest_shown) == (0, 1)


def test_too_many_is_for_the_caller_to_say() -> None:
    cell = coverage(CATALOGUE, "gut").cell("sleep", "fine", Warned.ROUTINE)
    assert cell.finding(many=2) is Finding.TOO_MANY


def test_the_cells_with_a_finding_can_be_listed() -> None:
    found = {place for place, _ in coverage(CATALOGUE, "gut").found(Finding.NONE)}
    assert ("bowels", "touchy", Warned.ROUTINE) in found
    assert ("sleep", "fine", Warned.ROUTINE) not in found


def test_a_practical_question_that_everybody_answers_once_can_be_an_axis() -> None:
    assert [question.slug for question in axes(CATALOGUE)] == ["gut"]


@pytest.mark.parametrize("slug", ["goals", "now", "nowhere"])
def test_another_kind_of_question_is_refused(slug: str) -> None:
    with pytest.raises(ValueError, match="not a practical question"):
        coverage(CATALOGUE, slug)


@settings(max_examples=40)
@given(catalogues)
def test_the_matrix_is_what_every_walk_finds(contents: Catalogue) -> None:
    asked = next(iter(axes(contents)), None)
    assume(asked is not None)
    assert asked is not None
    walked: dict[Place, list[int]] = {}
    for answers in every_walk(contents):
        place, matching = _place(contents, answers, asked.slug)
        if place is not None:
            walked.setdefault(place, []).append(matching)
    matrix = coverage(contents, asked.slug)
    found = {place: _extremes(cell) for place, cell in matrix.cells.items() if cell.combinations}
    assert found == {place: (len(counts), min(counts), max(counts)) for place, counts in walked.items()}


def _place(contents: Catalogue, answers: Answers, slug: str) -> tuple[Place | None, int]:
    """The cell a walk belongs to, if any, and how many forms match there."""
    result = outcome(contents, replay(contents, answers))
    if result.level.is_urgent or len(result.wanted) != 1:
        return None, 0
    warned = Warned.WITHHELD if result.withheld else Warned(result.level.value)
    matching = sum(match.merit is Group.MATCHES for match in result.shown)
    return (result.wanted[0].goal.slug, answers[slug][0], warned), matching


def _extremes(cell: Cell) -> tuple[int, int, int]:
    return cell.combinations, cell.fewest, cell.most


def test_every_goal_of_the_starter_content_is_covered(starter: Catalogue) -> None:
    matrix = coverage(starter, "digestion")
    assert len(matrix.cells) == len(starter.goals) * 4 * len(Warned)
    for goal_, option_ in (
        (goal_, option_) for goal_ in starter.goals for option_ in matrix.question.options
    ):
        assert matrix.cell(goal_.slug, option_.code, Warned.WITHHELD).combinations
