"""One family of stylesheets: the same tokens and layers everywhere, and no side that has a name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "static" / "css"
PUBLIC = ("site.css", "pages.css", "preview.css")
ROOM = ("admin.css", "desk.css", "overviews.css", "impact.css")
SIDES = re.compile(
    r"(?<![\w-])(?:margin|padding|border|inset)?-?(?:left|right)\s*:"
    r"|text-align\s*:\s*(?:left|right)|float\s*:\s*(?:left|right)"
)
"""What would stand on the wrong side where people read from right to left."""
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b")
LAYERS = {"reset", "tokens", "base", "layout", "parts", "charts", "print"}


def css(name: str) -> str:
    """The rules without comments and without addresses."""
    text = (CSS / name).read_text("utf-8")
    return re.sub(r"/\*.*?\*/|url\([^)]*\)", "", text, flags=re.DOTALL)


def tokens(name: str) -> dict[str, str]:
    return dict(re.findall(r"(--[\w-]+):\s*([^;}]+)", css(name)))


def colours(text: str) -> set[str]:
    return {colour.lower() for colour in COLOUR.findall(text)}


def test_every_stylesheet_belongs_to_the_family() -> None:
    assert {path.name for path in CSS.glob("*.css")} == {*PUBLIC, *ROOM}


@pytest.mark.parametrize("name", [*PUBLIC, *ROOM])
def test_no_rule_names_left_or_right(name: str) -> None:
    assert not SIDES.findall(css(name))


@pytest.mark.parametrize("name", PUBLIC)
def test_public_pages_use_the_layers_and_tokens_of_the_site(name: str) -> None:
    for names in re.findall(r"@layer ([\w, ]+)[{;]", css(name)):
        assert {layer.strip() for layer in names.split(",")} <= LAYERS
    used = set(re.findall(r"var\((--[\w-]+)", css(name)))
    assert used <= tokens("site.css").keys(), used - tokens("site.css").keys()


def test_public_colours_are_named_once() -> None:
    """Outside the tokens no rule has a colour of its own; print gives the tokens others."""
    for name in PUBLIC:
        rules = re.sub(r"--[\w-]+:[^;}]+", "", css(name))
        assert not colours(rules), name


def test_the_editing_room_has_the_colours_of_the_site() -> None:
    """It adds what a public page never says: added, removed, deleted, and its deep green."""
    screen = css("admin.css").split("@media print")[0]  # on paper all is black on white
    own = " ".join(re.findall(r"--(?:room|close)-[\w-]+:\s*([^;}]+)", screen))
    assert colours(screen) <= colours(css("site.css")) | colours(own)
    for name in ("desk.css", "overviews.css", "impact.css"):
        rules = re.sub(r"--desk-[\w-]+:[^;}]+", "", css(name))
        assert not colours(rules), name
