"""The command that counts the ways through the questions."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from content import documents
from tests.builders import catalogue, claim, compound, goal, option, question


def test_it_counts_what_a_folder_asks(tmp_path: Path) -> None:
    content = catalogue(
        goals=[goal("sleep"), goal("calm")],
        compounds=[compound("glycinate")],
        claims=[claim("glycinate", "sleep")],
        questions=[
            question("goals", option("sleep", wants=["sleep"]), option("calm", wants=["calm"]), kind="many"),
            question("gut", option("fine"), option("touchy")),
        ],
    )
    documents.write(content, tmp_path)
    output = StringIO()
    call_command("paths", folder=tmp_path, stdout=output)
    counts = dict(line.rsplit(maxsplit=1) for line in output.getvalue().splitlines()[:-1])
    assert {what.strip(): how_many for what, how_many in counts.items()} == {
        "combinations of answers": "6",
        "routine": "6",
        "matching cases": "3",
        "safety states": "1",
        "cases in all": "3",
    }


def test_a_folder_that_is_no_content_is_refused_with_every_problem(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"publisher\.yaml is missing\."):
        call_command("paths", folder=tmp_path)


@pytest.mark.django_db
def test_without_a_release_it_says_what_to_do() -> None:
    with pytest.raises(CommandError, match="Name a folder with --folder"):
        call_command("paths")
