"""Whether a claim says no more than its own grade allows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from content import integrity, reading
from content.catalogue import Certainty, Claim, Direction
from content.release_checks.problem import Check, Checker, Gravity, Problem
from content.release_checks.subject import Subject
from content.release_checks.wording import is_denied, phrases
from content.telling import Sentence

OVERSTATED = Check(
    slug="words-beyond-certainty",
    gravity=Gravity.BLOCK,
    looks_for=Sentence("Claims whose words sound surer than their certainty."),
    remedy=Sentence(
        "Choose words that fit the certainty, or show with a source that the certainty is higher."
    ),
)
AT_ODDS = Check(
    slug="claim-at-odds",
    gravity=Gravity.BLOCK,
    looks_for=Sentence("Claims that were not tested and yet have a certainty or an effect."),
    remedy=Sentence("Set the certainty to “not known” and leave the effect empty, or change the direction."),
)
UNEXPLAINED = Check(
    slug="certainty-without-reason",
    gravity=Gravity.WARN,
    looks_for=Sentence("Claims that do not say why their certainty is what it is, or whom it was seen in."),
    remedy=Sentence(
        "Say what it rests on. For a claim that it may help, also name the people who were studied."
    ),
)
_SURE = (
    "prove, proves, proved, proven, definite, definitely, certain, certainly, undoubtedly, no doubt,"
    "beyond doubt, conclusive, conclusively, guarantee, guarantees, guaranteed"
)
_FIRM = (
    "clear help, clearly helps, clearly works, clearly reduces, clearly improves, clearly eases,"
    "clearly shows, clearly showed, clearly shown, shows that it, showed that it, shown that it,"
    "strong evidence, strongly supports, strongly supported, strongly shown, well established, well shown,"
    "well documented, well supported, established, consistent, consistently, reliable, reliably,"
    "is effective, are effective, highly effective, very effective, known to help, known to work,"
    "known to improve, known to reduce, known to ease, known to relieve, convincing, convincingly"
)
_HELPS = "helps, improves, reduces, relieves, eases, lowers, boosts, raises, calms, supports"

_BEYOND: Mapping[Certainty, re.Pattern[str]] = {
    Certainty.MODERATE: phrases(_SURE),
    Certainty.LIMITED: phrases(f"{_SURE},{_FIRM}"),
    Certainty.NOT_KNOWN: phrases(f"{_SURE},{_FIRM},{_HELPS}"),
}
"""Certainty → words too sure for it. Where it is strong, plain words are fitting."""

_GRADE = phrases(
    "strong certainty, moderate certainty, limited certainty, certainty is strong, certainty is moderate,"
    "certainty is limited"
)
_RANK = {Certainty.NOT_KNOWN: 0, Certainty.LIMITED: 1, Certainty.MODERATE: 2, Certainty.STRONG: 3}
_SAID_BY_OTHERS = phrases(
    "say, says, said, call, calls, called, rate, rates, rated, article, articles, guideline"
)


_SPOKEN: Mapping[Certainty, Sentence] = {
    Certainty.STRONG: Sentence.in_context("certainty", "strong"),
    Certainty.MODERATE: Sentence.in_context("certainty", "moderate"),
    Certainty.LIMITED: Sentence.in_context("certainty", "limited"),
    Certainty.NOT_KNOWN: Sentence.in_context("certainty", "not known"),
}


def find(subject: Subject) -> Iterator[Problem]:
    for claim in subject.content.claims:
        for field in ("statement", "because", "effect"):
            for sentence in reading.sentences(getattr(claim, field)):
                words = _too_sure(claim.certainty, sentence)
                if words:
                    message = Sentence(
                        "“%(words)s” goes beyond “%(certainty)s” in: “%(sentence)s”",
                        words=words,
                        certainty=_SPOKEN[claim.certainty],
                        sentence=sentence,
                    )
                    yield _about(OVERSTATED, claim, field, message)
        yield from _at_odds(claim)
        if not claim.because:
            yield _about(
                UNEXPLAINED, claim, "because", Sentence("it does not say what the certainty rests on.")
            )
        if claim.direction is Direction.MAY_HELP and claim.sources and not claim.population:
            yield _about(UNEXPLAINED, claim, "population", Sentence("it does not say in whom this was seen."))


def _too_sure(certainty: Certainty, sentence: str) -> str:
    """The words of a sentence that go beyond its certainty; what others say is theirs."""
    if certainty in _BEYOND and not _SAID_BY_OTHERS.search(sentence):
        for found in _BEYOND[certainty].finditer(sentence):
            if not is_denied(sentence, found):
                return found[0]
    for found in _GRADE.finditer(sentence):
        if _named_rank(found[0]) > _RANK[certainty] and not is_denied(sentence, found):
            return found[0]
    return ""


def _named_rank(words: str) -> int:
    """The rank of the grade that a phrase names."""
    return next(rank for grade, rank in _RANK.items() if grade in words.lower())


def _at_odds(claim: Claim) -> Iterator[Problem]:
    if claim.direction is not Direction.NOT_TESTED:
        return
    if claim.certainty is not Certainty.NOT_KNOWN:
        yield _about(
            AT_ODDS,
            claim,
            "certainty",
            Sentence("not tested, and yet “%(certainty)s”.", certainty=_SPOKEN[claim.certainty]),
        )
    if claim.effect:
        yield _about(AT_ODDS, claim, "effect", Sentence("not tested, and yet an effect is given."))


def _about(check: Check, claim: Claim, field: str, message: Sentence) -> Problem:
    return check.problem("claims", integrity.named(claim), field, message)


CHECKER = Checker(checks=(OVERSTATED, AT_ODDS, UNEXPLAINED), find=find)
