"""A visitor with a browser, answering the guide."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from playwright.sync_api import Page, expect

from content.catalogue import Catalogue
from wizard.engine.answers import Answers
from wizard.engine.matching import outcome
from wizard.engine.standing import Group
from wizard.engine.walk import replay

SLEEPLESS = {
    "now": ["none"],
    "about": ["none"],
    "goals": ["sleep"],
    "digestion": ["upset"],
    "unchecked": ["none"],
    "practice": ["none"],
    "conditions": ["none"],
    "medicines": ["none"],
}
"""The visitor in the shop aisle: sleeps badly, touchy stomach."""

STORIES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "sleeps badly, touchy stomach": SLEEPLESS,
    "two goals": {**SLEEPLESS, "goals": ["sleep", "cognition"], "practice": ["low-cost", "no-tablets"]},
    "constipation asks a question more": {
        **SLEEPLESS, "goals": ["constipation"], "digestion": ["constipated"], "bowels": ["none"],
    },
    "one match": {**SLEEPLESS, "goals": ["cognition"]},
    "ties": {**SLEEPLESS, "goals": ["constipation"], "digestion": ["fine"], "bowels": ["none"]},
    "not sure everywhere": {
        **SLEEPLESS,
        "about": ["rather-not-say"],
        "goals": ["not-sure"],
        "digestion": ["not-sure"],
        "conditions": ["not-sure"],
        "medicines": ["not-sure"],
    },
    "nothing matches": {**SLEEPLESS, "goals": ["cramps"]},
    "not shown to help": {**SLEEPLESS, "goals": ["energy"]},
    "nothing is shown at all": {**SLEEPLESS, "goals": ["restless-legs"]},
    "to discuss": {**SLEEPLESS, "medicines": ["thyroid"]},
    "much to ask": {
        **SLEEPLESS,
        "about": ["breastfeeding", "over-65"],
        "goals": ["sleep", "constipation"],
        "bowels": ["none"],
        "medicines": ["thyroid", "bone"],
    },
    "set aside when breastfeeding": {**SLEEPLESS, "about": ["breastfeeding"]},
    "withheld": {**SLEEPLESS, "conditions": ["kidney"]},
    "urgent now": {"now": ["chest"]},
    "urgent today": {"now": ["leg"]},
    "crisis": {"now": ["suicide"]},
}  # fmt: skip
FORM = "main form:has(input[name=question])"


@dataclass(frozen=True)
class Seen:
    """What a result shows: the guidance, (group, form, rank) in the order shown, and what is set aside."""

    guidance: str
    forms: tuple[tuple[str, str, str], ...]
    aside: frozenset[str]


def expected(catalogue: Catalogue, answers: Mapping[str, Sequence[str]]) -> Seen:
    """What the engine says a result should show."""
    result = outcome(catalogue, replay(catalogue, Answers(answers)))
    guidance = "urgent" if result.level.is_urgent else str(result.level)
    forms = tuple((match.group, match.compound.slug, str(match.rank)) for match in result.shown)
    aside = frozenset(match.compound.slug for match in result.group(Group.SET_ASIDE))
    return Seen(guidance, forms, aside)


def seen(page: Page) -> Seen:
    """What the result on this page shows."""
    guidance = page.locator("[data-guidance]").first.get_attribute("data-guidance") or ""
    forms = page.eval_on_selector_all(
        "[data-group] [data-compound]",
        """forms => forms.map(form => [
            form.closest("[data-group]").dataset.group, form.dataset.compound, form.dataset.rank || ""])""",
    )
    shown = tuple((group, form, rank) for group, form, rank in forms if group != Group.SET_ASIDE)
    return Seen(guidance, shown, frozenset(form for group, form, _ in forms if group == Group.SET_ASIDE))


def begin(page: Page) -> None:
    """From the start page to the first question, which is there with its scripts."""
    page.goto("/guide/")
    page.locator("main a[href='/guide/1/']").first.click()
    page.wait_for_url("**/guide/1/")


def question(page: Page) -> str:
    """Which question the page asks."""
    return page.locator(f"{FORM} input[name=question]").input_value()


def choose(page: Page, codes: Sequence[str]) -> None:
    """Tick exactly these answers."""
    for box in page.locator(f"{FORM} input[name=choice][type=checkbox]:checked").all():
        if box.input_value() not in codes:
            box.uncheck()
    for code in codes:
        page.locator(f"{FORM} input[name=choice][value='{code}']").check()


def go_on(page: Page) -> None:
    """Press Continue and wait for the page it leads to."""
    before = page.locator("main h1").inner_text()
    page.locator(f"{FORM} [type=submit]").click()
    expect(page.locator("main h1")).not_to_have_text(before)
    page.wait_for_load_state()


def arrive(page: Page, answers: Mapping[str, Sequence[str]]) -> None:
    """Go to the result of these answers without looking at the questions: much faster."""
    page.goto("/guide/1/")
    token = page.locator(f"{FORM} input[name=csrfmiddlewaretoken]").input_value()
    asked = question(page)
    while asked:
        fields = {"csrfmiddlewaretoken": token, "question": asked, "choice": answers[asked]}
        answered = page.request.post(
            "/guide/1/",
            data=urlencode(fields, doseq=True),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )
        next_question = re.search(r'name="question" value="([^"]+)"', answered.text())
        asked = next_question[1] if next_question else ""
    page.goto("/guide/result/")


def answer_all(page: Page, answers: Mapping[str, Sequence[str]]) -> None:
    """Answer every question asked until the result is there."""
    while "/guide/result/" not in page.url:
        choose(page, answers[question(page)])
        go_on(page)
