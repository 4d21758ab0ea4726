"""The editing screens, grouped as an editor thinks.

Each kind of row has a screen of its own; what belongs to a row is edited with it. Nothing
here makes anything live: that is for `content.publishing`.
"""

from content.admin import (
    accounts,
    dashboard,
    forms,
    known,
    markdown_preview,
    pages,
    promises,
    questions,
    record,
    releases,
    safety,
)

__all__ = [
    "accounts",
    "dashboard",
    "forms",
    "known",
    "markdown_preview",
    "pages",
    "promises",
    "questions",
    "record",
    "releases",
    "safety",
]
