"""What the public site serves at one moment: a Catalogue and the public facts about it.

A Release's bytes are fixed before anybody approves or publishes it, so who approved it,
when it went live and what was live before cannot stand in the Catalogue itself. An
Edition holds both. It is immutable, belongs to one request for the whole of a page, and
this module knows neither Django nor a database.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from content.catalogue import Catalogue


class PublicationKind(enum.StrEnum):
    """How a Release came to be live."""

    PUBLISH = "publish"
    ROLL_BACK = "roll_back"
    WITHDRAW = "withdraw"
    EMERGENCY = "emergency"
    DEMONSTRATION = "demonstration"


@dataclass(frozen=True, kw_only=True)
class SignOff:
    """An approval, as the public may know it. `by` is the reviewer's name."""

    by: str
    role: str
    statement: str
    at: dt.datetime


@dataclass(frozen=True, kw_only=True)
class Published:
    """One line of the public log. `number` is that of the Release which went live at `at`.

    `approvals` of an emergency were given after it went live; `kind` says for ever that it
    went live without. `withdrawn` is the slug of the form that a withdrawal took away.
    """

    number: int
    kind: PublicationKind
    at: dt.datetime
    note: str
    reason: str
    approvals: tuple[SignOff, ...] = ()
    withdrawn: str = ""


@dataclass(frozen=True, kw_only=True)
class Gone:
    """A page that an earlier Release had. `reason` is why its form was withdrawn, if it was."""

    title: str
    at: dt.datetime
    withdrawn: bool = False
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Edition:
    """A Catalogue, the Release it came from, and how that went live.

    `number`, `digest` and `data` are the Release's: `data` are the very bytes the digest
    was taken from, for others to check, and empty in an Edition that came from no
    Release. `publication` is the number of the Publication that made it live. `log` is
    newest first and ends with the first Publication of all. `meanings` tells, for every
    Release that was ever live, what each question meant then: Release number → question
    slug → fingerprint. `changed_on` tells when each page last changed and `gone` which pages
    there were before; a page is named by its address without the outer slashes.
    """

    catalogue: Catalogue
    number: int
    digest: str
    publication: int
    published_at: dt.datetime
    kind: PublicationKind
    approvals: tuple[SignOff, ...] = ()
    log: tuple[Published, ...] = ()
    meanings: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    changed_on: Mapping[str, dt.datetime] = field(default_factory=dict)
    gone: Mapping[str, Gone] = field(default_factory=dict)
    data: bytes = field(default=b"", repr=False)

    @property
    def reviewed(self) -> bool:
        """Whether a clinical reviewer approved what this says, before it went live or since."""
        return bool(self.approvals)
