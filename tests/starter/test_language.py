"""How the starter content speaks: it promises nothing, and it can be read."""

import re
from collections.abc import Iterator
from statistics import mean

import msgspec

from content.catalogue import Catalogue, Certainty, Direction, Prose, Source

PROMISES = re.compile(
    r"\b(cure[sd]?|curing|heal(s|ed|ing)?|revers(e|es|ed|ing)|treat(s|ed|ing)?|prevent(s|ed|ing)?"
    r"|best|ideal|miracle|proven|guarantee\w*|promising|no side effects|risk-free|you should take)\b",
    re.IGNORECASE,
)
DENIALS = re.compile(
    r"\b(no|not|never|nobody|nothing|none|cannot|can't|isn't|aren't|doesn't|don't|without|may not|unproven)\b"
)


def texts(value: object, where: str = "") -> Iterator[tuple[str, str]]:
    """(where it stands, text) for everything a visitor may read; titles of sources are not ours."""
    if isinstance(value, Source):
        return
    if isinstance(value, Prose):
        yield where, value.source
    elif isinstance(value, msgspec.Struct):
        name = getattr(value, "slug", "") or getattr(value, "code", "")
        for field in msgspec.structs.fields(value):
            if field.name not in {"facts", "sources", "answers", "formula", "arithmetic", "slug", "story"}:
                yield from texts(getattr(value, field.name), f"{where} {name}.{field.name}")
    elif isinstance(value, tuple):
        for child in value:
            yield from texts(child, where)
    elif isinstance(value, str) and " " in value:
        yield where, value


def sentences(text: str) -> list[str]:
    plain = re.sub(r"\|[^\n]*\|", "\n\n", text)  # tables are not sentences
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", plain)
    return [part.strip() for part in re.split(r"(?<=[.!?:;])\s+|\n\s*\n|\n[-*#0-9]", plain) if part.strip()]


def test_nothing_is_promised(starter: Catalogue) -> None:
    promises = [
        f"{where}: {sentence}"
        for where, text in texts(starter)
        for sentence in sentences(text)
        if PROMISES.search(sentence) and not DENIALS.search(sentence.lower())
    ]
    assert promises == []


def test_sentences_are_short(starter: Catalogue) -> None:
    lengths = {sentence: len(sentence.split()) for _, text in texts(starter) for sentence in sentences(text)}
    assert mean(lengths.values()) <= 12
    assert sorted((s for s, words in lengths.items() if words > 28), key=len) == []


def test_no_form_is_said_to_be_surely_of_help(starter: Catalogue) -> None:
    """Certainty belongs to one form for one goal, and no trial read supports "strong" for any."""
    assert [claim for claim in starter.claims if claim.certainty is Certainty.STRONG] == []


def test_what_was_not_tested_is_not_known(starter: Catalogue) -> None:
    untested = [claim for claim in starter.claims if claim.direction is Direction.NOT_TESTED]
    assert untested
    assert {claim.certainty for claim in untested} == {Certainty.NOT_KNOWN}
