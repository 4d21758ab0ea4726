"""What the release checks found, kept at hand while the content stays the same.

Walking every path of the guide takes seconds, and several pages of the editing room ask
the same about the same content. Content that reads the same has the same digest.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from typing import TypeAlias

from content import catalogue, release_checks
from content.catalogue import Catalogue
from content.release_checks import Problem

KEPT = 6
"""Of how many contents the problems are remembered: the draft of today and yesterday, and some Releases."""

Key: TypeAlias = tuple[str, dt.date]

_kept: OrderedDict[Key, tuple[Problem, ...]] = OrderedDict()
_lock = threading.Lock()


def problems(content: Catalogue, *, today: dt.date) -> tuple[Problem, ...]:
    """Everything the release checks find in `content`, gravest first; looked for once."""
    key = _key(content, today)
    with _lock:  # whoever asks meanwhile waits for this answer instead of looking again
        if key not in _kept:
            _kept[key] = tuple(release_checks.run(content, today=today))
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
        _kept.move_to_end(key)
        return _kept[key]


def known(content: Catalogue, *, today: dt.date) -> tuple[Problem, ...] | None:
    """The problems of `content` if somebody asked for them before; never waits."""
    return _kept.get(_key(content, today))


def _key(content: Catalogue, today: dt.date) -> Key:
    return catalogue.digest_of(content), today
