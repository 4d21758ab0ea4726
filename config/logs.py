"""How log lines look, and what may not stand in them."""

from __future__ import annotations

import json
import logging
import re
import time
import traceback
from contextvars import ContextVar
from types import TracebackType

current_request: ContextVar[str] = ContextVar("current_request", default="")
"""The number of the request this thread works on; empty outside of one."""

QUERY = re.compile(r"\?[^\s\"']*")


class UtcFormatter(logging.Formatter):
    """Times in UTC, ISO 8601, and the query cut from any address: what somebody searched for is theirs.

    The reloading server writes whole request lines; the production server is started
    without an access log.
    """

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def format(self, record: logging.LogRecord) -> str:
        return QUERY.sub("", super().format(record))


class JsonFormatter(UtcFormatter):
    """One object on one line: time, level, logger, message, process, and the request's number.

    Of an exception the line tells its kind and the places it came through. While a request
    is answered its message stays out, since it may quote what a visitor sent.
    """

    def format(self, record: logging.LogRecord) -> str:
        # Django writes about a response once more when it has left the middleware.
        request = current_request.get() or getattr(getattr(record, "request", None), "number", "")
        line: dict[str, object] = {
            "time": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "message": QUERY.sub("", record.getMessage()),
            "process": record.process,
        }
        if request:
            line["request"] = request
        if record.exc_info and record.exc_info[1] is not None:
            line["exception"] = _kinds(record.exc_info[1], told=not request)
            line["at"] = _places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def _kinds(error: BaseException, *, told: bool) -> list[str]:
    """The exception and those behind it, the last one first."""
    kinds = []
    seen: BaseException | None = error
    while seen is not None:
        kinds.append(QUERY.sub("", f"{type(seen).__qualname__}: {seen}") if told else type(seen).__qualname__)
        seen = seen.__cause__ or seen.__context__
    return kinds


def _places(trace: TracebackType | None) -> list[str]:
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
