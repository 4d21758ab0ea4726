"""Described examples of what answers come to.

One small Catalogue serves them all. Gentle is often chosen for sleep; rough serves sleep
sometimes, is poorly absorbed and loosens stools; ionic is often chosen for memory, and
untested; dull was tested for cramps, without effect.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from content.catalogue import Action, Catalogue, Certainty, Direction, Level, Relevance
from tests.builders import catalogue, caution, claim, compound, goal, option, placed, question, scale, trait
from wizard.engine.answers import Answers
from wizard.engine.matching import outcome
from wizard.engine.outcomes import Match, Outcome
from wizard.engine.standing import About, Group, Verdict
from wizard.engine.walk import replay

CATALOGUE: Catalogue = catalogue(
    scales=[scale("gut"), scale("absorption"), scale("cost")],
    traits=[
        trait("easy", "gut", 1),
        trait("loosening", "gut", 2),
        trait("poor", "absorption", 1),
        trait("good", "absorption", 2),
        trait("dear", "cost", 1),
    ],
    goals=[
        goal("sleep", hindered_by=["poor"]),
        goal("memory", hindered_by=["poor"]),
        goal("bowels"),
        goal("cramps"),
    ],
    compounds=[
        compound("gentle", traits=[placed("easy"), placed("good"), placed("dear")]),
        compound("rough", traits=[placed("loosening"), placed("poor")]),
        compound("ionic", traits=[placed("good")]),
        compound("dull"),
    ],
    claims=[
        claim("gentle", "sleep"),
        claim("rough", "sleep", relevance=Relevance.SOMETIMES),
        claim("rough", "bowels", certainty=Certainty.MODERATE),
        claim("ionic", "memory", direction=Direction.NOT_TESTED, certainty=Certainty.NOT_KNOWN),
        claim("gentle", "bowels", relevance=Relevance.SELDOM),
        claim("dull", "cramps", direction=Direction.NO_EFFECT, certainty=Certainty.MODERATE),
        claim("rough", "cramps", direction=Direction.HARM),
    ],
    cautions=[
        caution("kidneys", Action.WITHHOLD),
        caution("tablets", Action.ASK_FIRST),
        caution("zinc", Action.MENTION),
        caution("old", Action.ASK_FIRST, compounds=["rough"]),
        caution("bowel", Action.SET_ASIDE, compounds=["rough"]),
        caution("chest", Action.URGENT_NOW),
        caution("leg", Action.URGENT_TODAY),
    ],
    questions=[
        question(
            "now",
            option("chest", raises=["chest"]),
            option("leg", raises=["leg"]),
            option("none"),
            safety=True,
        ),
        question(
            "hopes",
            option("sleep", wants=["sleep"]),
            option("memory", wants=["memory"]),
            option("bowels", wants=["bowels"]),
            option("cramps", wants=["cramps"]),
            kind="many",
        ),
        question(
            "gut",
            option("touchy", avoids=["loosening"]),
            option("slow", welcomes=["loosening"]),
            option("never", rules_out=["loosening"]),
            option("fine"),
        ),
        question(
            "safety",
            *(option(slug, raises=[slug]) for slug in ("kidneys", "tablets", "zinc", "old", "bowel")),
            option("none", exclusive=True),
            kind="many",
            safety=True,
        ),
    ],
)


def told(hopes: str, gut: str = "fine", safety: str = "none", now: str = "none") -> Outcome:
    """The outcome of a walk; several hopes or safety answers are divided by spaces."""
    answers = {"now": [now], "hopes": hopes.split(), "gut": [gut], "safety": safety.split()}
    return outcome(CATALOGUE, replay(CATALOGUE, Answers(answers)))


def groups(result: Outcome) -> Mapping[str, list[str]]:
    return {
        group: [match.compound.slug for match in result.group(group)]
        for group in Group
        if result.group(group)
    }


def the(result: Outcome, slug: str) -> Match:
    return next(match for match in result.matches if match.compound.slug == slug)


@dataclass(frozen=True)
class Example:
    story: str
    hopes: str
    gut: str = "fine"
    safety: str = "none"
    matches: str = ""
    partly: str = ""
    discuss: str = ""
    set_aside: str = ""
    level: Level = Level.ROUTINE


EXAMPLES = [
    Example("A form often chosen for the goal matches; a poorly absorbed one only partly.",
            "sleep", matches="gentle", partly="rough", set_aside="dull ionic"),
    Example("Poor absorption does not count against constipation.",
            "bowels", matches="rough", set_aside="dull gentle ionic"),
    Example("An avoided trait makes a match partly.",
            "bowels", gut="touchy", partly="rough", set_aside="dull gentle ionic"),
    Example("A ruled-out trait sets a form aside.",
            "bowels", gut="never", set_aside="rough dull gentle ionic"),
    Example("A form chosen for a goal matches even untested; the page says that it is not shown to help.",
            "memory", matches="ionic", set_aside="dull gentle rough"),
    Example("No effect and harm never make a match.",
            "cramps", set_aside="dull gentle ionic rough"),
    Example("With several goals each form that serves one is there, best certainty first.",
            "sleep memory", matches="gentle ionic", partly="rough", set_aside="dull"),
    Example("Serving two goals comes before serving one, within a group.",
            "sleep bowels", matches="rough gentle", set_aside="dull ionic"),
    Example("Ask first moves every shown form to discuss, in the same order.",
            "sleep", safety="tablets", discuss="gentle rough", set_aside="dull ionic", level=Level.ASK_FIRST),
    Example("A mention changes neither level nor groups.",
            "sleep", safety="zinc", matches="gentle", partly="rough", set_aside="dull ionic"),
    Example("A caution about a form counts while that form would be shown.",
            "sleep", safety="old", discuss="gentle rough", set_aside="dull ionic", level=Level.ASK_FIRST),
    Example("It does not count when the form would not be shown anyway.",
            "memory", safety="old", matches="ionic", set_aside="dull gentle rough"),
    Example("Setting a form aside leaves the others where they were.",
            "sleep", safety="bowel", matches="gentle", set_aside="rough dull ionic"),
    Example("Setting a form aside hides no caution that asks first about it.",
            "sleep", safety="bowel old", discuss="gentle", set_aside="rough dull ionic",
            level=Level.ASK_FIRST),
    Example("Withholding takes every form away.",
            "sleep", safety="kidneys", level=Level.ASK_FIRST),
]  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.story)
def test_example(example: Example) -> None:
    result = told(example.hopes, example.gut, example.safety)
    expected = {
        Group.MATCHES: example.matches,
        Group.PARTLY: example.partly,
        Group.DISCUSS: example.discuss,
        Group.SET_ASIDE: example.set_aside,
    }
    assert groups(result) == {group: slugs.split() for group, slugs in expected.items() if slugs}
    assert result.level is example.level


@pytest.mark.parametrize(("now", "level"), [("chest", Level.URGENT_NOW), ("leg", Level.URGENT_TODAY)])
def test_an_urgent_answer_ends_the_walk_without_any_form(now: str, level: Level) -> None:
    progress = replay(CATALOGUE, Answers({"now": [now], "hopes": ["sleep"]}))
    result = outcome(CATALOGUE, progress)
    assert progress.finished
    assert [step.question.slug for step in progress.steps] == ["now"]
    assert (result.level, list(result.matches)) == (level, [])
    assert [raised.caution.slug for raised in result.cautions] == [now]


def test_the_gravest_caution_stands_first() -> None:
    result = told("sleep", safety="zinc tablets kidneys bowel")
    assert [raised.caution.slug for raised in result.cautions] == ["kidneys", "tablets", "bowel", "zinc"]
    assert result.guidance.withheld


def test_forms_with_equal_keys_share_a_rank_and_stand_by_name() -> None:
    twins = catalogue(
        goals=[goal("sleep")],
        compounds=[compound("b"), compound("a"), compound("c")],
        claims=[claim("b", "sleep"), claim("a", "sleep"), claim("c", "sleep", certainty=Certainty.NOT_KNOWN)],
        questions=[question("hopes", option("sleep", wants=["sleep"]))],
    )
    result = outcome(twins, replay(twins, Answers({"hopes": ["sleep"]})))
    assert [(match.compound.slug, match.rank) for match in result.matches] == [("a", 1), ("b", 1), ("c", 3)]


def test_reasons_name_the_answer_and_say_what_was_met() -> None:
    match = the(told("sleep memory", gut="touchy"), "gentle")
    assert [(r.about, r.verdict, [said.key for said in r.said]) for r in match.reasons] == [
        (About.GOAL, Verdict.MET, ["hopes/sleep"]),
        (About.GOAL, Verdict.UNKNOWN, ["hopes/memory"]),
        (About.AVOIDED, Verdict.MET, ["gut/touchy"]),
    ]


def test_a_form_not_tested_for_a_goal_says_so_whatever_others_showed() -> None:
    reason = the(told("sleep"), "ionic").reasons[0]
    assert (reason.claim, reason.certainty, reason.verdict) == (None, Certainty.NOT_KNOWN, Verdict.UNKNOWN)


def test_a_form_not_assessed_on_a_scale_is_unknown_there() -> None:
    reason = the(told("memory", gut="touchy"), "ionic").reasons[-1]
    assert (reason.about, reason.verdict, reason.placed) == (About.AVOIDED, Verdict.UNKNOWN, None)


def test_poor_absorption_is_a_reason_against_for_the_goals_it_matters_for() -> None:
    match = the(told("sleep bowels"), "rough")
    hindrances = [reason for reason in match.reasons if reason.about is About.HINDRANCE]
    assert [(reason.goal and reason.goal.slug, reason.verdict) for reason in hindrances] == [
        ("sleep", Verdict.NOT_MET)
    ]


def test_a_wish_for_a_trait_raises_the_order_and_not_the_group() -> None:
    assert the(told("bowels", gut="slow"), "rough").key.fit == (1,)
    assert the(told("sleep", gut="slow"), "gentle").group is Group.MATCHES


def test_what_the_gut_bears_comes_before_what_a_form_costs() -> None:
    """Two wishes on later scales do not outweigh one on the first; else cost could decide over the gut."""
    content = catalogue(
        scales=[scale("gut"), scale("cost"), scale("tablets")],
        traits=[trait("loosening", "gut"), trait("dear", "cost"), trait("many", "tablets")],
        goals=[goal("sleep")],
        compounds=[
            compound("loosening", traits=[placed("loosening")]),
            compound("gentle", traits=[placed("dear"), placed("many")]),
        ],
        claims=[claim("loosening", "sleep"), claim("gentle", "sleep")],
        questions=[
            question("hopes", option("sleep", wants=["sleep"])),
            question("wishes", option("all", avoids=["loosening", "dear", "many"])),
        ],
    )
    result = outcome(content, replay(content, Answers({"hopes": ["sleep"], "wishes": ["all"]})))
    assert [(match.compound.slug, match.rank) for match in result.shown] == [("gentle", 1), ("loosening", 2)]


@pytest.mark.parametrize(
    ("hopes", "shown_to_help"),
    [("sleep", True), ("memory", False), ("cramps", False), ("sleep memory", True)],
)
def test_whether_anything_wanted_is_shown_to_help(hopes: str, shown_to_help: bool) -> None:
    assert told(hopes).shown_to_help is shown_to_help
