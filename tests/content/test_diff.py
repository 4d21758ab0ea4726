"""What changed between two Catalogues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.catalogue import Catalogue, Certainty, Prose
from content.diff import Changes, FieldChange, RecordChange, Run, Sign, compare
from tests.builders import (
    catalogue,
    caution,
    claim,
    compound,
    expectation,
    goal,
    option,
    placed,
    question,
    scale,
    trait,
)
from tests.wizard.engine.strategies import catalogues

quietly = settings(max_examples=60)

BEFORE = catalogue(
    goals=[goal("sleep", known=Prose(source="Few trials.", html="<p>Few trials.</p>"))],
    scales=[scale("gut")],
    traits=[trait("gentle", "gut"), trait("rough", "gut")],
    compounds=[compound("citrate", traits=[placed("gentle", note="Often")]), compound("oxide")],
    claims=[claim("citrate", "sleep", statement="It may help people sleep.", sources=["one", "two"])],
    cautions=[caution("kidney", examples=["transplant", "stones"])],
    questions=[question("about", option("a"), option("b"), option("none", exclusive=True))],
    expectations=[expectation("story", {"about": ("a",)})],
)


Part = TypeVar("Part", bound=msgspec.Struct)


def changed(part: Part, **values: Any) -> Part:
    return msgspec.structs.replace(part, **values)


def first(kind: str, **values: Any) -> Catalogue:
    """BEFORE with the first record of a kind changed."""
    old, *others = getattr(BEFORE, kind)
    return changed(BEFORE, **{kind: (changed(old, **values), *others)})


def told(changes: Changes) -> list[tuple[str, str, str]]:
    """(record, place, text with what was [-removed-] and {+added+}) of each change."""
    marks: dict[Sign, Callable[[str], str]] = {
        Sign.KEPT: str,
        Sign.ADDED: lambda text: "{+" + text + "+}",
        Sign.REMOVED: lambda text: f"[-{text}-]",
    }
    return [
        (
            f"{record.kind} {record.name}",
            field.place,
            "".join(marks[run.sign](run.text) for run in field.runs),
        )
        for record in changes.records
        for field in record.fields
    ]


ABOUT = BEFORE.questions[0]
A, B, NONE = ABOUT.options


@pytest.mark.parametrize(
    ("story", "after", "expected"),
    [
        (
            "a word",
            first("claims", statement="It seldom may help people sleep well."),
            [("claims citrate for sleep", "statement", "It{+ seldom+} may help people sleep{+ well+}.")],
        ),
        (
            "two words side by side are one change",
            first("claims", statement="It has calmed people."),
            [("claims citrate for sleep", "statement", "It [-may help-]{+has calmed+} people[- sleep-].")],
        ),
        (
            "a code, as a whole",
            first("claims", certainty=Certainty.MODERATE),
            [("claims citrate for sleep", "certainty", "[-limited-]{+moderate+}")],
        ),
        (
            "a reference",
            first("claims", sources=("one", "three")),
            [("claims citrate for sleep", "sources", "one[-two-]{+three+}")],
        ),
        (
            "a yes or no",
            first("claims", to_be_checked=True),
            [("claims citrate for sleep", "to be checked", "{+yes+}")],
        ),
        (
            "Markdown, by its source",
            first("goals", known=Prose(source="Many trials.", html="<p>Many trials.</p>")),
            [("goals sleep", "known", "[-Few-]{+Many+} trials.")],
        ),
        (
            "HTML whose source stayed",
            first("goals", known=Prose(source="Few trials.", html="<p>Few</p>")),
            [("goals sleep", "known, html", "<p>Few[- trials.-]</p>")],
        ),
        (
            "an answer added in the middle",
            first("questions", options=(A, option("new", label="New", short="n"), B, NONE)),
            [
                ("questions about", "options, new, code", "{+new+}"),
                ("questions about", "options, new, label", "{+New+}"),
                ("questions about", "options, new, short", "{+n+}"),
            ],
        ),
        (
            "an answer's words",
            first("questions", options=(A, changed(B, label="Answer c"), NONE)),
            [("questions about", "options, b, label", "Answer [-b-]{+c+}")],
        ),
        (
            "answers in another order",
            first("questions", options=(B, A, NONE)),
            [("questions about", "options, order", "{+b+}a[-b-]none")],
        ),
        (
            "where a form stands",
            first("compounds", traits=(placed("rough", note="Often"),)),
            [
                ("compounds citrate", "traits, rough, trait", "{+rough+}"),
                ("compounds citrate", "traits, rough, note", "{+Often+}"),
                ("compounds citrate", "traits, gentle, trait", "[-gentle-]"),
                ("compounds citrate", "traits, gentle, note", "[-Often-]"),
            ],
        ),
        (
            "what a story answers",
            first("expectations", answers={"about": ("b",), "more": ("c",)}),
            [
                ("expectations story", "answers, about", "[-a-]{+b+}"),
                ("expectations story", "answers, more", "{+c+}"),
            ],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_change_is_told_by_place_and_words(
    story: str, after: Catalogue, expected: list[tuple[str, str, str]]
) -> None:
    assert told(compare(BEFORE, after)) == expected


def test_records_added_and_removed_are_told_with_all_they_hold() -> None:
    after = changed(BEFORE, compounds=(BEFORE.compounds[0], compound("lactate", number=7)))
    added, removed = compare(BEFORE, after).of_kind("compounds")
    assert (added.name, added.sign, removed.name, removed.sign) == (
        "lactate",
        Sign.ADDED,
        "oxide",
        Sign.REMOVED,
    )
    assert FieldChange(("number",), Sign.ADDED, (Run(Sign.ADDED, "7"),), in_entries=True) in added.fields
    assert FieldChange(("name",), Sign.REMOVED, (Run(Sign.REMOVED, "Magnesium oxide"),)) in removed.fields


# Properties ----------------------------------------------------------------------------

texts = st.text(alphabet="ab .\n", max_size=30)


@quietly
@given(catalogues)
def test_a_catalogue_does_not_differ_from_itself(contents: Catalogue) -> None:
    assert not compare(contents, contents)


@quietly
@given(catalogues, catalogues)
def test_two_catalogues_differ_in_some_place_unless_they_are_equal(one: Catalogue, other: Catalogue) -> None:
    changes = compare(one, other)
    assert bool(changes) == (one != other)
    assert all(record.fields for record in changes.records)


@quietly
@given(catalogues, catalogues)
def test_swapping_the_sides_mirrors_the_changes(one: Catalogue, other: Catalogue) -> None:
    there, back = compare(one, other), compare(other, one)
    assert [_outline(mirrored(record)) for record in there.records] == list(map(_outline, back.records))


@quietly
@given(texts, texts)
def test_the_words_kept_removed_and_added_make_up_both_texts(old: str, new: str) -> None:
    (before, after) = (first("claims", statement=text) for text in (old, new))
    runs = [run for record in compare(before, after).records for field in record.fields for run in field.runs]
    if old != new:
        assert "".join(run.text for run in runs if run.sign is not Sign.ADDED) == old
        assert "".join(run.text for run in runs if run.sign is not Sign.REMOVED) == new
    back = [run for record in compare(after, before).records for field in record.fields for run in field.runs]
    assert Counter(map(_mirrored_run, runs)) == Counter(back)


MIRROR = {Sign.ADDED: Sign.REMOVED, Sign.REMOVED: Sign.ADDED}


def _mirrored_run(run: Run) -> Run:
    return Run(MIRROR.get(run.sign, run.sign), run.text)


def mirrored(record: RecordChange) -> RecordChange:
    fields = tuple(
        FieldChange(
            field.path,
            MIRROR.get(field.sign, field.sign),
            tuple(map(_mirrored_run, field.runs)),
            field.in_entries,
        )
        for field in record.fields
    )
    return RecordChange(record.kind, record.name, MIRROR.get(record.sign, record.sign), fields)


def _outline(record: RecordChange) -> object:
    """A record's change without the order of its places and of what stands side by side there."""
    return (
        record.kind,
        record.name,
        record.sign,
        {field.path: (field.sign, Counter(field.runs)) for field in record.fields},
    )


def test_a_rewritten_article_is_compared_word_by_word(starter: Catalogue) -> None:
    article = starter.articles[0]
    words = article.body.source.split(" ")
    rewritten = changed(article, body=Prose(source=" ".join(words[1::2] + words[::2])))
    (record,) = compare(starter, changed(starter, articles=(rewritten, *starter.articles[1:]))).records
    assert (record.kind, record.name, record.fields[0].place) == ("articles", article.slug, "body")


def test_a_question_that_loses_its_last_answer_can_be_compared() -> None:
    asked, mute = (catalogue(questions=[question("q", *options)]) for options in ([option("a")], []))
    for before, after, sign in ((asked, mute, Sign.REMOVED), (mute, asked, Sign.ADDED)):
        (record,) = compare(before, after).records
        assert {field.sign for field in record.fields} == {sign}
