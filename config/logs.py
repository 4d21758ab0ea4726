"""How log lines look, and what may not stand in them."""

from __future__ import annotations

import logging
import re
import time

QUERY = re.compile(r"\?[^\s\"']*")


class UtcFormatter(logging.Formatter):
    """Times in UTC, ISO 8601."""

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"


class WithoutQueries(logging.Filter):
    """Cut the query from any address in a line: what somebody searched for is theirs.

    The reloading server writes whole request lines; the production server is started
    without an access log.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = QUERY.sub("", record.getMessage()), None
        return True
