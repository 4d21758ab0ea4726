"""A name and where it leads, and the links that many pages make."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from content.catalogue import Compound, Goal


@dataclass(frozen=True, slots=True)
class Link:
    name: str
    url: str


def to_compound(compound: Compound) -> Link:
    return Link(compound.short, reverse("content:form", args=[compound.slug]))


def to_goal(goal: Goal) -> Link:
    return Link(goal.name, reverse("content:goal", args=[goal.slug]))
