"""A Catalogue as a folder of readable YAML files, one per kind.

The starter content is such a folder; export writes one and import reads one. Records
stand in reading order, name each other by slug, leave out fields that have their
default, and hold Markdown as it was written. `read` reports every wrong value at once,
with its file, record and field.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml

from content import catalogue, markdown
from content.catalogue import Catalogue, Prose

SINGLE = ("publisher", "food_first")
KINDS: Mapping[str, type[msgspec.Struct]] = {
    "publisher": catalogue.Publisher,
    "contacts": catalogue.Contact,
    "guidance": catalogue.Guidance,
    "food_first": catalogue.FoodFirst,
    "sources": catalogue.Source,
    "scales": catalogue.Scale,
    "traits": catalogue.Trait,
    "goals": catalogue.Goal,
    "compounds": catalogue.Compound,
    "claims": catalogue.Claim,
    "cautions": catalogue.Caution,
    "questions": catalogue.Question,
    "articles": catalogue.Article,
    "foods": catalogue.Food,
    "intakes": catalogue.ReferenceIntake,
    "signs": catalogue.DeficiencySign,
    "terms": catalogue.GlossaryTerm,
    "regions": catalogue.Region,
    "expectations": catalogue.Expectation,
}
"""Field of the Catalogue, and name of the file, → type of its records."""

REFERENCES: Mapping[str, str] = {
    "sources": "sources",
    "scale": "scales",
    "trait": "traits",
    "hindered_by": "traits",
    "welcomes": "traits",
    "avoids": "traits",
    "rules_out": "traits",
    "compound": "compounds",
    "compounds": "compounds",
    "leads": "compounds",
    "never_leads": "compounds",
    "shows": "compounds",
    "never_shows": "compounds",
    "sets_aside": "compounds",
    "never_sets_aside": "compounds",
    "goal": "goals",
    "contacts": "contacts",
    "leading_limit": "intakes",
    "wants": "goals",
    "raises": "cautions",
    "shown_when": "options",
}
"""Field that names other records, in whatever type it stands → what it names."""


class BadDocuments(ValueError):
    """A folder that is not a Catalogue; `problems` has a sentence for each wrong value."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


def read(folder: Path) -> Catalogue:
    """The Catalogue written in `folder`; raises `BadDocuments`."""
    problems: list[str] = []
    parts: dict[str, Any] = {}
    for kind, record_type in KINDS.items():
        path = folder / f"{kind}.yaml"
        try:
            loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        except FileNotFoundError:
            problems.append(f"{path.name} is missing.")
            continue
        except yaml.YAMLError as error:
            problems.append(f"{path.name} is not YAML: {error}")
            continue
        if kind in SINGLE:
            parts[kind] = _record(record_type, loaded, path.name, problems)
            continue
        if loaded is not None and not isinstance(loaded, list):
            problems.append(f"{path.name} should hold a list of records.")
            continue
        named = (
            _record(record_type, item, f"{path.name}, {_name(item, n)}", problems)
            for n, item in enumerate(loaded or [], 1)
        )
        parts[kind] = tuple(record for record in named if record is not None)
    if problems:
        raise BadDocuments(problems)
    return in_order(Catalogue(**parts))


