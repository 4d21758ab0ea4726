"""What holds for every Catalogue and every answer."""

import itertools
import random
from collections import Counter
from dataclasses import replace

import msgspec
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from content.catalogue import Action, Catalogue, Direction, Kind, Option, Question
from tests.wizard.engine.strategies import CAUTIONS, answered, catalogues, some
from wizard.engine.answers import Answers
from wizard.engine.changes import smallest_changes
from wizard.engine.effects import effects_of
from wizard.engine.index import index_of
from wizard.engine.matching import outcome
from wizard.engine.outcomes import Match, Outcome
from wizard.engine.placing import led_to
from wizard.engine.standing import About, Group, Verdict
from wizard.engine.walk import Progress, leaving_out, passing_over, replay

quietly = settings(max_examples=60)


def reached(catalogue: Catalogue, answers: Answers) -> Outcome:
    return outcome(catalogue, replay(catalogue, answers))


def unreached(catalogue: Catalogue, progress: Progress) -> list[Question]:
    return [question for question in catalogue.questions if question not in progress.path]


@quietly
@given(answered(), st.randoms())
def test_the_order_of_ticking_never_matters(given_: tuple[Catalogue, Answers], rng: random.Random) -> None:
    catalogue, answers = given_
    shuffled = [(question, rng.sample(codes, len(codes))) for question, codes in answers.items()]
    rng.shuffle(shuffled)
    assert reached(catalogue, Answers(dict(shuffled))) == reached(catalogue, answers)


@quietly
@given(answered())
def test_replaying_the_answers_that_count_leads_to_the_same_place(given_: tuple[Catalogue, Answers]) -> None:
    catalogue, answers = given_
    progress = replay(catalogue, answers)
    assert replay(catalogue, progress.answers) == replace(progress, later=())


@quietly
@given(answered())
def test_unreachable_answers_change_nothing(given_: tuple[Catalogue, Answers]) -> None:
    catalogue, answers = given_
    progress = replay(catalogue, answers)
    for question in unreached(catalogue, progress):
        for option in question.options:
            more = replay(catalogue, answers.with_answer(question.slug, [option.code]))
            assert replace(more, later=()) == replace(progress, later=())


@quietly
@given(answered())
def test_every_form_appears_exactly_once_or_none_does(given_: tuple[Catalogue, Answers]) -> None:
    catalogue, answers = given_
    result = reached(catalogue, answers)
    held_back = result.withheld or result.level.is_urgent
    expected = [] if held_back else [compound.slug for compound in catalogue.compounds]
    assert Counter(match.compound.slug for match in result.matches) == Counter(expected)


@quietly
@given(answered())
def test_every_outcome_has_the_guidance_of_its_level(given_: tuple[Catalogue, Answers]) -> None:
    catalogue, answers = given_
    result = reached(catalogue, answers)
    assert (result.guidance.level, result.guidance.withheld) == (result.level, result.withheld)


@quietly
@given(answered())
def test_every_form_has_a_reason_naming_an_answer(given_: tuple[Catalogue, Answers]) -> None:
    catalogue, answers = given_
    progress = replay(catalogue, answers)
    given_answers = {
        f"{step.question.slug}/{option.code}" for step in progress.steps for option in step.chosen
    }
    result = outcome(catalogue, progress)
    for match in result.matches:
        if match.is_shown or result.wanted:
            assert match.reasons
        for reason in match.reasons:
            assert reason.said
            assert {said.key for said in reason.said} <= given_answers


@quietly
@given(answered())
def test_what_has_no_effect_or_does_harm_never_makes_a_match(given_: tuple[Catalogue, Answers]) -> None:
    catalogue, answers = given_
    for match in reached(catalogue, answers).matches:
        for goal in match.served:
            claim = catalogue.claims_of[match.compound.slug][goal.slug]
            assert claim.direction in {Direction.MAY_HELP, Direction.NOT_TESTED}
        if match.is_shown:
            assert match.served
        for reason in match.reasons:
            if reason.claim and reason.claim.direction in {Direction.NO_EFFECT, Direction.HARM}:
                assert reason.verdict is Verdict.NOT_MET


@quietly
@given(answered())
def test_the_order_follows_group_and_key_and_ties_share_a_rank(given_: tuple[Catalogue, Answers]) -> None:
    catalogue, answers = given_
    shown = reached(catalogue, answers).shown

    def worth(match: Match) -> tuple[int, ...]:
        *parts, fit = match.key
        return (-match.group.rank, -match.merit.rank, *parts, *fit)

    for place_in_order, (one, other) in enumerate(itertools.pairwise(shown), 2):
        assert worth(one) >= worth(other)
        assert other.rank == (one.rank if worth(one) == worth(other) else place_in_order)
    assert not shown or shown[0].rank == 1


