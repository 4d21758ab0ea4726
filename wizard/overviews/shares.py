"""Shares as people say them: "1 in 7", never a percentage. Pure."""

from __future__ import annotations

from content.telling import Figure, Sentence


def share(part: int, whole: int) -> Sentence:
    """What share of the whole a part is, in words; the part is not empty."""
    if part == whole:
        return Sentence("All")
    if 2 * part > whole:
        return _most(part, whole)
    return Sentence("About 1 in %(whole)s", whole=Figure(f"{_round(whole / part):,}"))


def _most(part: int, whole: int) -> Sentence:
    """More than half, as so many in 10, 100 …, whichever first leaves some over."""
    for of in (10, 100, 1000):
        if part * of <= whole * (of - 1):
            rough = round(of * part / whole)
            return Sentence("About %(part)s in %(whole)s", part=Figure(f"{rough:,}"), whole=Figure(f"{of:,}"))
    return Sentence("More than %(part)s in %(whole)s", part=Figure("999"), whole=Figure("1,000"))


def _round(number: float) -> int:
    """To two figures, which is as exact as a share need be."""
    return round(float(f"{number:.2g}"))
