"""Faults of what is stored: writers at once, copies, death in the middle, a full disk, damaged bytes."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.drills.places import PUBLISH, Failed, Node, Postgres, Site, copied, said, serving, wait_for
from tests.drills.report import Told
from tests.server import ROOT

EDIT = """
import sys
from django.contrib.auth.models import User
from content import edits
from content.models import Food
me, times = sys.argv[1], int(sys.argv[2])
user, wrong = User.objects.get(username="editor"), 0
for number in range(times):
    try:
        with edits.recorded(by=user):
            Food.objects.filter(pk__in=Food.objects.values("pk")[:1]).update(note=f"{me} {number}")
    except Exception as error:
        wrong += 1
        print(repr(error), file=sys.stderr)
print(wrong)
"""

DIGEST = """
from config.databases import live_in
print(live_in())
"""


def writers(site: Site, folder: Path, *, short: bool) -> Told:
    """Four processes edit at the same time."""
    each = 10 if short else 25
    site = copied(site, folder)
    before = _count(site.file, "content_edit")
    began = time.monotonic()
    running = [
        subprocess.Popen(
            [sys.executable, "-c", f"import django; django.setup()\n{EDIT}", str(number), str(each)],
            cwd=ROOT,
            env={**site.environment(), "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]
    ended = [process.communicate() for process in running]
    wrong = sum(int(output) if output.strip().isdigit() else each for output, _errors in ended)
    locked = sum(errors.count("database is locked") for _output, errors in ended)
    made = _count(site.file, "content_edit") - before
    return Told(
        fault="SQLite: four writers at once",
        done=f"4 processes changed the same record, each {each} times as fast as they could",
        promised="0 “database is locked”, every change recorded",
        happened=f"{locked} locked, {wrong} other failures, {made} changes recorded",
        figure=f"{4 * each} changes in {time.monotonic() - began:.0f} s, start of Python included",
        held=locked == wrong == 0 and made == 4 * each and _is_whole(site.file),
    )


def backup(site: Site, folder: Path, *, short: bool) -> Told:
    """A copy made while somebody writes; everything lost; the copy put back while a node serves."""
    site = copied(site, folder)
    live = site.run(DIGEST)
    writer = subprocess.Popen(
        [sys.executable, "-c", f"import django; django.setup()\n{EDIT}", "w", "400"],
        cwd=ROOT,
        env={**site.environment(), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
    )
    began = time.monotonic()
    site.manage("backup")
    took = time.monotonic() - began
    writer.send_signal(signal.SIGTERM)
    writer.wait()
    (copy,) = site.folder.glob("backups/*.sqlite3")
    with serving(node := Node(site, "node")):
        for ending in ("", "-wal", "-shm"):
            site.file.with_name(site.file.name + ending).unlink(missing_ok=True)
        began = time.monotonic()
        site.manage("restore", str(copy))
        restored = time.monotonic() - began
        served = node.ask("/")[0]
        wait_for(lambda: node.readiness()["database"] == "answers", "the database to answer")
    content = bytearray(copy.read_bytes())
    refused = 0
    positions = random.Random(7).sample(range(len(content)), 3 if short else 8)  # noqa: S311  no secret
    for position in positions:
        content[position] ^= 1
        copy.write_bytes(content)
        content[position] ^= 1
        try:
            site.manage("restore", str(copy))
        except Failed:
            refused += 1
    return Told(
        fault="SQLite: the database is lost",
        done="`backup` while somebody wrote, the files deleted, `restore` while a node served; "
        f"then {len(positions)} copies with one flipped bit each",
        promised="the same live digest, visitors served all along, no damaged copy restored",
        happened=f"live again: {site.run(DIGEST)}; a visitor meanwhile got {served}; "
        f"{refused} of {len(positions)} damaged copies refused",
        figure=f"backup {took:.1f} s, restore {restored:.1f} s",
        held=site.run(DIGEST) == live and served == 200 and refused == len(positions),
    )


FORKS = """
import os, signal, sys
import django
from django.conf import settings
django.setup()
from content import checked, publishing
from django.db import connection
import content.models as m
from django.contrib.auth.models import User
release = m.Release.objects.get(number=2)
checked.problems(release.catalogue(), today=__import__("datetime").date.today())
connection.close()
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        connection.settings_dict["NAME"] = line.strip()
        try:
            publishing.publish(release=m.Release.objects.get(number=2), by=User.objects.get(username="publisher"))
        except publishing.Refused:
            os._exit(3)
        os._exit(0)
    print(child, flush=True)
    _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
