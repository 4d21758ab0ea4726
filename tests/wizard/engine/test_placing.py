"""Dividing sets of forms says the same as asking one form after the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from hypothesis import given, settings

from content.catalogue import Catalogue, Certainty, Claim, Compound, Direction, Relevance
from tests.bench.catalogues import of_size
from tests.bench.requests import HOPES
from tests.wizard.engine.strategies import answered
from wizard.engine.answers import Answers
from wizard.engine.effects import Effects, effects_of
from wizard.engine.index import index_of
from wizard.engine.matching import outcome
from wizard.engine.placing import led_to, place
from wizard.engine.standing import Group
from wizard.engine.walk import replay
from wizard.made_up import RESULT, attempt

RELEVANCE = {Relevance.OFTEN: 2, Relevance.SOMETIMES: 1}
CERTAINTY = {Certainty.STRONG: 3, Certainty.MODERATE: 2, Certainty.LIMITED: 1, Certainty.NOT_KNOWN: 0}


class Worth(NamedTuple):
    merit: Group
    counts: tuple[int, ...]
    fit: tuple[int, ...]


def worth(catalogue: Catalogue, effects: Effects, compound: Compound) -> Worth:
    """Where one form stands by goals and tolerances alone, in plain words of the rule."""
    traits = {placed.trait for placed in compound.traits}
    claims = catalogue.claims_of[compound.slug]
    served = [claims[goal] for goal in effects.wanted if goal in claims and is_chosen(claims[goal])]
    hindered = [claim for claim in served if traits.intersection(catalogue.goal_of[claim.goal].hindered_by)]
    fully = any(claim.relevance is Relevance.OFTEN and claim not in hindered for claim in served)
    if not served or traits.intersection(effects.ruled_out):
        merit = Group.SET_ASIDE
    elif fully and not traits.intersection(effects.avoided):
        merit = Group.MATCHES
    else:
        merit = Group.PARTLY
    counts = (
        len(served),
        sum(RELEVANCE[claim.relevance] for claim in served),
        sum(CERTAINTY[claim.certainty] for claim in served if claim.direction is Direction.MAY_HELP),
        -len(hindered),
    )
    wished = {catalogue.trait_of[slug].scale for slug in (*effects.welcomed, *effects.avoided)}
    return Worth(
        merit,
        counts,
        tuple(
            sum(
                (slug in effects.welcomed) - (slug in effects.avoided)
                for slug in traits
                if catalogue.trait_of[slug].scale == scale.slug
            )
            for scale in catalogue.scales
            if scale.slug in wished
        ),
    )


def is_chosen(claim: Claim) -> bool:
    return claim.relevance is not Relevance.SELDOM and claim.direction in {
        Direction.MAY_HELP,
        Direction.NOT_TESTED,
    }


def one_by_one(catalogue: Catalogue, effects: Effects) -> Mapping[str, Worth]:
    return {compound.slug: worth(catalogue, effects, compound) for compound in catalogue.compounds}


def all_at_once(catalogue: Catalogue, effects: Effects) -> Mapping[str, Worth]:
    """The same from the sets; fails when a form is in none or in two of them."""
    index = index_of(catalogue)
    found: dict[str, Worth] = {}
    for compounds, merit, (*counts, fit) in place(catalogue, effects):
        for compound in index.by_name(compounds):
            assert compound.slug not in found
            found[compound.slug] = Worth(merit, tuple(counts), fit)
    assert len(found) == len(catalogue.compounds)
    return found


@settings(max_examples=300)
@given(answered())
def test_sets_of_forms_stand_where_each_form_stands(given_: tuple[Catalogue, Answers]) -> None:
    catalogue, answers = given_
    effects = effects_of(replay(catalogue, answers).steps)
    assert all_at_once(catalogue, effects) == one_by_one(catalogue, effects)


@settings(max_examples=100)
@given(answered())
def test_forms_are_led_to_unless_they_stand_aside(given_: tuple[Catalogue, Answers]) -> None:
    catalogue, answers = given_
    effects = effects_of(replay(catalogue, answers).steps)
    shown = {compound.slug for compound in index_of(catalogue).by_name(led_to(catalogue, effects))}
    aside = {slug for slug, it in one_by_one(catalogue, effects).items() if it.merit is Group.SET_ASIDE}
    assert shown == catalogue.compound_of.keys() - aside


def test_sets_of_many_forms_stand_where_each_form_stands(starter: Catalogue) -> None:
    many = of_size(starter, forms=500)
    effects = effects_of(attempt(many, HOPES, RESULT).progress.steps)
    assert all_at_once(many, effects) == one_by_one(many, effects)


def test_forms_that_come_out_equal_stand_by_name(starter: Catalogue) -> None:
    many = of_size(starter, forms=300)
    places: dict[tuple[Group, Group, object], list[str]] = {}
    for match in outcome(many, attempt(many, HOPES, RESULT).progress).matches:
        places.setdefault((match.group, match.merit, match.key), []).append(match.compound.name)
    assert len(places) < 30
    for names in places.values():
        assert names == sorted(names)


def test_a_stretch_of_the_matches_is_what_a_list_of_them_gives(starter: Catalogue) -> None:
    many = of_size(starter, forms=60)
    matches = outcome(many, attempt(many, HOPES, RESULT).progress).matches
    everything = list(matches)
    assert len(matches) == len(everything) == 60
    for first, last in ((0, 20), (20, 40), (35, 90), (0, 0), (7, 8), (-3, 60)):
        assert list(matches[first:last]) == everything[first:last]
    assert [matches[at] for at in (0, 33, -1)] == [everything[at] for at in (0, 33, -1)]
    assert matches[5] is everything[5]
    assert list(matches[10:50][5:20]) == everything[15:30]
    assert list(matches.of(Group.PARTLY)) == [it for it in everything if it.group is Group.PARTLY]
