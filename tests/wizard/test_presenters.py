"""The words and the markup of the guide, on the starter content and without a server."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from content.edition import Edition
from wizard import presenters
from wizard.engine.answers import Answers
from wizard.engine.changes import smallest_changes
from wizard.engine.matching import outcome
from wizard.engine.outcomes import Outcome
from wizard.engine.standing import Group
from wizard.engine.walk import Progress, replay
from wizard.presenters.result import ResultPage

NOTHING_SPECIAL = {
    "now": ["none"],
    "about": ["none"],
    "goals": ["sleep"],
    "digestion": ["fine"],
    "unchecked": ["none"],
    "bowels": ["none"],
    "practice": ["none"],
    "conditions": ["none"],
    "medicines": ["none"],
}

SLEEP: dict[str, list[str]] = {}
CALM = {"goals": ["calm"]}
CRAMPS = {"goals": ["cramps"]}
RESTLESS_LEGS = {"goals": ["restless-legs"]}
TWO_GOALS = {"goals": ["sleep", "cognition"], "digestion": ["upset"], "practice": ["low-cost"]}
ASK_FIRST = {"about": ["breastfeeding", "over-65"], "goals": ["sleep", "constipation"], "medicines": ["bone"]}
WITHHELD = {"conditions": ["kidney"]}
TODAY = {"now": ["leg"]}
CRISIS = {"now": ["suicide"]}

WITH_FORMS = [SLEEP, CALM, CRAMPS, RESTLESS_LEGS, TWO_GOALS, ASK_FIRST]
WITHOUT_FORMS = [WITHHELD, TODAY, CRISIS]


def came_to(edition: Edition, answers: Mapping[str, list[str]]) -> tuple[Progress, Outcome, ResultPage]:
    progress = replay(edition.catalogue, Answers({**NOTHING_SPECIAL, **answers}))
    found = outcome(edition.catalogue, progress)
    changes = smallest_changes(edition.catalogue, progress, found)
    return (
        progress,
        found,
        presenters.result_page(edition, progress, found, changes, presenters.part_of(found, "")),
    )


def result(edition: Edition, answers: Mapping[str, list[str]]) -> ResultPage:
    return came_to(edition, answers)[2]


def render(template: str, page: object) -> str:
    return render_to_string(template, {"page": page}, request=RequestFactory().get("/guide/"))


def parse(html: str) -> Element:
    """The page; fails where it is not valid HTML."""
    tree: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    return tree


def text_of(html: str) -> str:
    return " ".join("".join(parse(html).itertext()).split())


def forms_in(page: Element) -> Iterator[tuple[str, str, str | None]]:
    """Each form's group, name and rank, in the order of the page."""
    for section in page.iter():
        if group := section.get("data-group"):
            for part in section.iter():
                if slug := part.get("data-compound"):
                    yield group, slug, part.get("data-rank")


# Headings -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "title"),
    [
        (SLEEP, "One form matches your answers"),
        (CALM, "Often chosen for this. Not shown to help"),
        (ASK_FIRST, "Forms to discuss with a pharmacist or doctor"),
        (WITHHELD, "Please talk to a clinician before any magnesium"),
        (TODAY, "See a doctor today"),
        (CRISIS, "Please get help now"),
    ],
)
def test_the_heading_says_what_the_answers_come_to(
    edition: Edition, answers: Mapping[str, list[str]], title: str
) -> None:
    assert result(edition, answers).title == title


def test_the_heading_says_when_no_form_is_left(edition: Edition) -> None:
    _, found, page = came_to(edition, RESTLESS_LEGS)
    assert not found.shown
    assert page.title == "No form matches your answers"


# Forms --------------------------------------------------------------------------------


@pytest.mark.parametrize("answers", WITH_FORMS)
def test_every_form_stands_on_the_page_once_and_in_order(
    edition: Edition, answers: Mapping[str, list[str]]
) -> None:
    """Forms set aside stand with others of the same reason, so they have no order of their own."""
    _, found, page = came_to(edition, answers)
    forms = list(forms_in(parse(render("wizard/result.html", page))))
    shown = [
        (match.group.value, match.compound.slug, str(match.rank) if match.rank else None)
        for match in found.matches
    ]
    assert forms[: len(found.shown)] == shown[: len(found.shown)]
    assert sorted(forms[len(found.shown) :], key=str) == sorted(shown[len(found.shown) :], key=str)


@pytest.mark.parametrize("answers", WITHOUT_FORMS)
def test_no_form_stands_on_an_urgent_or_withheld_page(
    edition: Edition, answers: Mapping[str, list[str]]
) -> None:
    page = result(edition, answers)
    assert not any(goal.citations or goal.more for goal in page.goals)
    html = render("wizard/result.html", page)
    assert not list(forms_in(parse(html)))
    assert "/forms/" not in html.split("<main", 1)[1].split("</main>", 1)[0]


