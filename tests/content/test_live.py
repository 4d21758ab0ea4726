from __future__ import annotations

import logging
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest
from pytest_django import Settings

from content import last_good, live, publishing, standing
from content.caching import edition_etag
from content.edition import PublicationKind
from content.models import Publication, Release
from tests import builders as b
from tests import factories as f
from tests.room import Room
from tests.server import ROOT

A_BUSY_MACHINE = 120.0
"""Seconds that something may take which nothing holds up."""

KEPT = "The last edition keeps being served."
BACK = "The database answers again."


# What an Edition tells -------------------------------------------------------------------


def _release(number: int, **parts: object) -> Release:
    content = b.catalogue(questions=[b.question("q", b.option("a"), number=number)])
    return f.ReleaseFactory.create(number=number, content=content, note=f"Change {number}.", **parts)


@pytest.mark.django_db
def test_an_edition_tells_where_it_comes_from() -> None:
    release = _release(1)
    publication = publishing.publish_demonstration(release=release)
    edition = live.read(number=1)
    assert edition.catalogue == release.catalogue()
    assert (edition.number, edition.digest, edition.publication) == (1, release.digest, 1)
    assert (edition.kind, edition.published_at) == (PublicationKind.DEMONSTRATION, publication.starts_at)
    assert not edition.reviewed


@pytest.mark.django_db
def test_an_edition_knows_what_questions_meant_in_every_published_release() -> None:
    room = Room()
    first, second = room.demonstrate(), room.bring_live("Another name")
    never_live = room.propose("A third name")
    meanings = live.read(number=2).meanings
    assert meanings == {first.number: first.meanings, second.number: second.meanings}
    assert never_live.number not in meanings


# What is not served ----------------------------------------------------------------------


@pytest.fixture
def follower(settings: Settings, tmp_path: Path) -> Iterator[live._Follower]:
    settings.LAST_GOOD_RELEASE = tmp_path / "last-good-release"
    with live.use(None):
        yield live._Follower()


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    caplog.set_level(logging.INFO, logger="content.live")
    return lambda: [record.getMessage() for record in caplog.records if record.name == "content.live"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"digest": "0" * 64}, "do not match their digest"),
        ({"data": b"{}"}, "is not a Catalogue"),
        ({"data": b"no JSON"}, "is not a Catalogue"),
        ({"data": b'{"schema":999}'}, "schema 999 is newer"),
    ],
)
def test_bytes_that_can_not_be_read_are_refused_once_and_the_last_edition_is_kept(
    follower: live._Follower, log: Callable[[], list[str]], bad: dict[str, object], said: str
) -> None:
    publishing.publish_demonstration(release=_release(1))
    follower._look()
    release = _release(2, **bad)
    Publication.objects.create(number=2, kind="emergency", release=release, reason="A test.")
    follower._look()
    follower._look()
    assert live.edition().number == 1
    assert len(log()) == 1
    assert said in log()[0]
    release = _release(3)
    Publication.objects.create(number=3, kind="emergency", release=release, reason="A test.")
    follower._look()
    assert live.edition().number == 3


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "served"), [("emergency", 1), ("withdraw", None)])
def test_a_process_that_starts_on_damaged_bytes_serves_what_came_before_unless_that_was_withdrawn(
    follower: live._Follower, kind: str, served: int | None
) -> None:
    publishing.publish_demonstration(release=_release(1))
    damaged = _release(2, digest="0" * 64)
    withdrawn = "citrate" if kind == "withdraw" else ""
    Publication.objects.create(number=2, kind=kind, release=damaged, reason="A test.", withdrawn=withdrawn)
    follower._look()
    if served is None:
        with pytest.raises(live.NoEdition):
            live.edition()
    else:
        assert live.edition().number == served


@pytest.mark.django_db
def test_what_nobody_reviewed_is_not_served_where_content_must_be_reviewed(
    follower: live._Follower, log: Callable[[], list[str]], settings: Settings
) -> None:
    room = Room()
    room.demonstrate()
    settings.DEMONSTRATION_ALLOWED = False
    follower._look()
    with pytest.raises(live.NoEdition):
        live.edition()
    assert "no clinician has reviewed it" in log()[0]
    room.bring_live("Another name")
    follower._look()
    assert live.edition().reviewed


@pytest.mark.django_db
def test_an_approval_of_another_release_makes_nothing_reviewed(settings: Settings) -> None:
    room = Room()
    room.demonstrate()
    approval = room.bring_live("Another name").approvals.get()
    unread = room.propose("Nobody has read this")
    Publication.objects.create(number=3, kind=PublicationKind.PUBLISH, release=unread, approval=approval)
    settings.DEMONSTRATION_ALLOWED = False
    assert not standing.was_reviewed(unread)
    with pytest.raises(live.Refusal, match="no clinician has reviewed it"):
        live.read(number=3)


