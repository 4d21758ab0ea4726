"""The editing screens, grouped as an editor thinks.

Each kind of row has a screen of its own; what belongs to a row is edited with it. Nothing
here makes anything live: that is for `content.publishing`.
"""

from content.admin import (
    dashboard,
    forms,
    known,
    markdown_preview,
    pages,
    promises,
    questions,
    releases,
    safety,
)

__all__ = [
    "dashboard",
    "forms",
    "known",
    "markdown_preview",
    "pages",
    "promises",
    "questions",
    "releases",
    "safety",
]
