"""The Catalogue: everything the public site may say, as one frozen value.

Editors write rows; a Release holds the bytes of a Catalogue; a visitor's page is made
from a Catalogue and from nothing else. This module is the whole vocabulary of that
value. It imports the standard library and msgspec only, so that the engine, the checks
and the tests can hold a Catalogue without Django and without a database.

References between parts are slugs. `encode` writes canonical bytes: the same Catalogue
always gives the same bytes. `decode` refuses unknown fields and says where a value is
wrong (`msgspec.ValidationError`, with a path such as ``$.compounds[3].slug``).
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import hashlib
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import msgspec

SCHEMA_VERSION = 1


class Frozen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An immutable part of the Catalogue."""


class Html(str):
    """Sanitised HTML, which a template prints as it is because of `__html__`."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


class Prose(Frozen, frozen=True, kw_only=True):
    """Markdown as an editor wrote it, and the sanitised HTML made from it at freezing.

    Templates may print a Prose as it is. Django makes a str of it before it asks for
    `__html__`, so that str has to know as well.
    """

    source: str = ""
    html: str = ""

    def __html__(self) -> str:
        return self.html

    def __str__(self) -> str:
        return Html(self.html)

    def __bool__(self) -> bool:
        return bool(self.source)


NO_PROSE = Prose()


class Sourced(Frozen, frozen=True, kw_only=True):
    """A statement somebody must be able to check.

    `sources` are Source slugs. `facts` are the ids of the research notes the statement
    was written from. `to_be_checked` marks a statement whose source was not read at
    first hand; pages show it as "to be checked".
    """

    sources: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    to_be_checked: bool = False


class Reviewed(Sourced, frozen=True, kw_only=True):
    """A statement with a clinical review of its own; `None` while nobody has reviewed it."""

    reviewed_on: dt.date | None = None


# Sources ------------------------------------------------------------------------------


class Reading(enum.StrEnum):
    """How close the text that was read is to the source itself."""

    PRIMARY = "primary"  # the publisher's own page
    ABSTRACT = "abstract"  # the paper's abstract: methods and harms were not checked
    COPY = "copy"  # a copy of the text, kept by somebody else
    SECONDARY = "secondary"  # somebody else's report of it
    WEAK = "weak"  # an unattributed or commercial report: check first
    RECALLED = "recalled"  # general knowledge: not read, check first
    COMPUTED = "computed"  # own arithmetic, shown


class Source(Frozen, frozen=True, kw_only=True):
    """A citation. `url` is https or http, or empty when the source has no address."""

    slug: str
    title: str
    publisher: str
    year: int | None = None
    url: str = ""
    reading: Reading
    note: str = ""
    facts: tuple[str, ...] = ()


# How a form suits you -----------------------------------------------------------------


class Scale(Frozen, frozen=True, kw_only=True):
    """What a row of Traits measures: gut effect, absorption, cost …"""

    slug: str
    name: str
    hint: str = ""
    number: int


class Trait(Frozen, frozen=True, kw_only=True):
    """One step on a Scale. Steps count from 1; `phrase` completes "this form …"."""

    slug: str
    scale: str
    step: int
    name: str
    phrase: str
    hint: str = ""


class CompoundTrait(Sourced, frozen=True, kw_only=True):
    """Where a Compound stands on a Scale, with a note on why."""

    trait: str
    note: str = ""


# Forms of magnesium -------------------------------------------------------------------


class Route(enum.StrEnum):
    MOUTH = "mouth"
    SKIN = "skin"


class Elemental(Sourced, frozen=True, kw_only=True):
    """Magnesium by weight in one salt of a Compound: `percent` of 100, with its arithmetic."""

    salt: str
    formula: str
    percent: float
    arithmetic: str
    note: str = ""


class Compound(Reviewed, frozen=True, kw_only=True):
    """A form of magnesium: a compound and its route.

    The first of `elemental` is the one results show; it is empty for a form whose
    amount on the label says nothing about what the body gets.
    """

    slug: str
    name: str
    short: str
    number: int
    route: Route
    summary: str
    labels: tuple[str, ...] = ()
    about: Prose
    risks: Prose
    ask_first: Prose
    elemental: tuple[Elemental, ...] = ()
    traits: tuple[CompoundTrait, ...] = ()


# What is known ------------------------------------------------------------------------


class Relevance(enum.StrEnum):
    """What a form is chosen for, by labels and articles. It says nothing about proof."""

    OFTEN = "often"
    SOMETIMES = "sometimes"
    SELDOM = "seldom"


class Direction(enum.StrEnum):
    MAY_HELP = "may_help"
    NO_EFFECT = "no_effect"  # little or no effect
    HARM = "harm"
    NOT_TESTED = "not_tested"


class Certainty(enum.StrEnum):
    """How sure anyone can be that this form does this, after GRADE's four steps."""

    STRONG = "strong"
    MODERATE = "moderate"
    LIMITED = "limited"
    NOT_KNOWN = "not_known"


