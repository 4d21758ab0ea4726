"""What a change does to visitors, held to walking every combination of answers."""

from __future__ import annotations

import itertools
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from content import documents, publishing, restore
from content.catalogue import Action, Catalogue, Certainty, Direction, Kind, Level, Question, Relevance
from tests import factories as f
from tests.builders import catalogue, caution, claim, compound, goal, option, placed, question, scale, trait
from tests.wizard.engine.strategies import CAUTIONS, COMPOUNDS, GOALS, TRAITS, catalogues, some
from wizard.engine.answers import NO_ANSWERS, Answers
from wizard.engine.cautioning import GRAVEST
from wizard.engine.effects import effects_of
from wizard.engine.matching import outcome
from wizard.engine.outcomes import Outcome
from wizard.engine.standing import Group
from wizard.engine.walk import BadChoice, Progress, check_choice, is_reached, replay
from wizard.impact import side_by_side
from wizard.impact.comparing import compare
from wizard.impact.difference import Difference, Move
from wizard.impact.difference import Kind as Change
from wizard.impact.differing import shown as visible
from wizard.impact.results import Standing
from wizard.impact.sentences import Sentences
from wizard.impact.side_by_side import TooDifferent

quietly = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])

# Walking every combination -------------------------------------------------------------

Pair = tuple[Catalogue, Catalogue]


def walk(contents: Catalogue, answers: Answers) -> tuple[list[str], Question | None, bool]:
    """The questions one side asks, the one still open, and whether an answer is not allowed."""
    asked: list[str] = []
    keys: set[str] = set()
    for asking in contents.questions:
        if not is_reached(asking, keys):
            continue
        asked.append(asking.slug)
        if asking.slug not in answers:
            return asked, asking, False
        try:
            chosen = check_choice(asking, answers[asking.slug])
        except BadChoice:
            return asked, None, True
        keys.update(f"{asking.slug}/{it.code}" for it in chosen)
        raised = [contents.caution_of[slug] for it in chosen for slug in it.raises]
        if any(it.action.level.is_urgent for it in raised):
            break
    return asked, None, False


def allows(contents: Catalogue, slug: str, codes: tuple[str, ...]) -> bool:
    asking = contents.question_of.get(slug)
    if asking is None:
        return False
    try:
        return bool(check_choice(asking, codes))
    except BadChoice:
        return False


def every_combination(pair: Pair, answers: Answers = NO_ANSWERS) -> Iterator[Answers]:
    walks = [walk(side, answers) for side in pair]
    still_open = next((asking for _, asking, _ in walks if asking), None)
    if still_open is None:
        asked_and_allowed = all(
            any(
                slug in asked and allows(side, slug, codes)
                for side, (asked, _, _) in zip(pair, walks, strict=True)
            )
            for slug, codes in answers.items()
        )
        if asked_and_allowed and not all(gone for _, _, gone in walks):
            yield answers
        return
    slug = still_open.slug
    offered = [side.question_of[slug].options for side in pair if slug in side.question_of]
    codes = sorted({it.code for options in offered for it in options})
    for size in range(1, len(codes) + 1):
        for chosen in itertools.combinations(codes, size):
            if any(allows(side, slug, chosen) for side in pair):
                yield from every_combination(pair, answers.with_answer(slug, chosen))


# Comparing two results -----------------------------------------------------------------


