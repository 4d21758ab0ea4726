"""What only the reading pages show."""

from __future__ import annotations

import enum

from content.catalogue.base import Frozen, Prose, Reviewed, Sourced
from content.catalogue.safety import ContactKind


class FoodFirst(Reviewed, frozen=True, kw_only=True):
    """The option that is always compared: food first, or no supplement."""

    title: str
    summary: str
    for_it: Prose
    against_it: Prose
    living_with: Prose


class Article(Reviewed, frozen=True, kw_only=True):
    slug: str
    title: str
    number: int
    summary: str
    body: Prose


class Food(Sourced, frozen=True, kw_only=True):
    """Milligrams of magnesium in one serving; `mg` is `None` when no value was read."""

    slug: str
    name: str
    group: str
    serving: str
    mg: float | None = None
    note: str = ""


class IntakeKind(enum.StrEnum):
    RECOMMENDED = "recommended"  # RDA, RNI: enough for nearly everybody
    ADEQUATE = "adequate"  # AI: enough, by observation
    AVERAGE = "average"  # EAR: enough for half of a group
    LABEL = "label"  # the value labels count percentages from
    LIMIT = "limit"  # not to be passed


class Sex(enum.StrEnum):
    ANY = "any"
    FEMALE = "female"
    MALE = "male"


class LifeStage(enum.StrEnum):
    INFANT = "infant"
    CHILD = "child"
    TEEN = "teen"
    ADULT = "adult"
    PREGNANCY = "pregnancy"
    BREASTFEEDING = "breastfeeding"
    EVERYBODY = "everybody"


class ReferenceIntake(Sourced, frozen=True, kw_only=True):
    """A reference amount or a limit, in mg of elemental magnesium a day.

    `counts` says what the amount covers ("all sources", "supplements and medicines").
    `mg` is `None` where the authority set no value. Ages are in years, inclusive.
    `headline` puts the row on every result.
    """

    slug: str
    authority: str
    region: str
    kind: IntakeKind
    who: str
    stage: LifeStage
    sex: Sex = Sex.ANY
    age_from: float | None = None
    age_to: float | None = None
    mg: float | None = None
    counts: str
    note: str = ""
    number: int
    headline: bool = False


class Severity(enum.StrEnum):
    MILD = "mild"
    SEVERE = "severe"


class DeficiencySign(Sourced, frozen=True, kw_only=True):
    slug: str
    system: str
    severity: Severity
    statement: str
    urgent: bool = False
    number: int


class GlossaryTerm(Sourced, frozen=True, kw_only=True):
    """A term and the other spellings under which a page may find it."""

    slug: str
    term: str
    also: tuple[str, ...] = ()
    meaning: str


class Contact(Frozen, frozen=True, kw_only=True):
    """A telephone number somebody may need. `region` is a country, in words."""

    slug: str
    kind: ContactKind
    region: str
    name: str
    number: str
    note: str = ""
    order: int
    to_be_checked: bool = False


class Region(Frozen, frozen=True, kw_only=True):
    """Where a reader may be: whose numbers and limits come first, and whom one asks there.

    `slug` is the two letters by which addresses name it, as in `/en-gb/`. `contacts` are
    Contact slugs. `leading_limit` is a ReferenceIntake: it and all other values that hold
    where it does come first. `whom` says whom to ask, in the words used there.
    """

    slug: str
    name: str
    number: int
    contacts: tuple[str, ...] = ()
    leading_limit: str
    whom: str = ""


class Publisher(Frozen, frozen=True, kw_only=True):
    """Who publishes this and why."""

    name: str
    who: Prose
    need: Prose
    funding: Prose
    making: Prose
    updates: Prose
    testing: Prose
    feedback: Prose
    privacy: Prose
    accessibility: Prose
