"""What a drill is done to: a site as in production, nodes that serve it, PostgreSQL and nginx."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet

from tests import postgres
from tests.drills.visitors import Through
from tests.server import ROOT, unused_port

PATIENCE = 90.0
"""Seconds to wait for something to start on a busy machine."""

TOKEN = "a-token-for-the-drills-only"

PREPARE = """
from django.contrib.auth.models import Group, User
from django.core.management import call_command
call_command("migrate", verbosity=0)
from content import documents, edits, publishing, restore, roles
from content.management.commands.load_starter import STARTER
for name, group in (("editor", roles.EDITOR), ("reviewer", roles.CLINICAL_REVIEWER),
                    ("publisher", roles.PUBLISHER)):
    User.objects.create_user(name, is_staff=True).groups.add(Group.objects.get(name=group))
with edits.recorded(by=None):
    restore.replace_all(documents.read(STARTER))
"""

PUBLISH = """
import time
from content import edits, publishing, review_sections, standing
from content.models import Compound, Publication, Release
from django.contrib.auth.models import User
from tests.room import asked, compared_with
person = {user.username: user for user in User.objects.all()}
def publish():
    number = (Release.objects.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    with edits.recorded(by=person["editor"]):
        Compound.objects.filter(slug="citrate").update(name=f"Citrate (mark {number})")
    release = publishing.propose(note=f"Change {number}.", by=person["editor"])
    base = standing.base_of(release)
    before, after = base and base.release.catalogue(), release.catalogue()
    while any("counting" in said for said in review_sections.unseen(before, after, acknowledged=())):
        time.sleep(0.2)
    publishing.approve(
        release=release, by=person["reviewer"], role="Clinical reviewer", statement="Made up for a drill.",
        seen=publishing.Seen(compared_with=compared_with(release), acknowledged=asked(release)),
    )
    publishing.publish(release=release, by=person["publisher"])
    return release.number
"""


class Site:
    """The content, the secrets and the database of a site in production; nodes share them."""

    def __init__(self, folder: Path, database: str = "") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.file = folder / "db.sqlite3"
        self.database = database or f"sqlite:///{self.file}"
        self.secret, self.key = secrets.token_urlsafe(60), Fernet.generate_key().decode()

    def environment(self, state: Path | None = None) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("HOME", "LANG") if name in os.environ}
        return kept | {
            "PATH": f"{postgres.PROGRAMS}{os.pathsep}{os.environ['PATH']}",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "SITE_MODE": "production",
            "SECRET_KEY": self.secret,
            "ANSWERS_KEYS": self.key,
            "ALLOWED_HOSTS": "127.0.0.1",
            "BEHIND_TLS_PROXY": "1",
            "TRUSTED_PROXIES": "127.0.0.1,unix",
            "RATE_LIMITS": "0",  # all visitors of a drill come from one address
            "METRICS_TOKEN": TOKEN,
            "DATABASE_URL": self.database,
            "STATE_DIRECTORY": str(state or self.folder),
        }

    def run(self, script: str, **more: Any) -> str:
        return said([sys.executable, "-c", f"import django; django.setup()\n{script}"], self, **more)

    def manage(self, *arguments: str, **more: Any) -> str:
        return said([sys.executable, "manage.py", *arguments], self, **more)

    def publish(self) -> int:
        return int(self.run(PUBLISH + "print(publish())").splitlines()[-1])


class Failed(RuntimeError):
    """A command of a drill failed; the message is what it said."""


def said(command: list[str], site: Site, *, environment: Mapping[str, str] | None = None) -> str:
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**site.environment(), "PYTHONPATH": str(ROOT), **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Failed(done.stdout + done.stderr)
    return done.stdout.strip()


@contextmanager
def prepared(folder: Path) -> Iterator[Site]:
    """A reviewed site on SQLite with its static files collected: what every drill begins with."""
    site = Site(folder)
    site.run(PREPARE + PUBLISH + "publish()")
    site.manage("collectstatic", "--no-input", "--verbosity=0")
    yield site


def copied(site: Site, folder: Path) -> Site:
    """The same site in a folder of its own."""
    shutil.copytree(site.folder, folder)
    other = Site(folder)
    other.secret, other.key = site.secret, site.key
    return other


# Nodes ---------------------------------------------------------------------------------


@dataclass
class Node:
    """One group of server processes, started as `deploy/` starts it in production.

    It listens on a local socket, or on `port` where the proxy is on another machine.
    """

    site: Site
    name: str
    code: Path = ROOT
    before: tuple[str, ...] = ()
    workers: int = 2
    port: int | None = None
    process: subprocess.Popen[bytes] | None = None

    @property
    def state(self) -> Path:
        return self.site.folder / self.name

    @property
    def place(self) -> int | Path:
        return self.port or self.state / "socket"

    @property
    def log(self) -> Path:
        return self.state / "log"

    def start(self, *, ready: bool = True) -> Node:
        self.state.mkdir(exist_ok=True)
        if not (self.state / "static").exists():
            shutil.copytree(self.site.folder / "static", self.state / "static")
        command = [
            *self.before, sys.executable, "-m", "granian", "--interface", "wsgi",
            *(("--port", str(self.port)) if self.port else ("--uds", str(self.place))),
            "--workers", str(self.workers), "--blocking-threads", "2", "--no-ws",
            "--respawn-failed-workers", "--respawn-interval", "10", "--workers-kill-timeout", "30",
            "--log-config", "deploy/granian-log.json", "config.wsgi:application",
        ]  # fmt: skip
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=self.code,
                env=self.site.environment(self.state),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_for(lambda: self.answers("/readyz" if ready else "/healthz"), f"{self.name} to start")
        return self

    def stop(self) -> None:
        """As systemd stops it: the first process is told, and the rest is waited for."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=40)
        except subprocess.TimeoutExpired:
            self.kill()
        else:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)  # `before` may end first and leave the server
        self.process = None

    def kill(self) -> None:
        """All its processes at once, as when a machine goes."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def reload(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGHUP)

    def worker_processes(self) -> list[int]:
        return children(self.process.pid) if self.process is not None else []

    def ask(self, address: str) -> tuple[int, bytes]:
        headers = {"X-Forwarded-Proto": "https", "Host": "127.0.0.1", "Authorization": f"Bearer {TOKEN}"}
        with contextlib.closing(Through(self.place, timeout=10)) as connection:
            connection.request("GET", address, headers=headers)
            response = connection.getresponse()
            return response.status, response.read()

    def answers(self, address: str) -> bool:
        try:
            return self.ask(address)[0] == 200
        except (OSError, http.client.HTTPException):
            return False

    def readiness(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.ask("/readyz")[1])
        return found

    def answered(self) -> int:
        """Requests of visitors that all its processes have answered so far."""
        counts = re.findall(
            r'^magnesium_requests_total\{kind="(?:reading|guide|static)".*\} (\d+)$',
            self.ask("/metrics")[1].decode(),
            flags=re.MULTILINE,
        )
        return sum(map(int, counts))

    def logged(self, sentence: str) -> int:
        return self.log.read_text(encoding="utf-8").count(sentence)


@contextmanager
def serving(*nodes: Node) -> Iterator[None]:
    try:
        for node in nodes:
            node.start()
        yield
    finally:
        for node in nodes:
            with contextlib.suppress(ProcessLookupError):
                node.stop()


def children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [int(one) for one in listed.split() if b"granian" in Path(f"/proc/{one}/cmdline").read_bytes()]


def memory_of(process: int) -> int:
    """Kilobytes of memory that are its own."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def processor_time_of(process: int) -> float:
    """Seconds a processor has worked for it."""
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def wait_for(condition: Any, what: str, *, patience: float = PATIENCE) -> float:
    """Seconds until `condition` held; raises `Failed` when it does not."""
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > patience:
            raise Failed(f"Waited {patience:.0f} seconds for {what}.")
        time.sleep(0.05)
    return time.monotonic() - began


