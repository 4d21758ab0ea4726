"""How many queries the pages of the public site run, asked in this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections
from django.test import Client

from content import live
from content.catalogue import Catalogue
from tests.bench.requests import given_by
from tests.builders import edition


def most(starter: Catalogue) -> int:
    """The most queries that any request of a walk, or any reading page, ran."""
    client = Client(headers={"host": "localhost"})
    with live.use(edition(starter)), _counting() as queries:
        client.get("/guide/")
        for number, (question, codes) in enumerate(given_by(starter), 1):
            client.get(f"/guide/{number}/")
            client.post(f"/guide/{number}/", {"question": question, "choice": codes})
        for address in ("/guide/result/", "/", "/forms/", "/food/", "/search/?q=sleep", "/sources/"):
            client.get(address)
    return len(queries)


@contextmanager
def _counting() -> Iterator[list[str]]:
    """Everything sent to the database meanwhile; nothing may be, so no answer is needed."""
    sent: list[str] = []

    def note(execute: object, sql: str, *others: object) -> None:
        sent.append(sql)

    with connections["default"].execute_wrapper(note):
        yield sent