def expected(pair: Pair, answers: Answers) -> Difference | None:
    """How the results differ, worked out from the results themselves."""
    walks = [walk(side, answers) for side in pair]
    results = [outcome(side, replay(side, answers)) for side in pair]
    standings = [
        None if gone else Standing(result.level, result.withheld)
        for result, (_, _, gone) in zip(results, walks, strict=True)
    ]
    if None in standings:
        refused = next(asked[-1] for asked, _, gone in walks if gone)
        return Difference(before=standings[0], after=standings[1], refused=refused)
    old, new = results
    counted = [{raised.caution.slug for raised in result.cautions} for result in results]
    shown = [{match.compound.slug for match in result.shown} for result in results]
    first = [{match.compound.slug for match in result.shown if match.rank == 1} for result in results]
    groups: list[dict[str, Group]] = [
        {m.compound.slug: m.group for m in result.matches} for result in results
    ]
    ranks = [{m.compound.slug: m.rank for m in result.shown} for result in results]
    with_forms = all(standing is not None and standing.has_forms for standing in standings)
    asked = [set(asked) for asked, _, _ in walks]
    found = Difference(
        lost=gravest(pair, counted[0] - counted[1]),
        gained=gravest(pair, counted[1] - counted[0]),
        weaker=gravest(pair, {slug for slug in counted[0] & counted[1] if step(pair, slug) < 0}),
        stronger=gravest(pair, {slug for slug in counted[0] & counted[1] if step(pair, slug) > 0}),
        shown=frozenset(shown[1] - shown[0]),
        hidden=frozenset(shown[0] - shown[1]),
        first=frozenset(first[1] - first[0]),
        no_longer_first=frozenset(first[0] - first[1]),
        moves=frozenset(
            Move(slug, groups[0].get(slug), groups[1].get(slug))
            for slug in {*groups[0], *groups[1]}
            if with_forms and groups[0].get(slug) is not groups[1].get(slug)
        ),
        reordered=with_forms and ranks[0] != ranks[1],
        at_risk=shown[0] != shown[1] and any(map(warns, results)),
        asked=(bool(asked[0] - asked[1]), bool(asked[1] - asked[0])),
    )
    if new.level.is_urgent is not old.level.is_urgent:
        found = replace(found, lost="", gained="", weaker="", stronger="")
    found = replace(found, before=standings[0], after=standings[1])
    if found != Difference(before=standings[0], after=standings[0]):
        return found
    both = asked[0] & asked[1]
    texts = [
        words(side, replay(side, answers), result, both) for side, result in zip(pair, results, strict=True)
    ]
    return replace(found, reworded=True) if texts[0] != texts[1] else None


def step(pair: Pair, slug: str) -> int:
    """Whether a caution asks for less than before, for as much, or for more."""
    old, new = (GRAVEST.index(side.caution_of[slug].action) for side in pair)
    return old - new


def gravest(pair: Pair, slugs: set[str]) -> str:
    """The caution that does the gravest thing on either side."""
    ranks = {
        slug: min(
            (GRAVEST.index(it.action), it.number)
            for side in pair
            for it in [side.caution_of.get(slug)]
            if it is not None
        )
        for slug in slugs
    }
    return min(slugs, key=lambda slug: (ranks[slug], slug), default="")


def warns(result: Outcome) -> bool:
    aside = any(match.group is Group.SET_ASIDE is not match.merit for match in result.matches)
    return result.level is not Level.ROUTINE or aside


def words(contents: Catalogue, progress: Progress, result: Outcome, asked: set[str]) -> list[object]:
    """All that a result shows, for the questions that both sides asked."""
    told: list[Any] = [result.guidance, *(raised.caution for raised in result.cautions)]
    told += [
        (step.question.text, step.question.short, [(it.label, it.short) for it in step.chosen])
        for step in sorted(progress.steps, key=lambda it: it.question.slug)
        if step.question.slug in asked
    ]
    for raised in result.cautions:
        told.append([it for it in contents.contacts if it.kind == raised.caution.contact])
    if not result.level.is_urgent:
        told += sorted((wanted.goal for wanted in result.wanted), key=lambda it: it.slug)
    if Standing(result.level, result.withheld).has_forms:
        told += [contents.compounds, contents.scales, contents.traits, contents.food_first]
        told += [intake for intake in contents.intakes if intake.headline]
        effects = effects_of(progress.steps)
        told += [set(effects.wanted), set(effects.welcomed), set(effects.avoided), set(effects.ruled_out)]
        told += sorted(
            (it for it in contents.claims if it.goal in effects.wanted), key=lambda it: (it.compound, it.goal)
        )
    return [
        visible(contents, sorted(it) if isinstance(it, set) else tuple(it) if isinstance(it, list) else it)
        for it in told
    ]


# Changed contents ----------------------------------------------------------------------


Part = TypeVar("Part", bound=msgspec.Struct)


def changed(part: Part, **values: Any) -> Part:
    return msgspec.structs.replace(part, **values)


@st.composite
def edits(draw: st.DrawFn, contents: Catalogue) -> Catalogue:
    """`contents` with one thing edited."""
    kind = draw(st.sampled_from(sorted(EDITABLE)))
    records = list(getattr(contents, kind))
    if not records:
        return contents
    place = draw(st.integers(0, len(records) - 1))
    records[place] = draw(EDITABLE[kind](records[place]))
    return changed(contents, **{kind: tuple(records)})


