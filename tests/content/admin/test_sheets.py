"""Out to a spreadsheet and back in the editing room, and editing several rows together."""

from __future__ import annotations

import io
import re
from typing import Any
from urllib.parse import urlencode

import openpyxl
import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from content import models as rows
from content import restore, roles, snapshot
from content.catalogue import Catalogue
from content.models import Edit
from content.sheets.table import MOST_BYTES
from tests.content.samples import everything

pytestmark = pytest.mark.django_db

SHEETS = [rows.Food, rows.Source, rows.Claim]
IMPORT = "/admin/content/food/import/"
TOGETHER = "/admin/content/food/together/"


@pytest.fixture
def content() -> Catalogue:
    content = everything()
    restore.replace_all(content)
    return content


@pytest.fixture
def user(content: Catalogue) -> User:
    user = User.objects.create_user("editor", is_staff=True)
    user.groups.add(Group.objects.get(name=roles.EDITOR))
    return user


@pytest.fixture
def editor(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def check(client: Client, text: str, name: str = "foods.csv") -> Any:
    """Choose a file and have it checked."""
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, text.encode())})


def mark(response: Any) -> str:
    """What the button that saves sends along."""
    found = re.search(r'name="mark" value="(\w+)"', response.content.decode())
    assert found, "there is no such button"
    return found[1]


@pytest.mark.parametrize("model", SHEETS)
def test_the_list_leads_out_and_in(editor: Client, model: type[rows.Food]) -> None:
    name = model._meta.model_name
    page = editor.get(reverse(f"admin:content_{name}_changelist")).content.decode()
    assert f"/admin/content/{name}/import/" in page
    assert f"/admin/content/{name}/export/?as=xlsx" in page
    page = editor.get(reverse(f"admin:content_{name}_import")).content.decode()
    assert "Nothing is deleted" in page


def test_a_workbook_explains_its_columns(editor: Client) -> None:
    response = editor.get("/admin/content/claim/export/")
    assert re.fullmatch(r'attachment; filename="claims-[\d-]+\.xlsx"', response["Content-Disposition"])
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == ["Claims", "About the columns"]
    assert [cell.value for cell in book["Claims"][1]][:3] == ["form", "goal", "relevance"]
    about = {row[0].value: row[1].value for row in book["About the columns"].iter_rows()}
    assert "One of: Strong, Moderate, Limited, Not known." in str(about["certainty"])
    assert len(book["Claims"].data_validations.dataValidation) == 4


