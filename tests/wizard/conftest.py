"""A visitor to a small guide; nobody here needs a database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from content import live
from tests.builders import edition
from tests.wizard.guide import Visitor, guide


@pytest.fixture
def small_guide() -> Iterator[None]:
    with live.use(edition(guide())):
        yield


@pytest.fixture
def visitor(small_guide: None, client: Client) -> Visitor:
    """Somebody who comes to the small guide for the first time."""
    return Visitor(client)
