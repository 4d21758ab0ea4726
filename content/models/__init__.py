"""The rows editors write, and the record of what was released.

`KINDS` lists the editorial models under the same names as `content.documents`, each after
everything it refers to, so that rows can be written in this order and cleared in reverse.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.apps import apps
from django.db import models

from content.models.allowances import Allowance
from content.models.append_only import AppendOnly, Unchangeable
from content.models.edits import Edit, Hold
from content.models.entrance import Act, Deed, Device, OneTimeCode
from content.models.forms import Compound, CompoundTrait, Elemental, Scale, Trait
from content.models.known import Claim, Goal, Source
from content.models.naming import translate_names
from content.models.pages import (
    Article,
    DeficiencySign,
    Food,
    FoodFirst,
    GlossaryTerm,
    Publisher,
    ReferenceIntake,
    Region,
)
from content.models.promises import Expectation, Promise, Verb
from content.models.questions import Option, Question
from content.models.releases import Approval, Cancellation, Damaged, Publication, Release, Return
from content.models.safety import Caution, Contact, Guidance

__all__ = [
    "KINDS",
    "Act",
    "Allowance",
    "AppendOnly",
    "Approval",
    "Article",
    "Cancellation",
    "Caution",
    "Claim",
    "Compound",
    "CompoundTrait",
    "Contact",
    "Damaged",
    "Deed",
    "DeficiencySign",
    "Device",
    "Edit",
    "Elemental",
    "Expectation",
    "Food",
    "FoodFirst",
    "GlossaryTerm",
    "Goal",
    "Guidance",
    "Hold",
    "OneTimeCode",
    "Option",
    "Promise",
    "Publication",
    "Publisher",
    "Question",
    "ReferenceIntake",
    "Region",
    "Release",
    "Return",
    "Scale",
    "Source",
    "Trait",
    "Unchangeable",
    "Verb",
]

KINDS: Mapping[str, type[models.Model]] = {
    "publisher": Publisher,
    "contacts": Contact,
    "sources": Source,
    "guidance": Guidance,
    "food_first": FoodFirst,
    "scales": Scale,
    "traits": Trait,
    "goals": Goal,
    "compounds": Compound,
    "claims": Claim,
    "cautions": Caution,
    "questions": Question,
    "articles": Article,
    "foods": Food,
    "intakes": ReferenceIntake,
    "signs": DeficiencySign,
    "terms": GlossaryTerm,
    "regions": Region,
    "expectations": Expectation,
}

translate_names(model for model in apps.all_models["content"].values() if not model._meta.auto_created)