# PostgreSQL ----------------------------------------------------------------------------


class Postgres:
    """A server that can be stopped, and made to hang, on purpose."""

    def __init__(self, address: str, folder: Path) -> None:
        self.address, self.folder = address, folder

    @classmethod
    @contextmanager
    def running(cls) -> Iterator[Postgres]:
        with postgres.running() as address:
            yield cls(address, Path(address.rpartition("host=")[2]))

    def stop(self) -> None:
        self._control("stop", "-m", "immediate")

    def start(self) -> None:
        self._control(
            "start", "-w", "-l", str(self.folder / "restarted.log"), "-o", f"-k {self.folder} -h ''"
        )

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """Every process of it is stopped in the middle of whatever it does, and goes on afterwards."""
        first = int((self.folder / "postmaster.pid").read_text(encoding="ascii").split()[0])
        listed = Path(f"/proc/{first}/task/{first}/children").read_text(encoding="ascii").split()
        everybody = [first, *map(int, listed)]
        for one in everybody:
            os.kill(one, signal.SIGSTOP)
        try:
            yield
        finally:
            for one in everybody:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(one, signal.SIGCONT)

    def _control(self, *words: str) -> None:
        as_owner: dict[str, Any] = {"user": "pgserver"} if os.geteuid() == 0 else {}
        subprocess.run(
            [postgres.PROGRAMS / "pg_ctl", "-D", self.folder, *words],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **as_owner,
        )


