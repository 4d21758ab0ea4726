from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.server import ROOT, environment

WRITE = """
import sys, time
import django
django.setup()
from django.db import connection
connection.settings_dict["OPTIONS"]["timeout"] = 0.05
from content.turns import in_turn
print("ready", flush=True)
sys.stdin.readline()
for _ in range(3):
    with in_turn():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE counter SET number = number + 1")
        time.sleep(0.2)
"""


def test_four_who_write_at_once_queue_longer_than_sqlite_would_wait(tmp_path: Path) -> None:
    database = tmp_path / "db.sqlite3"
    with closing(sqlite3.connect(database)) as opened:
        opened.executescript("CREATE TABLE counter (number INTEGER); INSERT INTO counter VALUES (0);")
    surroundings = environment(tmp_path) | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITE],
            cwd=ROOT,
            env=surroundings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    said = [writer.communicate() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0, 0, 0], said
    with closing(sqlite3.connect(database)) as opened:
        assert opened.execute("SELECT number FROM counter").fetchone() == (12,)