@pytest.mark.parametrize("answers", [CALM, CRAMPS, ASK_FIRST])
def test_nothing_looks_like_approval_where_nothing_is_shown_to_help_or_advice_comes_first(
    edition: Edition, answers: Mapping[str, list[str]]
) -> None:
    assert "#tick" not in render("wizard/result.html", result(edition, answers))


def test_forms_in_one_place_say_so(edition: Edition) -> None:
    _, found, page = came_to(edition, CALM)
    tied = [match.compound.slug for match in found.group(Group.MATCHES) if match.rank == 1]
    assert len(tied) > 1
    assert {card.place for card in page.sections[0].cards if card.slug in tied} == {"Joint first"}


@pytest.mark.parametrize("answers", WITH_FORMS)
def test_every_reason_names_an_answer(edition: Edition, answers: Mapping[str, list[str]]) -> None:
    page = result(edition, answers)
    reasons = [card.reasons for section in page.sections for card in section.cards]
    reasons += [row.reasons for group in page.aside for row in group.rows]
    assert all(reasons)
    assert all(reason.answers and reason.text for of_one_form in reasons for reason in of_one_form)


def test_a_form_out_for_a_goal_is_not_said_to_be_out_for_a_safety_answer(edition: Edition) -> None:
    """At 65 the advice is to ask first about chloride too, but sleep is what sets it aside."""
    why, change = set_aside(result(edition, {**SLEEP, "about": ["over-65"]}), "chloride")
    assert why == "Not tested for sleep in anything we read."
    assert change.endswith("this would come in:")


def test_a_form_set_aside_for_safety_gets_no_hint(edition: Edition) -> None:
    why, change = set_aside(result(edition, {**SLEEP, "about": ["breastfeeding"]}), "l-threonate")
    assert why == "Because of your answer “breastfeeding”."
    assert change == "No change of your other answers brings this in:"


def test_a_form_set_aside_says_what_would_bring_it_in(edition: Edition) -> None:
    page = result(edition, SLEEP)
    assert set_aside(page, "taurate")[1] == "If you also chose “More calm”, this would come in:"
    assert set_aside(page, "sulfate")[1] == "No change of your answers brings this in:"


def test_a_reason_to_set_aside_is_said_once_for_all_its_forms(edition: Edition) -> None:
    reasons = [group.why for group in result(edition, ASK_FIRST).aside]
    assert len(set(reasons)) == len(reasons) > 1


def set_aside(page: ResultPage, slug: str) -> tuple[str, str]:
    """Why a form was set aside, and what would bring it in."""
    return next(
        (group.why, part.change)
        for group in page.aside
        for part in group.parts
        if slug in {row.slug for row in part.rows}
    )


@pytest.mark.parametrize("answers", [{}, {"about": ["breastfeeding"]}])
def test_forms_set_aside_are_named_where_their_rows_are_folded(
    edition: Edition, answers: dict[str, list[str]]
) -> None:
    page = result(edition, answers)
    text = text_of(render("wizard/result.html", page))
    for group in page.aside:
        assert group.names in text
        assert all(row.short in group.names for row in group.rows)


def test_answers_without_effect_stand_behind_those_that_count(edition: Edition) -> None:
    page = result(edition, {**SLEEP, "digestion": ["upset"]})
    assert [chip.subject for chip in page.chips_that_count] == ["what you hope for", "digestion"]
    assert {*page.chips_that_count, *page.other_chips} == {*page.chips}


def test_a_caution_is_never_shortened(edition: Edition) -> None:
    """What is brief in a reason about safety is the whole sentence."""
    page = result(edition, ASK_FIRST)
    lines = [line for section in page.sections for card in section.cards for line in card.reasons]
    cautions = {caution.statement for caution in page.cautions}
    said = [line for line in lines if line.text in cautions]
    assert said
    assert all(line.brief == line.text for line in said)


# Guidance -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        (SLEEP, "routine"),
        (ASK_FIRST, "ask_first"),
        (WITHHELD, "ask_first"),
        (TODAY, "urgent"),
        (CRISIS, "urgent"),
    ],
)
def test_the_page_carries_its_level(edition: Edition, answers: Mapping[str, list[str]], level: str) -> None:
    html = render("wizard/result.html", result(edition, answers))
    assert f'data-guidance="{level}"' in html


@pytest.mark.parametrize("answers", [*WITH_FORMS, *WITHOUT_FORMS])
def test_guidance_stands_before_every_form(edition: Edition, answers: Mapping[str, list[str]]) -> None:
    page = result(edition, answers)
    before = render("wizard/result.html", page).split("data-group", 1)[0]
    assert 'id="guidance"' in before
    assert page.guidance.body.html in before


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (WITHHELD, "kidney disease or transplant"),
        ({**WITHHELD, "about": ["over-65"]}, "kidney disease or transplant"),
        (ASK_FIRST, "breastfeeding, 65 or over and bone medicines"),
    ],
)
def test_who_has_to_ask_first_reads_which_answers_that_is_for(
    edition: Edition, answers: Mapping[str, list[str]], told: str
) -> None:
    assert f"because you told us: {told}." in result(edition, answers).lede


