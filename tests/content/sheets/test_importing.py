"""Lines of a spreadsheet become rows: all of them as shown, or none."""

from __future__ import annotations

from functools import partial

import pytest
from django.contrib.auth.models import User
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content import models as rows
from content import restore, snapshot
from content.catalogue import Catalogue
from content.diff import Sign
from content.models import Edit
from content.sheets import importing, sheet, trying
from content.sheets.sheet import SHEETS, Sheet
from content.sheets.table import BadSheet, Table
from content.sheets.trying import NotAsShown, Tried
from tests import factories as f
from tests.content.samples import everything

pytestmark = pytest.mark.django_db

FOODS, SOURCES, CLAIMS = (SHEETS[kind] for kind in ("foods", "sources", "claims"))
DIGITS = "Digits only, with a point before decimals: 78.5."
FILES = [("x.csv", sheet.as_csv), ("x.xlsx", sheet.as_workbook)]


@pytest.fixture(autouse=True)
def content() -> Catalogue:
    content = everything()
    restore.replace_all(content)
    return content


def table(text: str) -> Table:
    """Lines with “|” between cells and “¶” for a line end within one."""
    lines = [tuple(cell.strip().replace("¶", "\n") for cell in line.split("|")) for line in text.split("\n")]
    return Table(lines[0], tuple(lines[1:]))


def tried(kind: Sheet, lines: str) -> Tried:
    return trying.try_out(kind.kind, partial(importing.write, kind, table(lines)))


def problems(kind: Sheet, lines: str) -> list[str]:
    with pytest.raises(BadSheet) as raised:
        tried(kind, lines)
    return [str(problem) for problem in raised.value.problems]


@pytest.mark.parametrize("kind", SHEETS.values(), ids=SHEETS)
def test_every_field_of_a_kind_has_a_column(kind: Sheet) -> None:
    fields = {field.name for field in kind.model._meta.get_fields() if field.concrete and field.name != "id"}
    assert {column.name for column in kind.columns()} == fields


@pytest.mark.parametrize("kind", SHEETS.values(), ids=SHEETS)
@pytest.mark.parametrize(("name", "written"), FILES)
def test_bringing_in_what_was_exported_changes_nothing(
    name: str, written: type[object], kind: Sheet, starter: Catalogue
) -> None:
    restore.replace_all(starter)
    exported = importing.table_from(name, written(kind))  # type: ignore[arg-type,call-arg]
    assert not trying.try_out(kind.kind, partial(importing.write, kind, exported)).changes


@pytest.mark.parametrize("kind", SHEETS.values(), ids=SHEETS)
@pytest.mark.parametrize(("there", "here"), [("es", "en"), ("en", "es")])
def test_a_file_can_come_from_a_page_in_another_language(
    there: str, here: str, kind: Sheet, starter: Catalogue
) -> None:
    restore.replace_all(starter)
    with translation.override(there):
        exported = importing.table_from("sheet.csv", sheet.as_csv(kind))
    with translation.override(here):
        assert kind.columns()[1].heading not in exported.headings
        assert not trying.try_out(kind.kind, partial(importing.write, kind, exported)).changes


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec="utf-8")), file=st.sampled_from(FILES))
def test_no_text_an_editor_wrote_is_changed_by_export_and_import(text: str, file: tuple[str, object]) -> None:
    name, written = file
    text = text.replace("\0", "")
    rows.Food.objects.filter(slug="spinach").update(note=text, facts=text, name=text[:200] or "Spinach")
    exported = importing.table_from(name, written(FOODS))  # type: ignore[operator]
    assert not trying.try_out("foods", partial(importing.write, FOODS, exported)).changes


def test_a_line_changes_the_cells_that_differ_and_nothing_else(content: Catalogue) -> None:
    changes = tried(FOODS, "slug|mg|note|sources\nspinach|90|Boiled.|first-paper").changes
    [record] = changes.records
    assert (record.name, record.sign) == ("spinach", Sign.CHANGED)
    assert [field.place for field in record.fields] == ["sources", "mg"]
    assert snapshot.freeze() == content


def test_a_line_without_a_row_adds_one_and_rows_without_a_line_stay() -> None:
    changes = tried(
        FOODS,
        "Slug|Name|Group|Serving|To be checked\nkale|Kale|Leaves|90 g|yes\n||||\ntea|Tea|Drinks|1 cup|no",
    ).changes
    assert [(record.name, record.sign) for record in changes.records] == [("kale", Sign.ADDED)]


def test_a_claim_is_found_by_its_form_and_goal() -> None:
    changes = tried(CLAIMS, "form|goal|certainty|reviewed on\ncitrate|sleep|Moderate|2026-11-20").changes
    [record] = changes.records
    assert record.name == "citrate for sleep"
    assert [field.place for field in record.fields] == ["reviewed on", "certainty"]


def test_lists_stand_one_below_the_other_or_with_semicolons() -> None:
    same = "first-paper; second-paper;"
    assert tried(FOODS, f"slug|sources\nspinach|{same}").changes == tried(FOODS, "slug\nspinach").changes


def test_an_empty_cell_empties_its_field() -> None:
    [record] = tried(FOODS, "slug|mg|sources|facts\nspinach|||").changes.records
    assert [field.sign for field in record.fields] == [Sign.REMOVED] * 3