def test_csv_says_that_it_is_utf_8(editor: Client) -> None:
    response = editor.get("/admin/content/food/export/?as=csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.startswith("\ufeffslug,name,".encode())


def test_other_formats_are_not_there(editor: Client) -> None:
    assert editor.get("/admin/content/food/export/?as=exe").status_code == 404
    assert editor.post("/admin/content/food/export/").status_code == 405


def test_a_file_is_shown_before_it_is_brought_in(editor: Client, user: User, content: Catalogue) -> None:
    shown = check(editor, "slug,mg\nspinach,90\n")
    page = shown.content.decode()
    assert "<del>" in page
    assert "1 changed" in page
    assert snapshot.freeze() == content
    response = editor.post(IMPORT, {"mark": mark(shown)}, follow=True)
    assert "“foods.csv” was brought in: 1 changed." in response.content.decode()
    assert rows.Food.objects.get(slug="spinach").mg == 90
    edit = Edit.objects.get(kind="foods", record="spinach")
    assert (edit.by, edit.how) == (user, "import of foods.csv")


def test_a_file_is_brought_in_once(editor: Client) -> None:
    sent = {"mark": mark(check(editor, "slug,mg\nspinach,90\n"))}
    editor.post(IMPORT, sent)
    again = editor.post(IMPORT, sent)
    assert again.status_code == 422
    assert "Choose it again." in again.content.decode()


def test_only_the_file_that_was_checked_last_can_be_brought_in(editor: Client, content: Catalogue) -> None:
    first = mark(check(editor, "slug,mg\nspinach,90\n"))
    check(editor, "slug,mg\nspinach,91\n")
    assert editor.post(IMPORT, {"mark": first}).status_code == 422
    assert snapshot.freeze() == content


def test_a_checked_file_can_not_be_brought_in_as_another_kind(editor: Client, content: Catalogue) -> None:
    sent = {"mark": mark(check(editor, "slug,mg\nspinach,90\n"))}
    assert editor.post("/admin/content/source/import/", sent).status_code == 422
    assert snapshot.freeze() == content


def test_a_file_can_be_put_aside(editor: Client, content: Catalogue) -> None:
    sent = mark(check(editor, "slug,mg\nspinach,90\n"))
    assert editor.post(IMPORT, {"cancel": "yes"}).status_code == 302
    assert editor.post(IMPORT, {"mark": sent}).status_code == 422
    assert snapshot.freeze() == content


def test_what_changed_since_the_check_is_shown_and_then_brought_in(editor: Client) -> None:
    first = check(editor, "slug,mg\nspinach,90\n")
    rows.Food.objects.filter(slug="spinach").update(mg=12)
    second = editor.post(IMPORT, {"mark": mark(first)})
    assert "Somebody changed these rows since the file was checked." in second.content.decode()
    assert rows.Food.objects.get(slug="spinach").mg == 12
    editor.post(IMPORT, {"mark": mark(second)})
    assert rows.Food.objects.get(slug="spinach").mg == 90


def test_a_wrong_file_is_answered_with_everything_that_is_wrong(editor: Client) -> None:
    response = check(editor, "slug,mg,sources\nspinach,=1+1,<script>\n")
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: " in page
    assert "<strong>Row 2, mg:</strong>" in page
    assert "Nothing in sources is called “&lt;script&gt;”." in page


def test_a_file_that_changes_nothing_says_so(editor: Client) -> None:
    page = check(editor, "slug,mg\nspinach,78.5\n").content.decode()
    assert "nothing to bring in" in page
    assert 'name="mark"' not in page


@pytest.mark.parametrize("sent", [{}, {"file": "text"}])
def test_a_missing_file_is_asked_for(editor: Client, sent: dict[str, str]) -> None:
    response = editor.post(IMPORT, sent)
    assert response.status_code == 422
    assert "Choose a file of at most 5 MB." in response.content.decode()


def test_a_file_that_is_too_large_is_dropped_on_its_way(editor: Client) -> None:
    response = check(editor, "slug\n" + "x" * MOST_BYTES)
    assert response.status_code == 422
    assert "Choose a file of at most 5 MB." in response.content.decode()


def test_a_file_name_does_no_harm(editor: Client) -> None:
    page = check(editor, "slug,mg\nspinach,90\n", "../<b>\u202e.csv").content.decode()
    assert "<b>" not in page
    assert "../" not in page


@pytest.mark.parametrize(
    ("address", "status"),
    [("import/", 403), ("together/?row=1", 403), ("export/", 200), ("export/?as=csv", 200)],
)
def test_a_reviewer_may_take_out_and_not_bring_in(
    client: Client, content: Catalogue, address: str, status: int
) -> None:
    reviewer = User.objects.create_user("reviewer", is_staff=True)
    reviewer.groups.add(Group.objects.get(name=roles.CLINICAL_REVIEWER))
    client.force_login(reviewer)
    assert client.get(f"/admin/content/food/{address}").status_code == status
    if status == 403:
        assert client.post(f"/admin/content/food/{address}").status_code == 403


@pytest.mark.parametrize("address", [IMPORT, TOGETHER, "/admin/content/food/export/"])
def test_nobody_else_gets_in(client: Client, address: str) -> None:
    assert client.get(address).status_code == 302
    client.force_login(User.objects.create_user("visitor"))
    assert client.post(address).status_code == 302


def test_who_may_not_add_can_not_add_with_a_file(client: Client, content: Catalogue) -> None:
    user = User.objects.create_user("changer", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["change_food", "view_food"]))
    client.force_login(user)
    response = check(client, "slug,name,group,serving\nkale,Kale,Leaves,90 g\n")
    assert response.status_code == 422
    assert "It adds foods, which you may not do." in response.content.decode()
    assert not client.session.get("sheet")


def test_who_may_no_longer_add_can_not_bring_in_what_was_checked(editor: Client, user: User) -> None:
    sent = mark(check(editor, "slug,name,group,serving\nkale,Kale,Leaves,90 g\n"))
    user.groups.clear()
    user.user_permissions.set(Permission.objects.filter(codename__in=["change_food", "view_food"]))
    assert editor.post(IMPORT, {"mark": sent}).status_code == 422
    assert not rows.Food.objects.filter(slug="kale").exists()


