"""Everything the search goes over: each entry with its address and what it says."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content import words
from content.catalogue import Catalogue, Caution, CautionGroup, Prose
from content.once import once
from content.search import Entry, Index

KINDS = {
    "urgent": gettext_lazy("Signs that need help at once"),
    "caution": gettext_lazy("Who should ask first"),
    "medicine": gettext_lazy("Medicines"),
    "form": gettext_lazy("Forms of magnesium"),
    "goal": gettext_lazy("Goals"),
    "claim": gettext_lazy("What is known about a form for a goal"),
    "article": gettext_lazy("Articles"),
    "food": gettext_lazy("Foods"),
    "term": gettext_lazy("Words explained"),
    "page": gettext_lazy("Pages"),
    "source": gettext_lazy("Sources"),
}
"""Kinds of entries in the order that breaks a tie: what concerns safety comes first."""


@once
def index_of(catalogue: Catalogue) -> Index:
    return Index(entries(catalogue))


def entries(catalogue: Catalogue) -> Iterator[Entry]:
    yield from _cautions(catalogue)
    yield from _forms(catalogue)
    yield from _goals(catalogue)
    yield from _claims(catalogue)
    yield from _reading(catalogue)
    yield from _pages(catalogue)
    for source in catalogue.sources:
        yield Entry(
            kind="source",
            title=source.title,
            url=f"{reverse('content:sources')}#{source.slug}",
            text=_joined([f"{source.publisher}.", str(source.year or ""), source.note]),
        )


def _cautions(catalogue: Catalogue) -> Iterator[Entry]:
    for caution in catalogue.cautions:
        examples = _("For example %s.") % ", ".join(caution.examples) if caution.examples else ""
        yield Entry(
            kind=_kind(caution),
            title=caution.name,
            url=f"{reverse('content:safety')}#{caution.slug}",
            names=caution.examples,
            text=_joined([caution.statement, examples, caution.advice, *caution.ask]),
        )


def _kind(caution: Caution) -> str:
    if caution.action.level.is_urgent:
        return "urgent"
    return "medicine" if caution.group is CautionGroup.MEDICINE else "caution"


def _forms(catalogue: Catalogue) -> Iterator[Entry]:
    for compound in catalogue.compounds:
        yield Entry(
            kind="form",
            title=compound.name,
            url=reverse("content:form", args=[compound.slug]),
            names=(compound.short, *compound.labels, *(salt.salt for salt in compound.elemental)),
            text=_joined([compound.summary, compound.about, compound.risks, compound.ask_first]),
        )


def _goals(catalogue: Catalogue) -> Iterator[Entry]:
    for goal in catalogue.goals:
        passages = (goal.check_first, goal.known, goal.what_else, goal.without_treatment, goal.support)
        yield Entry(
            kind="goal",
            title=goal.name,
            url=reverse("content:goal", args=[goal.slug]),
            names=(goal.hope,),
            text=_joined([goal.summary, *passages]),
        )


def _claims(catalogue: Catalogue) -> Iterator[Entry]:
    for claim in catalogue.claims:
        compound, goal = catalogue.compound_of[claim.compound], catalogue.goal_of[claim.goal]
        yield Entry(
            kind="claim",
            title=f"{compound.short}: {goal.name.lower()}",
            url=f"{reverse('content:form', args=[compound.slug])}#for-{goal.slug}",
            text=_joined([claim.statement, claim.effect, claim.because, claim.population, claim.limits]),
        )


def _reading(catalogue: Catalogue) -> Iterator[Entry]:
    for article in catalogue.articles:
        yield Entry(
            kind="article",
            title=article.title,
            url=reverse("content:article", args=[article.slug]),
            text=_joined([article.summary, article.body]),
        )
    for food in catalogue.foods:
        amount = "" if food.mg is None else words.milligrams(food.mg)
        yield Entry(
            kind="food",
            title=food.name,
            url=f"{reverse('content:food')}#{food.slug}",
            names=(food.group,),
            text=", ".join(part for part in (food.serving, amount, food.note) if part),
        )
    for term in catalogue.terms:
        yield Entry(
            kind="term",
            title=term.term,
            url=f"{reverse('content:glossary')}#{term.slug}",
            names=term.also,
            text=term.meaning,
        )


def _pages(catalogue: Catalogue) -> Iterator[Entry]:
    """The pages that are one of a kind. Those of the publisher are found by all they say."""
    publisher = catalogue.publisher
    about = (publisher.who, publisher.need, publisher.funding, publisher.making, publisher.updates)
    told: list[tuple[str, str, Iterable[str | Prose]]] = [
        ("wizard:start", _("The guide"), [_("A few questions, and the forms that match your answers.")]),
        ("content:forms", _("All forms of magnesium"), [_("Every form in one list, with what is known.")]),
        ("content:compare", _("Compare forms"), [_("Two to four forms side by side.")]),
        ("content:calculator", _("What a label says in magnesium"), [_("A calculator for labels.")]),
        ("content:food", catalogue.food_first.title, [catalogue.food_first.summary]),
        (
            "content:food",
            _("Magnesium in food"),
            [_("Milligrams of magnesium in a serving of common foods.")],
        ),
        (
            "content:intake",
            _("How much magnesium a day"),
            [_("Reference intakes and limits for every age."), _authorities(catalogue)],
        ),
        ("content:safety", _("Who should ask first"), [_("All cautions, medicines and emergency numbers.")]),
        (
            "content:low_magnesium",
            _("Signs of too little magnesium"),
            [sign.statement for sign in catalogue.signs],
        ),
        ("content:learn", _("Learn about magnesium"), [_("All articles and goals in one list.")]),
        ("content:glossary", _("Plain words"), [_("What the words on labels and in studies mean.")]),
        ("content:sources", _("Sources"), [_("Every source of this guide, and how closely it was read.")]),
        ("content:about", _("About this guide"), [*about, publisher.testing, publisher.feedback]),
        ("content:privacy", _("Your privacy"), [publisher.privacy]),
        ("content:accessibility", _("Accessibility"), [publisher.accessibility]),
        ("content:changes", _("Changes"), [_("Every release of this guide: when it went live, and why.")]),
        ("content:data", _("Open data"), [_("All content of this guide in one file, for other programs.")]),
    ]
    for name, title, texts in told:
        yield Entry(kind="page", title=title, url=reverse(name), text=_joined(texts))


def _authorities(catalogue: Catalogue) -> str:
    authorities = dict.fromkeys(f"{intake.authority} ({intake.region})" for intake in catalogue.intakes)
    return _("By %s.") % ", ".join(authorities)


def _joined(parts: Iterable[str | Prose]) -> str:
    """Running text, without the marks of Markdown."""
    texts = (_text_of(part) if isinstance(part, Prose) else part for part in parts)
    return " ".join(" ".join(texts).split())


def _text_of(prose: Prose) -> str:
    return html.unescape(strip_tags(prose.html))
