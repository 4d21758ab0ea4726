"""Screens that are many pages long: mistakes told on top, parts folded, the focus where typing begins."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from content import models
from tests.content.admin.screens import address, as_shown

pytestmark = pytest.mark.django_db


def test_every_mistake_is_told_on_top_with_the_way_to_its_field(editing: Client) -> None:
    question = models.Question.objects.filter(options__isnull=False)[0]
    sent = as_shown(editing.get(address(question)).context) | {"short": "", "options-0-label": ""}
    page = editing.post(address(question), sent).content.decode()
    told = re.findall(r'<li><a href="#(\S+?)">(.*?)</a></li>', page[page.index("mistakes") :])
    label = question.options.order_by("number")[0].label
    assert ("id_short", "Short: This field is required.") in told
    assert ("id_options-0-label", f"Answer “{label}”, Label: This field is required.") in told
    assert 'role="alert" tabindex="-1" autofocus' in page


def test_a_new_record_begins_in_its_first_field_and_not_on_a_button(editing: Client) -> None:
    page = editing.get(reverse("admin:content_claim_add")).content.decode()
    (focused,) = re.findall(r"<\w+[^>]* autofocus[^>]*>", page)
    assert 'name="compound"' in focused
    assert "change_form.js" not in page


def test_parts_are_folded_until_there_is_something_to_see_to(editing: Client) -> None:
    question = models.Question.objects.filter(options__isnull=False)[0]
    screen = editing.get(address(question))
    assert _open(screen.content.decode()) == [False] * question.options.count() + [
        True
    ]  # the last is for a new one
    sent = as_shown(screen.context) | {"options-0-label": ""}
    assert _open(editing.post(address(question), sent).content.decode())[0]


def test_a_folded_answer_says_what_choosing_it_does(editing: Client) -> None:
    option = models.Option.objects.filter(raises__isnull=False)[0]
    page = editing.get(address(option.question)).content.decode()
    raised = ", ".join(caution.name for caution in option.raises.all())
    assert f"Raises: {raised}." in re.findall(r'<p class="part-glance">(.*?)</p>', page)
    assert f'<span class="inline_label">{option.label}</span>' in page


def _open(page: str) -> list[bool]:
    """Of each part on the screen, whether its fields are unfolded."""
    return ["open" in attributes for attributes in re.findall(r'<details class="part"(.*?)>', page)]


def test_an_answer_can_be_added_without_a_script(editing: Client) -> None:
    question = models.Question.objects.filter(options__isnull=False)[0]
    there = question.options.count()
    (link,) = re.findall(
        r'<noscript><p class="part-more"><a href="(.*?)#', editing.get(address(question)).content.decode()
    )
    where = address(question) + link
    assert f'name="options-{there}-label"' not in editing.get(address(question)).content.decode()
    screen = editing.get(where)
    assert f'name="options-{there}-label"' in screen.content.decode()
    typed = {"label": "Not today", "short": "not today", "code": "not-today", "number": "990"}
    sent = as_shown(screen.context) | {f"options-{there}-{name}": text for name, text in typed.items()}
    assert editing.post(where, sent).status_code == 302
    assert question.options.get(code="not-today").label == "Not today"
