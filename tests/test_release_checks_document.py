"""The list of checks that people read."""

from tests.release_checks_document import PATH, document


def test_the_list_of_checks_is_what_the_checks_do() -> None:
    """Write it anew with `python -m tests.release_checks_document`."""
    assert PATH.read_text(encoding="utf-8") == document()
