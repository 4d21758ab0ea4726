"""Articles, plain words, and the signs of too little magnesium."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from content import words
from content.catalogue import Article, Catalogue, ContactKind, DeficiencySign, Prose, Severity
from content.pages.citations import Citation, citations
from content.pages.prose import ready
from content.pages.telephones import Telephones, telephones


@dataclass(frozen=True, slots=True)
class ArticleLink:
    title: str
    url: str
    summary: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LearnPage:
    title: str
    description: str
    articles: tuple[ArticleLink, ...]
    goals: tuple[ArticleLink, ...]


def learn_page(catalogue: Catalogue) -> LearnPage:
    return LearnPage(
        title=_("Learn about magnesium"),
        description=_("How magnesium works in the body, how to use supplements well, and what is not known."),
        articles=tuple(_links(catalogue.articles)),
        goals=tuple(
            ArticleLink(goal.name, reverse("content:goal", args=[goal.slug]), goal.summary)
            for goal in catalogue.goals
        ),
    )


def _links(articles: Iterable[Article]) -> Iterable[ArticleLink]:
    return (
        ArticleLink(article.title, reverse("content:article", args=[article.slug]), article.summary)
        for article in articles
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticlePage:
    title: str
    description: str
    body: Prose
    citations: tuple[Citation, ...]
    to_be_checked: bool
    reviewed: str
    others: tuple[ArticleLink, ...]


def article_page(catalogue: Catalogue, article: Article) -> ArticlePage:
    return ArticlePage(
        title=article.title,
        description=article.summary,
        body=ready(catalogue, article.body),
        citations=citations(catalogue, article),
        to_be_checked=article.to_be_checked,
        reviewed=words.date(article.reviewed_on) if article.reviewed_on else "",
        others=tuple(_links(other for other in catalogue.articles if other is not article)),
    )


# Plain words --------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    anchor: str
    term: str
    also: str
    meaning: str
    citations: tuple[Citation, ...]
    to_be_checked: bool


@dataclass(frozen=True, slots=True)
class Letter:
    letter: str
    anchor: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class GlossaryPage:
    title: str
    description: str
    letters: tuple[Letter, ...]


def glossary_page(catalogue: Catalogue) -> GlossaryPage:
    by_letter: dict[str, list[Term]] = {}
    for term in sorted(catalogue.terms, key=lambda term: term.term.lower()):
        by_letter.setdefault(term.term[0].upper(), []).append(
            Term(
                anchor=term.slug,
                term=term.term,
                also=", ".join(term.also),
                meaning=term.meaning,
                citations=citations(catalogue, term),
                to_be_checked=term.to_be_checked,
            )
        )
    return GlossaryPage(
        title=_("Plain words"),
        description=_("What the words on magnesium labels and in studies mean, in plain English."),
        letters=tuple(
            Letter(letter, f"letter-{letter.lower()}", tuple(terms)) for letter, terms in by_letter.items()
        ),
    )


# Too little magnesium -----------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Sign:
    anchor: str
    statement: str
    urgent: bool
    citations: tuple[Citation, ...]
    to_be_checked: bool


@dataclass(frozen=True, slots=True)
class System:
    """A part of the body, with its mild signs and its severe ones."""

    name: str
    mild: tuple[Sign, ...]
    severe: tuple[Sign, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LowMagnesiumPage:
    title: str
    description: str
    mild: str
    severe: str
    systems: tuple[System, ...]
    telephones: tuple[Telephones, ...]


def low_magnesium_page(catalogue: Catalogue) -> LowMagnesiumPage:
    systems = dict.fromkeys(sign.system for sign in catalogue.signs)
    return LowMagnesiumPage(
        title=_("Signs of too little magnesium"),
        description=_(
            "Mild and severe signs of too little magnesium, which are urgent, and why none is proof."
        ),
        mild=words.severity(Severity.MILD),
        severe=words.severity(Severity.SEVERE),
        systems=tuple(
            System(name, _signs(catalogue, name, Severity.MILD), _signs(catalogue, name, Severity.SEVERE))
            for name in systems
        ),
        telephones=telephones(catalogue.contacts, ContactKind.EMERGENCY, ContactKind.CRISIS),
    )


def _signs(catalogue: Catalogue, system: str, severity: Severity) -> tuple[Sign, ...]:
    return tuple(
        _sign(catalogue, sign)
        for sign in catalogue.signs
        if sign.system == system and sign.severity is severity
    )


def _sign(catalogue: Catalogue, sign: DeficiencySign) -> Sign:
    return Sign(
        anchor=sign.slug,
        statement=sign.statement,
        urgent=sign.urgent,
        citations=citations(catalogue, sign),
        to_be_checked=sign.to_be_checked,
    )