class Goal(Reviewed, frozen=True, kw_only=True):
    """What somebody hopes for.

    `hope` completes "You hope for …". `hindered_by` names Traits that count against a
    form for this goal: poor absorption counts for sleep, not for constipation.
    """

    slug: str
    name: str
    hope: str
    number: int
    summary: str
    known: Prose
    check_first: Prose
    what_else: Prose
    without_treatment: Prose
    support: Prose
    hindered_by: tuple[str, ...] = ()


class Claim(Reviewed, frozen=True, kw_only=True):
    """What is known about one Compound for one Goal.

    `effect` is the size of the effect in plain numbers, empty when none is known;
    `because` is why the certainty is what it is.
    """

    compound: str
    goal: str
    relevance: Relevance
    direction: Direction
    certainty: Certainty
    statement: str
    because: str
    effect: str = ""
    population: str = ""
    limits: str = ""


# Is it safe ---------------------------------------------------------------------------


class Level(enum.StrEnum):
    """How strongly a page sends its reader to somebody else; compare with `rank`."""

    ROUTINE = "routine"
    ASK_FIRST = "ask_first"
    URGENT_TODAY = "urgent_today"
    URGENT_NOW = "urgent_now"

    @property
    def rank(self) -> int:
        """0 for routine; larger is graver."""
        return _LEVEL_RANK[self]

    @property
    def is_urgent(self) -> bool:
        return self is Level.URGENT_TODAY or self is Level.URGENT_NOW


_LEVEL_RANK = {level: rank for rank, level in enumerate(Level)}


class Action(enum.StrEnum):
    MENTION = "mention"  # a line on the result
    SET_ASIDE = "set_aside"  # the named forms only
    ASK_FIRST = "ask_first"  # the card above everything; forms are "to discuss"
    WITHHOLD = "withhold"  # advice and questions replace every form
    URGENT_TODAY = "urgent_today"  # ends the walk
    URGENT_NOW = "urgent_now"  # ends the walk

    @property
    def level(self) -> Level:
        return _LEVEL_OF[self]


_LEVEL_OF = {
    Action.MENTION: Level.ROUTINE,
    Action.SET_ASIDE: Level.ROUTINE,
    Action.ASK_FIRST: Level.ASK_FIRST,
    Action.WITHHOLD: Level.ASK_FIRST,
    Action.URGENT_TODAY: Level.URGENT_TODAY,
    Action.URGENT_NOW: Level.URGENT_NOW,
}


class CautionGroup(enum.StrEnum):
    URGENT = "urgent"
    LIFE_STAGE = "life_stage"
    SYMPTOM = "symptom"
    CONDITION = "condition"
    MEDICINE = "medicine"


class ContactKind(enum.StrEnum):
    EMERGENCY = "emergency"
    CRISIS = "crisis"
    ADVICE = "advice"


class Caution(Reviewed, frozen=True, kw_only=True):
    """A reason to be careful, and what it does to a result.

    `compounds` empty: it concerns every form. Otherwise it counts only while one of
    them would be shown. `ask` are questions to put to a pharmacist or doctor.
    `contact` picks the telephone numbers shown with it.
    """

    slug: str
    name: str
    group: CautionGroup
    action: Action
    number: int
    statement: str
    advice: Prose
    ask: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    compounds: tuple[str, ...] = ()
    contact: ContactKind | None = None


