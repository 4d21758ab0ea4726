"""Visitors who do anything in any order: answer, go back, change, use two tabs, clear, tamper."""

from __future__ import annotations

import re
from contextlib import ExitStack
from dataclasses import dataclass

from django.test import Client
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from content import live
from content.catalogue import Level
from content.edition import Edition
from tests.builders import edition
from tests.made_up.trying import Tried, as_many_as, counted
from tests.wizard.guide import THEN, Visitor, guide, second_release
from wizard.engine.matching import outcome
from wizard.engine.walk import BadChoice, check_choice
from wizard.keeping import recall

EDITIONS = (
    edition(guide(), number=1, meanings={1: THEN}),
    second_release(),
    edition(guide(), number=3, meanings={1: THEN, 2: THEN, 3: {**THEN, "goals": "b"}}),
)
QUESTIONS = guide().question_of
CODES = sorted({option.code for question in QUESTIONS.values() for option in question.options})
PLACES = re.compile(r"/guide/(\d+/(\?to_result=1)?|result/|)")
tabs = st.integers(0, 1)


@dataclass
class Tab:
    """A page that is open: the question on it, and the release it was made from."""

    number: int = 1
    question: str = "now"
    release: int = 1


class Walk(RuleBasedStateMachine):
    tried = Tried()

    @initialize()
    def arrive(self) -> None:
        self.tried.examples += 1
        self.stack = ExitStack()
        self.edition = EDITIONS[0]
        self.stack.enter_context(live.use(self.edition))
        self.visitor = Visitor(Client(headers={"host": "localhost"}))
        self.open_tabs = [Tab(), Tab()]
        self.tampered = False

    @rule(tab=tabs, number=st.integers(0, 9), to_result=st.booleans())
    def open_question(self, tab: int, number: int, *, to_result: bool) -> None:
        """Go forward, back, or somewhere by hand."""
        self._show(tab, f"/guide/{number}/" + ("?to_result=1" if to_result else ""))

    @rule(
        tab=tabs,
        codes=st.lists(st.sampled_from(CODES), max_size=3),
        fitting=st.booleans(),
        changing=st.booleans(),
    )
    def answer(self, tab: int, codes: list[str], *, fitting: bool, changing: bool) -> None:
        """Answer what stands in a tab, perhaps with what another question offers."""
        page = self.open_tabs[tab]
        asked = self.edition.catalogue.question_of[page.question]
        if fitting:
            known = [option.code for option in asked.options]
            codes = [known[len("".join(codes)) % len(known)]]
        before = self.visitor.carried.answers
        fields = {"release": page.release, **({"to_result": "1"} if changing else {})}
        response = self.visitor.answer(page.question, *codes, number=page.number, **fields)
        self._look(response)
        after = self.visitor.carried
        if response.status_code == 422:
            assert not _is_an_answer(page.question, codes)
            return
        kept = after.answers.get(page.question)
        if kept is not None and kept != before.get(page.question):  # another release may drop it instead
            assert set(kept) == set(codes)
        assert set(after.answers) <= {*before, page.question}
        self._show(tab, response.headers["Location"])

    @rule(tab=tabs, codes=st.lists(st.sampled_from(CODES), max_size=3))
    def tick(self, tab: int, codes: list[str]) -> None:
        """The side panel never saves anything."""
        before = self.visitor.sealed
        self._look(self.visitor.tick(self.open_tabs[tab].question, *codes))
        assert self.visitor.sealed == before

    @rule()
    def clear(self) -> None:
        self._look(self.visitor.client.post("/guide/clear/"))
        assert not self.visitor.carried.answers

    @rule(position=st.integers(0, 5000), letter=st.sampled_from("Aaz0-_ é"))
    def tamper(self, position: int, letter: str) -> None:
        if sealed := self.visitor.sealed:
            place = position % len(sealed)
            self.visitor.bring(sealed[:place] + letter + sealed[place + 1 :])
            self.tampered = True

    @rule(which=st.sampled_from(EDITIONS))
    def publish_meanwhile(self, which: Edition) -> None:
        self.edition = which
        self.stack.close()
        self.stack.enter_context(live.use(which))

    @rule(page=st.sampled_from(["result", "pharmacist"]))
    def look_at_result(self, page: str) -> None:
        """It is there exactly when the engine has no question left, and an urgent one shows no form."""
        recalled = recall(self.edition, self.visitor.carried)
        found = outcome(self.edition.catalogue, recalled.progress)
        response = self.visitor.open(f"/guide/{page}/")
        self._look(response)
        there = recalled.progress.finished and (page == "result" or not found.level.is_urgent)
        assert (response.status_code == 200) is there
        if there and found.level.is_urgent:
            assert found.level in {Level.URGENT_NOW, Level.URGENT_TODAY}
            assert not found.shown

    @invariant()
    def a_cookie_is_whole_unless_somebody_changed_it(self) -> None:
        carried = self.visitor.carried
        assert self.tampered or not carried.state.is_broken
        self.tampered = carried.state.is_broken
        assert set(carried.answers) <= set(QUESTIONS)

    def teardown(self) -> None:
        if hasattr(self, "stack"):
            self.stack.close()

    def _show(self, tab: int, address: str) -> None:
        response = self.visitor.open(address, follow=True)
        self._look(response)
        asked = re.search(r'name="question" value="([^"]+)"', response.content.decode())
        if asked:
            at = re.fullmatch(r"/guide/(\d+)/", response.request["PATH_INFO"])
            self.open_tabs[tab] = Tab(int(at[1]) if at else 1, asked[1], self.edition.number)

    def _look(self, response: object) -> None:
        self.tried.steps += 1
        status = getattr(response, "status_code", 0)
        assert status in {200, 302, 303, 422}, status
        address = getattr(response, "headers", {}).get("Location", "")
        assert not address or PLACES.fullmatch(address), address


def _is_an_answer(slug: str, codes: list[str]) -> bool:
    try:
        check_choice(QUESTIONS[slug], codes)
    except BadChoice:
        return False
    return True


def test_whatever_visitors_do_their_answers_are_theirs_and_nothing_fails() -> None:
    """No test here may use the database, so a page that asks it fails as well."""
    with counted() as tried:
        Walk.tried = tried
        run_state_machine_as_test(Walk, settings=as_many_as(12, steps=30))
