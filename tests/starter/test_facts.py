"""Every statement of the starter content rests on the research notes, and on nothing else."""

import re
from collections.abc import Iterator

import pytest

from content.catalogue import Catalogue, Elemental, Food, IntakeKind, ReferenceIntake, Sourced
from tests.starter.notes import AUTHORITY, SEED, USABLE, statements

# IUPAC abridged standard atomic weights, in g/mol.
WEIGHTS = {"Mg": 24.305, "O": 15.999, "H": 1.008, "C": 12.011, "N": 14.007, "S": 32.06, "Cl": 35.45}


def test_every_usable_note_of_the_articles_has_its_place(starter: Catalogue) -> None:
    used = {fact for statement in statements(starter) for fact in statement.facts}
    assert [fact for fact in USABLE if fact not in used] == []


def test_only_known_notes_are_named_and_none_to_be_avoided(starter: Catalogue) -> None:
    named = {fact for statement in statements(starter) for fact in statement.facts}
    assert sorted(fact for fact in named if fact not in SEED and fact not in AUTHORITY) == []
    assert sorted(fact for fact in named if SEED.get(fact) == "avoid") == []


def test_a_statement_resting_on_a_weak_note_is_marked_to_be_checked(starter: Catalogue) -> None:
    unmarked = [
        f"{type(statement).__name__} {getattr(statement, 'slug', '')}: {fact}"
        for statement in statements(starter)
        if isinstance(statement, Sourced) and not statement.to_be_checked
        for fact in statement.facts
        if AUTHORITY.get(fact, {}).get("basis") == "weak"
    ]
    assert unmarked == []


def test_every_claim_names_a_source_or_says_that_nothing_was_found(starter: Catalogue) -> None:
    bare = [
        f"{claim.compound} for {claim.goal}"
        for claim in starter.claims
        if not claim.sources and not claim.facts
    ]
    assert bare == []


def elements(formula: str) -> dict[str, int]:
    """Atoms of each element in a formula such as ``Mg(OH)2`` or ``MgCl2.6H2O``."""
    atoms: dict[str, int] = {}
    for part in formula.replace("·", ".").split("."):
        times, rest = re.fullmatch(r"(\d*)(.*)", part).groups()  # type: ignore[union-attr]
        while group := re.search(r"\(([^()]*)\)(\d*)", rest):
            rest = rest.replace(group[0], group[1] * int(group[2] or 1))
        for element, count in re.findall(r"([A-Z][a-z]?)(\d*)", rest):
            atoms[element] = atoms.get(element, 0) + int(count or 1) * int(times or 1)
    return atoms


def salts(catalogue: Catalogue) -> list[Elemental]:
    return [salt for compound in catalogue.compounds for salt in compound.elemental]


def test_magnesium_by_weight_follows_from_the_formula(starter: Catalogue) -> None:
    assert salts(starter)
    for salt in salts(starter):
        atoms = elements(salt.formula)
        whole = sum(WEIGHTS[element] * count for element, count in atoms.items())
        assert salt.percent == pytest.approx(100 * atoms["Mg"] * WEIGHTS["Mg"] / whole, abs=0.06), salt.salt


def test_every_form_shows_how_much_of_it_is_magnesium(starter: Catalogue) -> None:
    assert [compound.slug for compound in starter.compounds if not compound.elemental] == []


def figures(records: tuple[Food, ...] | tuple[ReferenceIntake, ...]) -> Iterator[tuple[str, float, float]]:
    for record in records:
        noted = [AUTHORITY[fact]["value"] for fact in record.facts if "value" in AUTHORITY.get(fact, {})]
        if record.mg is not None and noted:
            yield record.slug, record.mg, noted[0]


def test_milligrams_in_food_are_the_noted_ones(starter: Catalogue) -> None:
    checked = list(figures(starter.foods))
    assert len(checked) >= 30
    assert [slug for slug, shown, noted in checked if shown != noted] == []


def test_reference_intakes_are_the_noted_ones(starter: Catalogue) -> None:
    checked = list(figures(starter.intakes))
    assert len(checked) >= 15
    assert [slug for slug, shown, noted in checked if shown != noted] == []


def test_each_result_shows_the_limits_of_three_authorities(starter: Catalogue) -> None:
    limits = [
        (row.region, row.mg) for row in starter.intakes if row.headline and row.kind is IntakeKind.LIMIT
    ]
    assert sorted(mg for _, mg in limits if mg) == [250, 350, 400]