class Guidance(Reviewed, frozen=True, kw_only=True):
    """The card of one Level. `withheld` is the ask-first card that replaces every form."""

    level: Level
    withheld: bool = False
    title: str
    body: Prose
    action: str


# The questions ------------------------------------------------------------------------


class Kind(enum.StrEnum):
    ONE = "one"
    MANY = "many"


class Option(Frozen, frozen=True, kw_only=True):
    """One answer to a Question.

    `short` names it in chips and reasons. `exclusive` answers ("none of these") stand
    alone. In a safety question an Option only raises Cautions.
    """

    code: str
    label: str
    short: str
    hint: str = ""
    exclusive: bool = False
    wants: tuple[str, ...] = ()
    welcomes: tuple[str, ...] = ()
    avoids: tuple[str, ...] = ()
    rules_out: tuple[str, ...] = ()
    raises: tuple[str, ...] = ()


class Question(Frozen, frozen=True, kw_only=True):
    """One page of the guide.

    `shown_when` holds option keys, "question/option"; the Question is reached when one
    of them was chosen, or always when it is empty. `most` bounds the choices of a MANY
    question (`None`: no bound).
    """

    slug: str
    number: int
    kind: Kind
    text: str
    short: str
    hint: str = ""
    why: str
    safety: bool = False
    most: int | None = None
    shown_when: tuple[str, ...] = ()
    options: tuple[Option, ...]

    @property
    def limit(self) -> int:
        """How many options an answer may hold."""
        if self.kind is Kind.ONE:
            return 1
        return self.most or len(self.options)

    def option(self, code: str) -> Option | None:
        return next((option for option in self.options if option.code == code), None)


# Reading pages ------------------------------------------------------------------------


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


# Promises -----------------------------------------------------------------------------


class Expectation(Frozen, frozen=True, kw_only=True):
    """What these answers must, or must never, lead to. Forms are Compound slugs.

    `shows`: among matches, partly or to discuss. `leads`: of rank 1, and a match as far as
    goals and tolerances go. `level` is `None` when the promise is not about it.
    """

    slug: str
    story: str
    number: int
    answers: Mapping[str, tuple[str, ...]]
    level: Level | None = None
    withheld: bool | None = None
    leads: tuple[str, ...] = ()
    never_leads: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    never_shows: tuple[str, ...] = ()
    sets_aside: tuple[str, ...] = ()
    never_sets_aside: tuple[str, ...] = ()


# The whole ----------------------------------------------------------------------------


