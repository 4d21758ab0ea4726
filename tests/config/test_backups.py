from __future__ import annotations

import resource
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests import postgres
from tests.config.operated import LATER, PREPARE, WITHDRAW, Site


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The state of a site of which one backup was made."""
    state = tmp_path_factory.mktemp("prepared") / "state"
    site = Site(state)
    site.run(PREPARE)
    assert "holds release 2" in site.manage("backup")
    return state


@pytest.fixture
def site(prepared: Path, tmp_path: Path) -> Site:
    return Site(Path(shutil.copytree(prepared, tmp_path / "state")))


def test_a_backup_is_read_back_and_brings_the_site_back_byte_for_byte(site: Site) -> None:
    """Also while the database holds more by now: what it holds is kept beside it before."""
    (copy,) = site.copies
    assert copy.stat().st_mode & 0o777 == 0o600
    before = _rows(site.database)
    site.run(LATER)
    assert site.live() == "1 3 True"
    said = site.manage("restore", str(copy))
    assert "Live now: release 2" in said
    assert site.live() == "2 2 True"
    assert _rows(site.database) == before
    (kept,) = site.state.glob("before-restoring/*3")
    assert "release 1" in site.manage("restore", str(kept), "--only-look")


def _rows(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as opened:
        return sorted(opened.iterdump())


def test_a_backup_of_which_any_part_was_damaged_is_refused_and_nothing_changes(site: Site) -> None:
    """By its digest, and where that is missing by what is in it."""
    (copy,) = site.copies
    content = bytearray(copy.read_bytes())
    content[content.rindex(b'"schema":') + 9] ^= 1  # the newest release is the live one
    copy.write_bytes(content)
    assert "its bytes do not match" in site.manage("restore", str(copy), fails=True)
    copy.with_name(f"{copy.name}.sha256").unlink()
    assert "the live one, so nothing was restored" in site.manage("restore", str(copy), fails=True)
    copy.write_bytes(b"no database at all" * 1000)
    assert "can't be read as a database" in site.manage("restore", str(copy), fails=True)
    copy.write_bytes(content[: len(content) // 2])
    assert "malformed" in site.manage("restore", str(copy), fails=True)
    assert site.live() == "2 2 True"


def test_a_database_that_can_not_be_read_any_more_is_put_aside_and_replaced(site: Site) -> None:
    (copy,) = site.copies
    site.database.write_bytes(b"no database at all" * 1000)
    said = site.manage("restore", str(copy))
    assert "Restart the site" in said
    assert site.live() == "2 2 True"
    (aside,) = site.state.glob("db.sqlite3.damaged-*")
    assert aside.read_bytes().startswith(b"no database")


def test_a_database_that_is_gone_is_restored(site: Site) -> None:
    (copy,) = site.copies
    site.database.unlink()
    site.manage("restore", str(copy))
    assert site.live() == "2 2 True"


def test_a_backup_made_before_a_withdrawal_does_not_bring_the_form_back_unasked(site: Site) -> None:
    (copy,) = site.copies
    site.run(WITHDRAW)
    assert "Withdrawn since this backup was made: citrate." in site.manage("restore", str(copy), fails=True)
    assert site.live() == "3 3 True"
    site.manage("restore", str(copy), "--bring-back")
    assert site.live() == "2 2 True"


def test_a_disk_that_is_full_is_told_and_leaves_no_half_backup(site: Site) -> None:
    room = site.database.stat().st_size // 2
    said = site.manage(
        "backup", fails=True, before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    )
    assert "Nothing else changed." in said
    assert len(site.copies) == 1
    assert site.live() == "2 2 True"


def test_only_the_newest_copies_are_kept_if_somebody_asks_for_that(site: Site) -> None:
    (oldest,) = site.copies
    assert f"{oldest} was deleted" in site.manage("backup", "--keep", "1")
    (newest,) = site.copies
    assert newest > oldest


def test_a_release_damaged_in_the_database_itself_is_told_by_its_backup(site: Site) -> None:
    with closing(sqlite3.connect(site.database)) as opened:
        opened.execute("DROP TRIGGER content_release_no_update")
        opened.execute("UPDATE content_release SET digest = ? WHERE number = 2", ["0" * 64])
        opened.commit()
    assert "are damaged in the database itself, and so in its copy: 2." in site.manage("backup", fails=True)


def test_a_site_on_postgresql_is_backed_up_and_restored_with_its_own_programs(tmp_path: Path) -> None:
    with postgres.running() as address:
        site = Site(tmp_path, address)
        site.run(PREPARE)
        assert "holds release 2" in site.manage("backup")
        (copy,) = site.copies
        site.run(LATER)
        assert "Live now: release 2" in site.manage("restore", str(copy))
        assert site.live() == "2 2 True"
        content = bytearray(copy.read_bytes())
        content[len(content) // 2] ^= 1
        copy.write_bytes(content)
        assert "its bytes do not match" in site.manage("restore", str(copy), fails=True)
        assert site.live() == "2 2 True"


def test_a_site_moves_from_sqlite_to_postgresql_with_every_row(site: Site, tmp_path: Path) -> None:
    """It goes on there: the next publication gets the next number, and the record is protected."""
    with postgres.running() as address:
        said = site.manage("move_to", "--database-url", address)
        assert "Live there: release 2" in said
        moved = Site(tmp_path / "moved", address)
        assert moved.live() == "2 2 True"
        moved.run(LATER)
        assert moved.live() == "1 3 True"
        assert moved.run("from content.models import triggers; print(triggers.missing())") == "[]"
        assert "published there already" in site.manage("move_to", "--database-url", address, fails=True)
    assert "Nothing was moved" in site.manage("move_to", "--database-url", address, fails=True)
    assert "must begin with" in site.manage("move_to", "--database-url", "mysql://x/y", fails=True)
    assert site.live() == "2 2 True"
