"""The words in which pages name what the Catalogue holds as codes.

The guide and the reading pages take them from here, so that a certainty, a direction or
a date is said in the same words everywhere. Each function gives ready text for one code.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from content.catalogue import (
    Action,
    CautionGroup,
    Certainty,
    ContactKind,
    Direction,
    IntakeKind,
    Level,
    Reading,
    Relevance,
    Route,
    Severity,
)
from content.edition import Edition, PublicationKind
from content.telling import Figure, Sentence

TO_BE_CHECKED = gettext_lazy("To be checked")
NOT_TESTED = gettext_lazy("Not tested")
NOT_ASSESSED = gettext_lazy("Not assessed")
NOT_REVIEWED = gettext_lazy("Not yet reviewed by a clinician")

# What is known ------------------------------------------------------------------------


def certainty(code: Certainty) -> str:
    return str(_CERTAINTY[code])


def certainty_meaning(code: Certainty) -> str:
    """What a step of certainty says, for keys and the glossary."""
    return str(_CERTAINTY_MEANING[code])


def direction(code: Direction) -> str:
    return str(_DIRECTION[code])


def relevance(code: Relevance) -> str:
    """What a form is chosen for; it says nothing about proof."""
    return str(_RELEVANCE[code])


_CERTAINTY: Mapping[Certainty, Promise] = {
    Certainty.STRONG: gettext_lazy("Strong"),
    Certainty.MODERATE: gettext_lazy("Moderate"),
    Certainty.LIMITED: gettext_lazy("Limited"),
    Certainty.NOT_KNOWN: gettext_lazy("Not known"),
}

_CERTAINTY_MEANING: Mapping[Certainty, Promise] = {
    Certainty.STRONG: gettext_lazy("Good trials agree, or it is an official nutrient value."),
    Certainty.MODERATE: gettext_lazy("Several trials or a guideline point the same way."),
    Certainty.LIMITED: gettext_lazy("Few, small or biased trials, or indirect ones."),
    Certainty.NOT_KNOWN: gettext_lazy("No usable trials, or trials that conflict."),
}

_DIRECTION: Mapping[Direction, Promise] = {
    Direction.MAY_HELP: gettext_lazy("May help"),
    Direction.NO_EFFECT: gettext_lazy("Little or no effect"),
    Direction.HARM: gettext_lazy("May do harm"),
    Direction.NOT_TESTED: NOT_TESTED,
}

_RELEVANCE: Mapping[Relevance, Promise] = {
    Relevance.OFTEN: gettext_lazy("Often chosen for this"),
    Relevance.SOMETIMES: gettext_lazy("Sometimes chosen for this"),
    Relevance.SELDOM: gettext_lazy("Seldom chosen for this"),
}

# Forms of magnesium -------------------------------------------------------------------


def route(code: Route) -> str:
    return str(_ROUTE[code])


_ROUTE: Mapping[Route, Promise] = {
    Route.MOUTH: gettext_lazy("Swallowed"),
    Route.SKIN: gettext_lazy("Used on the skin"),
}

# Is it safe ---------------------------------------------------------------------------


def action(code: Action) -> str:
    """What a caution asks of a reader."""
    return str(_ACTION[code])


def caution_group(code: CautionGroup) -> str:
    return str(_CAUTION_GROUP[code])


def level(code: Level) -> str:
    return str(_LEVEL[code])


def contact_kind(code: ContactKind) -> str:
    return str(_CONTACT_KIND[code])


def severity(code: Severity) -> str:
    return str(_SEVERITY[code])


_ACTION: Mapping[Action, Promise] = {
    Action.MENTION: gettext_lazy("Good to know"),
    Action.SET_ASIDE: gettext_lazy("Choose another form"),
    Action.ASK_FIRST: gettext_lazy("Ask a pharmacist or doctor first"),
    Action.WITHHOLD: gettext_lazy("Talk to a clinician before any magnesium"),
    Action.URGENT_TODAY: gettext_lazy("See a doctor today"),
    Action.URGENT_NOW: gettext_lazy("Get help now"),
}

_CAUTION_GROUP: Mapping[CautionGroup, Promise] = {
    CautionGroup.URGENT: gettext_lazy("Signs that need help at once"),
    CautionGroup.LIFE_STAGE: gettext_lazy("Age, pregnancy and breastfeeding"),
    CautionGroup.SYMPTOM: gettext_lazy("Symptoms to have checked first"),
    CautionGroup.CONDITION: gettext_lazy("Conditions and hopes that need advice"),
    CautionGroup.MEDICINE: gettext_lazy("Medicines"),
}

_LEVEL: Mapping[Level, Promise] = {
    Level.ROUTINE: gettext_lazy("General advice"),
    Level.ASK_FIRST: gettext_lazy("Ask first"),
    Level.URGENT_TODAY: gettext_lazy("Urgent: today"),
    Level.URGENT_NOW: gettext_lazy("Urgent: now"),
}

_CONTACT_KIND: Mapping[ContactKind, Promise] = {
    ContactKind.EMERGENCY: gettext_lazy("Emergency"),
    ContactKind.CRISIS: gettext_lazy("Crisis lines"),
    ContactKind.ADVICE: gettext_lazy("Advice"),
}

_SEVERITY: Mapping[Severity, Promise] = {
    Severity.MILD: gettext_lazy("Mild"),
    Severity.SEVERE: gettext_lazy("Severe"),
}

# Amounts ------------------------------------------------------------------------------


def intake_kind(code: IntakeKind) -> str:
    return str(_INTAKE_KIND[code])


def intake_meaning(code: IntakeKind) -> str:
    return str(_INTAKE_MEANING[code])


def number(value: float) -> str:
    """A number as people write it: 1,187 and 4.5, without a trailing zero."""
    rounded = round(value, 1)
    places = 0 if rounded == int(rounded) else 1
    return formats.number_format(rounded, decimal_pos=places, force_grouping=True)


def writes_decimal_comma() -> bool:
    """Whether people write 4,5 and 1.187 where the page is read, and not 4.5 and 1,187."""
    return bool(formats.get_format("DECIMAL_SEPARATOR") == ",")


def milligrams(value: float) -> str:
    return _("%(amount)s mg") % {"amount": number(value)}


def percent(value: float) -> str:
    return _("%(amount)s%%") % {"amount": number(value)}


_INTAKE_KIND: Mapping[IntakeKind, Promise] = {
    IntakeKind.RECOMMENDED: gettext_lazy("Recommended intake"),
    IntakeKind.ADEQUATE: gettext_lazy("Adequate intake"),
    IntakeKind.AVERAGE: gettext_lazy("Average requirement"),
    IntakeKind.LABEL: gettext_lazy("Label value"),
    IntakeKind.LIMIT: gettext_lazy("Limit"),
}

_INTAKE_MEANING: Mapping[IntakeKind, Promise] = {
    IntakeKind.RECOMMENDED: gettext_lazy("Enough for nearly everybody of that age and sex."),
    IntakeKind.ADEQUATE: gettext_lazy(
        "What healthy people were seen to take in, where a firmer value is missing."
    ),
    IntakeKind.AVERAGE: gettext_lazy("Enough for half of a group. It is for planning, not for one person."),
    IntakeKind.LABEL: gettext_lazy("What the percentages on labels are counted from."),
    IntakeKind.LIMIT: gettext_lazy("Not to be passed without a clinician."),
}

# Sources ------------------------------------------------------------------------------


def reading(code: Reading) -> str:
    """How a source was checked, as a sentence."""
    return str(_READING[code])


def needs_check(code: Reading) -> bool:
    """Whether statements resting on such a reading are still to be checked at the source."""
    return code in {Reading.SECONDARY, Reading.WEAK, Reading.RECALLED}


_READING: Mapping[Reading, Promise] = {
    Reading.PRIMARY: gettext_lazy("Read on the publisher’s own page."),
    Reading.ABSTRACT: gettext_lazy("Only the summary was read. Methods and harms were not checked."),
    Reading.COPY: gettext_lazy("Read in a copy that somebody else keeps, not on the publisher’s own page."),
    Reading.SECONDARY: gettext_lazy("Read about in somebody else’s report, not in the source itself."),
    Reading.WEAK: gettext_lazy("A report without a named author, or by a seller."),
    Reading.RECALLED: gettext_lazy("Written from general knowledge. No source was read."),
    Reading.COMPUTED: gettext_lazy("Our own arithmetic, shown where it is used."),
}

# What is said without a language ------------------------------------------------------


def told(sentence: Sentence) -> str:
    """What pure code says in English, in the language of the page."""
    if sentence.many:
        message = ngettext(sentence.message, sentence.many, sentence.number)
    elif sentence.context:
        message = pgettext(sentence.context, sentence.message)
    else:
        message = _(sentence.message)
    values = {name: _told_value(value) for name, value in sentence.values.items()}
    return message % values if values else message


def _told_value(value: object) -> object:
    if isinstance(value, Figure):
        return formats.number_format(Decimal(value.replace(",", "")), force_grouping="," in value)
    return told(value) if isinstance(value, Sentence) else value


# Releases and dates -------------------------------------------------------------------


def date(value: dt.date | dt.datetime) -> str:
    """A date in full: 20 November 2025. Times are shown in the site's time zone."""
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value)
    return formats.date_format(value, "DATE_FORMAT")


