"""The overviews as pages of the editing room: who may see them, of what, and what they say."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from content import restore
from content.catalogue import Action, Kind
from tests import factories as f
from tests.builders import catalogue, caution, claim, compound, goal, option, question
from wizard import background
from wizard.overviews import results

pytestmark = pytest.mark.django_db

OVERVIEWS = ("wizard_flow", "wizard_coverage", "wizard_results")

CATALOGUE = catalogue(
    goals=[goal("sleep"), goal("bowels")],
    compounds=[compound("gentle"), compound("loose", number=2)],
    claims=[claim("gentle", "sleep"), claim("loose", "bowels")],
    cautions=[caution("chest", Action.URGENT_NOW), caution("kidney", Action.WITHHOLD, number=2)],
    questions=[
        question("now", option("chest", raises=["chest"]), option("none"), safety=True),
        question("goals", option("sleep", wants=["sleep"]), option("bowels", wants=["bowels"]), number=2),
        question("laxatives", option("yes"), option("no"), number=3, shown_when=["goals/bowels"]),
        question("gut", option("touchy"), option("fine"), number=4),
        question(
            "health",
            option("kidney", raises=["kidney"]),
            option("none", exclusive=True),
            number=5,
            kind=Kind.MANY,
            safety=True,
        ),
    ],
)


@pytest.fixture
def reader(client: Client) -> Client:
    """Somebody who may read the content and change nothing."""
    user = User.objects.create_user("reader", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_question"))
    client.force_login(user)
    return client


def _page(client: Client, name: str, **query: str) -> str:
    response = client.get(reverse(f"admin:{name}"), query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_flow_tells_where_each_answer_leads(reader: Client) -> None:
    restore.replace_all(CATALOGUE)
    page = _page(reader, "wizard_flow")
    assert "Ends here: get help now." in page
    assert "Asks further: “Laxatives”." in page
    assert "The result then shows no form." in page
    assert "Asked only after “Answer bowels” in “Goals”." in page


def test_the_matrix_counts_matches_and_leads_to_examples(reader: Client) -> None:
    restore.replace_all(CATALOGUE)
    page = _page(reader, "wizard_coverage", question="gut")
    assert "With general advice" in page
    assert "Nobody comes here" in page
    assert 'action="/preview/draft/' in page


def test_the_matrix_is_made_over_the_question_that_was_asked_for(reader: Client) -> None:
    restore.replace_all(CATALOGUE)
    assert "one answer to “What about gut?”" in _page(reader, "wizard_coverage", question="gut")
    assert "one answer to “What about goals?”" in _page(reader, "wizard_coverage", question="now")


def test_without_a_suitable_question_there_is_no_matrix(reader: Client) -> None:
    restore.replace_all(catalogue())
    assert "There is no question to make a table by." in _page(reader, "wizard_coverage")


def test_the_kinds_of_result_are_told_with_an_example_each(reader: Client) -> None:
    restore.replace_all(CATALOGUE)
    page = _page(reader, "wizard_results")
    assert "Ask first, no form is shown" in page
    assert "General advice, gentle first" in page
    assert "Urgent: now, no form is shown" in page


def test_kinds_come_a_few_at_a_time(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    restore.replace_all(CATALOGUE)
    monkeypatch.setattr(results, "ON_A_PAGE", 2)
    page = _page(reader, "wizard_results", page="2")
    assert [f'">{number}. ' in page for number in (2, 3, 4, 5)] == [False, True, True, False]
    assert "Page 2 of 2" in page


def test_one_kind_is_told_with_every_reason(reader: Client) -> None:
    restore.replace_all(CATALOGUE)
    page = _page(reader, "wizard_results", kind="2")
    assert "Kind 2 of " in page
    assert "Magnesium loose, place 1" in page
    assert "loose may help with bowels." in page
    assert "Advice: routine" in page


@pytest.mark.parametrize("kind", ["0", "-1", "99", "two"])
def test_there_are_no_other_kinds(reader: Client, kind: str) -> None:
    restore.replace_all(CATALOGUE)
    assert reader.get(reverse("admin:wizard_results"), {"kind": kind}).status_code == 404


@pytest.mark.parametrize("name", OVERVIEWS)
def test_a_release_is_looked_at_as_it_was_frozen(reader: Client, name: str) -> None:
    release = f.ReleaseFactory.create(content=CATALOGUE)
    page = _page(reader, name, release=str(release.number))
    assert f'<option value="{release.number}" selected>' in page
    assert f'action="/preview/{release.number}/' in page or name == "wizard_flow"


@pytest.mark.parametrize("name", OVERVIEWS)
@pytest.mark.parametrize("number", ["7", "nonsense", "-1", "٣"])
def test_a_release_that_does_not_exist_has_no_overview(reader: Client, name: str, number: str) -> None:
    assert reader.get(reverse(f"admin:{name}"), {"release": number}).status_code == 404


@pytest.mark.parametrize("name", OVERVIEWS)
def test_a_draft_that_does_not_hold_together_says_why(reader: Client, name: str) -> None:
    response = reader.get(reverse(f"admin:{name}"))
    assert response.status_code == 409
    assert "There is no" in response.content.decode()


@pytest.mark.parametrize("name", OVERVIEWS)
def test_others_see_nothing(client: Client, name: str) -> None:
    address = reverse(f"admin:{name}")
    assert client.get(address).status_code == 302
    client.force_login(User.objects.create_user("visitor"))
    assert client.get(address).status_code == 302
    client.force_login(User.objects.create_user("bookkeeper", is_staff=True))
    assert client.get(address).status_code == 403


def test_an_overview_can_only_be_read(reader: Client) -> None:
    assert reader.post(reverse("admin:wizard_flow")).status_code in {403, 405}


def test_while_it_counts_a_page_says_so_and_asks_again(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    restore.replace_all(CATALOGUE)
    monkeypatch.setattr(background, "work", lambda *_, **__: background.Running(0.25))
    page = _page(reader, "wizard_results", page="2")
    assert "25 of 100 parts are done" in page
    assert f'data-hx-get="{reverse("admin:wizard_results")}?page=2"' in page
    assert '<noscript><meta http-equiv="refresh"' in page


def test_a_count_that_failed_says_so(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    restore.replace_all(CATALOGUE)
    monkeypatch.setattr(background, "work", lambda *_, **__: background.Failed())
    page = _page(reader, "wizard_coverage")
    assert "The counting failed" in page
    assert "data-hx-get" not in page