# Together -----------------------------------------------------------------------------


def together(*slugs: str) -> str:
    chosen = rows.Food.objects.filter(slug__in=slugs).values_list("pk", flat=True)
    return f"{TOGETHER}?{urlencode([('row', pk) for pk in chosen])}"


def test_rows_chosen_in_the_list_are_edited_together(editor: Client, user: User) -> None:
    keys = list(rows.Food.objects.values_list("pk", flat=True))
    chosen = {"action": "edit_together", "_selected_action": keys}
    address = editor.post("/admin/content/food/", chosen)["Location"]
    assert "all 2 rows" in editor.get(address).content.decode()
    sent = {"group": "Plants", "to_be_checked": "yes", "source_added": _source("third-paper")}
    shown: Any = editor.post(address, sent)
    assert shown.context["difference"].counted == "2 changed"
    assert set(rows.Food.objects.values_list("group", flat=True)) == {"Leaves", "Drinks"}
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', shown.content.decode()))
    hidden.pop("csrfmiddlewaretoken", None)
    assert editor.post(address, hidden | {"mark": mark(shown)}).status_code == 302
    for food in rows.Food.objects.all():
        assert (food.group, food.to_be_checked) == ("Plants", True)
        assert food.sources.filter(slug="third-paper").exists()
    assert {(edit.by, edit.how) for edit in Edit.objects.filter(kind="foods")} == {(user, "edited together")}


def test_what_is_left_as_it_is_stays(editor: Client, content: Catalogue) -> None:
    sent = {"to_be_checked": "no"}
    shown = editor.post(together("spinach", "tea"), sent)
    editor.post(together("spinach", "tea"), sent | {"mark": mark(shown)})
    before, after = content.foods, snapshot.freeze().foods
    assert [(food.group, food.mg, food.sources) for food in after] == [
        (food.group, food.mg, food.sources) for food in before
    ]
    assert not any(food.to_be_checked for food in after)


def test_a_source_can_be_taken_away_and_a_date_emptied(editor: Client) -> None:
    claim = rows.Claim.objects.get(compound__slug="citrate", goal__slug="sleep")
    address = f"/admin/content/claim/together/?row={claim.pk}"
    sent = {"source_taken_away": _source("first-paper"), "empty_reviewed_on": "on"}
    editor.post(address, sent | {"mark": mark(editor.post(address, sent))})
    claim.refresh_from_db()
    assert claim.reviewed_on is None
    assert [source.slug for source in claim.sources.all()] == ["second-paper"]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"group": ""}, "Choose what to change."),
        ({"group": "x" * 81}, "at most 80 characters"),
        ({"to_be_checked": "perhaps"}, "Select a valid choice."),
        ({"group": "Leaves"}, "Nothing would change"),
        ({"source_added": "0"}, "Select a valid choice."),
    ],
)
def test_a_choice_that_can_not_be_saved_is_explained(editor: Client, sent: dict[str, str], said: str) -> None:
    response = editor.post(together("spinach"), sent)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert "<title>Error: " in response.content.decode()


def test_either_a_date_is_given_or_emptied(editor: Client) -> None:
    address = f"/admin/content/claim/together/?row={rows.Claim.objects.all()[0].pk}"
    response = editor.post(address, {"reviewed_on": "2026-11-20", "empty_reviewed_on": "on"})
    assert "Either give a value, or empty it." in response.content.decode()


def test_rows_that_changed_meanwhile_are_shown_again(editor: Client) -> None:
    sent = {"group": "Plants"}
    shown = editor.post(together("spinach", "tea"), sent)
    rows.Food.objects.filter(slug="tea").update(group="Teas")
    again = editor.post(together("spinach", "tea"), sent | {"mark": mark(shown)})
    assert "Somebody changed these rows since you looked." in again.content.decode()
    assert rows.Food.objects.get(slug="spinach").group == "Leaves"
    assert editor.post(together("spinach", "tea"), sent | {"mark": mark(again)}).status_code == 302


@pytest.mark.parametrize("query", ["", "?row=", "?row=x&row=-1&row=0", f"?row={'9' * 40}", "?row=²"])
def test_an_address_that_names_no_row_leads_back(editor: Client, query: str) -> None:
    assert editor.get(f"{TOGETHER}{query}")["Location"] == "/admin/content/food/"


def _source(slug: str) -> str:
    return str(rows.Source.objects.get(slug=slug).pk)
