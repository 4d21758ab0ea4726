"""Prepare the site, then serve it on this machine with the production server.

The workers are forked from the process that prepared, so Django is imported once and a
second start is quick.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.common import AbstractServer

HOST = "127.0.0.1"
HIGHEST_PORT = 65_535


class Command(BaseCommand):
    help = "Prepare the site and serve it on 127.0.0.1."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", default="8000", help="the port to serve on (8000)")
        parser.add_argument(
            "--workers", type=int, default=min(2, os.cpu_count() or 1), help="how many processes answer"
        )

    def handle(self, *args: Any, port: str, workers: int, **options: Any) -> None:
        number = free_port(port)
        call_command("prepare", stdout=self.stdout)
        connections.close_all()  # a worker must not inherit an open connection
        gc.collect()
        gc.freeze()  # what the workers share is looked through, and thereby copied, by none of them
        os.register_at_fork(after_in_child=obey_the_parent_alone)
        self.stdout.write(f"Which Magnesium is at http://{HOST}:{number}/ (Ctrl-C ends it)")
        self.stdout.flush()
        server("config.wsgi:application", port=number, workers=workers).serve()


def server(application: str, *, port: int, workers: int) -> AbstractServer[Any]:
    """The web server, set up as every process of this site uses it; `make bench` measures with it too."""
    return Granian(
        application,
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=2,  # while one waits for the database, the other serves readers
        log_level=LogLevels.warning,
        log_access=False,  # an access log would hold addresses with their queries
        respawn_failed_workers=True,
        workers_kill_timeout=5,
    )


def obey_the_parent_alone() -> None:
    """Let a worker end when its parent says so, and for no other reason.

    Ctrl-C goes to every process of the terminal, and then the parent ends its workers; a
    worker that gets both signals at once can wait for itself for ever. And until a worker
    has its own handlers it holds its parent's, which would swallow the parent's word.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def free_port(text: str) -> int:
    """The port as a number, when this process may listen on it."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= HIGHEST_PORT):
        raise CommandError(f"PORT is {text!r}. Set it to a number from 1 to {HIGHEST_PORT}.")
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, int(text)))
        except PermissionError:
            raise CommandError(f"Port {text} needs more rights. Try `make run PORT=8001`.") from None
        except OSError:
            other = int(text) + 1 if int(text) < HIGHEST_PORT else 8000
            raise CommandError(
                f"Port {text} is in use. End the program that uses it, or try `make run PORT={other}`."
            ) from None
    return int(text)
