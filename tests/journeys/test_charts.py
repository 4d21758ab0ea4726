"""Every picture is where its number says: measured in the browser, recomputed from the content.

A bar that is too long misleads as a wrong number would. Each mark is measured as a share of
its own picture, and all pictures of one column have one width, so they share one scale.
Where people read from right to left, everything begins at the right and is otherwise the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from content.catalogue import Catalogue, Certainty, IntakeKind
from content.pages import marks
from content.pages.cells import WEIGHT_LINE
from content.pages.intake import LINE
from tests.browser import OpenPage, wait_until_laid_out
from tests.journeys.guide import STORIES
from tests.looks.cookies import sealed
from tests.server import Server

WIDTHS = (320, 360, 768, 1280)
DESK = 960
"""From this width on, cards stand beside each other."""
BOTH_WAYS = pytest.mark.parametrize("direction", ["ltr", "rtl"])
COMPARED = ("oxide", "citrate", "glycinate", "l-threonate")
COMPARE = "/compare/?" + "&".join(f"form={slug}" for slug in COMPARED)

MEASURE = """
    selector => [...document.querySelectorAll(selector)].map(picture => {
        const mirrored = document.documentElement.dir === "rtl";
        const from = (inner, outer) => mirrored ? outer.right - inner.right : inner.left - outer.left;
        const box = picture.getBoundingClientRect();
        return {
            kind: picture.classList[0],
            start: from(box, document.documentElement.getBoundingClientRect()),
            width: box.width,
            height: box.height,
            marks: [...picture.children].map(mark => {
                const at = mark.getBoundingClientRect();
                return {
                    kind: mark.classList[0], start: from(at, box) / box.width,
                    end: (from(at, box) + at.width) / box.width, width: at.width, height: at.height,
                };
            }),
        };
    }).filter(picture => picture.width > 0)
"""


@dataclass(frozen=True)
class Mark:
    """A part of a picture; `start` and `end` are shares of the picture's width."""

    kind: str
    start: float
    end: float
    width: float
    height: float


@dataclass(frozen=True)
class Picture:
    kind: str
    start: float
    width: float
    marks: tuple[Mark, ...]

    @property
    def on(self) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if mark.kind == "mark-on")


def pictures(page: Page, selector: str) -> list[Picture]:
    return [
        Picture(
            found["kind"],
            found["start"],
            found["width"],
            tuple(
                Mark(mark["kind"], mark["start"], mark["end"], mark["width"], mark["height"])
                for mark in found["marks"]
            ),
        )
        for found in page.evaluate(MEASURE, selector)
    ]


def at_every_width(page: Page, path: str, direction: str) -> Iterator[int]:
    page.goto(path)
    page.evaluate("direction => { document.documentElement.dir = direction; }", direction)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wait_until_laid_out(page)
        yield width


def share_one_scale(found: list[Picture]) -> None:
    """Pictures under each other begin at one line and have one width."""
    assert max(it.width for it in found) == pytest.approx(min(it.width for it in found), abs=1)
    assert max(it.start for it in found) == pytest.approx(min(it.start for it in found), abs=1)


def is_a_bar_of(picture: Picture, share: float) -> None:
    track, mark = picture.marks
    assert (track.start, track.end) == pytest.approx((0, 1), abs=0.01)
    assert (mark.start, mark.end) == pytest.approx((0, share), abs=0.01)


def is_raised_at(picture: Picture, step: int, count: int) -> None:
    """Segments of one width and, of those, the one at `step` higher than the others."""
    assert len(picture.marks) == count
    width = (1 - marks.SPACE / 100 * (count - 1)) / count
    for place, mark in enumerate(picture.marks):
        start = place * (width + marks.SPACE / 100)
        assert (mark.start, mark.end) == pytest.approx((start, start + width), abs=0.015)
        assert (mark.kind == "mark-on") == (place + 1 == step)
    (here,) = picture.on
    assert here.height > max(mark.height for mark in picture.marks if mark is not here) * 1.5


def has_filled(picture: Picture, certainty: Certainty) -> None:
    assert [mark.kind == "mark-on" for mark in picture.marks] == [
        place < marks.DOTS[certainty] for place in range(3)
    ]
    for mark in picture.marks:
        assert mark.width == pytest.approx(mark.height, rel=0.35)  # round at every width


def step_of(catalogue: Catalogue, slug: str, scale: str) -> int:
    traits = [catalogue.trait_of[trait] for trait in catalogue.traits_of[slug]]
    return next(trait.step for trait in traits if trait.scale == scale)


def steps_on(catalogue: Catalogue, scale: str) -> int:
    return max(trait.step for trait in catalogue.traits if trait.scale == scale)


