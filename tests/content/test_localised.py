"""An Edition as one locale shows it."""

from __future__ import annotations

from content import documents
from content.catalogue import Catalogue, ContactKind, IntakeKind
from content.edition import Edition
from content.locales import Locale
from content.localised import localised
from content.pages.telephones import telephones
from tests import builders as b


def seen_from(edition: Edition, region: str) -> Catalogue:
    return localised(edition, Locale("en", region)).catalogue


def test_the_numbers_of_a_region_come_first_and_no_number_is_left_out(edition: Edition) -> None:
    there = seen_from(edition, "gb").contacts

    assert [contact.region for contact in there[:3]] == [
        "United Kingdom",
        "United Kingdom and Ireland",
        "United Kingdom",
    ]
    assert sorted(there, key=lambda contact: contact.order) == list(edition.catalogue.contacts)


def test_emergencies_of_a_region_are_the_first_to_be_called(edition: Edition) -> None:
    for region, number in (("us", "911"), ("gb", "999"), ("eu", "112")):
        (emergency,) = telephones(seen_from(edition, region).contacts, ContactKind.EMERGENCY)
        assert emergency.numbers[0].number == number


def test_the_limit_of_a_region_leads_and_no_amount_is_left_out(edition: Edition) -> None:
    there = seen_from(edition, "gb").intakes
    limits = [intake for intake in there if intake.kind is IntakeKind.LIMIT]

    assert limits[0].slug == "uk-limit-adults"
    assert {intake.region for intake in there[:4]} == {"United Kingdom"}
    assert sorted(there, key=lambda intake: intake.slug) == sorted(
        edition.catalogue.intakes, key=lambda intake: intake.slug
    )


def test_a_region_changes_nothing_that_decides(edition: Edition) -> None:
    there = seen_from(edition, "us")

    assert documents.in_order(there).questions == edition.catalogue.questions
    assert there.claims == edition.catalogue.claims
    assert there.cautions == edition.catalogue.cautions


def test_the_work_is_done_once_and_the_default_needs_none(edition: Edition) -> None:
    assert localised(edition, Locale("en")) is edition
    assert localised(edition, Locale("en", "gb")) is localised(edition, Locale("en", "gb"))
    assert localised(edition, Locale("en", "gb")) is not localised(edition, Locale("en", "us"))


def test_what_holds_no_link_is_not_copied() -> None:
    plain = b.edition(b.catalogue())

    assert localised(plain, Locale("es")).catalogue is plain.catalogue
