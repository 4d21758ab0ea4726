"""One kind of result, read from top to bottom as its example shows it, with every reason."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from content import words
from content.catalogue import Catalogue
from wizard.engine.answers import Answers
from wizard.engine.matching import outcome
from wizard.engine.outcomes import Match
from wizard.engine.standing import Group
from wizard.engine.walk import replay
from wizard.presenters.guidance import CautionCard, GuidanceCard, caution_card, guidance_card
from wizard.presenters.reasons import ReasonLine, reason_lines

SHOWN = {
    Group.MATCHES: gettext_lazy("Matches"),
    Group.PARTLY: gettext_lazy("Matches in part"),
    Group.DISCUSS: gettext_lazy("To discuss"),
}


@dataclass(frozen=True, slots=True)
class ReasonTold:
    """A reason, and how sure anyone can be of it; empty when it is not a claim."""

    line: ReasonLine
    certainty: str


@dataclass(frozen=True, slots=True)
class FormTold:
    """A form with its reasons; `rank` is None for one that is set aside."""

    name: str
    rank: int | None
    reasons: tuple[ReasonTold, ...]


@dataclass(frozen=True, slots=True)
class GroupTold:
    title: str
    forms: tuple[FormTold, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """All that a result says about the advice and the forms."""

    guidance: GuidanceCard
    cautions: tuple[CautionCard, ...]
    shown: tuple[GroupTold, ...]
    aside: tuple[FormTold, ...]


def told(content: Catalogue, answers: Answers) -> Told:
    """What visitors with these answers are told."""
    result = outcome(content, replay(content, answers))
    forms = {group: tuple(_form(content, match) for match in result.group(group)) for group in Group}
    return Told(
        guidance=guidance_card(content, result),
        cautions=tuple(caution_card(content, raised) for raised in result.cautions),
        shown=tuple(GroupTold(str(title), forms[group]) for group, title in SHOWN.items() if forms[group]),
        aside=forms[Group.SET_ASIDE],
    )


def _form(content: Catalogue, match: Match) -> FormTold:
    lines = reason_lines(content, match, ticks=False)
    certainties = (words.certainty(it.claim.certainty).lower() if it.claim else "" for it in match.reasons)
    return FormTold(match.compound.name, match.rank, tuple(map(ReasonTold, lines, certainties)))
