"""What an editing screen says besides its fields, and what is written down about its saves."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from content import holding, models, roles
from content.admin import uses, visitors
from content.models import Edit
from content.preview import address as preview_address
from tests import factories as f
from tests.content.admin.screens import address, as_shown


def _page(client: Client, where: str) -> str:
    return " ".join(client.get(where).content.decode().split())


# What is written down -------------------------------------------------------------------


def test_a_save_is_written_down_with_its_field(editing: Client, jo: User) -> None:
    goal = models.Goal.objects.get(slug="sleep")
    sent = as_shown(editing.get(address(goal)).context) | {"hope": "a good night"}
    assert editing.post(address(goal), sent).status_code == 302
    edit = Edit.objects.get()
    assert (edit.by, edit.kind, edit.record, edit.how) == (jo, "goals", "sleep", "")
    assert [change.path for change in edit.changes()] == [("hope",)]


def test_a_save_that_is_refused_leaves_nothing_behind(editing: Client) -> None:
    goal = models.Goal.objects.get(slug="sleep")
    editing.post(address(goal), as_shown(editing.get(address(goal)).context) | {"name": "", "hope": "x"})
    assert not Edit.objects.exists()


def test_a_new_row_is_written_down(editing: Client) -> None:
    sent = {"slug": "taste", "name": "Taste", "number": "90"}
    assert editing.post(reverse("admin:content_scale_add"), sent).status_code == 302
    edit = Edit.objects.get()
    assert (edit.record, edit.before) == ("taste", None)


def test_a_deletion_is_written_down(editing: Client) -> None:
    term = models.GlossaryTerm.objects.all()[0]
    assert editing.post(address(term, "delete"), {"post": "yes"}).status_code == 302
    edit = Edit.objects.get()
    assert (edit.record, edit.after) == (term.slug, None)


def test_a_deletion_of_several_is_written_down(editing: Client) -> None:
    terms = [str(pk) for pk in models.GlossaryTerm.objects.values_list("pk", flat=True)]
    sent = {"action": "delete_selected", "_selected_action": terms, "post": "yes"}
    editing.post(reverse("admin:content_glossaryterm_changelist"), sent)
    assert [edit.after for edit in Edit.objects.all()] == [None for _ in terms]
    assert {edit.how for edit in Edit.objects.all()} == {"several at once"}


def test_the_history_tells_who_changed_which_field_from_what_to_what(editing: Client) -> None:
    goal = models.Goal.objects.get(slug="sleep")
    sent = as_shown(editing.get(address(goal)).context) | {"hope": "a good night"}
    editing.post(address(goal), sent)
    page = _page(editing, address(goal, "history"))
    assert "Changed by Jo" in page
    assert "<dt>Hope</dt>" in page
    assert "a good night" in page
    assert "<del>" in page


def test_a_form_tells_the_history_of_its_claims_too(editing: Client) -> None:
    claim = models.Claim.objects.get(compound__slug="citrate", goal__slug="sleep")
    editing.post(address(claim), as_shown(editing.get(address(claim)).context) | {"because": "One trial."})
    assert "citrate for sleep" in _page(editing, address(claim.compound, "history"))


def test_a_history_without_edits_says_so(editing: Client) -> None:
    goal = models.Goal.objects.get(slug="sleep")
    assert "Nobody has changed this since" in _page(editing, address(goal, "history"))


# Where it is used, and seen ---------------------------------------------------------------


def test_a_screen_lists_what_refers_to_its_row(editing: Client) -> None:
    source = models.Source.objects.get(slug="first-paper")
    claim = models.Claim.objects.get(compound__slug="citrate", goal__slug="sleep")
    page = _page(editing, address(source))
    assert "Where this is used" in page
    assert f'<a href="{address(claim)}">Magnesium citrate for Sleep</a>' in page


def test_what_uses_a_part_uses_its_owner(editing: Client) -> None:
    question = models.Question.objects.get(slug="goals")
    kinds = {of_kind.kind for of_kind in uses.of(question)}
    assert "Expectations" in kinds


def test_the_parts_of_a_row_are_no_uses_of_it(editing: Client) -> None:
    compound = models.Compound.objects.get(slug="citrate")
    assert {of_kind.kind for of_kind in uses.of(compound)} == {"Cautions", "Claims", "Expectations"}


def test_a_row_that_nothing_refers_to_can_be_deleted(editing: Client) -> None:
    claim = models.Claim.objects.get(compound__slug="citrate", goal__slug="sleep")
    assert uses.of(claim) == ()
    assert "Yes, I’m sure" in _page(editing, address(claim, "delete"))


def test_deleting_several_in_use_says_what_to_do(editing: Client) -> None:
    sources = [str(pk) for pk in models.Source.objects.values_list("pk", flat=True)]
    sent = {"action": "delete_selected", "_selected_action": sources}
    page = editing.post(reverse("admin:content_source_changelist"), sent).content.decode()
    assert "can’t all be deleted yet" in page


@pytest.mark.parametrize("kind", [kind for kind in models.KINDS if kind != "expectations"])
def test_every_kind_visitors_read_has_a_page_for_them(editing: Client, kind: str) -> None:
    row = models.KINDS[kind]._default_manager.all()[0]
    seen_at = visitors.page_of(row)
    assert seen_at
    assert f'href="{preview_address("draft", seen_at)}"' in _page(editing, address(row))


def test_an_expectation_is_not_read_by_visitors(editing: Client) -> None:
    assert "View as a visitor" not in _page(editing, address(models.Expectation.objects.all()[0]))


# Holding back -------------------------------------------------------------------------------


def test_a_record_is_held_back_with_a_reason_and_let_go_again(editing: Client) -> None:
    goal = models.Goal.objects.get(slug="sleep")
    editing.post(address(goal, "hold"), {"reason": "A source is missing."})
    assert "Held back." in _page(editing, address(goal))
    assert "A source is missing." in _page(editing, address(goal))
    editing.post(address(goal, "hold"))
    assert not holding.held().exists()


def test_holding_back_needs_a_reason(editing: Client) -> None:
    goal = models.Goal.objects.get(slug="sleep")
    response = editing.post(address(goal, "hold"), {"reason": " "})
    assert response.status_code == 422
    assert not holding.held().exists()


def test_only_editors_hold_back(client: Client, editing: Client) -> None:
    client.force_login(f.member(roles.CLINICAL_REVIEWER))
    goal = models.Goal.objects.get(slug="sleep")
    assert client.post(address(goal, "hold"), {"reason": "No."}).status_code == 403


# Choosing and writing --------------------------------------------------------------------------


def test_what_is_ticked_comes_first(editing: Client) -> None:
    claim = models.Claim.objects.get(compound__slug="citrate", goal__slug="sleep")
    field = editing.get(address(claim)).context["adminform"].form["sources"]
    page = str(field)
    ticked = [row.pk for row in claim.sources.all()]
    assert ticked
    assert 0 < page.rindex(" checked>") < page.index(f'value="{_unticked(ticked)}">')


def _unticked(ticked: list[int]) -> int:
    unticked = models.Source.objects.exclude(pk__in=ticked).values_list("pk", flat=True).first()
    assert unticked is not None
    return unticked


def test_a_source_that_is_missing_can_be_added_from_where_it_is_needed(editing: Client) -> None:
    page = _page(editing, address(models.Claim.objects.all()[0]))
    assert f'<a href="{reverse("admin:content_source_add")}" target="_blank">' in page


def test_answers_are_chosen_under_their_questions(editing: Client) -> None:
    expectation = models.Expectation.objects.all()[0]
    page = _page(editing, address(expectation))
    for question in models.Question.objects.all():
        assert f'<p class="picker-group">{question.short}</p>' in page


def test_a_text_is_shown_as_visitors_see_it(editing: Client) -> None:
    sent = {"_preview": "about", "about": "**Strong** <script>"}
    where = reverse("admin:content_markdown")
    fragment = editing.post(where, sent, headers={"HX-Request": "true"}).content.decode()
    assert fragment.strip() == "<p><strong>Strong</strong> &lt;script&gt;</p>"
    assert "Nothing is saved." in editing.post(where, sent).content.decode()


def test_a_text_that_is_not_there_is_refused(editing: Client) -> None:
    assert editing.post(reverse("admin:content_markdown"), {"_preview": "about"}).status_code == 400
