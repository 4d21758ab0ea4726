"""Every picture is where its number says: measured in the browser, recomputed from the content.

A bar that is too long misleads as a wrong number would. Each mark is measured as a share of
its own picture, and all pictures of one column have one width, so they share one scale.
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
from tests.browser import OpenPage
from tests.journeys.guide import STORIES
from tests.looks.cookies import sealed
from tests.server import Server

WIDTHS = (320, 360, 768, 1280)
COMPARED = ("oxide", "citrate", "glycinate", "l-threonate")
COMPARE = "/compare/?" + "&".join(f"form={slug}" for slug in COMPARED)

MEASURE = """
    selector => [...document.querySelectorAll(selector)].map(picture => {
        const box = picture.getBoundingClientRect();
        return {
            kind: picture.classList[0],
            left: box.left,
            width: box.width,
            height: box.height,
            marks: [...picture.children].map(mark => {
                const at = mark.getBoundingClientRect();
                return {
                    kind: mark.classList[0], from: (at.left - box.left) / box.width,
                    to: (at.right - box.left) / box.width, width: at.width, height: at.height,
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
    left: float
    width: float
    marks: tuple[Mark, ...]

    @property
    def on(self) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if mark.kind == "mark-on")


def pictures(page: Page, selector: str) -> list[Picture]:
    return [
        Picture(
            found["kind"],
            found["left"],
            found["width"],
            tuple(
                Mark(mark["kind"], mark["from"], mark["to"], mark["width"], mark["height"])
                for mark in found["marks"]
            ),
        )
        for found in page.evaluate(MEASURE, selector)
    ]


def at_every_width(page: Page, path: str) -> Iterator[int]:
    page.goto(path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        yield width


def share_one_scale(found: list[Picture]) -> None:
    """Pictures under each other begin at one line and have one width."""
    assert max(it.width for it in found) == pytest.approx(min(it.width for it in found), abs=1)
    assert max(it.left for it in found) == pytest.approx(min(it.left for it in found), abs=1)


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


def test_the_pictures_of_a_result_are_where_their_values_say(
    open_page: OpenPage, server: Server, starter: Catalogue
) -> None:
    page = open_page()
    answers: Mapping[str, list[str]] = {key: [*codes] for key, codes in STORIES["ties"].items()}
    page.context.add_cookies([{"name": "answers", "value": sealed(server, answers), "url": server.url}])
    for width in at_every_width(page, "/guide/result/"):
        for card in page.locator("[data-group=matches] [data-compound]").all():
            slug = card.get_attribute("data-compound") or ""
            of = f"[data-group=matches] [data-compound='{slug}'] .facts"
            (dots,) = pictures(page, f"{of} .dots")
            has_filled(dots, starter.claims_of[slug]["constipation"].certainty)
            gut, absorption = pictures(page, f"{of} .steps")
            is_raised_at(gut, step_of(starter, slug, "gut"), steps_on(starter, "gut"))
            is_raised_at(absorption, step_of(starter, slug, "absorption"), steps_on(starter, "absorption"))
            (bar,) = pictures(page, f"{of} .bar")
            is_a_bar_of(bar, starter.compound_of[slug].elemental[0].percent / WEIGHT_LINE)
            share_one_scale([gut, absorption, bar])
        weights = pictures(page, "#compare tbody .bar")
        if width >= 960:
            assert len(weights) == sum(bool(compound.elemental) for compound in starter.compounds)
            share_one_scale(weights)


def test_the_pictures_of_a_comparison_are_where_their_values_say(
    open_page: OpenPage, starter: Catalogue
) -> None:
    page = open_page()
    for width in at_every_width(page, COMPARE):
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


def test_limits_and_what_is_advised_share_one_line(open_page: OpenPage, starter: Catalogue) -> None:
    page = open_page()
    rows = {row.slug: row for row in starter.intakes if row.headline and row.kind is IntakeKind.LIMIT}
    for _width in at_every_width(page, "/intake/"):
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