def write(content: Catalogue, folder: Path) -> None:
    """Write `content` into `folder`, which is made when missing. Other files there are left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind, text in texts(content).items():
        (folder / f"{kind}.yaml").write_text(text, encoding="utf-8")


def texts(content: Catalogue) -> dict[str, str]:
    """The YAML of each kind; the same Catalogue always gives the same text."""
    content = in_order(content)
    return {kind: _dump(_plain(getattr(content, kind))) for kind in KINDS}


def in_order(content: Catalogue) -> Catalogue:
    """`content` with every collection in reading order: by number where there is one, then by name.

    References are sets written down as lists, so they stand in alphabetical order. Lists
    whose order an editor chose, such as options or questions to ask, stay as they are.
    """
    return msgspec.structs.replace(
        content,
        **{
            kind: settled(getattr(content, kind))
            if kind in SINGLE
            else tuple(sorted(map(settled, getattr(content, kind)), key=_place))
            for kind in KINDS
        },
    )


def settled(record: Any) -> Any:
    """`record` with its references in alphabetical order, and those of its parts."""
    changes: dict[str, Any] = {}
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if isinstance(value, Mapping):
            changes[name] = {key: tuple(sorted(children)) for key, children in value.items()}
        elif not isinstance(value, tuple) or not value:
            continue
        elif name in REFERENCES:
            changes[name] = tuple(sorted(value))
        elif isinstance(value[0], catalogue.CompoundTrait):
            changes[name] = tuple(sorted(map(settled, value), key=lambda place: place.trait))
        elif isinstance(value[0], msgspec.Struct):
            changes[name] = tuple(map(settled, value))
    return msgspec.structs.replace(record, **changes)


def _place(record: Any) -> tuple[Any, ...]:
    match record:
        case catalogue.Claim():
            return (record.compound, record.goal)
        case catalogue.Guidance():
            return (record.level.rank, record.withheld)
        case catalogue.Trait():
            return (record.scale, record.step, record.slug)
        case catalogue.Contact():
            return (record.order, record.slug)
    return (getattr(record, "number", 0), record.slug)


def _name(item: object, position: int) -> str:
    if isinstance(item, dict):
        if "slug" in item:
            return str(item["slug"])
        if "compound" in item and "goal" in item:
            return f"{item['compound']} for {item['goal']}"
    return f"record {position}"


def _record(record_type: type[msgspec.Struct], item: object, place: str, problems: list[str]) -> Any:
    try:
        return msgspec.convert(_inflate(record_type, item), record_type)
    except msgspec.ValidationError as error:
        problems.append(f"{place}: {error}")
        return None


def _inflate(record_type: type[msgspec.Struct], item: object) -> object:
    """`item` with tidy texts, and every Markdown text replaced by its Prose."""
    if not isinstance(item, dict):
        return item
    item = {name: _tidy(value) for name, value in item.items()}
    for name, value_type in typing.get_type_hints(record_type).items():
        if name not in item:
            if value_type is Prose:
                item[name] = Prose()
        elif value_type is Prose:
            if isinstance(item[name], str):
                item[name] = markdown.prose(item[name])
        elif (inner := _struct_in(value_type)) and isinstance(item[name], list):
            item[name] = [_inflate(inner, child) for child in item[name]]
    return item


def _tidy(value: Any) -> Any:
    """Texts without the line end that a block of YAML leaves behind them."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [_tidy(child) for child in value]
    return value


def _struct_in(value_type: object) -> type[msgspec.Struct] | None:
    for argument in typing.get_args(value_type):
        if isinstance(argument, type) and issubclass(argument, msgspec.Struct):
            return argument
    return None


def _plain(value: Any) -> Any:
    """Mappings, lists and scalars for YAML, without defaults and with Markdown as text."""
    if isinstance(value, Prose):
        return value.source
    if isinstance(value, msgspec.Struct):
        return {name: _plain(child) for name, child in _told(value)}
    if isinstance(value, Mapping):
        return {key: _plain(child) for key, child in sorted(value.items())}
    if isinstance(value, tuple):
        return [_plain(child) for child in value]
    return str(value) if isinstance(value, str) else value


def _told(record: msgspec.Struct) -> Iterator[tuple[str, Any]]:
    for field in msgspec.structs.fields(record):
        value = getattr(record, field.name)
        if value == field.default or (isinstance(value, Prose) and not value):
            continue
        yield field.name, value


class _Dumper(yaml.SafeDumper):
    """Block text for sentences, so that a change shows as a change of lines."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def _dump(value: Any) -> str:
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
