"""Milligrams: what is a lot, and of what.

An amount means elemental magnesium unless it says otherwise. A tablet with 1,000 mg of
citrate holds about 160 mg of magnesium, so a mix-up is sixfold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.catalogue import Catalogue, Compound, Elemental, IntakeKind, LifeStage, Sourced
from content.release_checks.problem import Check, Checker, Gravity, Problem
from content.release_checks.subject import Subject, Text
from content.telling import Figure, Sentence

ABOVE_LIMIT = Check(
    slug="amount-above-limit",
    gravity=Gravity.BLOCK,
    looks_for=Sentence(
        "Amounts of magnesium above the lowest limit for adults, without a source or a warning."
    ),
    remedy=Sentence(
        "Name the source, and say in the same text that this is above a limit or whom to ask first."
    ),
)
MIXED_UP = Check(
    slug="compound-or-elemental",
    gravity=Gravity.WARN,
    looks_for=Sentence("Milligrams of a compound in a text that does not say how much magnesium that is."),
    remedy=Sentence(
        "Give the elemental magnesium, as in “400 mg of citrate, which holds 65 mg of magnesium”."
    ),
)
WRONG_SUM = Check(
    slug="sum-does-not-agree",
    gravity=Gravity.BLOCK,
    looks_for=Sentence(
        "Percentages of magnesium that differ from their arithmetic, their note, or what is possible."
    ),
    remedy=Sentence("Do the sum again and mend the percentage, the arithmetic or the note."),
)
RICHEST = 60.4
"""Percent of magnesium in the oxide, which holds more than any other salt."""

_AMOUNT = re.compile(
    r"(?P<figure>\d[\d,.]*\d|\d)\s*(?P<unit>mg|milligrams?|g|grams?)\b(?!\s*/)", re.IGNORECASE
)
_OF_SOMETHING_ELSE = re.compile(r"\s*(?:a day\s+)?of (?!(?:elemental )?magnesium\b)", re.IGNORECASE)
_WARNING = re.compile(
    r"\b(limits?|too much|above|over|more than|overload|poison\w*|pharmacist|doctor|clinician|midwife"
    r"|medical|hospital|prescri\w+|do not|don[’']t|not to be|enough for|required amount|recommended|reference"
    r"|intake|no amount to take)\b",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    r"\b(elemental|holds?|contains?|supplies|supplying|gives?|of magnesium\b(?! \w*(ate|ide)\b))",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?P<whole>\d[\d,.]*) mg of (?:this|the) compound holds (?:about )?"
    r"(?P<part>\d[\d,.]*\d|\d) mg of magnesium",
    re.IGNORECASE,
)
_RESULT = re.compile(r"=\s*(?P<percent>\d+(?:\.\d+)?)\s*%\s*$")


def find(subject: Subject) -> Iterator[Problem]:
    limit = lowest_limit(subject.content)
    names = _salt_names(subject.content)
    for text in subject.texts:
        for sentence in text.sentences:
            if limit is not None:
                yield from _above(text, sentence, limit)
            if names is not None and names.search(sentence) and not _HOLDS.search(sentence):
                message = Sentence(
                    "it does not say how much magnesium this holds: “%(sentence)s”", sentence=sentence
                )
                yield MIXED_UP.problem(text.kind, text.record, text.field, message)
    for compound in subject.content.compounds:
        for salt in compound.elemental:
            yield from _wrong_sums(compound, salt)


def lowest_limit(content: Catalogue) -> float | None:
    """The lowest limit any authority sets for adults, in mg of elemental magnesium a day."""
    stages = {LifeStage.ADULT, LifeStage.EVERYBODY}
    limits = [
        row.mg for row in content.intakes if row.kind is IntakeKind.LIMIT and row.stage in stages and row.mg
    ]
    return min(limits, default=None)


def _above(text: Text, sentence: str, limit: float) -> Iterator[Problem]:
    high = [
        found[0]
        for found in _AMOUNT.finditer(sentence)
        if _is_magnesium(sentence, found) and _mg(found) > limit
    ]
    if not high or text.kind in {"foods", "intakes"}:
        return
    if isinstance(text.owner, Sourced) and not text.owner.sources:
        message = Sentence(
            "%(amount)s is above a limit of %(limit)s mg, and no source is named: “%(sentence)s”",
            amount=high[0],
            limit=_figure(limit),
            sentence=sentence,
        )
        yield ABOVE_LIMIT.problem(text.kind, text.record, text.field, message)
    elif not _WARNING.search(" ".join(text.blocks)):
        message = Sentence(
            "%(amount)s is above a limit of %(limit)s mg, and nothing warns of it: “%(sentence)s”",
            amount=high[0],
            limit=_figure(limit),
            sentence=sentence,
        )
        yield ABOVE_LIMIT.problem(text.kind, text.record, text.field, message)


def _is_magnesium(sentence: str, found: re.Match[str]) -> bool:
    """Whether an amount is one of magnesium, not the weight of a compound it is taken from."""
    weighs_more = sentence[: found.start()].endswith("from ") or _OF_SOMETHING_ELSE.match(
        sentence, found.end()
    )
    return "magnesium" in sentence.lower() and not weighs_more


def _mg(found: re.Match[str]) -> float:
    figure = float(found["figure"].replace(",", ""))
    return figure * 1000 if found["unit"].lower().startswith("g") else figure


def _salt_names(content: Catalogue) -> re.Pattern[str] | None:
    """Milligrams followed by the name of a compound: "400 mg of magnesium citrate"."""
    names = sorted({compound.short.split()[0].lower() for compound in content.compounds})
    if not names:
        return None
    salts = "|".join(map(re.escape, names))
    return re.compile(rf"\d\s*(?:mg|milligrams?)\s+(?:of\s+)?(?:magnesium\s+)?(?:{salts})\b", re.IGNORECASE)


def _wrong_sums(compound: Compound, salt: Elemental) -> Iterator[Problem]:
    place = f"elemental, {salt.salt}, "
    if not 0 < salt.percent <= RICHEST:
        message = Sentence(
            "%(percent)s%% can't be: oxide holds more than any other salt, %(most)s%% at most.",
            percent=_figure(salt.percent),
            most=_figure(RICHEST),
        )
        yield WRONG_SUM.problem("compounds", compound.slug, place + "percent", message)
    result = _RESULT.search(salt.arithmetic)
    if result and abs(float(result["percent"]) - salt.percent) > 0.06:
        message = Sentence(
            "the arithmetic comes to %(result)s%%, not %(percent)s%%.",
            result=Figure(result["percent"]),
            percent=_figure(salt.percent),
        )
        yield WRONG_SUM.problem("compounds", compound.slug, place + "arithmetic", message)
    for note in _NOTE.finditer(salt.note):
        whole, part = (float(note[name].replace(",", "")) for name in ("whole", "part"))
        if abs(whole * salt.percent / 100 - part) > 1:
            message = Sentence(
                "%(whole)s mg at %(percent)s%% is %(right)s mg, not %(part)s mg.",
                whole=_figure(whole),
                percent=_figure(salt.percent),
                right=Figure(round(whole * salt.percent / 100)),
                part=_figure(part),
            )
            yield WRONG_SUM.problem("compounds", compound.slug, place + "note", message)


def _figure(number: float) -> Figure:
    return Figure(f"{number:g}")


CHECKER = Checker(checks=(ABOVE_LIMIT, MIXED_UP, WRONG_SUM), find=find)