class Catalogue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """Everything the public site may say at one moment.

    Collections are in reading order: by `number` where there is one, else by slug.
    """

    schema: int = SCHEMA_VERSION
    publisher: Publisher
    food_first: FoodFirst
    guidance: tuple[Guidance, ...]
    contacts: tuple[Contact, ...] = ()
    sources: tuple[Source, ...] = ()
    scales: tuple[Scale, ...] = ()
    traits: tuple[Trait, ...] = ()
    goals: tuple[Goal, ...] = ()
    compounds: tuple[Compound, ...] = ()
    claims: tuple[Claim, ...] = ()
    cautions: tuple[Caution, ...] = ()
    questions: tuple[Question, ...] = ()
    articles: tuple[Article, ...] = ()
    foods: tuple[Food, ...] = ()
    intakes: tuple[ReferenceIntake, ...] = ()
    signs: tuple[DeficiencySign, ...] = ()
    terms: tuple[GlossaryTerm, ...] = ()
    expectations: tuple[Expectation, ...] = ()

    @functools.cached_property
    def source_of(self) -> Mapping[str, Source]:
        return MappingProxyType({source.slug: source for source in self.sources})

    @functools.cached_property
    def scale_of(self) -> Mapping[str, Scale]:
        return MappingProxyType({scale.slug: scale for scale in self.scales})

    @functools.cached_property
    def trait_of(self) -> Mapping[str, Trait]:
        return MappingProxyType({trait.slug: trait for trait in self.traits})

    @functools.cached_property
    def goal_of(self) -> Mapping[str, Goal]:
        return MappingProxyType({goal.slug: goal for goal in self.goals})

    @functools.cached_property
    def compound_of(self) -> Mapping[str, Compound]:
        return MappingProxyType({compound.slug: compound for compound in self.compounds})

    @functools.cached_property
    def caution_of(self) -> Mapping[str, Caution]:
        return MappingProxyType({caution.slug: caution for caution in self.cautions})

    @functools.cached_property
    def question_of(self) -> Mapping[str, Question]:
        return MappingProxyType({question.slug: question for question in self.questions})

    @functools.cached_property
    def claims_of(self) -> Mapping[str, Mapping[str, Claim]]:
        """Compound slug → Goal slug → Claim."""
        by_compound: dict[str, dict[str, Claim]] = {c.slug: {} for c in self.compounds}
        for claim in self.claims:
            by_compound.setdefault(claim.compound, {})[claim.goal] = claim
        return MappingProxyType(by_compound)

    @functools.cached_property
    def traits_of(self) -> Mapping[str, Mapping[str, CompoundTrait]]:
        """Compound slug → Trait slug → where and why the Compound stands there."""
        return MappingProxyType(
            {c.slug: {placed.trait: placed for placed in c.traits} for c in self.compounds}
        )

    @functools.cached_property
    def placed_on(self) -> Mapping[str, Mapping[str, CompoundTrait]]:
        """Compound slug → Scale slug → where and why the Compound stands there."""
        return MappingProxyType(
            {
                c.slug: {self.trait_of[placed.trait].scale: placed for placed in c.traits}
                for c in self.compounds
            }
        )

    def guidance_for(self, level: Level, *, withheld: bool = False) -> Guidance:
        """The card of a level; KeyError when the Catalogue has none."""
        for card in self.guidance:
            if card.level is level and card.withheld is withheld:
                return card
        raise KeyError(level)


# Bytes --------------------------------------------------------------------------------

_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder(Catalogue)


class UnknownSchema(ValueError):
    """The bytes were written by a newer version of this software."""


def encode(catalogue: Catalogue) -> bytes:
    """Canonical JSON: keys sorted, no spaces, UTF-8."""
    return _encoder.encode(catalogue)


def digest(data: bytes) -> str:
    """SHA-256 of a Release's bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest_of(catalogue: Catalogue) -> str:
    """The digest of the bytes this Catalogue would make."""
    return digest(encode(catalogue))


def decode(data: bytes, *, sanitise: Callable[[str], str]) -> Catalogue:
    """The Catalogue held by a Release's bytes, whatever schema version wrote them.

    Every piece of HTML passes through `sanitise` again, so that bytes altered at rest
    cannot bring a script onto a page. Raises `msgspec.ValidationError` naming the place
    of a bad value, `msgspec.DecodeError` for bytes that are no JSON, and
    `UnknownSchema` for a version this code does not know.
    """
    raw = msgspec.json.decode(data)
    if not isinstance(raw, dict) or not isinstance(raw.get("schema"), int):
        raise msgspec.ValidationError("Expected an object with an integer - at `$.schema`")
    version = raw["schema"]
    if version > SCHEMA_VERSION:
        raise UnknownSchema(f"schema {version} is newer than {SCHEMA_VERSION}, the newest known here")
    while version < SCHEMA_VERSION:
        if version not in UPGRADES:
            raise UnknownSchema(f"schema {version} was never written")
        raw = UPGRADES[version](raw)
        version = raw["schema"]
    _sanitise_prose(raw, sanitise)
    return msgspec.convert(raw, Catalogue)


UPGRADES: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = MappingProxyType({})
"""Schema version → a function giving the same content in the next version."""


def _sanitise_prose(value: object, sanitise: Callable[[str], str]) -> None:
    """Sanitise whatever could become the HTML of a Prose, before it becomes one."""
    if isinstance(value, dict):
        if isinstance(value.get("html"), str):
            value["html"] = sanitise(value["html"])
        for child in value.values():
            _sanitise_prose(child, sanitise)
    elif isinstance(value, list):
        for child in value:
            _sanitise_prose(child, sanitise)