# nginx ---------------------------------------------------------------------------------


def nginx_program() -> str | None:
    return shutil.which("nginx", path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin")


@contextmanager
def nginx(folder: Path, nodes: list[Node]) -> Iterator[int]:
    """nginx before the nodes with the rules of `deploy/nginx.conf`; yields its port on loopback."""
    folder.mkdir(parents=True, exist_ok=True)
    port = unused_port()
    upstream = "\n".join(f"    server 127.0.0.1:{node.port} max_fails=1 fail_timeout=2s;" for node in nodes)
    if not nodes[0].port:
        upstream = f"    server unix:{nodes[0].place} max_fails=0;\n" * 2
    (folder / "proxy.conf").write_text(
        (ROOT / "deploy" / "nginx-proxy.conf").read_text(encoding="utf-8").replace("$scheme", "https"),
        encoding="utf-8",
    )
    rules = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for written, here in (
        ("    server unix:/run/which-magnesium/socket max_fails=0;\n" * 2, upstream + "\n"),
        ("/var/cache/nginx", str(folder)),
        ("/etc/nginx/which-magnesium-proxy.conf", str(folder / "proxy.conf")),
    ):
        rules = rules.replace(written, here)
    common, _who_listens, rest = rules.partition("# Who listens\n")
    passed_on = rest.partition("# What is passed on\n")[2]
    (folder / "nginx.conf").write_text(
        f"{'user root; ' if os.geteuid() == 0 else ''}daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log warn;\n"
        "events { worker_connections 1024; }\n"
        f"http {{\naccess_log off; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p;\n"
        f"fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n"
        f"{common}\nserver {{\nlisten 127.0.0.1:{port};\n{passed_on}\n}}\n",
        encoding="utf-8",
    )
    program = nginx_program()
    if program is None:
        raise Failed("nginx is not installed.")
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(
            [program, "-c", str(folder / "nginx.conf"), "-p", str(folder)], stdout=output, stderr=output
        )
    try:
        time.sleep(0.3)
        if process.poll() is not None:
            raise Failed((folder / "output").read_text(encoding="utf-8"))
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=10)


# Editors -------------------------------------------------------------------------------


@contextmanager
def publishing_meanwhile(site: Site, *, every: float) -> Iterator[list[int]]:
    """Somebody who publishes a change over and over until the block ends; yields their numbers."""
    published: list[int] = []
    over = threading.Event()
    process = subprocess.Popen(
        [sys.executable, "-c", "import django; django.setup()\n" + PUBLISH + _ASKED],
        cwd=ROOT,
        env={**site.environment(), "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def go_on() -> None:
        if process.stdin is None or process.stdout is None:
            return
        while not over.wait(every):
            process.stdin.write("go\n")
            process.stdin.flush()
            said = process.stdout.readline().strip()
            if not said:
                return
            published.append(int(said))

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield published
    finally:
        over.set()
        thread.join()
        process.communicate()


_ASKED = """
import sys
for line in sys.stdin:
    print(publish(), flush=True)
"""
