"""The last good Edition on this machine's own disk, for a start without the database.

The thread that follows publications writes it whenever it swaps. A process that starts
reads it only if the database has not answered, and serves it only if every byte is the one
that was written: the file begins with a digest of the rest. What the file can't know is
a withdrawal made after it was written, while this machine was switched off; so it is
never preferred to an answer of the database.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

import msgspec

from content import catalogue, markdown
from content.edition import Edition

FACTS = tuple(field.name for field in fields(Edition) if field.name != "catalogue")
"""Everything but the Catalogue, which is decoded from the Release's own bytes again."""


class Unusable(ValueError):
    """A file that is not exactly what was written, or says what this site may not serve."""


def keep(edition: Edition, path: Path, *, demonstration: bool) -> None:
    """Write `edition` whole or not at all; raises `OSError`.

    `demonstration` says that this site serves unreviewed content. One that does not will
    refuse the file. An Edition that came from no Release has no bytes, and is not kept.
    """
    if not edition.data:
        return
    facts = {name: getattr(edition, name) for name in FACTS}
    body = msgspec.json.encode({"facts": facts, "demonstration": demonstration})
    content = catalogue.digest(body).encode() + b"\n" + body
    with contextlib.suppress(FileNotFoundError):
        if path.read_bytes() == content:
            return  # another process of this machine was quicker
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def load(path: Path, *, demonstration: bool) -> Edition:
    """The Edition kept in `path`; raises `Unusable`, or `OSError` when there is none."""
    digest, _line, body = path.read_bytes().partition(b"\n")
    if catalogue.digest(body).encode() != digest:
        raise Unusable("its bytes do not match its digest.")
    try:
        kept = msgspec.json.decode(body)
        facts = {name: _as(name, kept["facts"][name]) for name in FACTS if name in kept["facts"]}
        content = catalogue.decode(facts["data"], sanitise=markdown.sanitise)
    except (ValueError, TypeError, KeyError) as error:
        raise Unusable(f"it can't be read by this version of the code: {error}.") from error
    if catalogue.digest(facts["data"]) != facts["digest"]:
        raise Unusable("the bytes of its release do not match their digest.")
    if kept["demonstration"] and not demonstration:
        raise Unusable("it was kept by a site that serves unreviewed content.")
    return Edition(catalogue=content, **facts)


def forget(path: Path) -> None:
    """Keep nothing any more: what the file holds was withdrawn."""
    path.unlink(missing_ok=True)


def _as(name: str, value: Any) -> Any:
    return msgspec.convert(value, _TYPES[name], str_keys=True, builtin_types=(), strict=True)


_TYPES = get_type_hints(Edition)
