"""Why a form stands where it does, each reason naming the visitor's own answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content import words
from content.catalogue import Catalogue, Claim, Direction, Relevance, Sourced
from content.pages.citations import Citation, citations
from wizard.engine.outcomes import Match
from wizard.engine.standing import About, Reason, Verdict
from wizard.presenters.phrasing import Answer, answers, inline, listed


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """How a reason counts: a picture, its colour as a class name, and the word that says it.

    There are the four below and no others, so a mark equals itself: to compare their words
    would translate them.
    """

    icon: str
    tone: str
    word: Promise


_MARKS: Mapping[Verdict, Mark] = MappingProxyType(
    {
        Verdict.MET: Mark("tick", "is-met", gettext_lazy("In favour:")),
        Verdict.NOT_MET: Mark("against", "is-against", gettext_lazy("Against:")),
        Verdict.UNKNOWN: Mark("unknown", "is-unknown", gettext_lazy("Not known:")),
    }
)
_WITHOUT_TICK = Mark("fits", "is-fitting", gettext_lazy("Fits your answer:"))


class ReasonLine(msgspec.Struct, frozen=True, kw_only=True):
    """One reason, and the same in a few words in `brief`.

    From `effect` to `because` its fields belong to a claim and may be empty. `is_quoted`
    tells that `text` is an editor's own sentence and not one made here.
    """

    mark: Mark
    answers: tuple[Answer, ...]
    brief: str
    text: str
    effect: str = ""
    population: str = ""
    limits: str = ""
    certainty_line: str = ""
    because: str = ""
    citations: tuple[Citation, ...] = ()
    to_be_checked: bool = False
    is_quoted: bool = False


def reason_lines(catalogue: Catalogue, match: Match, *, ticks: bool) -> tuple[ReasonLine, ...]:
    """All reasons of a form. Without `ticks` nothing on the page may look like approval."""
    return tuple(_line(catalogue, match, reason, ticks=ticks) for reason in match.reasons)


def _line(catalogue: Catalogue, match: Match, reason: Reason, *, ticks: bool) -> ReasonLine:
    mark = _MARKS[reason.verdict]
    if reason.verdict is Verdict.MET and not ticks:
        mark = _WITHOUT_TICK
    if claim := reason.claim:
        return ReasonLine(
            mark=mark,
            answers=answers(reason.said),
            brief=_brief(reason),
            text=claim.statement,
            effect=claim.effect,
            population=claim.population,
            limits=claim.limits,
            certainty_line=_certainty_line(claim),
            because=claim.because,
            citations=citations(catalogue, claim),
            to_be_checked=claim.to_be_checked,
            is_quoted=True,
        )
    basis: Sourced | None = reason.placed or reason.caution
    text = _text(catalogue, match, reason)
    return ReasonLine(
        mark=mark,
        answers=answers(reason.said),
        brief=_brief(reason) or text,
        text=text,
        citations=citations(catalogue, basis) if basis else (),
        to_be_checked=bool(basis and basis.to_be_checked),
        is_quoted=reason.caution is not None,
    )


def _certainty_line(claim: Claim) -> str:
    certainty = words.certainty(claim.certainty).lower()
    return _("Certainty %(certainty)s: see why") % {"certainty": certainty}


def _brief(reason: Reason) -> str:
    """A reason in a few words that begin with the visitor's own; empty where only all of them will do."""
    effect = _effect(reason)
    if not effect:
        return ""
    said = ", ".join(answer.chosen for answer in answers(reason.said))
    return _("%(answer)s: %(effect)s") % {"answer": said[:1].upper() + said[1:], "effect": effect}


def _effect(reason: Reason) -> str:
    if reason.about is About.GOAL:
        return inline(_known(reason.claim))
    if reason.trait is None:
        return ""
    if reason.about is About.HINDRANCE:
        return _("this form %(phrase)s, which counts against it") % {"phrase": reason.trait.phrase}
    return _("this form %(phrase)s") % {"phrase": reason.trait.phrase}


def _known(claim: Claim | None) -> str:
    """What a claim comes to, never without how sure anyone can be."""
    if claim is None or claim.direction is Direction.NOT_TESTED:
        return words.direction(Direction.NOT_TESTED)
    return _("%(direction)s, certainty: %(certainty)s") % {
        "direction": words.direction(claim.direction),
        "certainty": words.certainty(claim.certainty).lower(),
    }


def _text(catalogue: Catalogue, match: Match, reason: Reason) -> str:
    if reason.caution:
        return reason.caution.statement
    if reason.trait and reason.placed:
        return " ".join(filter(None, (_stands(reason), reason.placed.note)))
    if reason.goal:
        return _("We found no test of this form for %(goal)s.") % {"goal": inline(reason.goal.name)}
    return _("Not assessed for this form: %(scales)s.") % {"scales": _unassessed(catalogue, match, reason)}


def _stands(reason: Reason) -> str:
    """Where the form stands on a scale, and what that counts against."""
    if reason.trait is None:
        return ""
    if reason.about is About.HINDRANCE and reason.goal:
        return _("This form %(phrase)s. That counts against it for %(goal)s.") % {
            "phrase": reason.trait.phrase,
            "goal": inline(reason.goal.name),
        }
    return _("This form %(phrase)s.") % {"phrase": reason.trait.phrase}


def _unassessed(catalogue: Catalogue, match: Match, reason: Reason) -> str:
    """The scales these answers are about and on which the form has no place."""
    assessed = {catalogue.trait_of[placed.trait].scale for placed in match.compound.traits}
    wished = {
        catalogue.trait_of[slug].scale
        for said in reason.said
        for slug in (*said.option.welcomes, *said.option.avoids, *said.option.rules_out)
    }
    scales = [scale.name for scale in catalogue.scales if scale.slug in wished - assessed]
    return listed([inline(name) for name in scales])


def against(reasons: Sequence[Reason]) -> tuple[str, ...]:
    """In short, what of these reasons keeps a form out. Where a caution does, nothing else matters."""
    cautions = [reason for reason in reasons if reason.about is About.CAUTION and reason.caution]
    if cautions:
        return tuple(_by_caution(reason) for reason in cautions)
    ruled_out = [
        _stands(reason)
        for reason in reasons
        if reason.about is About.RULED_OUT and reason.verdict is Verdict.NOT_MET
    ]
    return (*ruled_out, *_by_goals(reasons))


def _by_caution(reason: Reason) -> str:
    said = listed([f"“{answer.chosen}”" for answer in answers(reason.said)])
    return _("Because of your answer %(answer)s.") % {"answer": said}


def _by_goals(reasons: Sequence[Reason]) -> Iterator[str]:
    """One sentence for all wanted goals of which the same is known."""
    goals: dict[str, list[str]] = {}
    for reason in reasons:
        if reason.about is About.GOAL and reason.goal:
            goals.setdefault(_standing(reason.claim), []).append(inline(reason.goal.name))
    for sentence, names in goals.items():
        yield sentence % {"goals": _(", or for ").join(names) if names[1:] else names[0]}


def _standing(claim: Claim | None) -> str:
    if claim is None or claim.direction is Direction.NOT_TESTED:
        return _("Not tested for %(goals)s in anything we read.")
    if claim.direction is Direction.NO_EFFECT:
        return _("Studies found little or no effect for %(goals)s.")
    if claim.direction is Direction.HARM:
        return _("Studies found that it may do harm for %(goals)s.")
    if claim.relevance is Relevance.SELDOM:
        return _("Seldom chosen for %(goals)s.")
    return _("Chosen for %(goals)s.")
