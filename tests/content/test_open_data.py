"""The live Release as a file, its schema, and the page about both."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from django.test import Client

from content import catalogue, live, markdown, publishing
from content.catalogue import Catalogue
from content.edition import Edition
from tests import builders, factories


def names_of(value: object, key: str) -> Iterator[Any]:
    if isinstance(value, dict):
        if key in value:
            yield value[key]
        for child in value.values():
            yield from names_of(child, key)
    elif isinstance(value, list):
        for child in value:
            yield from names_of(child, key)


def test_the_file_is_the_catalogue(client: Client, edition: Edition) -> None:
    response = client.get("/data/catalogue.json")
    assert response["Content-Type"] == "application/json"
    assert catalogue.decode(response.content, sanitise=markdown.sanitise) == edition.catalogue


def test_its_digest_stands_in_its_headers(client: Client, edition: Edition) -> None:
    response = client.get("/data/catalogue.json")
    digest = hashlib.sha256(response.content)
    assert response["ETag"] == f'"{digest.hexdigest()}"'
    assert response["Repr-Digest"] == f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
    assert digest.hexdigest() in client.get("/data/").content.decode()


def test_the_bytes_of_the_release_are_sent_and_not_encoded_anew(client: Client) -> None:
    contents = builders.catalogue()
    written_otherwise = msgspec.json.format(catalogue.encode(contents), indent=2)
    with live.use(builders.edition(contents, data=written_otherwise)):
        assert client.get("/data/catalogue.json").content == written_otherwise


@pytest.mark.django_db
def test_the_digest_is_the_one_that_was_approved(client: Client) -> None:
    release = factories.ReleaseFactory.create(number=1, content=builders.catalogue())
    publishing.publish_demonstration(release=release)
    with live.use(live.read(number=1)):
        sent = client.get("/data/catalogue.json").content
    assert hashlib.sha256(sent).hexdigest() == release.digest


@pytest.mark.parametrize("path", ["/data/catalogue.json", "/data/schema.json"])
def test_a_file_that_has_not_changed_is_not_sent_again(client: Client, edition: Edition, path: str) -> None:
    etag = client.get(path)["ETag"]
    again = client.get(path, headers={"if-none-match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert client.get(path, headers={"if-none-match": '"another"'}).status_code == 200


@pytest.mark.parametrize("path", ["/data/catalogue.json", "/data/schema.json"])
def test_a_file_is_only_read(client: Client, edition: Edition, path: str) -> None:
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405
    assert not client.get(path).cookies


def test_the_schema_names_every_field_and_every_reference_leads_somewhere(
    client: Client, edition: Edition
) -> None:
    schema = msgspec.json.decode(client.get("/data/schema.json").content)
    described = schema["$defs"]["Catalogue"]["properties"].keys()
    assert described == {field.name for field in msgspec.structs.fields(Catalogue)}
    for reference in names_of(schema, "$ref"):
        assert reference.removeprefix("#/$defs/") in schema["$defs"]


def test_the_page_does_not_promise_a_licence(client: Client, edition: Edition) -> None:
    assert "No licence has been chosen yet" in client.get("/data/").content.decode()
