"""The list of settings that operators read."""

from tests.settings_document import ABOUT, PATH, document, read


def test_every_variable_is_explained_and_none_that_is_not_read() -> None:
    assert {one.name for one in read()} == set(ABOUT)


def test_the_list_of_settings_is_what_the_settings_read() -> None:
    """Write it anew with `python -m tests.settings_document`."""
    assert PATH.read_text(encoding="utf-8") == document()
