"""Everything that could make content public, and that none of it does so unapproved.

The admin's views are tried with the admin. Here are the functions that write to the record
and the commands; whoever adds one adds it here and says what it may do.
"""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command, get_commands
from pytest_django import Settings

from content import publishing, standing
from content.models import Publication, Release
from tests import factories as f
from tests.room import Room
from tests.server import ROOT

OURS = ("config", "content", "wizard")

PUBLISHING = {
    "publish": "only what a clinical reviewer approved",
    "publish_in_emergency": "what nobody approved, and the public log says so for ever",
    "publish_demonstration": "what nobody approved, never in production, and only the very first",
    "withdraw": "what is live, with something taken away",
    "roll_back": "only what was live before",
}
"""The functions of `content.publishing` that add a Publication, and what they may make public."""


def _sources() -> Iterator[tuple[str, ast.Module]]:
    for package in OURS:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def _uses_of(model: str) -> Iterator[tuple[str, str]]:
    """Every place where rows of a model are made: `Model(…)`, `Model.objects.create(…)` and the like."""
    for path, module in _sources():
        for node in ast.walk(module):
            if isinstance(node, ast.FunctionDef):
                for call in ast.walk(node):
                    if isinstance(call, ast.Call) and _makes(call.func, model):
                        yield path, node.name


def _makes(called: ast.expr, model: str) -> bool:
    words = ast.unparse(called).split(".")
    return model in words and words[-1] in {model, "create", "bulk_create", "get_or_create", "save"}


@pytest.mark.parametrize("model", ["Publication", "Release", "Approval", "Return", "Cancellation"])
def test_only_one_module_adds_to_the_record_of_releases(model: str) -> None:
    assert {path for path, _function in _uses_of(model)} == {"content/publishing.py"}


def test_the_functions_that_publish_are_the_ones_listed_here() -> None:
    module = ast.parse((ROOT / "content" / "publishing.py").read_text(encoding="utf-8"))
    functions = {node.name: node for node in module.body if isinstance(node, ast.FunctionDef)}
    direct = {name for _path, name in _uses_of("Publication")}
    through = {
        name
        for name, function in functions.items()
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and ast.unparse(call.func) in direct
    }
    public = {name for name in direct | through if not name.startswith("_")}
    assert public == set(PUBLISHING)


# No function publishes what nobody approved ------------------------------------------------


@pytest.fixture
def room() -> Room:
    """A site whose live content was reviewed, and a proposal nobody has approved."""
    room = Room()
    first = room.propose()
    room.approve(first)
    room.publish(first)
    room.propose("Never approved")
    return room


@pytest.fixture
def unapproved(room: Room) -> Release:
    return Release.objects.get(number=2)


@pytest.mark.django_db
def test_each_function_refuses_what_nobody_approved_or_says_so_in_public(
    room: Room, unapproved: Release
) -> None:
    superuser = f.UserFactory.create(is_superuser=True)
    for attempt in (
        lambda: publishing.publish(release=unapproved, by=superuser),
        lambda: publishing.publish_demonstration(release=unapproved),
        lambda: publishing.roll_back(release=unapproved, by=superuser, reason="A trick."),
        lambda: room.approve(unapproved, by=superuser),
    ):
        with pytest.raises(publishing.Refused):
            attempt()
    assert Publication.objects.count() == 1
    publishing.publish_in_emergency(release=unapproved, by=superuser, reason="An emergency.")
    assert standing.unreviewed_emergency() is not None


@pytest.mark.django_db
def test_a_withdrawal_publishes_nothing_of_the_draft(room: Room, unapproved: Release) -> None:
    publication = publishing.withdraw(compound="skin", by=room.publisher, reason="A test.")
    (left,) = publication.release.catalogue().compounds
    assert left.name != unapproved.catalogue().compound_of["citrate"].name


# Nor does any command ---------------------------------------------------------------------

COMMANDS = {
    "backup": "reads",
    "check_content": "reads",
    "check_links": "reads, and asks other sites whether they are there",
    "demo_accounts": "makes accounts, never in production",
    "export_content": "reads",
    "import_content": "changes the draft",
    "load_starter": "publishes a demonstration, never in production, and only the very first",
    "move_to": "copies the record whole to another database",
    "one_time_code": "lets somebody in who knows their password",
    "prepare": "calls load_starter and demo_accounts, never in production",
    "restore": "puts the record back whole, and what was withdrawn since only if somebody asks for that",
    "serve": "calls prepare, and serves",
}
"""Our commands that meet the record, and what they may do."""

READING = {"paths", "impact"}
"""Commands that only reckon with a Catalogue."""


def test_the_commands_are_the_ones_listed_here() -> None:
    ours = {name for name, app in get_commands().items() if app in OURS}
    assert ours - READING == set(COMMANDS)


@pytest.mark.django_db
@pytest.mark.usefixtures("unapproved")
def test_no_command_publishes_what_nobody_approved(settings: Settings, tmp_path: Path) -> None:
    call_command("export_content", tmp_path / "content")
    for production in (True, False):
        settings.DEMONSTRATION_ALLOWED = not production
        _try("load_starter")
        _try("demo_accounts")
        _try("import_content", tmp_path / "content", "--replace", "--by", "editor")
        _try("check_content")
    assert Publication.objects.count() == 1
    assert Release.objects.count() == 2


def _try(command: str, *arguments: object) -> None:
    with contextlib.suppress(CommandError):  # some are refused, which is as good
        call_command(command, *arguments)