@quietly
@given(answered(), some(CAUTIONS, 3), st.sampled_from(CAUTIONS))
def test_a_further_safety_answer_never_makes_anything_look_better(
    given_: tuple[Catalogue, Answers], already: tuple[str, ...], further: str
) -> None:
    """Given that urgent signs are asked about in one question, which a release check holds."""
    catalogue, answers = given_
    for caution in catalogue.cautions:
        if caution.action.level.is_urgent:
            catalogue = _without_caution(catalogue, caution.slug)
    options = tuple(Option(code=slug, label=slug, short=slug, raises=(slug,)) for slug in CAUTIONS)
    none = Option(code="none", label="none", short="none", exclusive=True)
    safety = Question(
        slug="safety",
        number=-1,
        kind=Kind.MANY,
        text="",
        short="",
        why="",
        safety=True,
        options=(*options, none),
    )
    catalogue = msgspec.structs.replace(catalogue, questions=(safety, *catalogue.questions))
    old = reached(catalogue, answers.with_answer("safety", already or ("none",)))
    new = reached(catalogue, answers.with_answer("safety", {*already, further}))
    assert new.level.rank >= old.level.rank
    assert new.withheld or new.level.is_urgent or not old.withheld
    was = {match.compound.slug: match for match in old.matches}
    for match in new.matches:
        assert match.group.rank >= was[match.compound.slug].group.rank
        assert match.key == was[match.compound.slug].key


@quietly
@given(answered())
def test_taking_away_a_rule_that_fired_changes_the_explanation(given_: tuple[Catalogue, Answers]) -> None:
    catalogue, answers = given_
    result = reached(catalogue, answers)
    for raised in result.cautions:
        without = _without_caution(catalogue, raised.caution.slug)
        assert reached(without, answers).cautions != result.cautions
    for match in result.matches:
        for reason in match.reasons:
            if reason.about is About.GOAL and reason.claim:
                kept = tuple(claim for claim in catalogue.claims if claim != reason.claim)
                changed = reached(msgspec.structs.replace(catalogue, claims=kept), answers)
                old = next(m.reasons for m in result.matches if m.compound == match.compound)
                assert all(m.reasons != old for m in changed.matches if m.compound == match.compound)


def _without_caution(catalogue: Catalogue, slug: str) -> Catalogue:
    change = msgspec.structs.replace
    questions = tuple(
        change(
            question,
            options=tuple(
                change(option, raises=tuple(raised for raised in option.raises if raised != slug))
                for option in question.options
            ),
        )
        for question in catalogue.questions
    )
    return change(catalogue, questions=questions)


@quietly
@given(answered(), st.data())
def test_leaving_out_a_question_is_not_answering_it(
    given_: tuple[Catalogue, Answers], data: st.DataObject
) -> None:
    catalogue, answers = given_
    answers = answers.without(data.draw(st.sets(st.sampled_from(sorted(catalogue.question_of)))))
    walk = passing_over(catalogue, replay(catalogue, answers))
    assume(not walk.urgent)
    for step in walk.steps:
        without = replay(catalogue, answers.without([step.question.slug]))
        assert leaving_out(walk.steps, step.question) == passing_over(catalogue, without).steps


@quietly
@given(answered())
def test_a_suggested_change_really_brings_the_form_in(given_: tuple[Catalogue, Answers]) -> None:
    catalogue, answers = given_
    progress = replay(catalogue, answers)
    result = outcome(catalogue, progress)
    for slug, change in smallest_changes(catalogue, progress, result).items():
        aside = next(match for match in result.matches if match.compound.slug == slug)
        assert aside.group is Group.SET_ASIDE
        if change is None:
            continue
        changed = {step.question.slug: {option.code for option in step.chosen} for step in progress.steps}
        for edit in change:
            assert not edit.question.safety
            assert not any(option.raises for option in (*edit.removed, *edit.added))
            changed[edit.question.slug] -= {option.code for option in edit.removed}
            changed[edit.question.slug] |= {option.code for option in edit.added}
        after = outcome(catalogue, passing_over(catalogue, replay(catalogue, Answers(changed))))
        assert any(match.is_shown for match in after.matches if match.compound.slug == slug)


@quietly
@given(catalogues)
def test_without_answers_no_form_is_shown_and_no_caution_counts(catalogue: Catalogue) -> None:
    result = reached(catalogue, Answers())
    assert not result.shown
    assert not result.cautions


@quietly
@given(answered())
def test_a_caution_about_named_forms_counts_only_while_one_would_be_shown(
    given_: tuple[Catalogue, Answers],
) -> None:
    catalogue, answers = given_
    progress = replay(catalogue, answers)
    effects = effects_of(progress.steps)
    shown = {it.slug for it in index_of(catalogue).by_name(led_to(catalogue, effects))}
    counted = {raised.caution.slug for raised in outcome(catalogue, progress).cautions}
    for slug in effects.raised:
        caution = catalogue.caution_of[slug]
        if caution.action in {Action.URGENT_NOW, Action.URGENT_TODAY} or not caution.compounds:
            assert slug in counted
        elif not progress.urgent:
            assert (slug in counted) == bool(shown.intersection(caution.compounds))
