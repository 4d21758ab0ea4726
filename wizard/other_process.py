"""A process of its own for pure work, so that counting holds up nobody who reads. Pure.

Python runs one thread of a process at a time: seconds of counting in a thread beside the
requests would be seconds in which every page is slow. This process is asked to be the last
in the queue for the machine, does one piece of work after the other, and ends when the
process that started it does, since then nobody holds the other end of its pipe.

Both ends are this software, and nothing else can write to the pipe, so pickle may carry
functions and values across. It loads the modules that a function needs, and no Django.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import traceback
from collections.abc import Callable
from typing import IO, Any

POLITENESS = 5
"""How far others come first when the machine is busy: they get about three times as much of it."""

Report = Callable[[float], None]

REPORT, DONE, FAILED = range(3)


class WorkFailed(Exception):
    """The work raised an exception, or its process ended; the message says which."""


class OtherProcess:
    """Starts the process when there is something to do."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def do(self, make: Callable[[Report], Any], report: Report) -> Any:
        """What `make` makes, called in the other process; raises `WorkFailed`."""
        sent = pickle.dumps(make)
        try:
            to, back = self._pipes()
            pickle.dump(sent, to)
            to.flush()
            while True:
                kind, told = pickle.load(back)  # noqa: S301 - our own process wrote it
                if kind == DONE:
                    return told
                if kind == FAILED:
                    raise WorkFailed(told)
                report(told)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            self.end()
            raise WorkFailed("The process that did the work has ended.") from error

    def end(self) -> None:
        """Let the process end."""
        if self._process is not None:
            process, self._process = self._process, None
            with process:  # closes its pipes, which it takes for a goodbye, and waits for it
                pass

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None:
            self._process = _start()
        process = self._process
        if process.stdin is None or process.stdout is None:
            raise OSError("The process has no pipes.")
        return process.stdin, process.stdout


def _start() -> subprocess.Popen[bytes]:
    """It needs to find the same modules, and nothing else that surrounds this process."""
    return subprocess.Popen(  # noqa: S603 - our own module, and no argument from anywhere
        [sys.executable, "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        start_new_session=True,  # Ctrl-C is for the process that serves
    )


def serve(work: IO[bytes], results: IO[bytes]) -> None:
    """Do what comes until nothing can come any more."""

    def tell(kind: int, told: Any) -> None:
        pickle.dump((kind, told), results)
        results.flush()

    while True:
        try:
            sent = pickle.load(work)  # noqa: S301 - the process that started this one wrote it
        except EOFError:
            return
        try:
            made = pickle.loads(sent)(lambda share: tell(REPORT, share))  # noqa: S301 - as above
            pickle.dumps(made)
        except BrokenPipeError:
            return
        except Exception:  # noqa: BLE001 - whatever it is, it is told to who asked
            tell(FAILED, traceback.format_exc())
        else:
            tell(DONE, made)


if __name__ == "__main__":
    os.nice(POLITENESS)
    results = sys.stdout.buffer
    sys.stdout = sys.stderr  # what is printed by accident is no result
    serve(sys.stdin.buffer, results)