def result_of(story: str, page: Page, server: Server, direction: str) -> Iterator[int]:
    answers: Mapping[str, list[str]] = {key: [*codes] for key, codes in STORIES[story].items()}
    page.context.add_cookies([{"name": "answers", "value": sealed(server, answers), "url": server.url}])
    return at_every_width(page, "/guide/result/", direction)


@BOTH_WAYS
def test_the_pictures_of_a_result_are_where_their_values_say(
    open_page: OpenPage, server: Server, starter: Catalogue, direction: str
) -> None:
    """On a desk they stand on the cards; on a phone in the one table above them."""
    page = open_page()
    for width in result_of("ties", page, server, direction):
        slugs = [
            card.get_attribute("data-compound") or ""
            for card in page.locator("[data-group=matches] [data-compound]").all()
        ]
        assert len(slugs) > 1
        for slug in slugs:
            on_card = f"[data-group=matches] [data-compound='{slug}'] .facts"
            of = on_card if width >= DESK else f".glance tr:has([href='#form-{slug}'])"
            (dots,) = pictures(page, f"{of} .dots")
            has_filled(dots, starter.claims_of[slug]["constipation"].certainty)
            gut, *others = pictures(page, f"{of} .steps")
            is_raised_at(gut, step_of(starter, slug, "gut"), steps_on(starter, "gut"))
            assert bool(others) == (width >= DESK)
            if others:
                is_raised_at(others[0], step_of(starter, slug, "absorption"), steps_on(starter, "absorption"))
                (bar,) = pictures(page, f"{of} .bar")
                is_a_bar_of(bar, starter.compound_of[slug].elemental[0].percent / WEIGHT_LINE)
                share_one_scale([gut, others[0], bar])
        if width < DESK:
            share_one_scale(pictures(page, ".glance .steps"))
        else:
            weights = pictures(page, "#compare tbody .bar")
            assert len(weights) == sum(bool(compound.elemental) for compound in starter.compounds)
            share_one_scale(weights)


@BOTH_WAYS
def test_one_match_shows_on_a_phone_what_else_is_known_of_it(
    open_page: OpenPage, server: Server, starter: Catalogue, direction: str
) -> None:
    page = open_page()
    l_threonate = starter.compound_of["l-threonate"]
    for width in result_of("one match", page, server, direction):
        absorption = pictures(page, "[data-group=matches] .facts .steps")[-1]
        is_raised_at(
            absorption, step_of(starter, l_threonate.slug, "absorption"), steps_on(starter, "absorption")
        )
        (bar,) = pictures(page, "[data-group=matches] .facts .bar")
        is_a_bar_of(bar, l_threonate.elemental[0].percent / WEIGHT_LINE)
        share_one_scale([absorption, bar])
        assert page.locator(".glance").is_visible() == (width < DESK)


@BOTH_WAYS
def test_the_pictures_of_a_comparison_are_where_their_values_say(
    open_page: OpenPage, starter: Catalogue, direction: str
) -> None:
    page = open_page()
    for width in at_every_width(page, COMPARE, direction):
        bars = pictures(page, ".compare .bar")
        percents = [starter.compound_of[slug].elemental[0].percent for slug in sorted_by_page(page)]
        for bar, percent in zip(bars, percents, strict=True):
            is_a_bar_of(bar, percent / WEIGHT_LINE)
        assert max(bar.width for bar in bars) == pytest.approx(min(bar.width for bar in bars), abs=1), width


def sorted_by_page(page: Page) -> list[str]:
    """The forms compared, in the order of their columns."""
    slugs: list[str] = page.eval_on_selector_all(
        ".compare thead th a[href^='/forms/']", "links => links.map(link => link.pathname.split('/')[2])"
    )
    return slugs


@BOTH_WAYS
def test_limits_and_what_is_advised_share_one_line(
    open_page: OpenPage, starter: Catalogue, direction: str
) -> None:
    page = open_page()
    rows = {row.slug: row for row in starter.intakes if row.headline and row.kind is IntakeKind.LIMIT}
    for _width in at_every_width(page, "/intake/", direction):
        drawn = pictures(page, "#limits .bar")
        share_one_scale(drawn)
        for slug, row in rows.items():
            limit, advised = pictures(page, f"#limits [id='{slug}'] .bar")
            assert row.mg is not None
            is_a_bar_of(limit, row.mg / LINE)
            amounts = advised_in(starter, row.region) or advised_in(starter)
            (span,) = advised.on
            assert (span.start, span.end) == pytest.approx(
                (min(amounts) / LINE, max(amounts) / LINE), abs=0.01
            )


def advised_in(catalogue: Catalogue, region: str = "") -> list[float]:
    """What adults are advised to take in there, or anywhere."""
    return [
        intake.mg
        for intake in catalogue.intakes
        if intake.headline
        and intake.kind is not IntakeKind.LIMIT
        and intake.mg is not None
        and region in {"", intake.region}
    ]
