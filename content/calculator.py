"""What the milligrams on a label hold in magnesium itself. Pure.

A label may name the weight of a whole compound, of which only a part is magnesium:

    magnesium = weight of the compound × percent of magnesium ÷ 100

Amounts are decimals, so that 16.2% of 100 is 16.2 and not a little less.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from content.telling import TellingError

LEAST, MOST = Decimal(1), Decimal(100_000)
"""Milligrams of compound that a label may name: up to 100 grams."""

_AMOUNT = re.compile(
    r"(?:(?P<grouped>[1-9]\d{0,2}(?:[, '’]\d{3})+(?:\.\d{1,6})?)|(?P<plain>\d{1,12}(?:[.,]\d{1,6})?))"
    r"\s*(?P<unit>mg|milligrams?|g|grams?)?",
    re.ASCII,
)
_POINTS_AND_COMMAS = str.maketrans(".,", ",.")
_GRAMS = {"g", "gram", "grams"}


class BadAmount(TellingError):
    """A text that is no amount; the message tells a person what to type instead."""


class Standing(enum.StrEnum):
    """Where an amount stands beside a limit."""

    BELOW = "below"
    AT = "at"
    ABOVE = "above"


def milligrams(text: str, *, decimal_comma: bool = False) -> Decimal:
    """The amount somebody typed: "400", "400 mg", "1,200", "0,5 g"; raises `BadAmount`.

    A comma or a space that parts off three digits groups thousands, as on labels in
    English. Any other comma is a decimal one. Where people write a `decimal_comma`, a
    point that parts off three digits groups thousands, and 1.200 is not a little over 1.
    """
    typed = unicodedata.normalize("NFKC", text).strip().casefold()
    if decimal_comma:
        typed = typed.translate(_POINTS_AND_COMMAS)
    if not typed:
        raise BadAmount("Type the milligrams that the label names, such as 400.")
    if typed.startswith(("-", "−")):
        raise BadAmount("An amount can’t be less than nothing. Type a number such as 400.")
    match = _AMOUNT.fullmatch(typed)
    if match is None:
        raise BadAmount("That is not an amount. Type a number of milligrams, such as 400 or 1.5.")
    amount = _number(match) * (1000 if match["unit"] in _GRAMS else 1)
    if not amount:
        raise BadAmount("Type a number above 0.")
    if amount < LEAST:
        raise BadAmount("That is less than 1 mg. If the label says grams, type g after it, such as 0.4 g.")
    if amount > MOST:
        raise BadAmount("That is more than 100 grams. Check the label: its amounts are milligrams (mg).")
    return amount


def _number(match: re.Match[str]) -> Decimal:
    if match["grouped"]:
        return Decimal(re.sub(r"[, '’]", "", match["grouped"]))
    return Decimal(match["plain"].replace(",", "."))


def magnesium_in(compound_mg: Decimal, percent: float) -> Decimal:
    """Milligrams of magnesium in so many milligrams of a compound."""
    return compound_mg * Decimal(str(percent)) / 100


def share_of(magnesium_mg: Decimal, intake_mg: float) -> Decimal:
    """Percent of a day's intake."""
    return 100 * magnesium_mg / Decimal(str(intake_mg))


def rounded(amount: Decimal) -> Decimal:
    """As precise as a rounded percentage allows: whole numbers from 10 on, else one decimal."""
    return amount.quantize(Decimal(1) if amount >= 10 else Decimal("0.1"), rounding=ROUND_HALF_UP)


def standing(magnesium_mg: Decimal, limit_mg: float) -> Standing:
    """Where an amount, as it is shown, stands beside a limit."""
    shown, limit = rounded(magnesium_mg), Decimal(str(limit_mg))
    if shown == limit:
        return Standing.AT
    return Standing.ABOVE if shown > limit else Standing.BELOW
