"""Several nodes on one PostgreSQL behind nginx, as many visitors need them; and a long day."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from tests.drills.places import (
    Node,
    Postgres,
    Site,
    copied,
    memory_of,
    nginx,
    processor_time_of,
    publishing_meanwhile,
    serving,
    wait_for,
)
from tests.drills.report import Told
from tests.drills.visitors import visiting
from tests.server import ROOT, unused_port

SOAK = 600
"""Seconds."""

SETTLED = 3
"""Publications after which memory is expected to stay as it is."""

PROMISED_WITHIN = 2.0
"""Seconds until every node serves what was published."""


@dataclass
class Cluster:
    site: Site
    nodes: list[Node]
    port: int


_COMMITTED = """
from content.models import Publication
print(Publication.objects.latest("number").made_at.timestamp())
"""


@contextmanager
def _cluster(site: Site, folder: Path, *, workers: int = 1) -> Iterator[Cluster]:
    site = copied(site, folder)
    with Postgres.running() as server:
        site.manage("move_to", "--database-url", server.address)
        site.database = server.address
        nodes = [Node(site, f"node-{number}", port=unused_port(), workers=workers) for number in (1, 2, 3)]
        with serving(*nodes), nginx(folder / "nginx", nodes) as port:
            yield Cluster(site, nodes, port)


def nodes(site: Site, folder: Path, *, short: bool) -> Told:
    """Publish over and over while visitors walk through three nodes."""
    times = 2 if short else 5
    with _cluster(site, folder) as cluster, visiting(cluster.port, visitors=4) as seen:
        time.sleep(1)
        took = [_visible_everywhere(cluster) for _ in range(times)]
    return Told(
        fault="three nodes, one database: publications under load",
        done=f"{times} publications while 4 visitors walked through nginx and three groups of processes",
        promised=f"on all nodes within {PROMISED_WITHIN:.0f} s, no page mixes two releases, 0 failed journeys",
        happened=f"{len(seen.mixed)} pages mixed, {len(seen.failures)} of {seen.journeys} journeys failed, "
        f"releases seen: {', '.join(map(str, sorted(seen.releases)))}"
        + (f" (first: {seen.failures[0]})" if seen.failures else ""),
        figure=f"slowest {max(took):.2f} s",
        held=max(took) <= PROMISED_WITHIN and not seen.mixed and not seen.failures,
    )


def _visible_everywhere(cluster: Cluster) -> float:
    """Every node is asked all the time, so that nothing but the answer is waited for."""
    first_seen: dict[str, float] = {}
    number = max(node.readiness()["release"] for node in cluster.nodes) + 1

    def watch(node: Node) -> None:
        wait_for(lambda: node.readiness()["release"] == number, f"{node.name} to follow")
        first_seen[node.name] = time.time()

    watching = [Thread(target=watch, args=(node,)) for node in cluster.nodes]
    for thread in watching:
        thread.start()
    cluster.site.publish()
    for thread in watching:
        thread.join()
    return max(first_seen.values()) - float(cluster.site.run(_COMMITTED))


def rolling(site: Site, folder: Path, *, short: bool) -> Told:
    """A new version of the code, node by node, while older ones go on."""
    with _cluster(site, folder) as cluster:
        newer = _newer_code(folder / "code")
        _collect(cluster, newer)
        with visiting(cluster.port, visitors=4) as seen:
            time.sleep(1)
            for node in cluster.nodes:
                node.stop()
                node.code = newer
                node.start()
                time.sleep(3)  # nginx leaves a node out for two seconds
        new = sum(b"of a newer version" in node.ask("/forms/")[1] for node in cluster.nodes)
    return Told(
        fault="a new version on three nodes",
        done="each node stopped, and started with newer code and style, one after another under load",
        promised="0 failed journeys while both versions serve",
        happened=f"{len(seen.failures)} of {seen.journeys} journeys failed in {seen.requests} requests, "
        f"{new} of 3 nodes serve the newer code" + (f" (first: {seen.failures[0]})" if seen.failures else ""),
        figure=f"{seen.requests} requests",
        held=not seen.failures and new == 3,
    )


def _newer_code(folder: Path) -> Path:
    """This code with another footer and another style sheet."""
    left_out = shutil.ignore_patterns(
        ".git", ".venv", "var", "__pycache__", ".*_cache", ".hypothesis", "build"
    )
    shutil.copytree(ROOT, folder, ignore=left_out)
    footer = folder / "templates" / "_footer.html"
    text = footer.read_text(encoding="utf-8")
    footer.write_text(
        re.sub(r"(<footer[^>]*>)", r"\1<!-- of a newer version -->", text, count=1), encoding="utf-8"
    )
    for sheet in sorted((folder / "static" / "css").glob("*.css")):
        sheet.write_text(sheet.read_text(encoding="utf-8") + "\n/* newer */\n", encoding="utf-8")
    return folder


def _collect(cluster: Cluster, code: Path) -> None:
    """As the upgrade guide says: the newer files join the older ones before any node restarts."""
    for node in cluster.nodes:
        subprocess.run(
            [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"],
            cwd=code,
            env=cluster.site.environment(node.state),
            check=True,
        )


def node_lost(site: Site, folder: Path, *, short: bool) -> Told:
    """A node goes without a word."""
    with _cluster(site, folder) as cluster, visiting(cluster.port, visitors=4) as seen:
        for _ in range(1 if short else 3):
            time.sleep(3)
            cluster.nodes[0].kill()
            time.sleep(4)
            cluster.nodes[0].start()
        time.sleep(2)
    return Told(
        fault="one of three nodes is lost",
        done="kill -9 of all its processes under load" + ("" if short else ", three times"),
        promised="0 failed journeys",
        happened=f"{len(seen.failures)} of {seen.journeys} journeys failed in {seen.requests} requests"
        + (f" (first: {seen.failures[0]})" if seen.failures else ""),
        figure=f"{seen.requests} requests",
        held=not seen.failures,
    )


def soak(site: Site, folder: Path, *, short: bool) -> Told:
    """Visitors who think between pages, editors who publish, for a long time."""
    with _cluster(site, folder) as cluster:
        began = time.monotonic()
        workers = [one for node in cluster.nodes for one in node.worker_processes()]
        with (
            publishing_meanwhile(cluster.site, every=15) as published,
            visiting(cluster.port, visitors=12, thinking=0.25) as seen,
        ):
            time.sleep(SOAK / 4)
            # From its second publication on a worker has held two editions at a time, which is the most it does.
            wait_for(lambda: len(published) >= SETTLED, "some publications", patience=SOAK)
            settled = sum(map(memory_of, workers)) / 1024
            worked = -sum(map(processor_time_of, workers))
            answered = -sum(node.answered() for node in cluster.nodes)
            time.sleep(SOAK * 3 / 4)
            ended = sum(map(memory_of, workers)) / 1024
            worked += sum(map(processor_time_of, workers))
            answered += sum(node.answered() for node in cluster.nodes)
        lasted = time.monotonic() - began
        same = workers == [one for node in cluster.nodes for one in node.worker_processes()]
    grown = (ended - settled) / settled
    return Told(
        fault="a long day",
        done=f"{lasted:.0f} s of mixed journeys with time to think, {len(published)} publications meanwhile",
        promised="0 errors, flat memory",
        happened=f"{len(seen.failures)} of {seen.journeys} journeys failed in {seen.requests} requests, "
        f"{len(seen.mixed)} pages mixed; memory of the workers {settled:.0f} MB after {SETTLED} publications and {ended:.0f} MB "
        "at the end" + (f" (first: {seen.failures[0]})" if seen.failures else ""),
        figure=f"{seen.requests / lasted:.0f} requests/s, half under {seen.slowest(0.5):.0f} ms, "
        f"99 % under {seen.slowest(0.99):.0f} ms, {1000 * worked / max(answered, 1):.1f} ms of a processor for each of "
        f"{answered} requests that reached a node, memory {grown:+.1%}",
        held=not seen.failures and not seen.mixed and same and grown < 0.1 and bool(published),
    )
