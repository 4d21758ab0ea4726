"""What is raised when something may not be done."""

from __future__ import annotations


class Refused(ValueError):
    """This may not be done; `reasons` says why, one sentence each."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = reasons
        super().__init__("\n".join(reasons))


def refuse_for(reasons: tuple[str, ...]) -> None:
    """Raise `Refused` when there are any reasons."""
    if reasons:
        raise Refused(*reasons)
