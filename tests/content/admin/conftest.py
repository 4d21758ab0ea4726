"""Somebody who edits, in front of the screens."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from content import restore, roles
from tests import factories as f
from tests.content.samples import everything


@pytest.fixture
def jo(db: None) -> User:
    """An editor."""
    return f.member(roles.EDITOR, username="jo", first_name="Jo")


@pytest.fixture
def sam(db: None) -> User:
    """Another editor."""
    return f.member(roles.EDITOR, username="sam", first_name="Sam")


@pytest.fixture
def editing(client: Client, jo: User) -> Client:
    """Jo's browser, with every kind of content in the rows."""
    restore.replace_all(everything())
    client.force_login(jo)
    return client
