"""Faults of what one machine serves with: its database away, its processes ended, its clock wrong."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.drills.places import (
    PUBLISH,
    Failed,
    Node,
    Postgres,
    Site,
    copied,
    nginx,
    nginx_program,
    serving,
    wait_for,
)
from tests.drills.report import Told
from tests.drills.visitors import Seen, Visitor, Wrong, visiting

AWAY = "does not answer"


def deleted(site: Site, folder: Path, *, short: bool) -> Told:
    """The file of SQLite is deleted under load; then a node starts without it."""
    site = copied(site, folder)

    def away() -> contextlib.AbstractContextManager[None]:
        for ending in ("", "-wal", "-shm"):
            site.file.with_name(site.file.name + ending).unlink(missing_ok=True)
        return contextlib.nullcontext()

    return _without_database(
        site, "SQLite: the database is deleted", "the files were deleted", away, short=short
    )


def hanging(site: Site, folder: Path, *, short: bool) -> Told:
    """PostgreSQL hangs in the middle of everything; then a node starts against it."""
    with _on_postgres(site, folder) as (moved, server):
        what = "every process of the server was stopped with SIGSTOP"
        return _without_database(moved, "PostgreSQL hangs", what, server.hanging, short=short)


def stopped(site: Site, folder: Path, *, short: bool) -> Told:
    """PostgreSQL is stopped; then a node starts without it."""
    with _on_postgres(site, folder) as (moved, server):

        @contextmanager
        def away() -> Iterator[None]:
            server.stop()
            yield
            server.start()

        return _without_database(
            moved, "PostgreSQL is stopped", "the server was shut down", away, short=short
        )


def _without_database(
    site: Site,
    fault: str,
    done: str,
    away: Callable[[], contextlib.AbstractContextManager[None]],
    *,
    short: bool,
) -> Told:
    """Visitors before, during and after; what the health checks say; and a start from the disk."""
    seconds = 8 if short else 20
    node = Node(site, "node")
    with serving(node):
        wait_for((node.state / "last-good-release").exists, "the release on the disk")
        with visiting(node.place, visitors=3) as seen:
            time.sleep(2)
            with away():
                noticed = wait_for(lambda: node.readiness()["database"] == AWAY, "the health check to notice")
                closed = [node.ask("/admin/login/")[0] for _ in range(20)]
                time.sleep(seconds)
                failures = list(seen.failures)
                node.stop()  # visitors of this moment are not counted: they meet a machine that restarts
                began = time.monotonic()
                node.start()
                started = time.monotonic() - began
                told = node.readiness()
                health = node.ask("/healthz")[0]
                page = node.ask("/forms/")[0]
                restarted_at = len(seen.failures)
                time.sleep(2)
            time.sleep(1)
        failures += [one for one in seen.failures[restarted_at:] if not _restarting(one)]
    truth = told["release"] == 1 and told["from"] == "disk" and told["database"] == AWAY
    return Told(
        fault=fault,
        done=f"{done} under load for {seconds} s; then the node was started anew without it",
        promised="0 failed public pages; editors are told at once; a start from the last good release on disk; health checks tell the truth",
        happened=f"{len(failures)} failures in {seen.requests} requests; {closed.count(503)} of 20 requests of editors got "
        f"503; started in {started:.1f} s and served "
        f"{page} from disk; /readyz {told}, /healthz {health}",
        figure=f"noticed after {noticed:.1f} s",
        held=not failures and truth and page == health == 200 and closed == [503] * 20,
    )


def _restarting(failure: str) -> bool:
    """Whether a visitor met a node that was not there, because the drill had stopped it."""
    return failure.startswith(("ConnectionRefusedError", "FileNotFoundError", "ConnectionReset", "BrokenPipe",
                               "RemoteDisconnected"))  # fmt: skip


def restarted(site: Site, folder: Path, *, short: bool) -> Told:
    """PostgreSQL restarts while visitors come and an editor publishes."""
    with _on_postgres(site, folder) as (moved, server), serving(node := Node(moved, "node")):
        with visiting(node.place, visitors=3) as seen:
            time.sleep(2)
            for _ in range(1 if short else 3):
                server.stop()
                time.sleep(1)
                server.start()
                time.sleep(3)
        number = moved.publish()
        back = wait_for(lambda: node.readiness()["release"] == number, "the publication", patience=20)
    return Told(
        fault="PostgreSQL restarts",
        done="the server was stopped at once and started again under load"
        + ("" if short else ", three times"),
        promised="0 errors on public pages, publications are followed again",
        happened=f"{len(seen.failures)} failures in {seen.requests} requests; the next publication was served",
        figure=f"served {back:.1f} s after the publishing process ended",
        held=not seen.failures,
    )


def reload(site: Site, folder: Path, *, short: bool) -> Told:
    """Workers are replaced one by one while visitors come."""
    site = copied(site, folder)
    with _behind_nginx(site, folder) as (node, place):
        before = set(node.worker_processes())
        with visiting(place, visitors=4) as seen:
            time.sleep(1)
            node.reload()
            took = wait_for(lambda: len(now := set(node.worker_processes())) == len(before) and not now & before,
                            "new workers")  # fmt: skip
            time.sleep(2)
    return Told(
        fault="a new version on one machine",
        done="`systemctl reload` (SIGHUP) under load: every worker replaced",
        promised="0 failed requests",
        happened=f"{len(seen.failures)} failures in {seen.requests} requests of {seen.journeys} journeys"
        + _first(seen),
        figure=f"replaced in {took:.0f} s",
        held=not seen.failures,
    )


def worker(site: Site, folder: Path, *, short: bool) -> Told:
    """Workers die while they answer."""
    site = copied(site, folder)
    times, visitors = (2 if short else 6), 4
    with _behind_nginx(site, folder) as (node, place):
        with visiting(place, visitors=visitors, thinking=0) as seen:
            for _ in range(times):
                time.sleep(7)  # one that dies within 5.5 seconds of its start is taken for a crash loop
                victim = node.worker_processes()[0]
                os.kill(victim, signal.SIGKILL)
                wait_for(lambda gone=victim: gone not in node.worker_processes()
                         and len(node.worker_processes()) == node.workers, "another worker")  # fmt: skip
            time.sleep(3)
        answers = node.ask("/readyz")[0]
    return Told(
        fault="a worker dies",
        done=f"kill -9 of a worker under load, {times} times",
        promised="only its own requests in flight can fail",
        happened=f"{len(seen.failures)} failures in {seen.requests} requests" + _first(seen),
        figure=f"at most {visitors * times} could have been in flight",
        held=len(seen.failures) <= visitors * times and answers == 200,
    )


def clock(site: Site, folder: Path, *, short: bool) -> Told:
    """One machine's clock is an hour ahead, or behind."""
    if shutil.which("faketime") is None:
        raise Failed("faketime is not installed (Debian package faketime).")
    with _on_postgres(site, folder) as (moved, _server):
        right = Node(moved, "right", workers=1)
        ahead = Node(moved, "ahead", workers=1, before=("faketime", "-f", "+1h"))
        behind = Node(moved, "behind", workers=1, before=("faketime", "-f", "-1h"))
        with serving(right, ahead, behind):
            told = {
                "to one an hour ahead": _goes_on(right, ahead),
                "to one an hour behind": _goes_on(right, behind),
                "back from one an hour ahead": _goes_on(ahead, right),
                "back from one an hour behind": _goes_on(behind, right),
            }
            moved.run(_PLAN)
            wait_for(lambda: right.readiness()["release"] == 2, "the plan", patience=30)
            wait_for(lambda: ahead.readiness()["release"] == behind.readiness()["release"] == 2, "it",
                     patience=3)  # fmt: skip
            early = ahead.logged('"Publication 2')
    expected = {
        "to one an hour ahead": "goes on",
        "to one an hour behind": "begins afresh",
        "back from one an hour ahead": "begins afresh",
        "back from one an hour behind": "goes on",
    }
    return Told(
        fault="a clock is wrong by an hour",
        done="three nodes on one PostgreSQL, one an hour ahead, one an hour behind; visitors change nodes in "
        "mid-walk; a publication was planned for in ten seconds",
        promised="answers up to two hours old are kept, answers from the future begin afresh with a sentence, "
        "never an error; plans start by the database's clock on every node",
        happened="; ".join(f"{move} a visitor {what}" for move, what in told.items())
        + "; the plan started on all three together",
        figure="4 of 4 walks as promised" if told == expected else "walks differ",
        held=told == expected and not early,
    )


