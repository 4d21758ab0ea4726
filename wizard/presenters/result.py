"""The result: what the answers come to, in the order a visitor needs it.

Guidance stands before forms. An urgent or withheld outcome has no form anywhere on its
page, and no hint at one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from content import words
from content.catalogue import Action, Option
from content.edition import Edition
from content.pages import comparison, matrix
from content.pages.food_first import FoodFirst, food_first
from content.pages.telephones import Telephones
from wizard.engine.changes import Change
from wizard.engine.outcomes import Match, Outcome
from wizard.engine.standing import Group
from wizard.engine.walk import Progress
from wizard.presenters import beside, cards
from wizard.presenters.guidance import (
    CautionCard,
    GuidanceCard,
    caution_card,
    guidance_card,
    whom_to_call,
)
from wizard.presenters.paging import PER_PAGE, Paging, Part
from wizard.presenters.phrasing import counted_forms, inline, listed, listed_shortly


@dataclass(frozen=True, kw_only=True, slots=True)
class Chip:
    """One answer, and the link to change it. `subject` names the question within a sentence.

    `counts` is false when the answer neither wants, wishes nor warns of anything.
    """

    question: str
    subject: str
    chosen: str
    url: str
    counts: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """The shown forms of one group. Where `is_brief`, cards say the most needed and fold the rest.

    On a phone only the `first` ones stand open; all are in the table above them.
    """

    group: str
    title: str
    intro: str
    has_places: bool
    is_brief: bool
    first: tuple[cards.FormCard, ...]
    rest: tuple[cards.FormCard, ...]

    @property
    def cards(self) -> tuple[cards.FormCard, ...]:
        return (*self.first, *self.rest)

    @property
    def names_of_rest(self) -> str:
        return listed([card.short for card in self.rest])


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on the page, for the list at its top."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ResultPage:
    """`kind` is urgent, withheld or forms; `level` is routine, ask_first or urgent."""

    title: str
    lede: str
    kind: str
    level: str
    review: str
    release: str
    reviewed: bool
    guidance: GuidanceCard
    guidance_title: str
    contacts: tuple[Telephones, ...]
    cautions: tuple[CautionCard, ...]
    chips: tuple[Chip, ...]
    stops: tuple[Stop, ...]
    order: str
    sections: tuple[Section, ...]
    aside: tuple[cards.AsideGroup, ...]
    compare_url: str
    goals: tuple[beside.GoalHelp, ...]
    food_first: FoodFirst
    compare: tuple[cards.CompareRow, ...]
    key: tuple[matrix.KeyEntry, ...]
    limits: beside.Amounts
    intakes: beside.Amounts
    asks: tuple[str, ...]
    own_asks: frozenset[str]
    paging: Paging | None

    @property
    def chips_that_count(self) -> tuple[Chip, ...]:
        return tuple(chip for chip in self.chips if chip.counts)

    @property
    def other_chips(self) -> tuple[Chip, ...]:
        """Answers such as “none of these”, which need no place at the top."""
        return tuple(chip for chip in self.chips if not chip.counts)

    @property
    def has_forms(self) -> bool:
        return self.kind == FORMS

    @property
    def has_sections(self) -> bool:
        return bool(self.sections)

    @property
    def is_urgent(self) -> bool:
        return self.kind == URGENT

    @property
    def urgent_cautions(self) -> tuple[CautionCard, ...]:
        """What the card that replaces everything says itself."""
        return self.cautions if self.is_urgent else ()


CARDS_AT_ONCE = 3
"""As many cards as stand beside each other on a desk."""

_NOT_SHOWN_TO_HELP = gettext_lazy("Sometimes chosen for this. Not shown to help")
FORMS, WITHHELD, URGENT = "forms", "withheld", "urgent"


def result_page(
    edition: Edition,
    progress: Progress,
    outcome: Outcome,
    changes: Mapping[str, Change | None],
    part: Part,
) -> ResultPage:
    """`outcome` is what the whole result says; cards, rows and `changes` are of the `part` shown."""
    content = edition.catalogue
    card = guidance_card(content, outcome)
    kind = _kind(outcome)
    sections = tuple(_sections(edition, outcome, part.outcome))
    aside = cards.aside_groups(content, part.outcome, changes)
    return ResultPage(
        title=card.title if kind != FORMS else _title(outcome),
        lede=_lede(outcome),
        kind=kind,
        level=URGENT if outcome.level.is_urgent else outcome.level.value,
        review=words.review_line(edition),
        release=words.release_line(edition),
        reviewed=edition.reviewed,
        guidance=card,
        guidance_title=card.title if kind == FORMS else card.action,
        contacts=whom_to_call(content, outcome),
        cautions=tuple(caution_card(content, raised) for raised in outcome.cautions),
        chips=tuple(_chips(progress)),
        stops=tuple(_stops(sections, has_aside=bool(aside))) if kind == FORMS else (),
        order=_order(outcome),
        sections=sections,
        aside=aside,
        compare_url=comparison.address(
            match.compound.slug for match in part.outcome.shown[: comparison.MOST]
        ),
        goals=beside.goal_help(content, outcome),
        food_first=food_first(content),
        compare=cards.compare_rows(content, part.outcome),
        key=matrix.certainty_key(),
        limits=beside.limits(content),
        intakes=beside.intakes(content),
        asks=beside.questions_to_ask(outcome),
        own_asks=beside.own_asks(outcome),
        paging=part.paging,
    )


def _kind(outcome: Outcome) -> str:
    if outcome.level.is_urgent:
        return URGENT
    return WITHHELD if outcome.withheld else FORMS


def _title(outcome: Outcome) -> str:
    matches, partly = outcome.group(Group.MATCHES), outcome.group(Group.PARTLY)
    if outcome.group(Group.DISCUSS):
        return _("Forms to discuss with a pharmacist or doctor")
    if not outcome.shown:
        return _("No form matches your answers")
    if not outcome.shown_to_help:
        return _("Often chosen for this. Not shown to help") if matches else str(_NOT_SHOWN_TO_HELP)
    if matches:
        return ngettext("%(forms)s matches your answers", "%(forms)s match your answers", len(matches)) % {
            "forms": counted_forms(len(matches))
        }
    return ngettext(
        "%(forms)s matches your answers in part", "%(forms)s match your answers in part", len(partly)
    ) % {"forms": counted_forms(len(partly))}


def _lede(outcome: Outcome) -> str:
    matches = outcome.group(Group.MATCHES)
    if outcome.level.is_urgent:
        return ""
    if outcome.withheld:
        return _("We say so because you told us: %(answers)s.") % {"answers": _told(outcome)}
    if not outcome.shown:
        return _("That is an answer too. Below is what else can help, and why each form was set aside.")
    if outcome.group(Group.DISCUSS):
        return _(
            "Please talk first, because you told us: %(answers)s. "
            "These forms came up for your hopes. They are not yet matches."
        ) % {"answers": _told(outcome)}
    if not outcome.shown_to_help:
        return _("%(forms)s. We found nothing that shows that they help.") % {"forms": _named(outcome.shown)}
    return _(
        "%(forms)s. Show this page to a pharmacist or doctor. "
        "It is general information, and food usually comes first."
    ) % {"forms": _named(matches or outcome.group(Group.PARTLY))}


def _told(outcome: Outcome) -> str:
    """The visitor's own answers that set the level."""
    gravest = [it for it in outcome.cautions if it.caution.action.level is outcome.level]
    if outcome.withheld:
        gravest = [it for it in gravest if it.caution.action is Action.WITHHOLD]
    return listed(list(dict.fromkeys(said.option.short for raised in gravest for said in raised.said)))


