"""The live Edition of this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from content.edition import Edition

__all__ = ["Edition", "NoEdition", "edition", "start", "use"]


class NoEdition(LookupError):
    """Nothing that may be served was ever published, or no database answered yet."""


_edition: Edition | None = None


def edition() -> Edition:
    """The Edition now live; raises `NoEdition`."""
    if _edition is None:
        raise NoEdition
    return _edition


@contextmanager
def use(replacement: Edition | None) -> Iterator[None]:
    """Serve `replacement` in this process for a while: for tests."""
    global _edition
    before, _edition = _edition, replacement
    try:
        yield
    finally:
        _edition = before


def start() -> None:
    """Begin to follow publications; safe to call twice."""