@st.composite
def edited_question(draw: st.DrawFn, asked: Question) -> Question:
    what = draw(st.sampled_from(("text", "options", "most", "shown_when", "kind", "fewer", "more")))
    options = list(asked.options)
    if what == "fewer" and len(options) > 1:
        del options[draw(st.integers(0, len(options) - 1))]
    elif what == "more":
        options.append(option("new", raises=draw(some(CAUTIONS, 1))))
    elif what == "options":
        place = draw(st.integers(0, len(options) - 1))
        options[place] = draw(edited_option(options[place], safety=asked.safety))
    if len({it.code for it in options}) < len(options):
        return asked
    return changed(
        asked,
        options=tuple(options),
        text="Other words" if what == "text" else asked.text,
        kind=draw(st.sampled_from(Kind)) if what == "kind" else asked.kind,
        most=draw(st.sampled_from((None, 1, 2))) if what == "most" else asked.most,
        shown_when=draw(some(("q0/o0", "q0/o1", "q1/o0"), 2)) if what == "shown_when" else asked.shown_when,
    )


@st.composite
def edited_option(draw: st.DrawFn, one: Any, *, safety: bool) -> Any:
    new = {"label": st.just("Other words"), "exclusive": st.booleans(), "raises": some(CAUTIONS, 2)}
    if not safety:
        new |= {"wants": some(GOALS, 2), "avoids": some(TRAITS, 1), "rules_out": some(TRAITS, 1)}
    what = draw(st.sampled_from(sorted(new)))
    return changed(one, **{what: draw(new[what])})


def edited(**fields: st.SearchStrategy[Any]) -> Any:
    """A record with one of these fields changed."""

    @st.composite
    def strategy(draw: st.DrawFn, record: Any) -> Any:
        name = draw(st.sampled_from(sorted(fields)))
        return changed(record, **{name: draw(fields[name])})

    return strategy


WORDS = st.just("Other words")
EDITABLE: dict[str, Any] = {
    "questions": edited_question,
    "claims": edited(
        statement=WORDS,
        relevance=st.sampled_from(Relevance),
        direction=st.sampled_from(Direction),
        certainty=st.sampled_from(Certainty),
    ),
    "cautions": edited(statement=WORDS, action=st.sampled_from(Action), compounds=some(COMPOUNDS[1:], 2)),
    "goals": edited(summary=WORDS, hindered_by=some(TRAITS, 1)),
    "compounds": edited(summary=WORDS, traits=st.just(())),
    "guidance": edited(title=WORDS),
    "traits": edited(phrase=WORDS),
}


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    """A Catalogue and another: an edited copy, one with other questions, or none of its kin."""
    before = draw(catalogues)
    how = draw(st.integers(0, 9))
    if how == 0:
        return before, draw(catalogues)
    if how == 1:
        return before, changed(before, questions=draw(catalogues).questions)
    after = before
    if how == 2:
        after = changed(after, questions=tuple(draw(st.permutations(after.questions))))
    if how == 3:
        gone = draw(st.integers(0, len(after.questions) - 1))
        after = changed(after, questions=after.questions[:gone] + after.questions[gone + 1 :])
    if how == 4:
        after = without_compound(after, after.compounds[0].slug)
    if how == 5:
        after = changed(after, questions=after.questions[::-1])
    for _ in range(draw(st.integers(1, 3))):
        after = draw(edits(after))
    return before, after


def without_compound(contents: Catalogue, slug: str) -> Catalogue:
    return changed(
        contents,
        compounds=tuple(it for it in contents.compounds if it.slug != slug),
        claims=tuple(it for it in contents.claims if it.compound != slug),
        cautions=tuple(
            changed(caution, compounds=tuple(it for it in caution.compounds if it != slug))
            for caution in contents.cautions
        ),
    )


# Properties ----------------------------------------------------------------------------

FEW = 600
"""How many combinations are walked one by one."""


@quietly
@given(pairs())
def test_the_impact_is_what_walking_every_combination_finds(pair: Pair) -> None:
    found = compare(*pair)
    assume(found.combinations <= FEW)
    combinations = 0
    walked: Counter[Difference] = Counter()
    for answers in every_combination(pair):
        combinations += 1
        difference = expected(pair, answers)
        if difference is not None:
            walked[difference] += 1
    assert found.combinations == combinations
    assert found.differences == walked


@quietly
@given(pairs())
def test_each_example_shows_what_its_group_tells(pair: Pair) -> None:
    for group in compare(*pair).groups:
        difference = expected(pair, group.example)
        assert difference is not None
        assert (difference.kind, difference.told()) == (group.kind, group.told)


@quietly
@given(pairs())
def test_groups_hold_every_changed_combination_once(pair: Pair) -> None:
    found = compare(*pair)
    assert sum(group.combinations for group in found.groups) == found.changed <= found.combinations
    order = [list(Change).index(group.kind) for group in found.groups]
    assert order == sorted(order)


