"""What a screen reader meets on each page, kept as a file and compared by a test.

    python -m tests.looks.trees        # make trees: write them anew, then read the difference

The accessibility tree comes from the browser. Running text and long runs of parts that are
built alike are left out, so that a new food or a better sentence changes nothing here, and
a heading, landmark, label or table that went missing does.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import django
from playwright.sync_api import Page, sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
django.setup()

from tests.browser import QUIET, chromium  # noqa: E402 - Django must be ready first
from tests.looks.states import STATES, Sites  # noqa: E402
from tests.server import Server, running_server  # noqa: E402

KEPT = Path(__file__).with_name("trees")
OF = (
    "home-page",
    "guide-start",
    "guide-first",
    "guide-refused",
    "guide-panel",
    "guide-change",
    "result-aisle",
    "result-two-goals",
    "result-not-shown",
    "result-none",
    "result-discuss",
    "result-withheld",
    "result-now",
    "result-changed",
    "result-pharmacist",
    "lost-expired",
    "lost-cookies",
    "lost-404",
    "lost-400",
    "lost-403",
    "lost-500",
    "lost-search",
    "read-search",
    "read-forms",
    "read-form",
    "read-compare",
    "read-goal",
    "read-food",
    "read-intake",
    "read-calculator",
    "read-safety",
    "read-low",
    "read-learn",
    "read-article",
    "read-glossary",
    "read-sources",
    "read-about",
    "read-changes",
    "read-data",
)
"""Names of states: each template once, with the most it can show, and each kind of result."""

OF_THE_ROOM = ("room-first", "room-list", "room-claim", "room-release", "room-propose")
ALIKE = 3
"""So many neighbours built alike stand for any number of them."""

UNNAMED = {"paragraph", "listitem", "cell", "row", "rowheader", "definition", "time", "strong", "emphasis"}
"""Roles whose name is the text they hold."""
EVERYWHERE = {"banner", "contentinfo"}
TOLD_WHOLE = EVERYWHERE | {"navigation"}
"""Roles whose parts are all named, however alike they are."""


@dataclass
class Part:
    """One element of the tree; `said` is its line without the text it holds."""

    said: str
    parts: list[Part] = field(default_factory=list)

    @property
    def role(self) -> str:
        return self.said.split()[0]

    @property
    def shape(self) -> str:
        """The roles in it, whatever their names."""
        return f"{self.role}({','.join(dict.fromkeys(part.shape for part in self.parts))})"


def outline(page: Page, name: str) -> str:
    """The tree; what stands at the top and the foot of every page is told once, with the first of them."""
    parts = _parsed(page.locator("body").aria_snapshot())
    if name not in {OF[0], OF_THE_ROOM[0]}:
        for part in parts:
            if part.role in EVERYWHERE:
                part.parts = []
    return "\n".join(_lines(parts, indent="")) + "\n"


def _parsed(snapshot: str) -> list[Part]:
    top = Part("document")
    stack = [(-1, top)]
    for line in snapshot.splitlines():
        depth = len(line) - len(line.lstrip())
        said = _without_text(line.strip().removeprefix("- "))
        if not said:
            continue
        while stack[-1][0] >= depth:
            stack.pop()
        part = Part(said)
        stack[-1][1].parts.append(part)
        stack.append((depth, part))
    return top.parts


def _without_text(line: str) -> str:
    """The role, with the name where the name isn't simply the text inside; empty for text alone."""
    line = line.strip("'")
    if line.startswith(("text:", "/")):
        return ""
    found = re.match(r'([\w-]+)( "(?:[^"\\]|\\.)*")?((?: \[[^\]]*\])*)', line)
    if not found:
        return ""
    role, name, states = found[1], found[2] or "", found[3]
    return f"{role}{'' if role in UNNAMED else name}{states}"


def _lines(parts: Sequence[Part], indent: str, *, whole: bool = False) -> Iterator[str]:
    alike = 0
    before = ""
    for part in parts:
        alike = alike + 1 if part.shape == before else 1
        before = part.shape
        if alike > ALIKE and not whole:
            if alike == ALIKE + 1:
                yield f"{indent}- (more alike)"
            continue
        yield f"{indent}- {part.said}"
        yield from _lines(part.parts, indent + "  ", whole=whole or part.role in TOLD_WHOLE)


def kept(name: str) -> Path:
    return KEPT / f"{name}.txt"


def visit(page: Page, server: Server, name: str) -> None:
    """Go to a state as somebody new."""
    state = next(state for state in STATES if state.name == name)
    page.unroute_all()
    page.context.clear_cookies()
    state.show(page, Sites(filled=server, empty=server))


def main() -> None:
    KEPT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as state, ExitStack() as stack:
        server = stack.enter_context(running_server(Path(state)))
        playwright = stack.enter_context(sync_playwright())
        arguments = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else [*QUIET]
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        page = browser.new_page(base_url=server.url)
        for name in (*OF, *OF_THE_ROOM):
            visit(page, server, name)
            kept(name).write_text(outline(page, name), "utf-8")
        browser.close()


if __name__ == "__main__":
    main()
