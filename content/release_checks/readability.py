"""Whether a tired reader on a small phone can follow."""

from __future__ import annotations

from collections.abc import Iterator

from content import reading
from content.release_checks.problem import Check, Checker, Gravity, Problem
from content.release_checks.subject import Subject, Text
from content.telling import Sentence

LONG_SENTENCE = Check(
    slug="long-sentence",
    gravity=Gravity.WARN,
    looks_for=Sentence("Sentences of more than 28 words."),
    remedy=Sentence("Make two sentences of it, or a list."),
)
HARD_TEXT = Check(
    slug="hard-text",
    gravity=Gravity.WARN,
    looks_for=Sentence("Texts that read like an official paper (a LIX of 50 or more)."),
    remedy=Sentence("Use shorter sentences and everyday words."),
)
DEMANDING_TEXT = Check(
    slug="demanding-text",
    gravity=Gravity.NOTE,
    looks_for=Sentence("Texts that ask for practice in reading (a LIX from 45 to 50)."),
    remedy=Sentence("See whether shorter sentences or plainer words would do."),
)
MOST_WORDS = 28
HARD, DEMANDING = 50, 45
FEWEST_WORDS = 40
"""A shorter text has too few words for its LIX to mean anything."""


def find(subject: Subject) -> Iterator[Problem]:
    for text in subject.texts:
        yield from _long_sentences(text)
        if text.is_markdown:
            yield from _difficulty(text)


def _long_sentences(text: Text) -> Iterator[Problem]:
    for sentence in text.running:
        count = len(reading.words(sentence))
        if count > MOST_WORDS:
            message = Sentence.of_count(
                "this sentence has %(count)s word: “%(sentence)s”",
                "this sentence has %(count)s words: “%(sentence)s”",
                count,
                count=count,
                sentence=sentence,
            )
            yield LONG_SENTENCE.problem(text.kind, text.record, text.field, message)


def _difficulty(text: Text) -> Iterator[Problem]:
    if sum(len(reading.words(sentence)) for sentence in text.running) < FEWEST_WORDS:
        return
    lix = reading.lix(text.running)
    if lix >= DEMANDING:
        check = HARD_TEXT if lix >= HARD else DEMANDING_TEXT
        message = Sentence("its LIX is %(lix)s.", lix=round(lix))
        yield check.problem(text.kind, text.record, text.field, message)


CHECKER = Checker(checks=(LONG_SENTENCE, HARD_TEXT, DEMANDING_TEXT), find=find)
