"""Regions: whose telephone numbers and limits come first for a reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.catalogue import Catalogue, ContactKind, IntakeKind, Region
from content.release_checks.problem import Check, Checker, Gravity, Problem
from content.release_checks.subject import Subject
from content.telling import Sentence

NO_EMERGENCY = Check(
    slug="region-without-emergency-number",
    gravity=Gravity.BLOCK,
    looks_for=Sentence("Regions whose telephone numbers hold none for emergencies."),
    remedy=Sentence("Choose the emergency number of the region, or take the region away."),
)
NO_LIMIT = Check(
    slug="region-without-limit",
    gravity=Gravity.BLOCK,
    looks_for=Sentence("Regions led by a value that is no limit, or by a limit without an amount."),
    remedy=Sentence("Choose the limit for adults that holds in the region."),
)
NO_ADDRESS = Check(
    slug="region-without-address",
    gravity=Gravity.BLOCK,
    looks_for=Sentence("Regions whose short name is not two small letters, which addresses need."),
    remedy=Sentence("Use the two letters of the country or union, such as gb, us or eu."),
)

_LETTERS = re.compile(r"[a-z]{2}")


def find(subject: Subject) -> Iterator[Problem]:
    for region in subject.content.regions:
        yield from _problems(subject.content, region)


def _problems(content: Catalogue, region: Region) -> Iterator[Problem]:
    kinds = {contact.kind for contact in content.contacts if contact.slug in region.contacts}
    if ContactKind.EMERGENCY not in kinds:
        yield NO_EMERGENCY.problem("regions", region.slug, "contacts", Sentence("no number for emergencies"))
    leading = next(intake for intake in content.intakes if intake.slug == region.leading_limit)
    if leading.kind is not IntakeKind.LIMIT or leading.mg is None:
        message = Sentence("“%(value)s” sets no limit", value=leading.slug)
        yield NO_LIMIT.problem("regions", region.slug, "leading_limit", message)
    if not _LETTERS.fullmatch(region.slug):
        message = Sentence("“%(name)s” is not two letters", name=region.slug)
        yield NO_ADDRESS.problem("regions", region.slug, "slug", message)


CHECKER = Checker(checks=(NO_EMERGENCY, NO_LIMIT, NO_ADDRESS), find=find, needs_whole=True)
