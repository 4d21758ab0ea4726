"""The real site for tests: started as `make run` starts it, on a database of its own."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOG = "server.log"
PATIENCE = 600.0  # seconds; a first start on a busy machine collects, compresses, loads and checks
ENDS_WITHIN = 60.0  # seconds; the server itself gives its workers five


@dataclass(frozen=True)
class Server:
    """A running site. `log` is everything it has written."""

    url: str
    process: subprocess.Popen[bytes]
    state: Path
    log: Path


def first_start(shared: Path) -> Path:
    """What a first start leaves behind, made once for all who test together in `shared`."""
    state = shared / "first-start"
    with (shared / "first-start.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not state.exists():
            making = shared / "first-start.making"
            making.mkdir()
            with (making / LOG).open("wb") as output:
                command = [sys.executable, "manage.py", "prepare"]
                subprocess.run(command, cwd=ROOT, env=environment(making), stdout=output, check=True)
            making.rename(state)
    return state


@contextmanager
def running_server(state: Path, *, after: Path | None = None) -> Iterator[Server]:
    """Serve the starter content from the directory `state` until the block ends.

    `after` is what a first start left behind, which saves making it anew.
    """
    if after is not None:
        shutil.copytree(after, state, dirs_exist_ok=True)
    log = state / LOG
    with kept_port() as port:
        with log.open("wb" if after is None else "ab") as output:
            process = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--port", str(port)],
                cwd=ROOT,
                env=environment(state),
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        server = Server(f"http://127.0.0.1:{port}", process, state, log)
        try:
            wait_until_ready(server)
            yield server
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(timeout=ENDS_WITHIN)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                raise


def environment(state: Path) -> dict[str, str]:
    """The surroundings of `make run`, with another place for what the site writes."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {"SITE_MODE": "demonstration", "STATE_DIRECTORY": str(state)}


@contextmanager
def kept_port() -> Iterator[int]:
    """A port that nobody is given by chance before the server listens on it, nor while it does.

    It stays bound here without listening, which leaves it to whoever names it, as a server does.
    """
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind(("127.0.0.1", 0))
        port: int = holder.getsockname()[1]
        yield port


def unused_port() -> int:
    with kept_port() as port:
        return port


def wait_until_ready(server: Server) -> None:
    """Wait for a site with something to read."""
    _wait(server, "/readyz")


def wait_until_up(server: Server) -> None:
    """Wait for a process that answers, whatever it has to say."""
    _wait(server, "/healthz")


def _wait(server: Server, path: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            urllib.request.urlopen(f"{server.url}{path}", timeout=5).close()
        except OSError:  # nobody listens yet, it says that it is not ready, or it takes longer than that
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"The server did not become ready:\n{server.log.read_text()}")
