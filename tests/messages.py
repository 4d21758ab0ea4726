"""Collects the words of the interface and keeps the translations in step: `make messages`.

Django's own makemessages and compilemessages need GNU gettext, which a fresh machine
lacks. Babel is enough, and only for those who work on the words: the compiled catalogues
are kept beside their sources, so that a server reads them as they come.
"""

from __future__ import annotations

import inspect
import io
import os
from collections.abc import Iterator
from pathlib import Path

import django
import msgspec
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.apps import apps
from django.utils import translation
from django.utils.translation.template import templatize

from content import catalogue

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"

EMPTY_HEADERS = tuple(
    f'"{name}: '.encode()
    for name in (
        "Project-Id-Version",
        "Report-Msgid-Bugs-To",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
    )
)
"""Headers in which Babel would name nobody, or itself."""

KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    # Sentences of code that knows no gettext, and errors that tell a person what to do; see content.telling.
    "Sentence": None,
    "in_context": ((1, "c"), 2),
    "of_count": (1, 2),
    "BadAmount": None,
    "ExclusiveChosenWithOthers": None,
    "NothingChosen": None,
    "TooManyChosen": None,
    "TooMuchToKeep": None,
    "UnknownCode": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


class Clash(ValueError):
    """Two messages that gettext would take for one, because it looks at the singular only."""


def catalogue_path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def languages() -> list[str]:
    """Those with a catalogue; English is what the messages are written in."""
    return sorted(path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/django.po"))


def extracted() -> Catalog:
    """Every message that the code and the templates name."""
    catalogue = Catalog(project="Which Magnesium")
    for path, code in _sources():
        for _line, message, _comments, context in extract("python", io.BytesIO(code.encode()), KEYWORDS):
            known = catalogue.get(message, context)
            if known and known.pluralizable and isinstance(message, tuple) and known.id != message:
                raise Clash(f"{path}: {message} and {known.id} need contexts of their own.")
            catalogue.add(message, locations=[(path, 0)], context=context)
    for path, context, name in _names():
        catalogue.add(name, locations=[(path, 0)], context=context)
    return catalogue


def _sources() -> Iterator[tuple[str, str]]:
    """Where each file is, and what it says as Python."""
    for package in ("config", "content", "wizard"):
        for path in sorted((ROOT / package).rglob("*.py")):
            yield _named(path), path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "templates").rglob("*.html")):
        code = templatize(path.read_text(encoding="utf-8"), origin=_named(path))
        # What is no message became a row of X; where it began does not matter and would be an indent.
        yield _named(path), "\n".join(line.strip() for line in code.splitlines())


def _names() -> Iterator[tuple[str, str, str]]:
    """Path, context and message: what fields, models and choices are called; see `content.models.naming`."""
    from content.models import naming

    for kind in filter(inspect.isclass, vars(catalogue).values()):
        if issubclass(kind, msgspec.Struct) and kind is not catalogue.Catalogue:
            for name in kind.__struct_fields__:
                yield f"{kind.__module__.replace('.', '/')}.py", naming.FIELD, name.replace("_", " ")
    for model in apps.get_app_config("content").get_models():
        path = f"{model.__module__.replace('.', '/')}.py"
        fields = naming.named_fields(model)
        with translation.override(None):
            told: dict[str, list[object]] = {
                naming.KIND: [model._meta.verbose_name, model._meta.verbose_name_plural],
                naming.FIELD: [field.verbose_name for field in fields],
                naming.CHOICE: [name for field in fields for _value, name in field.flatchoices or ()],
            }
            yield from ((path, context, str(name)) for context, names in told.items() for name in names)


def _named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def read(language: str) -> Catalog:
    with catalogue_path(language).open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str) -> Catalog:
    """The translations that are there, with a place for every new message and none for one that is gone."""
    catalogue = read(language)
    catalogue.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def source(catalogue: Catalog) -> bytes:
    file = io.BytesIO()
    write_po(file, catalogue, sort_by_file=True, include_lineno=False, width=0)
    lines = file.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(EMPTY_HEADERS))


def compiled(catalogue: Catalog) -> bytes:
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def write() -> None:
    for language in languages():
        catalogue, path = updated(language), catalogue_path(language)
        path.write_bytes(source(catalogue))
        path.with_suffix(".mo").write_bytes(compiled(catalogue))


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    write()
