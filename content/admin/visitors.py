"""Where visitors read what a row says."""

from __future__ import annotations

from django.db import models as django_models
from django.urls import reverse

from content import models

PAGES: dict[type[django_models.Model], str] = {
    models.Publisher: "content:about",
    models.FoodFirst: "content:food",
    models.Scale: "content:forms",
    models.Trait: "content:forms",
    models.Guidance: "content:safety",
    models.Contact: "content:safety",
    models.Region: "content:safety",
    models.Question: "wizard:start",
}
"""Kinds of rows that all stand on one page, without a place of their own there."""

PLACES: dict[type[django_models.Model], str] = {
    models.Source: "content:sources",
    models.Caution: "content:safety",
    models.Food: "content:food",
    models.ReferenceIntake: "content:intake",
    models.DeficiencySign: "content:low_magnesium",
    models.GlossaryTerm: "content:glossary",
}
"""Kinds of rows that each have a place on one page, called by its slug."""

OWN_PAGES: dict[type[django_models.Model], str] = {
    models.Compound: "content:form",
    models.Goal: "content:goal",
    models.Article: "content:article",
}
"""Kinds of rows with a page for each."""


def page_of(row: django_models.Model) -> str:
    """The address of the page that shows `row`; empty for what visitors never see as such."""
    kind = type(row)
    if isinstance(row, models.Claim):
        return f"{reverse('content:form', args=[row.compound.slug])}#for-{row.goal.slug}"
    slug = getattr(row, "slug", "")
    if kind in OWN_PAGES:
        return reverse(OWN_PAGES[kind], args=[slug])
    if kind in PLACES:
        return f"{reverse(PLACES[kind])}#{slug}"
    return reverse(PAGES[kind]) if kind in PAGES else ""
