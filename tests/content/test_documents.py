"""A Catalogue as a folder of YAML files."""

from pathlib import Path

import pytest

from content import documents
from content.catalogue import Catalogue
from content.documents import BadDocuments
from tests.content import samples
from tests.server import ROOT

STARTER = ROOT / "content" / "starter"


def test_reading_what_was_written_gives_the_same_content(tmp_path: Path) -> None:
    content = documents.in_order(samples.everything())
    documents.write(content, tmp_path)
    assert documents.read(tmp_path) == content


def test_the_starter_content_is_written_as_it_stands(starter: Catalogue) -> None:
    """So that exporting it shows no change nobody made."""
    for kind, text in documents.texts(starter).items():
        assert (STARTER / f"{kind}.yaml").read_text(encoding="utf-8") == text, kind


def test_every_problem_is_reported_with_its_file_record_and_field(tmp_path: Path) -> None:
    documents.write(samples.everything(), tmp_path)
    (tmp_path / "foods.yaml").write_text("- slug: nuts\n  name: Nuts\n  surprise: 1\n")
    (tmp_path / "terms.yaml").write_text("a: mapping\n")
    (tmp_path / "signs.yaml").write_text("- [unclosed\n")
    (tmp_path / "sources.yaml").unlink()
    with pytest.raises(BadDocuments) as refusal:
        documents.read(tmp_path)
    problems = {problem.split(" ", 1)[0].rstrip(","): problem for problem in refusal.value.problems}
    assert sorted(problems) == ["foods.yaml", "signs.yaml", "sources.yaml", "terms.yaml"]
    assert problems["foods.yaml"].startswith("foods.yaml, nuts: ")
    assert problems["sources.yaml"] == "sources.yaml is missing."
    assert problems["terms.yaml"] == "terms.yaml should hold a list of records."
