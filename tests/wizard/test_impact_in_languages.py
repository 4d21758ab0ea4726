"""Whatever a change does to visitors can be told in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.utils import translation

from content.catalogue import Level
from tests import builders as b
from tests import pseudo
from wizard.engine.answers import NO_ANSWERS
from wizard.engine.standing import Group as Place
from wizard.impact.comparing import Group, Impact
from wizard.impact.difference import Difference, Kind, Move
from wizard.impact.results import Standing
from wizard.impact.sentences import Sentences

PLAIN = re.compile(r"[A-Za-z]{2,}")

SITE = b.catalogue(
    compounds=[b.compound("form", short="F")],
    cautions=[b.caution("pills", name="P")],
    questions=[b.question("health", b.option("yes"), short="H")],
)
"""Content whose names are single letters, which leaves longer words to the interface."""

ROUTINE, ASK_FIRST, TODAY, NOW = (Standing(level, withheld=False) for level in Level)
WITHHELD = Standing(Level.ASK_FIRST, withheld=True)
FORMS = frozenset({"form"})
MOVES = frozenset(Move("form", before, after) for before in Place for after in (None, Place.MATCHES))

TOLD: tuple[tuple[Kind, Difference], ...] = (
    (Kind.WARNING_LOST, Difference(ASK_FIRST, ROUTINE, lost="pills")),
    (Kind.WARNING_WEAKER, Difference(WITHHELD, TODAY, weaker="pills")),
    (Kind.WARNED_ANSWER_GONE, Difference(WITHHELD, None, refused="health")),
    (Kind.NEWLY_SHOWN_AT_RISK, Difference(ROUTINE, ROUTINE, shown=FORMS)),
    (Kind.FIRST_PLACES, Difference(ROUTINE, ROUTINE, first=FORMS, no_longer_first=FORMS)),
    (Kind.WARNING_ADDED, Difference(ROUTINE, NOW, gained="pills")),
    (Kind.WARNING_STRONGER, Difference(ASK_FIRST, ASK_FIRST, stronger="pills")),
    (Kind.FORMS_MOVED, Difference(ROUTINE, ROUTINE, moves=MOVES)),
    (Kind.ORDER, Difference(ROUTINE, ROUTINE, reordered=True)),
    (Kind.ANSWER_GONE, Difference(ROUTINE, None, refused="health")),
    (Kind.ANSWER_NEW, Difference(None, ROUTINE, refused="health")),
    (Kind.ASKED_ANEW, Difference(ROUTINE, ROUTINE, asked=(True, False))),
    (Kind.ASKED_ANEW, Difference(ROUTINE, ROUTINE, asked=(False, True))),
    (Kind.ASKED_ANEW, Difference(ROUTINE, ROUTINE, asked=(True, True))),
    (Kind.WORDING, Difference(ROUTINE, ROUTINE, reworded=True)),
)


@pytest.fixture(scope="module", autouse=True)
def in_xa(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pseudo.speaking_xa(tmp_path_factory.mktemp("locale")), translation.override(pseudo.LANGUAGE):
        yield


def test_every_kind_of_change_is_told_here() -> None:
    assert {kind for kind, _told in TOLD} == set(Kind)


@pytest.mark.parametrize(("kind", "told"), TOLD)
def test_a_change_is_told_in_the_language_of_the_page(kind: Kind, told: Difference) -> None:
    said = Sentences(SITE, SITE).of_group(Group(kind, told, 1, NO_ANSWERS))
    assert said
    assert not PLAIN.search(said)


@pytest.mark.parametrize("changed", [0, 1, 3, 4000, 3999])
def test_so_is_how_much_changes(changed: int) -> None:
    said = Sentences(SITE, SITE).summary(Impact(4000, {Difference(): changed} if changed else {}, ()))
    assert not PLAIN.search(said)
