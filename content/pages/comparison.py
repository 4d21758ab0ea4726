"""Forms side by side: the same rows for each, and no blank cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content import words
from content.catalogue import Catalogue, Compound, Goal, Scale
from content.edition import Gone
from content.pages import marks
from content.pages.cells import Known, Suits, Weight, known, suits, weight
from content.pages.food_first import FoodFirst, food_first
from content.pages.missing import how_it_went

FEWEST = 2
MOST = 4

ASKED_FOR = {"taste": gettext_lazy("Taste"), "timing": gettext_lazy("Time of day")}
"""Scales, by slug, that the comparison names even while the Catalogue does not have them."""

EATING = {
    "tablets": gettext_lazy("None"),
    "taking": gettext_lazy("Eaten, as food"),
    "taste": gettext_lazy("That of the food"),
    "timing": gettext_lazy("With meals"),
}
"""What stands beside a scale, by its slug, for food first. All other scales compare supplements only."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """One value, with its picture where it has one."""

    column: str
    text: str
    note: str = ""
    known: Known | None = None
    steps: tuple[marks.Step, ...] = ()
    is_caution: bool = False
    bar: marks.Bar | None = None
    url: str = ""
    to_be_checked: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One thing compared: a cell for each form, and one for food first, or no supplement."""

    name: str
    cells: tuple[Cell, ...]
    food_first: Cell
    differs: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """Rows of one kind."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    name: str
    short: str
    url: str
    summary: str
    remove_url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Addable:
    slug: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ComparisonPage:
    title: str
    description: str
    notices: tuple[str, ...]
    chosen: tuple[str, ...]
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    addable: tuple[Addable, ...]
    enough: bool
    food_first: FoodFirst


def comparison_page(
    catalogue: Catalogue, asked: Sequence[str], *, gone: Mapping[str, Gone] = MappingProxyType({})
) -> ComparisonPage:
    """`asked` are slugs from the address, `gone` the pages of forms that earlier Releases had."""
    compounds, notices = _chosen(catalogue, asked, gone)
    slugs = tuple(compound.slug for compound in compounds)
    return ComparisonPage(
        title=_title(compounds),
        description=_(
            "Forms of magnesium side by side: what is known for each goal, effect on the gut, "
            "absorption, cost, tablets a day and magnesium by weight."
        ),
        notices=tuple(notices),
        chosen=slugs,
        columns=tuple(_column(compound, slugs) for compound in compounds),
        sections=tuple(_sections(catalogue, compounds)),
        addable=_addable(catalogue, slugs),
        enough=len(compounds) >= FEWEST,
        food_first=food_first(catalogue),
    )


def _title(compounds: Sequence[Compound]) -> str:
    if len(compounds) < FEWEST:
        return _("Compare forms of magnesium")
    return _("%(names)s side by side") % {"names": _listed([compound.short for compound in compounds])}


def _listed(names: Sequence[str]) -> str:
    *before, last = names
    return _("%(names)s and %(last)s") % {"names": ", ".join(before), "last": last} if before else last


def _chosen(
    catalogue: Catalogue, asked: Sequence[str], gone: Mapping[str, Gone]
) -> tuple[list[Compound], list[str]]:
    """The forms that can be compared, and a sentence for each thing left out."""
    once = [slug for slug in dict.fromkeys(asked) if slug]
    compounds = [catalogue.compound_of[slug] for slug in once if slug in catalogue.compound_of]
    went = {slug: gone[f"forms/{slug}"] for slug in once if f"forms/{slug}" in gone}
    notices = [how_it_went(form) for form in went.values()]
    if any(slug not in catalogue.compound_of and slug not in went for slug in once):
        notices.append(_("The address names a form that is not in this guide, so it was left out."))
    if len(once) < sum(map(bool, asked)):
        notices.append(_("A form was named twice. It is shown once."))
    if len(compounds) > MOST:
        left_out = _listed([compound.short for compound in compounds[MOST:]])
        notices.append(
            _("Up to %(most)s forms fit side by side. Left out: %(names)s.")
            % {"most": MOST, "names": left_out}
        )
    return compounds[:MOST], notices


def _column(compound: Compound, chosen: Sequence[str]) -> Column:
    return Column(
        name=compound.name,
        short=compound.short,
        url=reverse("content:form", args=[compound.slug]),
        summary=compound.summary,
        remove_url=address(slug for slug in chosen if slug != compound.slug),
    )


def address(slugs: Iterable[str]) -> str:
    """The address of a comparison; it carries slugs of forms and nothing else."""
    query = urlencode([("form", slug) for slug in slugs])
    return f"{reverse('content:compare')}?{query}" if query else reverse("content:compare")


def _addable(catalogue: Catalogue, chosen: Sequence[str]) -> tuple[Addable, ...]:
    if len(chosen) >= MOST:
        return ()
    return tuple(
        Addable(slug=compound.slug, name=compound.name)
        for compound in catalogue.compounds
        if compound.slug not in chosen
    )


# Rows ---------------------------------------------------------------------------------


def _sections(catalogue: Catalogue, compounds: Sequence[Compound]) -> Iterable[Section]:
    if not compounds:
        return

    def row(name: str, cell: Callable[[Compound], Cell], food_first: Cell) -> Row:
        cells = tuple(cell(compound) for compound in compounds)
        differs = len({cell.text for cell in cells}) > 1
        return Row(name=name, cells=cells, food_first=food_first, differs=differs)

    def without_form(text: str, note: str = "", url: str = "") -> Cell:
        return Cell(column=_("Food first"), text=text, note=note, url=url)

    def eating(scale: Scale) -> Cell:
        if scale.slug in EATING:
            return without_form(str(EATING[scale.slug]))
        return without_form(
            _("Compares supplements only"), note=_("Read about food first"), url="#food-first"
        )

    def scale_row(scale: Scale) -> Row:
        return row(
            scale.name,
            lambda compound: _suits_cell(compound, suits(catalogue, compound, scale)),
            eating(scale),
        )

    def goal_row(goal: Goal) -> Row:
        return row(
            goal.name,
            lambda compound: _known_cell(compound, known(catalogue, compound, goal)),
            without_form(*_beside_magnesium(goal)),
        )

    yield Section(
        name=_("Be careful"),
        rows=(
            row(
                _("Cautions about this form"),
                lambda compound: _cautions_cell(catalogue, compound),
                without_form(
                    _("No supplement is taken"),
                    note=_("Read who should ask first"),
                    url=reverse("content:safety"),
                ),
            ),
        ),
    )
    yield Section(
        name=_("Living with it"),
        rows=(
            row(
                _("How it is used"),
                lambda compound: Cell(column=compound.short, text=words.route(compound.route)),
                without_form(str(EATING["taking"])),
            ),
            *map(scale_row, _scales_of_living(catalogue)),
            row(
                _("Magnesium by weight"),
                lambda compound: _weight_cell(compound, weight(compound)),
                without_form(_("See milligrams in a serving"), url=reverse("content:food")),
            ),
            row(_("What labels call it"), _labels_cell, without_form(_("No label to read"))),
        ),
    )
    yield Section(name=_("What is known, goal by goal"), rows=tuple(map(goal_row, catalogue.goals)))


def _scales_of_living(catalogue: Catalogue) -> Iterable[Scale]:
    """The Catalogue's scales, and those that people ask for although nobody has assessed them yet."""
    yield from catalogue.scales
    for slug, name in ASKED_FOR.items():
        if slug not in catalogue.scale_of:
            yield Scale(slug=slug, name=str(name), number=0)


