"""The flow of the questions: a picture, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from content import words
from content.catalogue import Action, Catalogue, Kind, Option, Question
from wizard.flow import Lead, Opener, Stop, flow, leads_of
from wizard.flow_drawing import Drawing, draw
from wizard.overviews.subject import Subject, overview, render
from wizard.presenters.phrasing import either, inline, listed

TITLE = gettext_lazy("Where each answer leads")


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """One answer: where it leads, if not where its question does, and each thing it does."""

    code: str
    label: str
    leads: str
    does: tuple[str, ...]

    @property
    def sentences(self) -> str:
        """All that is to be said of it; an answer such as “none of these” may do nothing."""
        return " ".join(filter(None, (self.leads, *self.does))) or _("Changes nothing.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """One question, when it is asked, what comes after it, and its answers."""

    slug: str
    text: str
    choice: str
    when: str
    onwards: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class FlowShown:
    drawing: Drawing
    questions: tuple[Asked, ...]


@overview(TITLE)
def flow_page(request: HttpRequest, subject: Subject) -> HttpResponse:
    context = {"title": TITLE, "subject": subject, "flow": flow_shown(subject.catalogue)}
    return render(request, "flow", context)


def flow_shown(content: Catalogue) -> FlowShown:
    stops = flow(content)
    return FlowShown(draw(stops, words.told), tuple(_asked(content, stop, stops) for stop in stops))


def _asked(content: Catalogue, stop: Stop, stops: tuple[Stop, ...]) -> Asked:
    question = stop.question
    return Asked(
        slug=question.slug,
        text=question.text,
        choice=_choice(question),
        onwards=_onwards(stop, stops),
        when=_when(stop.openers) if stop.is_conditional else _("Asked of everybody who comes so far."),
        answers=tuple(
            Answer(
                code=option.code,
                label=option.label,
                leads=_leads(content, stop, option),
                does=tuple(_does(content, question, option)),
            )
            for option in question.options
        ),
    )


def _choice(question: Question) -> str:
    if question.kind is Kind.ONE:
        return _("One answer.")
    if not question.most:
        return _("Any number of answers.")
    return ngettext("Up to %(count)s answer.", "Up to %(count)s answers.", question.most) % {
        "count": question.most
    }


def _when(openers: tuple[Opener, ...]) -> str:
    after = [
        _("“%(answer)s” in “%(question)s”") % {"answer": option.label, "question": opener.question.short}
        for opener in openers
        for option in opener.options
    ]
    return (
        _("Asked only after %(answers)s.") % {"answers": either(after)}
        if after
        else _("No answer leads here.")
    )


# Where an answer leads ----------------------------------------------------------------


def _onwards(stop: Stop, stops: tuple[Stop, ...]) -> str:
    """The question that everybody meets next, or the result."""
    if not stop.goes_on:
        return _("No answer goes on.")
    later = (other for other in stops[stop.number :] if not other.is_conditional)
    following = next(later, None)
    if following is None:
        return _("Then comes the result.")
    return _("Then comes question %(number)s, “%(question)s”.") % {
        "number": following.number,
        "question": following.question.short,
    }


def _leads(content: Catalogue, stop: Stop, option: Option) -> str:
    leads = leads_of(content, option)
    if Lead.URGENT_NOW in leads:
        return _("Ends here: %(action)s.") % {"action": inline(words.action(Action.URGENT_NOW))}
    if Lead.URGENT_TODAY in leads:
        return _("Ends here: %(action)s.") % {"action": inline(words.action(Action.URGENT_TODAY))}
    opened = [branch.opens for branch in stop.branches if branch.opens and option in branch.options]
    further = [
        _("Asks further: “%(question)s”.") % {"question": content.question_of[slug].short} for slug in opened
    ]
    withheld = [_("The result then shows no form.")] if Lead.WITHHELD in leads else []
    return " ".join((*further, *withheld))


def _does(content: Catalogue, question: Question, option: Option) -> Iterator[str]:
    for slug in option.raises:
        caution = content.caution_of[slug]
        yield _("Raises “%(caution)s”: %(action)s.") % {
            "caution": caution.name,
            "action": inline(words.action(caution.action)),
        }
    if question.safety:
        return
    goals = [f"“{content.goal_of[slug].name}”" for slug in option.wants]
    if goals:
        yield _("Hopes for %(goals)s.") % {"goals": listed(goals)}
    for sentence, slugs in (
        (_("Welcomes %(steps)s."), option.welcomes),
        (_("Avoids %(steps)s."), option.avoids),
        (_("Rules out %(steps)s."), option.rules_out),
    ):
        if slugs:
            yield sentence % {"steps": listed([_step(content, slug) for slug in slugs])}


def _step(content: Catalogue, slug: str) -> str:
    trait = content.trait_of[slug]
    scale = next((scale.name for scale in content.scales if scale.slug == trait.scale), trait.scale)
    return f"“{scale}: {inline(trait.name)}”"