"""


def kill(site: Site, folder: Path, *, short: bool) -> Told:
    """kill -9 in the middle of publishing, over and over."""
    times = 20 if short else 100
    site = copied(site, folder)
    site.run(
        PUBLISH.replace('    publishing.publish(release=release, by=person["publisher"])\n', "") + "publish()"
    )
    _settle(site.file)
    with _forking(site) as publish:
        took = max(publish(_fresh(site, "try"), None)[1] for _ in range(3))
        chance = random.Random(11)  # noqa: S311  no secret
        old = new = torn = unfinished = 0
        for _ in range(times):
            database = _fresh(site, "killed")
            publish(database, chance.uniform(0, took * 1.3))
            left = _live(database)
            old, new = old + (left == [1]), new + (left == [1, 2])
            torn += left not in ([1], [1, 2]) or not _is_whole(database)
            again, _seconds = publish(database, None)
            unfinished += _live(database) != [1, 2] or again != (0 if left == [1] else 3)
    return Told(
        fault="kill -9 while publishing",
        done=f"{times} publications killed at a random moment of the {took * 1000:.0f} ms they take",
        promised="always exactly the old or the new release, and the next attempt succeeds",
        happened=f"{old} times the old one, {new} times the new one, {torn} times anything else; "
        f"{unfinished} next attempts failed",
        figure=f"{times} kills",
        held=torn == unfinished == 0 and old > 0,
    )


@contextmanager
def _forking(site: Site) -> Iterator[Callable[[Path, float | None], tuple[int, float]]]:
    """Publish release 2 in a database file, killed after so many seconds; the status and how long it took."""
    process = subprocess.Popen(
        [sys.executable, "-c", FORKS],
        cwd=ROOT,
        env={**site.environment(), "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def publish(database: Path, after: float | None) -> tuple[int, float]:
        if process.stdin is None or process.stdout is None:
            raise Failed("No pipe.")
        process.stdin.write(f"{database}\n")
        process.stdin.flush()
        child, began = int(process.stdout.readline()), time.monotonic()
        if after is not None:
            time.sleep(after)
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        return int(process.stdout.readline()), time.monotonic() - began

    try:
        yield publish
    finally:
        process.communicate()


def full_disk(site: Site, folder: Path, *, short: bool) -> Told:
    """No room while publishing, backing up and importing."""
    with _small_disk(site, folder) as (small, how, limit):
        small.run(_EDIT)  # so that there is something to propose
        told: dict[str, str] = {}
        lost: list[str] = []
        acts: dict[str, Callable[[], str]] = {
            "publish": lambda: small.run(_PROPOSE, environment=limit),
            "backup": lambda: small.manage("backup", environment=limit),
            "import": lambda: small.run(_IMPORT, environment=limit),
        }
        for what, act in acts.items():
            before = _dump(small.file)
            try:
                act()
            except Failed as failed:
                told[what] = str(failed).strip().splitlines()[-1][:90]
            else:
                told[what] = "it succeeded"
            if _dump(small.file) != before or not _is_whole(small.file):
                lost.append(what)
        halves = len(list(small.folder.glob("backups/*"))) + len(list(small.folder.glob("backups/.*")))
    plain = all("full" in words or "space" in words or "I/O" in words for words in told.values())
    return Told(
        fault="disk full",
        done=f"publishing, backup and import on {how}",
        promised="a plain error, nothing lost, no half backup",
        happened="; ".join(f"{what}: “{words}”" for what, words in told.items())
        + f"; {'something was lost' if lost else 'nothing lost'}, {halves} half backups",
        figure="3 of 3 refused" if plain else "not all refused plainly",
        held=plain and not lost and halves == 0,
    )


_EDIT = """
from content import edits
from content.models import Compound
from django.contrib.auth.models import User
with edits.recorded(by=User.objects.get(username="editor")):
    Compound.objects.filter(slug="citrate").update(name="Citrate (mark 2)")