@pytest.mark.parametrize("answers", [SLEEP, CALM, TWO_GOALS])
def test_no_sentence_about_a_form_tells_anybody_to_take_it(
    edition: Edition, answers: Mapping[str, list[str]]
) -> None:
    """Right behind the name of a form, even "Take this to a pharmacist" reads as advice to take it."""
    assert "take" not in result(edition, answers).lede.lower()


def test_a_crisis_shows_crisis_lines_first_and_emergency_numbers_too(edition: Edition) -> None:
    groups = result(edition, CRISIS).contacts
    assert [group.kind for group in groups] == ["Crisis lines", "Emergency"]
    assert all(re.fullmatch(r"tel:\+?\d+", line.url) for group in groups for line in group.numbers)


def test_the_questions_to_ask_begin_with_those_of_the_cautions(edition: Edition) -> None:
    _, found, page = came_to(edition, ASK_FIRST)
    own = [ask for raised in found.cautions for ask in raised.caution.ask]
    assert own
    assert list(page.asks[: len(set(own))]) == list(dict.fromkeys(own))


# Answers ------------------------------------------------------------------------------


def test_every_answer_can_be_changed_without_naming_it_in_the_address(edition: Edition) -> None:
    page = result(edition, TWO_GOALS)
    assert [chip.url for chip in page.chips] == [
        f"/guide/{number}/?to_result=1" for number in range(1, len(page.chips) + 1)
    ]


# Markup -------------------------------------------------------------------------------


@pytest.mark.parametrize("answers", [*WITH_FORMS, *WITHOUT_FORMS])
def test_the_result_is_valid_html_without_inline_styles(
    edition: Edition, answers: Mapping[str, list[str]]
) -> None:
    html = render("wizard/result.html", result(edition, answers))
    assert parse(html) is not None
    assert " style=" not in html
    assert "<style" not in html


@pytest.mark.parametrize("error", ["", "Choose at least one answer."])
def test_every_question_is_valid_html(edition: Edition, error: str) -> None:
    progress = replay(edition.catalogue, Answers({**NOTHING_SPECIAL, "goals": ["constipation"]}))
    for number, question in enumerate(progress.path, 1):
        page = presenters.question_page(
            edition,
            progress,
            question,
            number=number,
            chosen=(),
            error=error,
            to_result=False,
        )
        text = text_of(render("wizard/question.html", page))
        assert question.text in text
        assert question.why in text
        assert f"Question {number} of {len(progress.path)}" in text
        is_last = number == len(progress.path)
        assert page.asked.button == ("See your result" if is_last else "Continue")


def test_the_start_page_is_valid_html_and_names_every_urgent_sign(edition: Edition) -> None:
    page = presenters.start_page(edition)
    text = text_of(render("wizard/start.html", page))
    assert page.urgent
    assert all(sign in text for sign in page.urgent)


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500", "503"])
def test_error_pages_are_valid_html_without_any_edition(name: str) -> None:
    assert parse(render(f"{name}.html", None)) is not None


@pytest.mark.parametrize("template", ["400.html", "500.html"])
def test_the_plainest_error_pages_need_nothing_at_all(template: str) -> None:
    assert "{%" not in render_to_string(template)


def test_only_a_fragment_takes_the_focus_and_brings_its_title(edition: Edition) -> None:
    page = result(edition, SLEEP)
    assert "autofocus" not in render("wizard/result.html", page)
    fragment = render("wizard/result.html#result", page)
    assert f"<title>{page.title} · Which Magnesium</title>" in fragment
    assert '<h1 tabindex="-1" autofocus>' in fragment


# The side panel -----------------------------------------------------------------------


def test_the_side_panel_says_what_comes_of_going_on_when_no_form_is_left(edition: Edition) -> None:
    _, found, _ = came_to(edition, RESTLESS_LEGS)
    assert not found.shown
    assert (
        "your result says what else can help" in presenters.running_panel(edition, found, found.shown).summary
    )


def test_the_side_panel_counts_forms_and_groups_those_that_dropped_out(edition: Edition) -> None:
    _, found, _ = came_to(edition, SLEEP)
    out = found.group(Group.SET_ASIDE)
    panel = presenters.running_panel(edition, found, out)
    assert panel.summary == f"{len(found.shown)} of {len(found.matches)} forms are still in the running."
    assert len({dropped.why for dropped in panel.dropped}) == len(panel.dropped) < len(out)
    assert panel.dropped[0].names in render_to_string("wizard/_step.html#running", {"panel": panel})
