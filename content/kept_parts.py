"""A rendered part of a page that everybody shares, with gaps where something is a visitor's own.

`content.templatetags.kept` makes and fills them; `content.addresses` says where they may stay.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.template.base import NodeList
from django.template.context import Context
from django.utils.safestring import SafeString


class Gap(Protocol):
    """Where something of a visitor's own comes in."""

    def render(self, context: Context) -> SafeString:
        """What belongs there, on the page with these variables."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A gap for a stretch of a template, and the values it takes along of the part around it."""

    nodelist: NodeList
    values: Mapping[str, Any]

    def render(self, context: Context) -> SafeString:
        with context.push(self.values):
            return self.nodelist.render(context)


@dataclass(frozen=True, slots=True)
class Part:
    """What everybody shares, and the gaps between: one more text than gaps."""

    texts: Sequence[SafeString]
    gaps: Sequence[Gap]

    def __len__(self) -> int:
        return sum(map(len, self.texts))

    def render(self, context: Context) -> SafeString:
        if not self.gaps:
            return self.texts[0]
        filled = [self.texts[0]]
        for gap, text in zip(self.gaps, self.texts[1:], strict=True):
            filled += gap.render(context), text
        return SafeString("".join(filled))
