"""Word lists and the sentences they are looked for in.

A list is written as an editor would write it, with commas between the phrases. Meaning
depends on the clause around a word: "this does not cure migraine" says the opposite of
"this cures migraine". A denial counts when it stands before the word in the same clause,
or when the sentence reports what others say and then refutes it.
"""

from __future__ import annotations

import re


def any_of(listed: str) -> str:
    """A regular expression for any phrase of a list; a space also stands for a hyphen."""
    phrases = sorted((" ".join(phrase.split()) for phrase in listed.split(",")), key=len, reverse=True)
    alternatives = "|".join(
        re.escape(phrase).replace(r"\ ", r"[\s-]+").replace("'", "['’]") for phrase in phrases
    )
    return rf"(?<!\w)(?:{alternatives})(?!\w)"


def phrases(listed: str) -> re.Pattern[str]:
    """Any phrase of a list, in capitals or not."""
    return re.compile(any_of(listed), re.IGNORECASE)


def near(first: str, second: str, *, within: int) -> re.Pattern[str]:
    """A phrase of the first list and soon after it, in the same clause, one of the second."""
    return re.compile(rf"{any_of(first)}[^,.;:]{{0,{within}}}?{any_of(second)}", re.IGNORECASE)


_CLAUSE = re.compile(
    r"[;—]|\b(?:but|yet|although|though|while|whereas)\b|,\s+(?:and\s+)?(?:it|they|this|so)\b", re.IGNORECASE
)
_DENIAL = re.compile(
    r"\bno\b(?! doubt| question)|\bnot\b(?! only| just| merely)|n['’]t\b|"
    + any_of(
        "never, nobody, nothing, none, neither, nor, cannot, without, unproven, unlikely, hardly,"
        "rather than, instead of"
    ),
    re.IGNORECASE,
)
_REPORTED = phrases(
    "that, whether, claim, claims, described as, calls, called, the idea, the promise, the hope"
)
_REFUTED = phrases(
    "is not, are not, was not, were not, has not, have not, has never, have never, is unproven, are unproven,"
    "is unsupported, are unsupported, is a myth, no proof, no evidence, no good evidence, but not,"
    "but often not, but never"
)


def is_denied(sentence: str, found: re.Match[str]) -> bool:
    """Whether a sentence says the words found in it only to deny them."""
    before = clause_before(sentence, found.start())
    refuted = _REPORTED.search(before) and _REFUTED.search(sentence, found.end())
    return bool(_DENIAL.search(before) or refuted)


def clause_before(sentence: str, end: int) -> str:
    """The part of the clause that stands before `end`."""
    return _CLAUSE.split(sentence[:end])[-1]
