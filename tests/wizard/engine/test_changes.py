"""What would bring a form in."""

import pytest

from content.catalogue import Action, Catalogue, Option
from tests.builders import catalogue, caution, claim, compound, goal, option, placed, question, scale, trait
from wizard.engine.answers import Answers
from wizard.engine.changes import smallest_changes
from wizard.engine.matching import outcome
from wizard.engine.walk import replay


def site(most: int | None = None) -> Catalogue:
    return catalogue(
        scales=[scale("gut")],
        traits=[trait("loosening", "gut")],
        goals=[goal("sleep"), goal("bowels"), goal("heart")],
        compounds=[
            compound("calm"),
            compound("loose", traits=[placed("loosening")]),
            compound("risky"),
            compound("idle"),
        ],
        claims=[claim("calm", "sleep"), claim("loose", "bowels"), claim("risky", "heart")],
        cautions=[
            caution("heart", Action.WITHHOLD),
            caution("calm", Action.SET_ASIDE, compounds=["calm"]),
            caution("calm-first", Action.WITHHOLD, compounds=["calm"]),
        ],
        questions=[
            question(
                "goals",
                option("sleep", wants=["sleep"]),
                option("bowels", wants=["bowels"]),
                option("heart", wants=["heart"], raises=["heart"]),
                kind="many",
                most=most,
            ),
            question("gut", option("never", rules_out=["loosening"]), option("fine")),
            question(
                "safety",
                option("calm", raises=["calm"]),
                option("calm-first", raises=["calm-first"]),
                option("none"),
                safety=True,
            ),
        ],
    )


def change(contents: Catalogue, slug: str, **answers: str) -> list[tuple[str, str, str]] | None:
    """(question, removed, added) of each edit."""
    progress = replay(contents, Answers({question: chosen.split() for question, chosen in answers.items()}))
    found = smallest_changes(contents, progress, outcome(contents, progress))[slug]
    if found is None:
        return None
    return [(edit.question.slug, codes(edit.removed), codes(edit.added)) for edit in found]


def codes(options: tuple[Option, ...]) -> str:
    return " ".join(option.code for option in options)


@pytest.mark.parametrize(
    ("story", "slug", "answers", "expected"),
    [
        ("one more goal", "loose", {"goals": "sleep", "gut": "fine"}, [("goals", "", "bowels")]),
        ("another tolerance", "loose", {"goals": "bowels", "gut": "never"}, [("gut", "never", "fine")]),
        (
            "a goal and a tolerance",
            "loose",
            {"goals": "sleep", "gut": "never"},
            [("goals", "", "bowels"), ("gut", "never", "fine")],
        ),
        ("nothing, when no goal is served", "idle", {"goals": "sleep", "gut": "fine"}, None),
        ("nothing that raises a caution", "risky", {"goals": "sleep", "gut": "fine"}, None),
        ("never a safety answer", "calm", {"goals": "sleep", "gut": "fine", "safety": "calm"}, None),
        (
            "nothing that would take every form away",
            "calm",
            {"goals": "bowels", "gut": "fine", "safety": "calm-first"},
            None,
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_the_smallest_change_is(
    story: str, slug: str, answers: dict[str, str], expected: list[tuple[str, str, str]] | None
) -> None:
    assert change(site(), slug, **{"safety": "none", **answers}) == expected


def test_a_full_choice_is_exchanged_instead_of_added_to() -> None:
    assert change(site(most=1), "loose", goals="sleep", gut="fine", safety="none") == [
        ("goals", "sleep", "bowels")
    ]


def test_a_change_that_closes_a_question_loses_its_answer() -> None:
    """ "y" would no longer rule the form out, but the goal it serves is asked about only after "x"."""
    contents = catalogue(
        scales=[scale("gut")],
        traits=[trait("loosening", "gut")],
        goals=[goal("sleep"), goal("bowels")],
        compounds=[compound("loose", traits=[placed("loosening")])],
        claims=[claim("loose", "bowels")],
        questions=[
            question(
                "a", option("x", wants=["sleep"], rules_out=["loosening"]), option("y", wants=["sleep"])
            ),
            question("b", option("z", wants=["bowels"]), shown_when=["a/x"]),
        ],
    )
    assert change(contents, "loose", a="x", b="z") is None
