"""The bytes of a Catalogue."""

import json

import msgspec
import pytest

from content import catalogue, markdown
from content.catalogue import Catalogue, Level, Prose, UnknownSchema
from tests.builders import catalogue as build
from tests.builders import compound, question
from tests.content import samples


def decode(data: bytes) -> Catalogue:
    return catalogue.decode(data, sanitise=markdown.sanitise)


def test_every_field_survives_encoding() -> None:
    content = samples.everything()
    assert decode(catalogue.encode(content)) == content


def test_encoding_is_canonical() -> None:
    data = catalogue.encode(samples.everything())
    assert (
        data
        == json.dumps(json.loads(data), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    )


def test_the_digest_is_sha_256_of_the_bytes() -> None:
    assert catalogue.digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize(
    ("part", "value", "place"),
    [
        ("compounds", [{"slug": 7}], "$.compounds[0].slug"),
        ("surprise", 1, "surprise"),
        ("schema", "1", "$.schema"),
    ],
)
def test_a_wrong_value_is_refused_with_its_place(part: str, value: object, place: str) -> None:
    raw = json.loads(catalogue.encode(build()))
    with pytest.raises(msgspec.ValidationError) as refusal:
        decode(json.dumps({**raw, part: value}).encode())
    assert place in str(refusal.value)


def test_bytes_of_an_unknown_version_are_refused() -> None:
    raw = json.loads(catalogue.encode(build()))
    for unknown in (catalogue.SCHEMA_VERSION + 1, 0):
        with pytest.raises(UnknownSchema):
            decode(json.dumps({**raw, "schema": unknown}).encode())


def test_bytes_that_are_no_json_are_refused() -> None:
    with pytest.raises(msgspec.DecodeError):
        decode(b"\x00")


def test_html_altered_at_rest_is_sanitised_when_decoded() -> None:
    altered = Prose(source="*hello*", html='<p onclick="x()">hello<script>x()</script></p>')
    content = build(compounds=[compound("citrate", about=altered)])
    assert decode(catalogue.encode(content)).compounds[0].about.html == "<p>hello</p>"


def test_html_without_its_source_is_sanitised_too() -> None:
    raw = json.loads(catalogue.encode(build()))
    raw["publisher"]["who"] = {"html": "<p>hello</p><script>x()</script>"}
    assert decode(json.dumps(raw).encode()).publisher.who.html == "<p>hello</p>"


def test_a_catalogue_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        build().publisher.name = "Somebody else"  # type: ignore[misc]


def test_the_levels_rise_from_routine_to_urgent() -> None:
    assert sorted(Level, key=lambda level: level.rank) == [
        Level.ROUTINE,
        Level.ASK_FIRST,
        Level.URGENT_TODAY,
        Level.URGENT_NOW,
    ]


def test_a_question_knows_how_many_answers_it_takes() -> None:
    options = samples.everything().questions[0].options
    assert question("one", *options).limit == 1
    assert question("many", *options, kind="many").limit == len(options)
    assert question("some", *options, kind="many", most=1).limit == 1