@quietly
@given(pairs())
def test_swapping_the_sides_mirrors_the_impact(pair: Pair) -> None:
    before, after = pair
    there, back = compare(before, after), compare(after, before)
    assert there.combinations == back.combinations
    assert {
        mirrored(difference): walks for difference, walks in there.differences.items()
    } == back.differences


def mirrored(one: Difference) -> Difference:
    """The same difference with its sides swapped."""
    return replace(
        one,
        before=one.after,
        after=one.before,
        lost=one.gained,
        gained=one.lost,
        weaker=one.stronger,
        stronger=one.weaker,
        shown=one.hidden,
        hidden=one.shown,
        first=one.no_longer_first,
        no_longer_first=one.first,
        moves=frozenset(Move(move.compound, move.after, move.before) for move in one.moves),
        asked=one.asked[::-1],
    )


@quietly
@given(catalogues)
def test_a_catalogue_makes_no_difference_to_itself(contents: Catalogue) -> None:
    assert compare(contents, contents).groups == ()


# Described examples --------------------------------------------------------------------

SITE = catalogue(
    scales=[scale("gut")],
    traits=[trait("loosening", "gut")],
    goals=[goal("sleep"), goal("bowels")],
    compounds=[compound("gentle"), compound("loose", traits=[placed("loosening")])],
    claims=[
        claim("gentle", "sleep"),
        claim("loose", "sleep", relevance=Relevance.SOMETIMES),
        claim("loose", "bowels"),
    ],
    cautions=[caution("kidney", Action.WITHHOLD), caution("pills"), caution("zinc", Action.MENTION)],
    questions=[
        question("goals", option("sleep", wants=["sleep"]), option("bowels", wants=["bowels"])),
        question("gut", option("fine"), option("touchy", avoids=["loosening"])),
        question(
            "health",
            option("kidney", raises=["kidney"]),
            option("pills", raises=["pills"]),
            option("zinc", raises=["zinc"]),
            option("none"),
            safety=True,
        ),
    ],
)
GOALS_ASKED, GUT_ASKED, HEALTH_ASKED = SITE.questions
KIDNEY, PILLS, ZINC, NOTHING = HEALTH_ASKED.options


def with_claim(place: int, **values: Any) -> Catalogue:
    claims = list(SITE.claims)
    claims[place] = changed(claims[place], **values)
    return changed(SITE, claims=tuple(claims))


def with_health(*options: Any) -> Catalogue:
    return changed(SITE, questions=(GOALS_ASKED, GUT_ASKED, changed(HEALTH_ASKED, options=options)))