"""

_PROPOSE = """
from content import publishing
from django.contrib.auth.models import User
publishing.propose(note="x" * 3_000_000, by=User.objects.get(username="editor"))
"""

_IMPORT = """
from content import documents, edits, restore
from content.management.commands.load_starter import STARTER
from django.contrib.auth.models import User
from content.models import Edit
with edits.recorded(by=User.objects.get(username="editor"), how="x" * 2_000_000):
    restore.replace_all(documents.read(STARTER))
"""


@contextmanager
def _small_disk(site: Site, folder: Path) -> Iterator[tuple[Site, str, dict[str, str]]]:
    """A real file system with hardly any room where we may mount one; elsewhere a limit for files."""
    _settle(site.file)
    room = site.file.stat().st_size + 400_000
    folder.mkdir(parents=True)
    mounted = (
        os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", folder], check=False, capture_output=True
        ).returncode
    )
    limit: dict[str, str] = {}
    if not mounted:
        (folder / "sitecustomize.py").write_text(
            "import resource, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
            f"resource.setrlimit(resource.RLIMIT_FSIZE, ({300_000}, {300_000}))\n"
        )
        limit = {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"}
    small = Site(folder)
    small.secret, small.key = site.secret, site.key
    shutil.copy(site.file, small.file)
    try:
        how = "a file system with 400 KB left" if mounted else "a limit of 300 KB for every file written"
        yield small, how, limit
    finally:
        if mounted:
            subprocess.run(["umount", folder], check=True)


DAMAGE = """
import random, sys
from content.catalogue import UnknownSchema
from content.models import Damaged, Release
release = Release.objects.get(number=1)
data, refused = bytes(release.data), 0
positions = random.Random(3).sample(range(len(data)), int(sys.argv[1]))
for position in positions:
    damaged = bytearray(data)
    damaged[position] ^= 1 << random.Random(position).randrange(8)
    release.data = bytes(damaged)
    try:
        release.catalogue()
    except (Damaged, UnknownSchema):
        refused += 1
print(refused)
"""

BAD_RELEASE = """
import datetime as dt
from content import catalogue
from content.models import Publication, Release
from tests import factories as f
live = Release.objects.get(number=1)
data, digest = bytes(live.data), live.digest
what = {what!r}
if what == "damaged": data = data[:-9] + b"!" + data[-8:]
if what == "unknown schema": data = data.replace(b'"schema":', b'"schema":9', 1); digest = catalogue.digest(data)
number = Release.objects.count() + 1
release = Release.objects.create(number=number, data=data, digest=digest, schema_version=1, note=what,
                                 meanings=live.meanings, pages=live.pages)
Publication.objects.create(number=Publication.objects.count() + 1, kind="emergency", release=release,
                           reason="A drill.")
"""

PULLED = """
import datetime as dt, time
from django.contrib.auth.models import User
from django.utils import timezone
from content import publishing
from content.models import Approval, Publication, Release
live = Release.objects.get(number=1)
release = Release.objects.create(number=Release.objects.count() + 1, data=live.data, digest=live.digest,
    schema_version=1, note="Planned", meanings=live.meanings, pages=live.pages)
by = User.objects.get(username="publisher")
plan = Publication.objects.create(number=Publication.objects.count() + 1, kind="emergency", release=release,
    reason="A drill.", starts_at=timezone.now() + dt.timedelta(seconds=4))
