"""A difference, as a reviewer reads it."""

from __future__ import annotations

from typing import Any

import msgspec
from django.contrib.auth.models import User

from content import diff
from content.catalogue import Catalogue, Certainty
from content.desk import differences, names, sources
from content.diff import Sign
from tests import builders as b

LONG = "One sentence that stays as it is. " * 20
BEFORE = b.catalogue(
    sources=[b.source("trial", title="A trial"), b.source("review", title="A review")],
    goals=[b.goal("sleep", name="Sleep")],
    compounds=[b.compound("citrate", name="Magnesium citrate"), b.compound("oxide", name="Magnesium oxide")],
    claims=[
        b.claim("citrate", "sleep", statement=f"{LONG}It may help. {LONG}", sources=["trial"]),
        b.claim("oxide", "sleep", sources=["trial"]),
    ],
)


def _with_claim(**values: Any) -> Catalogue:
    claim, *others = BEFORE.claims
    return msgspec.structs.replace(BEFORE, claims=(msgspec.structs.replace(claim, **values), *others))


def _shown(after: Catalogue, authors: differences.Authors | None = None) -> differences.Difference:
    titles = names.Titles(BEFORE, after)
    return differences.shown(diff.compare(BEFORE, after), titles, authors=authors or {})


def test_nothing_differs_from_itself() -> None:
    assert not _shown(BEFORE)


def test_a_record_is_called_as_people_call_it() -> None:
    [record] = _shown(_with_claim(effect="Ten minutes.")).records
    assert (record.title, record.sign_in_words) == ("Magnesium citrate for Sleep", "Changed")
    assert record.place == "claims/citrate for sleep"
    assert record.anchor == "claims-citrate-for-sleep"


def test_a_record_that_is_gone_keeps_its_title() -> None:
    after = msgspec.structs.replace(BEFORE, compounds=BEFORE.compounds[:1], claims=BEFORE.claims[:1])
    assert {record.title for record in _shown(after).records} == {
        "Magnesium oxide",
        "Magnesium oxide for Sleep",
    }


def test_codes_are_words() -> None:
    [record] = _shown(_with_claim(certainty=Certainty.NOT_KNOWN)).records
    [field] = record.fields
    assert field.place == "Certainty"
    assert [piece.text for piece in field.before] == ["limited"]
    assert [piece.text for piece in field.after] == ["not known"]


def test_a_long_passage_that_stays_shrinks_to_its_edges() -> None:
    [record] = _shown(_with_claim(statement=f"{LONG}It does help. {LONG}")).records
    [field] = record.fields
    head, removed, added, tail = field.pieces
    assert (removed.text, added.text) == ("may", "does")
    assert head.text.startswith(differences.LEFT_OUT)
    assert head.text.endswith("as it is. It ")
    assert tail.text.startswith(" help. One sentence")
    assert tail.text.endswith(differences.LEFT_OUT)
    assert all(len(piece.text) < 2 * differences.EDGE for piece in field.pieces)


def test_what_differs_is_counted() -> None:
    after = msgspec.structs.replace(
        _with_claim(effect="Ten minutes."),
        goals=(*BEFORE.goals, b.goal("calm")),
        sources=BEFORE.sources[:1],
    )
    shown = _shown(after)
    assert shown.counted == "1 added, 1 removed, 1 changed"
    assert {(kind.title, kind.counted) for kind in shown.kinds} == {
        ("Sources", "1 removed"),
        ("Goals", "1 added"),
        ("Claims", "1 changed"),
    }


def test_authors_are_named() -> None:
    authors = {
        ("claims", "citrate for sleep"): [
            User(username="ada"),
            User(username="b", first_name="Bo", last_name="Li"),
        ]
    }
    [record] = _shown(_with_claim(effect="Ten minutes."), authors).records
    assert record.authors == ("ada", "Bo Li")


def test_both_sides_of_a_field_leave_out_the_other() -> None:
    [record] = _shown(_with_claim(statement="It may help.")).records
    [field] = record.fields
    assert all(piece.sign is not Sign.ADDED for piece in field.before)
    assert all(piece.sign is not Sign.REMOVED for piece in field.after)


def test_sources_say_what_the_change_has_to_do_with_them() -> None:
    after = _with_claim(sources=("review",))
    touched = sources.touched(diff.compare(BEFORE, after), BEFORE, after, names.Titles(BEFORE, after))
    assert not touched.behind
    assert [(source.title, source.links) for source in touched.moved] == [
        ("A review", ("cited anew by Magnesium citrate for Sleep",)),
        ("A trial", ("cited no longer by Magnesium citrate for Sleep",)),
    ]


def test_a_source_behind_a_sentence_that_changed_is_touched() -> None:
    after = _with_claim(effect="Ten minutes.")
    touched = sources.touched(diff.compare(BEFORE, after), BEFORE, after, names.Titles(BEFORE, after))
    assert not touched.moved
    [source] = touched.behind
    assert source.links == ("cited by Magnesium citrate for Sleep",)


def test_marked_words_are_also_heard() -> None:
    assert "<del>" in differences.Piece(Sign.REMOVED, "a").html
    assert "[added: </span>a &lt; b<" in differences.Piece(Sign.ADDED, "a < b").html
    assert differences.Piece(Sign.KEPT, "a < b").html == "a &lt; b"