@pytest.mark.django_db
def test_a_review_that_comes_after_an_emergency_is_noticed(follower: live._Follower) -> None:
    room = Room()
    room.demonstrate()
    release = room.propose("An urgent name")
    publishing.publish_in_emergency(release=release, by=room.publisher, reason="A wrong number.")
    follower._look()
    assert not live.edition().reviewed
    before = edition_etag(live.edition())
    room.approve(release)
    follower._look()
    assert live.edition().reviewed
    assert edition_etag(live.edition()) != before


@pytest.mark.django_db
def test_a_database_without_publications_is_said_once(
    follower: live._Follower, log: Callable[[], list[str]]
) -> None:
    follower._look()
    follower._look()
    assert log() == ["Nothing is published in the database."]


def test_an_edition_in_use_is_put_back_afterwards() -> None:
    outer, inner = b.edition(b.catalogue()), b.edition(b.catalogue(), number=2)
    with live.use(outer):
        with live.use(inner):
            assert live.edition() is inner
        assert live.edition() is outer


# Processes of their own --------------------------------------------------------------------


@dataclass(frozen=True)
class Following:
    """A process that follows publications, and what it has logged."""

    process: subprocess.Popen[str]
    log: Path

    def ask(self, line: str = "") -> str:
        """The number of the Edition it would serve and how many threads follow, or "none"."""
        _pipe(self.process.stdin).write(f"{line}\n")
        _pipe(self.process.stdin).flush()
        return self.read()

    def read(self) -> str:
        return _pipe(self.process.stdout).readline().strip()

    def said(self, sentence: str) -> int:
        return self.log.read_text(encoding="utf-8").count(sentence)


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


def _environment(database: Path, patience: float = A_BUSY_MACHINE) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL": f"sqlite:///{database}",
        "STATE_DIRECTORY": str(database.parent),
        "PATIENCE": str(patience),
    }


def _run(database: Path, script: str) -> None:
    script = f"import django; django.setup()\n{script}"
    subprocess.run([sys.executable, "-c", script], env=_environment(database), check=True)


PUBLISH = """
from content.models import Publication
from tests import factories as f
number = {number}
release = f.ReleaseFactory.create(number=number)
Publication.objects.create(number=number, kind="emergency", release=release, reason="A test.")
"""


@contextmanager
def _following(database: Path, patience: float = A_BUSY_MACHINE) -> Iterator[Following]:
    log = database.with_suffix(".log")
    with log.open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "tests" / "content" / "follower.py")],
            env=_environment(database, patience),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    try:
        yield Following(process, log)
    finally:
        process.communicate(timeout=A_BUSY_MACHINE)


