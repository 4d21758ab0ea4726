"""Shares as people say them: "1 in 7", never a percentage. Pure."""

from __future__ import annotations


def share(part: int, whole: int) -> str:
    """What share of the whole a part is, in words; the part is not empty."""
    if part == whole:
        return "All"
    if 2 * part > whole:
        return _most(part, whole)
    return f"About 1 in {_round(whole / part):,}"


def _most(part: int, whole: int) -> str:
    """More than half, as so many in 10, 100 …, whichever first leaves some over."""
    for of in (10, 100, 1000):
        if part * of <= whole * (of - 1):
            return f"About {round(of * part / whole):,} in {of:,}"
    return "More than 999 in 1,000"


def _round(number: float) -> int:
    """To two figures, which is as exact as a share need be."""
    return round(float(f"{number:.2g}"))
