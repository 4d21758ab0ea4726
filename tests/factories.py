"""Rows for tests that need a database. `tests.builders` makes Catalogues without one.

Each factory fills in what a test does not care about. References are made along with a
row where the row can't be without them. Write `create()`, whose type is known.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, User
from factory.declarations import LazyAttribute, LazyFunction, Sequence, SubFactory
from factory.django import DjangoModelFactory

from content import catalogue, dated
from content import models as rows
from content.meaning import question_meanings
from tests import builders


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User

    username = Sequence(lambda n: f"somebody-{n}")


def member(group: str, **parts: Any) -> User:
    """Somebody of the editing room who belongs to one of the groups in `content.roles`."""
    user = UserFactory.create(is_staff=True, **parts)
    user.groups.add(Group.objects.get(name=group))
    return user


class SourceFactory(DjangoModelFactory[rows.Source]):
    class Meta:
        model = rows.Source

    slug = Sequence(lambda n: f"source-{n}")
    title = "A study"
    publisher = "A journal"
    reading = catalogue.Reading.PRIMARY


class ScaleFactory(DjangoModelFactory[rows.Scale]):
    class Meta:
        model = rows.Scale

    slug = Sequence(lambda n: f"scale-{n}")
    name = "A scale"
    number = 10


class TraitFactory(DjangoModelFactory[rows.Trait]):
    class Meta:
        model = rows.Trait

    slug = Sequence(lambda n: f"trait-{n}")
    scale = SubFactory(ScaleFactory)
    step = 1
    name = "A step"
    phrase = "is so"


class GoalFactory(DjangoModelFactory[rows.Goal]):
    class Meta:
        model = rows.Goal

    slug = Sequence(lambda n: f"goal-{n}")
    name = "A goal"
    hope = "a good thing"
    number = 10
    summary = "About it."


class CompoundFactory(DjangoModelFactory[rows.Compound]):
    class Meta:
        model = rows.Compound

    slug = Sequence(lambda n: f"compound-{n}")
    name = "Magnesium something"
    short = "Something"
    number = 10
    route = catalogue.Route.MOUTH
    summary = "About it."


class ElementalFactory(DjangoModelFactory[rows.Elemental]):
    class Meta:
        model = rows.Elemental

    compound = SubFactory(CompoundFactory)
    salt = Sequence(lambda n: f"Salt {n}")
    formula = "Mg"
    percent = 16.2
    arithmetic = "24.3 of 150.0"


class ClaimFactory(DjangoModelFactory[rows.Claim]):
    class Meta:
        model = rows.Claim

    compound = SubFactory(CompoundFactory)
    goal = SubFactory(GoalFactory)
    relevance = catalogue.Relevance.OFTEN
    direction = catalogue.Direction.MAY_HELP
    certainty = catalogue.Certainty.LIMITED
    statement = "It may help."
    because = "Few and small studies."


class CautionFactory(DjangoModelFactory[rows.Caution]):
    class Meta:
        model = rows.Caution

    slug = Sequence(lambda n: f"caution-{n}")
    name = "A caution"
    group = catalogue.CautionGroup.CONDITION
    action = catalogue.Action.ASK_FIRST
    number = 10
    statement = "Be careful."


class QuestionFactory(DjangoModelFactory[rows.Question]):
    class Meta:
        model = rows.Question

    slug = Sequence(lambda n: f"question-{n}")
    number = 10
    kind = catalogue.Kind.ONE
    text = "What is it?"
    short = "It"
    why = "It matters."


class OptionFactory(DjangoModelFactory[rows.Option]):
    class Meta:
        model = rows.Option

    question = SubFactory(QuestionFactory)
    code = Sequence(lambda n: f"option-{n}")
    label = "This"
    short = "This"


class ExpectationFactory(DjangoModelFactory[rows.Expectation]):
    class Meta:
        model = rows.Expectation

    slug = Sequence(lambda n: f"expectation-{n}")
    story = "Somebody."
    number = 10


class ReleaseFactory(DjangoModelFactory[rows.Release]):
    """A Release of a small Catalogue; give `content` for another one."""

    class Meta:
        model = rows.Release

    class Params:
        content = LazyFunction(builders.catalogue)

    number = Sequence(lambda n: n + 1)
    data = LazyAttribute(lambda release: catalogue.encode(release.content))
    digest = LazyAttribute(lambda release: catalogue.digest(release.data))
    schema_version = catalogue.SCHEMA_VERSION
    meanings = LazyAttribute(lambda release: question_meanings(release.content))
    pages = LazyAttribute(lambda release: dated.pages(release.content))
    note = "What changed."


class ApprovalFactory(DjangoModelFactory[rows.Approval]):
    """An Approval given while nothing was live; give `live_digest` for another one."""

    class Meta:
        model = rows.Approval

    release = SubFactory(ReleaseFactory)
    by = SubFactory(UserFactory)
    role = "Clinical reviewer"
    statement = "I have read it."


class AllowanceFactory(DjangoModelFactory[rows.Allowance]):
    """A problem let pass that no content has."""

    class Meta:
        model = rows.Allowance

    allowed = True
    check_slug = "a-check"
    kind = "compounds"
    message = "Something is wrong."
    fingerprint = Sequence(lambda n: f"{n:064}")
    reason = "It is meant."
    by = SubFactory(UserFactory)