publishing.cancel(publication=plan, by=by, reason="A drill.")
"""

ADMIN = """
from django.test import Client
from django.contrib.auth.models import User
from content.admin.overview import overview
from django.utils import timezone
seen = overview(today=timezone.localdate())
print(seen.live.can_be_read)
"""


def damaged(site: Site, folder: Path, *, short: bool) -> Told:
    """Bytes that are not what was approved, a format of tomorrow, and a plan called off, on a running node."""
    flips = 200 if short else 2000
    site = copied(site, folder)
    refused = int(run_with(site, DAMAGE, str(flips)))
    kept, shown = [], []
    with serving(node := Node(site, "node", workers=1)):
        for number, what in enumerate(("damaged", "unknown schema"), start=2):
            site.run(BAD_RELEASE.format(what=what))
            alarm = f"Publication {number} is not served"
            wait_for(lambda alarm=alarm: alarm in node.readiness()["refused"], "the alarm", patience=10)
            kept.append(node.readiness()["release"] == 1 and node.ask("/forms/")[0] == 200)
            shown.append(site.run(ADMIN).endswith("False"))
        site.run(PULLED)
        time.sleep(6)
        kept.append(node.readiness()["release"] == 1)
        alarms = node.logged("is not served")
    return Told(
        fault="a release that must not be served",
        done=f"{flips} single flipped bits in a release's bytes; on a running node one release with damaged "
        "bytes, one of an unknown schema, one planned and called off",
        promised="refused, the last good one kept, an alarm in the log, the editing room says so",
        happened=f"{refused} of {flips} flips refused; release 1 kept {sum(kept)} of 3 times; {alarms} alarms; "
        f"the editing room told {sum(shown)} of 2",
        figure=f"{flips} flips",
        held=refused == flips and all(kept) and all(shown) and alarms >= 2,
    )


def run_with(site: Site, script: str, argument: str) -> str:
    return said([sys.executable, "-c", f"import django; django.setup()\n{script}", argument], site)


def move(site: Site, folder: Path, *, short: bool) -> Told:
    """From SQLite to PostgreSQL in one command."""
    site = copied(site, folder)
    with Postgres.running() as server:
        began = time.monotonic()
        printed = site.manage("move_to", "--database-url", server.address)
        took = time.monotonic() - began
        moved = Site(folder / "moved", server.address)
        moved.secret, moved.key = site.secret, site.key
        same = moved.run(DIGEST) == site.run(DIGEST)
        number = moved.publish()
        copy = moved.manage("backup")
    return Told(
        fault="a small site grows",
        done="`move_to` from SQLite to PostgreSQL 18, then a publication and a backup there",
        promised="digests equal, every row compared, the site goes on",
        happened=f"{printed.splitlines()[0]} Release {number} was published there; {copy.rpartition(' holds ')[2]}",
        figure=f"{took:.1f} s",
        held=same and number == 2,
    )


def _fresh(site: Site, name: str) -> Path:
    """The database as it was, under another name."""
    for left in site.folder.glob(f"{name}.sqlite3*"):
        left.unlink()
    return Path(shutil.copy(site.file, site.folder / f"{name}.sqlite3"))


def _live(database: Path) -> list[int]:
    with closing(sqlite3.connect(database)) as opened:
        rows = opened.execute(
            "SELECT r.number FROM content_publication p JOIN content_release r ON r.id = p.release_id "
            "ORDER BY p.number"
        )
        return [number for (number,) in rows]


def _count(database: Path, table: str) -> int:
    with closing(sqlite3.connect(database)) as opened:
        found: int = opened.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]  # noqa: S608  our own names
        return found


def _is_whole(database: Path) -> bool:
    with closing(sqlite3.connect(database)) as opened:
        ok: bool = opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return ok


def _dump(database: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as opened:
        return list(opened.iterdump())


def _settle(database: Path) -> None:
    """Write what waits in the log beside the database into it, so that one file is all of it."""
    with closing(sqlite3.connect(database)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