def moment(value: dt.datetime) -> str:
    """A day and a time of day, in UTC as the whole editing room has it; the sentence around it says so."""
    return formats.date_format(value, "DATETIME_FORMAT")


def publication_kind(code: PublicationKind) -> str:
    return str(_PUBLICATION_KIND[code])


def release_line(edition: Edition) -> str:
    """Which Release a page was made from, and since when it has been live."""
    return _("Release %(number)s, published on %(date)s") % {
        "number": edition.number,
        "date": date(edition.published_at),
    }


def review_line(edition: Edition) -> str:
    """Who approved the Release, in words."""
    if not edition.approvals:
        return str(NOT_REVIEWED)
    latest = max(edition.approvals, key=lambda approval: approval.at)
    return _("Reviewed by %(name)s, %(role)s, on %(date)s") % {
        "name": latest.by,
        "role": latest.role,
        "date": date(latest.at),
    }


def forms(count: int) -> str:
    return ngettext("%(count)s form", "%(count)s forms", count) % {"count": count}


_PUBLICATION_KIND: Mapping[PublicationKind, Promise] = {
    PublicationKind.PUBLISH: gettext_lazy("Published"),
    PublicationKind.ROLL_BACK: gettext_lazy("Went back to an earlier release"),
    PublicationKind.WITHDRAW: gettext_lazy("Withdrew a form of magnesium"),
    PublicationKind.EMERGENCY: gettext_lazy("Emergency change, published without a review"),
    PublicationKind.DEMONSTRATION: gettext_lazy("Published as a demonstration"),
}