def _wait_for(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + A_BUSY_MACHINE
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file in which Release 1 is live."""
    database = tmp_path_factory.mktemp("published") / "db.sqlite3"
    migrate = "from django.core.management import call_command; call_command('migrate', verbosity=0)"
    _run(database, f"{migrate}\n{PUBLISH.format(number=1)}")
    return database


@pytest.fixture
def database(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(published, tmp_path / "db.sqlite3"))


def test_a_publication_by_another_process_is_seen_by_itself(database: Path) -> None:
    """Within two seconds, on a machine that has nothing else to do; the bench measures it."""
    assert live.INTERVAL <= 1
    with _following(database) as following:
        assert following.read() == "1 1"
        _run(database, PUBLISH.format(number=2))
        assert _wait_for(lambda: following.ask() == "2 1")


def test_a_forked_process_follows_by_itself(database: Path) -> None:
    with _following(database) as following:
        assert following.read() == "1 1"
        assert following.ask("fork") == "1 1"


def test_while_the_database_is_gone_the_last_edition_is_served_and_the_log_says_so_once(
    database: Path, published: Path
) -> None:
    with _following(database) as following:
        assert following.read() == "1 1"
        database.unlink()
        assert _wait_for(lambda: following.said(KEPT) == 1)
        time.sleep(1.2)
        assert following.ask() == "1 1"
        assert following.said(KEPT) == 1
        _run(Path(shutil.copy(published, database.with_name("new"))), PUBLISH.format(number=2))
        database.with_name("new").replace(database)
        assert _wait_for(lambda: following.ask() == "2 1")
        assert _wait_for(lambda: following.said(BACK) == 1)
        assert following.said(KEPT) == 1


def test_while_the_database_hangs_the_last_edition_is_served_and_the_log_says_so_once(database: Path) -> None:
    with _following(database) as following:
        assert following.read() == "1 1"
        with _held(database):
            following.ask("soon")
            assert _wait_for(lambda: following.ask() == "1 1" and following.said(KEPT) == 1)
            time.sleep(1.2)
            assert following.ask() == "1 1"
            assert following.said(KEPT) == 1
        assert _wait_for(lambda: following.said(BACK) == 1)


@contextmanager
def _held(database: Path) -> Iterator[None]:
    """Keep everybody else waiting for the database."""
    with closing(sqlite3.connect(database, isolation_level=None, timeout=10)) as connection:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        yield
        connection.execute("ROLLBACK")


def test_a_process_that_starts_without_a_database_waits_for_one(published: Path, tmp_path: Path) -> None:
    database = tmp_path / "db.sqlite3"
    with _following(database) as following:
        assert following.read() == "none"
        shutil.copy(published, tmp_path / "new")
        (tmp_path / "new").replace(database)
        assert _wait_for(lambda: following.ask() == "1 1")


# The last good release on this machine's own disk ------------------------------------------


@pytest.fixture
def kept(database: Path) -> Path:
    """What a process that served Release 1 left on its disk, while its database went away."""
    with _following(database) as following:
        assert following.read() == "1 1"
        kept = database.with_name("last-good-release")
        assert _wait_for(kept.exists)
    database.unlink()
    return kept


def test_a_process_that_starts_without_its_database_serves_what_was_kept_until_that_answers(
    kept: Path, published: Path, database: Path
) -> None:
    with _following(database) as following:
        assert following.read() == "1 1"
        assert following.said("served from this machine's disk") == 1
        _run(Path(shutil.copy(published, database.with_name("new"))), PUBLISH.format(number=2))
        database.with_name("new").replace(database)
        assert _wait_for(lambda: following.ask() == "2 1")
        assert _wait_for(lambda: b'"number":2' in kept.read_bytes())


def test_a_process_that_starts_while_its_database_hangs_serves_what_was_kept(
    kept: Path, published: Path, database: Path
) -> None:
    shutil.copy(published, database)
    with _held(database), _following(database, patience=1) as following:
        assert following.read() == "1 1"
        assert following.said("served from this machine's disk") == 1


def test_a_file_of_which_any_part_was_changed_is_refused_and_the_log_says_so(
    kept: Path, database: Path
) -> None:
    content = bytearray(kept.read_bytes())
    content[len(content) // 2] ^= 1
    kept.write_bytes(content)
    with _following(database) as following:
        assert following.read() == "none"
        assert following.said("do not match") == 1


@pytest.mark.django_db
def test_what_was_kept_says_everything_that_was_served(follower: live._Follower, settings: Settings) -> None:
    room = Room()
    room.demonstrate()
    room.bring_live("Another name")
    follower._ask()
    loaded = last_good.load(settings.LAST_GOOD_RELEASE, demonstration=True)
    assert loaded == live.edition()
    assert loaded.reviewed


@pytest.mark.django_db
def test_what_a_demonstration_kept_is_not_served_in_production(
    follower: live._Follower, settings: Settings
) -> None:
    Room().demonstrate()
    follower._ask()
    with pytest.raises(last_good.Unusable, match="unreviewed"):
        last_good.load(settings.LAST_GOOD_RELEASE, demonstration=False)


@pytest.mark.django_db
def test_any_flipped_byte_of_what_was_kept_is_noticed(follower: live._Follower, settings: Settings) -> None:
    publishing.publish_demonstration(release=_release(1))
    follower._ask()
    content = settings.LAST_GOOD_RELEASE.read_bytes()
    for position in range(len(content)):
        damaged = bytearray(content)
        damaged[position] ^= 1
        settings.LAST_GOOD_RELEASE.write_bytes(damaged)
        with pytest.raises(last_good.Unusable):
            last_good.load(settings.LAST_GOOD_RELEASE, demonstration=True)


@pytest.mark.django_db
def test_what_came_from_the_disk_is_dropped_when_a_withdrawal_since_then_can_not_be_read(
    follower: live._Follower, settings: Settings
) -> None:
    publishing.publish_demonstration(release=_release(1))
    follower._ask()
    damaged = _release(2, digest="0" * 64)
    Publication.objects.create(number=2, kind="withdraw", release=damaged, reason="A.", withdrawn="citrate")
    with live.use(None):
        started = live._Follower()
        started._start_from_disk()
        assert started.from_disk
        started._ask()
        with pytest.raises(live.NoEdition):
            live.edition()
        assert "Publication 2 is not served" in started.refused
    assert not settings.LAST_GOOD_RELEASE.exists()


@pytest.mark.django_db
def test_a_disk_that_can_not_be_written_is_told_once_and_visitors_are_served(
    follower: live._Follower, settings: Settings, log: Callable[[], list[str]], tmp_path: Path
) -> None:
    settings.LAST_GOOD_RELEASE = tmp_path / "file" / "last-good-release"
    settings.LAST_GOOD_RELEASE.parent.write_text("no folder")
    publishing.publish_demonstration(release=_release(1))
    follower._ask()
    follower._ask()
    assert live.edition().number == 1
    assert [line for line in log() if "can't be kept" in line] == log()
    assert len(log()) == 1
