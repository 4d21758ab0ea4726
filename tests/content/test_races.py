"""Two people act at the same moment, or a process dies in the middle of its act."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from content import edits, publishing
from content.models import Compound, Edit, Publication, Release
from tests.room import Room
from tests.server import ROOT

TOGETHER = 60
"""Seconds within which both sides must be ready."""

of_several_connections = pytest.mark.several_connections


def _both(*acts: Callable[[], object]) -> list[object]:
    """What each act came to, or why it was refused, done at once on connections of their own."""
    gate = threading.Barrier(len(acts), timeout=TOGETHER)

    def run(act: Callable[[], object]) -> object:
        try:
            gate.wait()
            return act()
        except publishing.Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.fixture
def room(emptied_afterwards: None) -> Room:
    room = Room()
    room.demonstrate()
    return room


def test_the_races_of_connections_hold_on_postgresql() -> None:
    """SQLite in memory has one connection, so these tests run on a server of their own."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.postgres", __file__, "-m", "several_connections", "-q"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "4 passed" in run.stdout


@of_several_connections
@pytest.mark.django_db(transaction=True)
def test_of_two_publishes_at_once_one_wins_and_the_other_is_told_why(room: Room) -> None:
    releases = [room.propose("One name"), room.propose("Another name")]
    for release in releases:
        room.approve(release)
    outcomes = _both(*(lambda release=release: room.publish(release) for release in releases))
    (winner,) = [outcome for outcome in outcomes if isinstance(outcome, Publication)]
    (loser,) = [outcome for outcome in outcomes if isinstance(outcome, publishing.Refused)]
    assert "Nobody has approved" in str(loser)
    assert publishing.live_publication() == winner
    assert Publication.objects.count() == 2


@of_several_connections
@pytest.mark.django_db(transaction=True)
def test_an_approval_and_a_publication_at_once_never_leave_a_void_approval_live(room: Room) -> None:
    first, second = room.propose("One name"), room.propose("Another name")
    room.approve(first)
    _both(lambda: room.publish(first), lambda: room.approve(second))
    live = publishing.live_publication()
    assert live is not None
    assert live.release == first
    approval = second.approvals.first()  # none when the other went live since the reviewer looked
    valid = publishing.valid_approval(release=second, live=live)
    assert (valid is not None) is (approval is not None and approval.live_digest == first.digest)


@of_several_connections
@pytest.mark.django_db(transaction=True)
def test_edits_at_once_are_each_told_under_the_right_name(room: Room) -> None:
    def rename(who: str, compound: str) -> None:
        with edits.recorded(by={"editor": room.editor, "publisher": room.publisher}[who]):
            Compound.objects.filter(slug=compound).update(name=f"By the {who}")

    before = edits.latest()
    _both(lambda: rename("editor", "citrate"), lambda: rename("publisher", "skin"))
    told = {(edit.record, str(edit.by)) for edit in Edit.objects.filter(pk__gt=before)}
    assert told == {("citrate", "editor"), ("skin", "publisher")}


@of_several_connections
@pytest.mark.django_db(transaction=True)
def test_proposals_at_once_get_numbers_of_their_own(room: Room) -> None:
    room.rename("Another name")
    _both(room.propose, room.propose)
    assert sorted(Release.objects.values_list("number", flat=True)) == [1, 2, 3]


# Processes on a file of SQLite --------------------------------------------------------------

PREPARE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.room import Room
room = Room()
room.demonstrate()
for name in ("One name", "Another name"):
    room.approve(room.propose(name))
"""

PUBLISH = """
import sys
from content import publishing
from content.models import Release
from django.contrib.auth.models import User
release, by = Release.objects.get(number={number}), User.objects.get(username="publisher")
print("ready", flush=True)
sys.stdin.readline()
try:
    publishing.publish(release=release, by=by)
    print("done", flush=True)
except publishing.Refused as refused:
    print(refused, flush=True)
"""


def _python(database: Path, script: str) -> subprocess.Popen[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-c", f"import django; django.setup()\n{script}"],
        env=kept
        | {
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PYTHONPATH": str(ROOT),
            "DATABASE_URL": f"sqlite:///{database}",
            "STATE_DIRECTORY": str(database.parent),
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _publishing(database: Path, number: int) -> subprocess.Popen[str]:
    """A process that is about to publish a Release once it is told to."""
    process = _python(database, PUBLISH.format(number=number))
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file in which Release 1 is live, and Releases 2 and 3 are approved."""
    database = tmp_path_factory.mktemp("approved") / "db.sqlite3"
    with _python(database, PREPARE) as process:
        process.communicate()
    assert process.returncode == 0
    return database


@pytest.fixture
def database(approved: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(approved, tmp_path / "db.sqlite3"))


def _live_releases(database: Path) -> list[int]:
    """The numbers of the Releases published so far, in a file that is whole."""
    with closing(sqlite3.connect(database)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = opened.execute(
            "SELECT r.number FROM content_publication p JOIN content_release r ON r.id = p.release_id "
            "ORDER BY p.number"
        )
        return [number for (number,) in rows]


def test_of_two_processes_that_publish_at_once_one_wins_and_the_other_is_told_why(database: Path) -> None:
    with _publishing(database, 2) as one, _publishing(database, 3) as other:
        for process in (one, other):
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        said = {process.communicate()[0] for process in (one, other)}
    assert "done\n" in said
    assert any("against what is live now" in sentence for sentence in said)
    assert _live_releases(database) in ([1, 2], [1, 3])


@pytest.mark.parametrize("seed", range(5))
def test_a_process_killed_while_it_publishes_leaves_the_old_release_or_the_new_one(
    database: Path, seed: int
) -> None:
    """What is left is whole, and the next attempt succeeds unless the first one did."""
    with _publishing(database, 2) as killed:
        assert killed.stdin is not None
        killed.stdin.write("go\n")
        killed.stdin.flush()
        time.sleep(random.Random(seed).uniform(0, 0.6))  # noqa: S311  no secret
        killed.send_signal(signal.SIGKILL)
    left = _live_releases(database)
    assert left in ([1], [1, 2])
    with _publishing(database, 2) as again:
        said, _errors = again.communicate("go\n")
    assert said == ("done\n" if left == [1] else "Release 2 is live already.\n")
    assert _live_releases(database) == [1, 2]