def _named(matches: Sequence[Match]) -> str:
    """The forms by name, so that the first line already answers; of very many the first."""
    return listed_shortly([match.compound.name for match in matches[:PER_PAGE]], of=len(matches))


def _order(outcome: Outcome) -> str:
    if len(outcome.shown) > 1 and len(outcome.matches.tied) == 1:
        return _("These come out equal for your answers. They stand by name.")
    return _("The order shows what each form is chosen for. It does not show proof.")


def _chips(progress: Progress) -> Iterator[Chip]:
    for number, step in enumerate(progress.steps, 1):
        yield Chip(
            question=step.question.short,
            subject=inline(step.question.short),
            chosen=", ".join(option.short for option in step.chosen),
            url=reverse("wizard:question", args=[number], query={"to_result": 1}),
            counts=any(_has_effect(option) for option in step.chosen),
        )


def _has_effect(option: Option) -> bool:
    return any((option.wants, option.welcomes, option.avoids, option.rules_out, option.raises))


# The forms ----------------------------------------------------------------------------


def _sections(edition: Edition, outcome: Outcome, part: Outcome) -> Iterator[Section]:
    at_once = CARDS_AT_ONCE
    for group in (Group.MATCHES, Group.PARTLY, Group.DISCUSS):
        shown = cards.form_cards(edition.catalogue, part, group, outcome.matches.tied)
        if shown:
            yield Section(
                group=group.value,
                title=_section_title(outcome, group),
                intro=_section_intro(outcome, group),
                has_places=group is not Group.DISCUSS,
                is_brief=group is not Group.MATCHES,
                first=shown[:at_once],
                rest=shown[at_once:],
            )
            at_once = 0


def _section_title(outcome: Outcome, group: Group) -> str:
    if group is Group.DISCUSS:
        return _("Forms to talk about")
    if group is Group.PARTLY:
        return _("Matching in part") if outcome.shown_to_help else _("Sometimes chosen for this")
    return _("Your matches") if outcome.shown_to_help else _("Often chosen for this")


def _section_intro(outcome: Outcome, group: Group) -> str:
    if group is Group.DISCUSS:
        return _("Show these to a pharmacist or doctor. Start none of them before that.")
    if group is Group.PARTLY and outcome.shown_to_help:
        return _(
            "These fit some of what you told us. Something speaks against each, or it is a rarer choice."
        )
    return ""


def _stops(sections: tuple[Section, ...], *, has_aside: bool) -> Iterator[Stop]:
    for section in sections:
        yield Stop(section.group, section.title)
    yield Stop("food-first", _("Food first"))
    if has_aside:
        yield Stop("set-aside", pgettext("several forms", "Set aside"))
    yield Stop("questions", _("Questions to ask"))
    yield Stop("other-help", _("What else helps"))
    yield Stop("compare", _("Side by side"))
    yield Stop("limits", _("Limits"))