@pytest.mark.parametrize(
    ("story", "after", "expected"),
    [
        (
            "a warning dropped",
            with_health(KIDNEY, changed(PILLS, raises=()), ZINC, NOTHING),
            ["! 4 A warning is lost (“Pills”): “ask first” becomes “general advice”."],
        ),
        (
            "a mention dropped",
            with_health(KIDNEY, PILLS, changed(ZINC, raises=()), NOTHING),
            ["! 4 A warning is lost (“Zinc”). The result stays “general advice”."],
        ),
        (
            "a caution made weaker",
            changed(SITE, cautions=(caution("kidney"), *SITE.cautions[1:])),
            [
                (
                    "! 4 A warning is made weaker (“Kidney”): "
                    "“talk to a clinician, no forms shown” becomes “ask first”."
                )
            ],
        ),
        (
            "a warned answer gone",
            with_health(KIDNEY, ZINC, NOTHING),
            ["! 4 An answer that led to “ask first” is no longer offered, in the question “Health”."],
        ),
        (
            "a harmless answer gone",
            with_health(KIDNEY, PILLS, ZINC),
            ["  4 These answers are no longer offered, in the question “Health”."],
        ),
        (
            "an answer added",
            with_health(KIDNEY, PILLS, ZINC, NOTHING, option("tired", raises=["pills"])),
            ["  4 These answers are new, in the question “Health”. They lead to “ask first”."],
        ),
        (
            "a warning raised by another answer",
            with_health(KIDNEY, PILLS, ZINC, changed(NOTHING, raises=("pills",))),
            ["  4 A warning is added (“Pills”): “general advice” becomes “ask first”."],
        ),
        (
            "another first place",
            with_claim(0, relevance=Relevance.SELDOM),
            ["  6 Newly in first place: Loose. No longer in first place: Gentle."],
        ),
        (
            "a form newly shown",
            changed(SITE, claims=(*SITE.claims, claim("gentle", "bowels", relevance=Relevance.SOMETIMES))),
            [
                "! 2 Newly shown although the answers warn of something: Gentle.",
                "  4 Gentle moves from “set aside” to “matches in part”.",
            ],
        ),
        (
            "a question dropped",
            changed(SITE, questions=(GOALS_ASKED, HEALTH_ASKED)),
            [
                "  2 Loose moves from “matches in part” to “matches”.",
                "  14 A question is no longer asked. The result stays the same.",
            ],
        ),
        ("a claim's words", with_claim(2, statement="Other words."), ["  6 Only words change."]),
        (
            "an answer's words",
            with_health(KIDNEY, PILLS, ZINC, changed(NOTHING, label="No")),
            ["  4 Only words change."],
        ),
        ("the questions in another order", changed(SITE, questions=SITE.questions[::-1]), []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_impact_of(story: str, after: Catalogue, expected: list[str]) -> None:
    assert told(SITE, after) == expected


def told(before: Catalogue, after: Catalogue) -> list[str]:
    """Each group with its combinations, and an exclamation mark where it is flagged."""
    say = Sentences(before, after)
    return [
        f"{'!' if group.kind.is_flagged else ' '} {group.combinations} {say.of_group(group)}"
        for group in compare(before, after).groups
    ]


@pytest.mark.parametrize(
    ("story", "action", "expected"),
    [
        ("weaker", Action.MENTION, "! 4 A warning is made weaker (“Pills”)"),
        ("stronger", Action.WITHHOLD, "  4 A warning is made stronger (“Pills”)"),
    ],
)
def test_a_caution_that_changes_while_another_holds_the_level_is_no_mere_wording(
    story: str, action: Action, expected: str
) -> None:
    several = changed(HEALTH_ASKED, kind=Kind.MANY, options=(KIDNEY, PILLS, changed(NOTHING, exclusive=True)))
    before = changed(SITE, questions=(GOALS_ASKED, GUT_ASKED, several))
    after = changed(before, cautions=(SITE.cautions[0], caution("pills", action), SITE.cautions[2]))
    assert f"{expected}. The result stays “talk to a clinician, no forms shown”." in told(before, after)


def test_an_example_is_told_in_the_words_of_its_questions() -> None:
    after = with_health(KIDNEY, changed(PILLS, raises=()), ZINC, NOTHING)
    (group,) = compare(SITE, after).groups
    told = list(Sentences(SITE, after).of_example(group.example))
    assert told == [("Goals", "sleep"), ("Gut", "fine"), ("Health", "pills")]


def test_the_command_tells_the_impact_of_an_edited_folder(
    starter: Catalogue, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, *others = starter.claims
    edited_claims = (changed(first, statement="Other words."), *others)
    documents.write(starter, tmp_path / "before")
    documents.write(changed(starter, claims=edited_claims), tmp_path / "after")
    call_command("impact", str(tmp_path / "before"), str(tmp_path / "after"))
    told = capsys.readouterr().out
    assert "answer combinations change: about 1 in " in told
    assert "Only words change." in told


def test_a_change_of_the_starter_content_is_counted_in_seconds(starter: Catalogue) -> None:
    """Time of the processor, since other work may keep it waiting; a slow one takes longer than 1.4 s."""
    first, *others = starter.cautions
    after = changed(starter, cautions=(changed(first, statement="Other words."), *others))
    started = time.process_time()
    assert compare(starter, after).changed
    assert time.process_time() - started < 15


def test_what_differs_too_much_at_once_is_not_counted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(side_by_side, "MOST", 3)
    with pytest.raises(TooDifferent):
        compare(SITE, changed(SITE, questions=SITE.questions[:2]))
    documents.write(SITE, tmp_path)
    with pytest.raises(CommandError, match="Too much differs at once"):
        call_command("impact", str(tmp_path), str(tmp_path))


@pytest.mark.django_db
def test_the_command_compares_the_draft_with_what_is_live(capsys: pytest.CaptureFixture[str]) -> None:
    publishing.publish_demonstration(release=f.ReleaseFactory.create(content=SITE))
    restore.replace_all(with_claim(2, statement="Other words."))
    call_command("impact", "live", "draft")
    assert "Only words change." in capsys.readouterr().out


@pytest.mark.django_db
def test_the_command_says_that_nothing_is_live() -> None:
    with pytest.raises(CommandError, match="Nothing is live yet"):
        call_command("impact", "live", "draft")


def test_the_command_says_what_is_wrong_with_a_folder(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is missing"):
        call_command("impact", str(tmp_path), str(tmp_path))


@pytest.mark.django_db
def test_the_command_says_that_there_is_no_such_release(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no release 7"):
        call_command("impact", "7", str(tmp_path))
