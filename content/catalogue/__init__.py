"""The Catalogue: everything the public site may say, as one frozen value.

Editors write rows; a Release holds the bytes of a Catalogue; a visitor's page is made
from a Catalogue and from nothing else. This package is the whole vocabulary of that
value. It imports the standard library and msgspec only, so that the engine, the checks
and the tests can hold a Catalogue without Django and without a database.

References between parts are slugs. `encode` writes canonical bytes: the same Catalogue
always gives the same bytes. `decode` refuses unknown fields and says where a value is
wrong (`msgspec.ValidationError`, with a path such as ``$.compounds[3].slug``).
"""

from content.catalogue.base import NO_PROSE, Frozen, Html, Prose, Reading, Reviewed, Source, Sourced
from content.catalogue.forms import (
    Certainty,
    Claim,
    Compound,
    CompoundTrait,
    Direction,
    Elemental,
    Goal,
    Relevance,
    Route,
    Scale,
    Trait,
)
from content.catalogue.pages import (
    Article,
    Contact,
    DeficiencySign,
    Food,
    FoodFirst,
    GlossaryTerm,
    IntakeKind,
    LifeStage,
    Publisher,
    ReferenceIntake,
    Region,
    Severity,
    Sex,
)
from content.catalogue.questions import Expectation, Kind, Option, Question
from content.catalogue.safety import (
    Action,
    Caution,
    CautionGroup,
    ContactKind,
    Guidance,
    Level,
)
from content.catalogue.stored import UPGRADES, UnknownSchema, decode, digest, digest_of, encode
from content.catalogue.whole import SCHEMA_VERSION, Catalogue

__all__ = [
    "NO_PROSE",
    "SCHEMA_VERSION",
    "UPGRADES",
    "Action",
    "Article",
    "Catalogue",
    "Caution",
    "CautionGroup",
    "Certainty",
    "Claim",
    "Compound",
    "CompoundTrait",
    "Contact",
    "ContactKind",
    "DeficiencySign",
    "Direction",
    "Elemental",
    "Expectation",
    "Food",
    "FoodFirst",
    "Frozen",
    "GlossaryTerm",
    "Goal",
    "Guidance",
    "Html",
    "IntakeKind",
    "Kind",
    "Level",
    "LifeStage",
    "Option",
    "Prose",
    "Publisher",
    "Question",
    "Reading",
    "ReferenceIntake",
    "Region",
    "Relevance",
    "Reviewed",
    "Route",
    "Scale",
    "Severity",
    "Sex",
    "Source",
    "Sourced",
    "Trait",
    "UnknownSchema",
    "decode",
    "digest",
    "digest_of",
    "encode",
]
