"""Fixtures that many tests share."""

from __future__ import annotations

import datetime as dt
import gc
import os
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings

from content import documents, live
from content.catalogue import Catalogue
from content.edition import Edition, PublicationKind
from content.models import triggers
from tests.server import ROOT, Server, first_start, running_server
from wizard import background

pytest_plugins = ["tests.browser"]

# How long an example takes says nothing where others work as well. A change is judged by the
# same examples each time it is checked; whoever runs the tests by hand looks at new ones.
settings.register_profile(
    "ours",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
)
settings.load_profile("ours")


@pytest.hookimpl(tryfirst=True)  # before tests are chosen by their marks
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what meets a database, and leave out what only a database server can show.

    A test of its own runs that on one.
    """
    for item in items:
        if item.get_closest_marker("django_db") or "_django_db_helper" in getattr(item, "fixturenames", ()):
            item.add_marker("database")
    if connection.vendor == "sqlite":
        apart = [item for item in items if item.get_closest_marker("several_connections")]
        config.hook.pytest_deselected(items=apart)
        items[:] = [item for item in items if item not in apart]


def pytest_collection_finish() -> None:
    """Keep the garbage collector from looking again and again through what is loaded, which stays."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def counted() -> Iterator[None]:
    """What pages count, they wait for: three seconds are not enough on a busy machine."""
    work = background.work

    def patient(key: Hashable, make: Callable[..., Any], *, patience: float = 0) -> Any:
        return work(key, make, patience=60 if patience else 0)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(background, "work", patient)
        yield


@pytest.fixture(scope="session")
def starter() -> Catalogue:
    """The starter content, read from its files; no database."""
    return documents.read(ROOT / "content" / "starter")


@pytest.fixture
def emptied_afterwards(transactional_db: None) -> Iterator[None]:
    """For a test that commits: its tables are emptied afterwards, which the record would refuse.

    This is the only place that lifts the protection. Emptying makes it anew.
    """
    yield
    triggers.lift()


@pytest.fixture
def edition(starter: Catalogue) -> Iterator[Edition]:
    """The starter content as the live Edition of this process, for Django's test client."""
    edition = Edition(
        catalogue=starter,
        number=1,
        digest="0" * 64,
        publication=1,
        published_at=dt.datetime(2025, 11, 20, 12, 0, tzinfo=dt.UTC),
        kind=PublicationKind.DEMONSTRATION,
    )
    with live.use(edition):
        yield edition


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """What a first start leaves behind; all test processes of one run share it."""
    own = tmp_path_factory.getbasetemp()
    return first_start(own if worker_id == "master" else own.parent)


@pytest.fixture(scope="session")
def server(started: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real site in processes of its own, with the starter content published."""
    with running_server(tmp_path_factory.mktemp("site"), after=started) as server:
        yield server