_PLAN = f"""
import datetime as dt
from django.utils import timezone
{
    PUBLISH.replace(
        'publishing.publish(release=release, by=person["publisher"])',
        'publishing.publish(release=release, by=person["publisher"], starts_at=timezone.now() + dt.timedelta(seconds=10))',
    )
}
publish()
"""


def _goes_on(first: Node, then: Node) -> str:
    """Whether somebody who answers the first question on one node is asked the second on another."""
    seen = Seen()
    visitor = Visitor(first.place, seen, thinking=0, seed=1)
    fields = visitor.form("/guide/1/")
    address = visitor.post("/guide/1/", [*fields.items(), ("choice", "none")])
    visitor.go_to(then.place)
    try:
        text = visitor.get(address)
    except Wrong as wrong:
        return f"met an error ({wrong})"
    if visitor.last_address == "/guide/2/":
        return "goes on"
    return "begins afresh" if "start" in text else "is lost"


@contextmanager
def _on_postgres(site: Site, folder: Path) -> Iterator[tuple[Site, Postgres]]:
    """The same site moved to a PostgreSQL of its own."""
    small = copied(site, folder)
    with Postgres.running() as server:
        small.manage("move_to", "--database-url", server.address)
        small.database = server.address
        yield small, server


@contextmanager
def _behind_nginx(site: Site, folder: Path) -> Iterator[tuple[Node, int | Path]]:
    """A node behind nginx as in `deploy/`; without nginx, visitors meet the node itself."""
    node = Node(site, "node")
    with serving(node):
        if nginx_program() is None:
            yield node, node.place
        else:
            with nginx(folder / "nginx", [node]) as port:
                yield node, port


def _first(seen: Seen) -> str:
    return f" (the first: {seen.failures[0]})" if seen.failures else ""