def test_everything_that_is_wrong_is_told_at_once_with_row_and_column() -> None:
    assert problems(
        FOODS,
        "slug|name|group|serving|mg|sources|to be checked\n"
        "spinach||Leaves|90 g|a lot|first-paper¶nowhere¶nothing|perhaps\n"
        "|Kale|Leaves|90 g|-1||\n"
        "spinach|Spinach|Leaves|90 g|1||no\n"
        "Kale!|Kale|Leaves|90 g|1||no",
    ) == [
        "Row 2, name: This field is required.",
        "Row 2, mg: “a lot” does not fit: Enter a number. " + DIGITS,
        "Row 2, sources: Nothing in sources is called “nowhere”.",
        "Row 2, sources: Nothing in sources is called “nothing”.",
        "Row 2, to be checked: “perhaps” is not known. Write yes or no.",
        "Row 3, slug: This field is required.",
        "Row 3, mg: “-1” does not fit: Ensure this value is greater than or equal to 0. " + DIGITS,
        "Row 3, to be checked: It is empty. Write yes or no.",
        "Row 4: “spinach” stands already in row 2.",
        "Row 5, slug: Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.",
    ]


def test_a_new_line_without_a_needed_column_says_what_is_missing() -> None:
    assert problems(FOODS, "slug|name\nkale|Kale") == [
        "Row 2, group: This field cannot be blank.",
        "Row 2, serving: This field cannot be blank.",
    ]


@pytest.mark.parametrize(
    ("headings", "wrong"),
    [
        ("name|mg", "Row 1, slug: This column is missing. It says which row a line is about."),
        ("slug|grup", "Row 1, grup: This column is not known. Did you mean “group”?"),
        ("slug|mg|MG", "Row 1, MG: This column stands here twice."),
    ],
)
def test_wrong_headings_are_named(headings: str, wrong: str) -> None:
    assert problems(FOODS, f"{headings}\n{'|'.join('x' for _ in headings.split('|'))}") == [wrong]


def test_a_claim_about_an_unknown_form_names_it() -> None:
    found = problems(CLAIMS, "form|goal|certainty\nnone|sleep|Strong\ncitrate|sleep|Very\ncitrate|sleep|")
    assert found[0] == "Row 2, form: Nothing in form is called “none”."
    assert found[-2] == "Row 3, certainty: “Very” is not known. One of: Strong, Moderate, Limited, Not known."
    assert found[-1] == "Row 4: “citrate for sleep” stands already in row 3."


def test_a_date_is_read_in_one_spelling_only() -> None:
    [wrong] = problems(CLAIMS, "form|goal|reviewed on\ncitrate|sleep|11/20/2026")
    assert "“11/20/2026” is no date. Write a date as 2026-11-20." in wrong


def test_an_address_that_is_none_of_the_web_is_refused() -> None:
    [wrong] = problems(SOURCES, "slug|url\nfirst-paper|javascript:alert(1)")
    assert wrong.startswith("Row 2, url: Enter a valid URL")


def test_trying_keeps_nothing_and_carrying_out_names_who_did_it(content: Catalogue) -> None:
    somebody = f.UserFactory.create()
    change = partial(importing.write, FOODS, table("slug|mg\nspinach|90\ntea|1"))
    shown = trying.try_out("foods", change)
    assert snapshot.freeze() == content
    trying.carry_out("foods", change, by=somebody, how="import of x.csv", mark=shown.mark)
    assert snapshot.freeze() == shown.after
    edits = {(edit.record, edit.by, edit.how) for edit in Edit.objects.filter(kind="foods")}
    assert edits == {("spinach", somebody, "import of x.csv"), ("tea", somebody, "import of x.csv")}


def test_what_somebody_else_changed_meanwhile_is_shown_first(content: Catalogue) -> None:
    change = partial(importing.write, FOODS, table("slug|mg\nspinach|90\ntea|1"))
    shown = trying.try_out("foods", change)
    rows.Food.objects.filter(slug="spinach").update(mg=1)
    with pytest.raises(NotAsShown) as raised:
        trying.carry_out("foods", change, by=_somebody(), how="import of x.csv", mark=shown.mark)
    assert raised.value.tried.mark != shown.mark
    assert rows.Food.objects.get(slug="tea").mg is None
    assert not Edit.objects.exists()


def test_what_somebody_changed_elsewhere_does_not_matter() -> None:
    change = partial(importing.write, FOODS, table("slug|mg\nspinach|90"))
    shown = trying.try_out("foods", change)
    rows.Food.objects.filter(slug="spinach").update(note="Another note.")
    trying.carry_out("foods", change, by=_somebody(), how="import of x.csv", mark=shown.mark)
    spinach = rows.Food.objects.get(slug="spinach")
    assert (spinach.mg, spinach.note) == (90, "Another note.")


def test_a_wrong_line_keeps_the_good_ones_out(content: Catalogue) -> None:
    change = partial(importing.write, FOODS, table("slug|mg\ntea|1\nspinach|a lot"))
    with pytest.raises(BadSheet):
        trying.carry_out("foods", change, by=_somebody(), how="import of x.csv", mark="")
    assert snapshot.freeze() == content


def test_what_only_the_database_refuses_keeps_everything_out(content: Catalogue) -> None:
    def change() -> None:
        rows.Food.objects.filter(slug="tea").update(mg=1)
        rows.Food.objects.filter(slug="spinach").update(mg=-1)

    with pytest.raises(BadSheet, match="The database refuses this"):
        trying.carry_out("foods", change, by=_somebody(), how="import of x.csv", mark="")
    assert snapshot.freeze() == content


def test_an_unfinished_site_says_what_is_missing_first() -> None:
    rows.Publisher.objects.all().delete()
    assert problems(FOODS, "slug|mg\nspinach|1") == ["There is no “publisher” yet. Add it first."]


def _somebody() -> User:
    return f.UserFactory.create()
