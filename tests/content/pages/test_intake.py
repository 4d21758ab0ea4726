"""How much magnesium a day, by authority."""

from __future__ import annotations

import msgspec
import pytest

from content.catalogue import Catalogue, IntakeKind
from content.pages.intake import LINE, intake_page


def number(percentage: str) -> float:
    return float(percentage.removesuffix("%"))


def test_beside_each_limit_for_adults_stands_what_its_region_advises(starter: Catalogue) -> None:
    told = {(row.region, row.advised.text) for row in intake_page(starter).limits if row.advised}
    assert told == {
        ("United States", "Advised there, food counted: 310 to 420 mg"),
        ("European Union", "Advised there, food counted: 300 to 350 mg"),
        ("United Kingdom", "Advised there, food counted: 270 to 300 mg"),
        ("Germany", "Advised elsewhere, food counted: 270 to 420 mg"),
        ("Norway", "Advised elsewhere, food counted: 270 to 420 mg"),
    }


def amounts(catalogue: Catalogue, region: str) -> list[float]:
    """What adults of a region, or of any, are advised to take in."""
    advised = [it for it in catalogue.intakes if it.headline and it.kind is not IntakeKind.LIMIT and it.mg]
    return [it.mg for it in advised if it.mg and it.region == region] or [it.mg for it in advised if it.mg]


def test_what_is_advised_and_the_limit_share_one_line(starter: Catalogue) -> None:
    """Both are worked out again from the content: percent of the line, whatever its width on a screen."""
    limits = {intake.slug: intake for intake in starter.intakes}
    for row in intake_page(starter).limits:
        limit = limits[row.slug]
        least, most = min(amounts(starter, limit.region)), max(amounts(starter, limit.region))
        assert row.bar
        assert row.advised
        assert number(row.bar.width) == pytest.approx(100 * (limit.mg or 0) / LINE, abs=0.01)
        assert number(row.advised.span.x) == pytest.approx(100 * least / LINE, abs=0.01)
        end = number(row.advised.span.x) + number(row.advised.span.width)
        assert end == pytest.approx(100 * most / LINE, abs=0.02)


def test_the_intake_of_an_age_has_no_other_intake_beside_it(starter: Catalogue) -> None:
    page = intake_page(starter)
    assert not any(row.advised for stage in page.stages for row in stage.rows)
    assert not any(row.advised for row in page.other_limits)


def test_without_an_intake_nothing_stands_beside_a_limit(starter: Catalogue) -> None:
    limits = tuple(intake for intake in starter.intakes if intake.kind is IntakeKind.LIMIT)
    page = intake_page(msgspec.structs.replace(starter, intakes=limits))
    assert page.limits
    assert not any(row.advised for row in page.limits)
    assert page.span == ""
