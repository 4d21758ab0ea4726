"""Words a reader may not know and the glossary does not explain.

Two kinds are looked for, because both can be told by their shape: abbreviations in
capitals, and words with the endings of medical Greek and Latin. A word is explained by
the glossary, by standing in brackets behind its meaning, or by being somebody's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.catalogue import Catalogue
from content.release_checks.problem import Check, Checker, Gravity, Problem
from content.release_checks.subject import Subject, Text
from content.telling import Sentence

UNEXPLAINED = Check(
    slug="unexplained-word",
    gravity=Gravity.WARN,
    looks_for=Sentence("Abbreviations and medical words that no glossary term explains."),
    remedy=Sentence(
        "Add the word to the glossary, explain it in brackets where it stands, or say it plainly."
    ),
)
_ABBREVIATION = re.compile(r"\b[A-Z][A-Za-z]*[A-Z]+s?\b|\b[A-Z]{2,}\b")
_MEDICAL = re.compile(
    r"\b\w{2,}(?:a?emi[ac]s?|itis|osis|opath(?:y|ic)|algia|plegia|kinetic\w*|genic|ectomy|uria|trophic|static"
    r"|ergic|oxic|cardia|tension|motility|toxicity|plasticity)\b|\b(?:hyper|hypo|neuro|cardio|gastro|endo)\w{4,}\b",
    re.IGNORECASE,
)
_EVERYDAY = frozenset(
    {"analysis", "attention", "basis", "diagnosis", "extension", "tension"}
    | {"aa", "eu", "hiv", "id", "mri", "ok", "tv", "uk", "url", "us", "usa", "va"}
)
"""Words of these shapes that need no explaining, and names of countries."""


def find(subject: Subject) -> Iterator[Problem]:
    known = _explained(subject.content)
    for text in subject.texts:
        for word in dict.fromkeys(_unexplained(text, known)):
            yield UNEXPLAINED.problem(
                text.kind, text.record, text.field, Sentence("nothing explains “%(word)s”.", word=word)
            )


def _unexplained(text: Text, known: frozenset[str]) -> Iterator[str]:
    for block in text.blocks:
        for pattern in (_ABBREVIATION, _MEDICAL):
            for found in pattern.finditer(block):
                word = found[0]
                if not known & {word.casefold(), word.casefold().removesuffix("s")} and not _explained_there(
                    block, found
                ):
                    yield word


def _explained(content: Catalogue) -> frozenset[str]:
    """Every word of a glossary term or its spellings, of a caution, and of a name of a publisher."""
    told = [name for term in content.terms for name in (term.term, *term.also)]
    told += [source.publisher for source in content.sources]
    told += [row.authority for row in content.intakes]
    told += [example for caution in content.cautions for example in (caution.name, *caution.examples)]
    return _EVERYDAY | {word.casefold() for name in told for word in re.findall(r"\w+", name)}


def _explained_there(block: str, found: re.Match[str]) -> bool:
    """Whether the word stands in brackets or after "called", or brackets behind it explain it."""
    return block[: found.start()].endswith(("(", "called ")) or block[found.end() :].lstrip().startswith("(")


CHECKER = Checker(checks=(UNEXPLAINED,), find=find)