def _beside_magnesium(goal: Goal) -> tuple[str, str, str]:
    """What the column of food first says about a goal: the text, a note and where it leads."""
    if not goal.what_else:
        return str(words.NOT_ASSESSED), "", ""
    return _("See what else helps"), "", f"{reverse('content:goal', args=[goal.slug])}#what-else"


def _cautions_cell(catalogue: Catalogue, compound: Compound) -> Cell:
    names = [caution.name for caution in catalogue.cautions if compound.slug in caution.compounds]
    return Cell(
        column=compound.short,
        text="; ".join(names) or _("None for this form alone"),
        note=_("Read who should ask first"),
        url=f"{reverse('content:form', args=[compound.slug])}#ask-first",
    )


def _suits_cell(compound: Compound, suits: Suits) -> Cell:
    return Cell(
        column=compound.short,
        text=suits.name,
        note=suits.note,
        steps=suits.steps,
        is_caution=suits.is_caution,
        to_be_checked=suits.to_be_checked,
    )


def _weight_cell(compound: Compound, weight: Weight) -> Cell:
    return Cell(column=compound.short, text=weight.text, note=weight.salt, bar=weight.bar)


def _labels_cell(compound: Compound) -> Cell:
    return Cell(column=compound.short, text=", ".join(compound.labels) or compound.name)


def _known_cell(compound: Compound, known: Known) -> Cell:
    return Cell(
        column=compound.short,
        text=known.words,
        note=known.relevance if known.answers else "",
        known=known,
        url=known.url,
        to_be_checked=known.to_be_checked,
    )
