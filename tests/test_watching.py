from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

import zhiji
from tests.exports import LAKE, neutral, row, whatsapp
from zhiji.archive import Archive
from zhiji.errors import UnreadableFile
from zhiji.watching import Watch


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with zhiji.open(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    return Clock()


def turns(watch: Watch, clock: Clock, *, count: int = 2, seconds: float = 5) -> list[tuple[str, int]]:
    found = []
    for _ in range(count):
        found += [(path.name, report.added) for path, report in watch.turn()]
        clock.now += seconds
    return found


def test_what_lies_in_a_folder_and_what_appears_there_is_added_once(
    tmp_path: Path, archive: Archive, clock: Clock
) -> None:
    folder = tmp_path / "in"
    whatsapp(folder / "WhatsApp Chat with Ben.txt", LAKE)
    (folder / "letter.pdf").write_bytes(b"%PDF")
    watch = Watch([folder], archive.add, clock=clock)
    assert turns(watch, clock) == [("WhatsApp Chat with Ben.txt", 3)]
    assert turns(watch, clock) == []
    neutral(folder / "team.jsonl", [row(1), row(2)])
    assert turns(watch, clock) == [("team.jsonl", 2)]
    neutral(folder / "team.jsonl", [row(1), row(2), row(3)])
    assert turns(watch, clock) == [("team.jsonl", 1)]


def test_a_file_that_is_still_written_is_left_alone_until_it_rests(
    tmp_path: Path, archive: Archive, clock: Clock
) -> None:
    path = tmp_path / "in" / "team.jsonl"
    neutral(path, [row(1)])
    watch = Watch([tmp_path / "in"], archive.add, clock=clock)
    for number in range(2, 6):
        assert turns(watch, clock, count=1) == []
        neutral(path, [row(one) for one in range(1, number)])
    assert turns(watch, clock) == [("team.jsonl", 4)]


def test_a_file_that_never_rests_is_read_all_the_same_after_a_minute(
    tmp_path: Path, archive: Archive, clock: Clock
) -> None:
    path = neutral(tmp_path / "team.jsonl", [row(0)])
    watch = Watch([path], archive.add, clock=clock)
    added = []
    for number in range(1, 20):
        added += turns(watch, clock, count=1)
        neutral(path, [row(one) for one in range(number)])
    assert added and added[0][1] > 5


def test_rows_that_wait_beside_a_database_in_use_count_as_a_change(
    tmp_path: Path, archive: Archive, clock: Clock
) -> None:
    path = tmp_path / "some.db"
    calls: list[Path] = []
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE t (x)")
    watch = Watch([path], archive.add, clock=clock)
    watch._added = lambda path: calls.append(path)  # type: ignore[method-assign,func-returns-value]  # no app's database
    turns(watch, clock)
    db.execute("INSERT INTO t VALUES (1)")
    db.commit()
    assert path.with_name("some.db-wal").stat().st_size > 0
    turns(watch, clock)
    assert calls == [path, path]
    db.close()


def test_a_folder_that_is_one_export_is_added_as_a_whole(
    tmp_path: Path, archive: Archive, clock: Clock
) -> None:
    folder = tmp_path / "ChatExport_2026-01-02"
    whatsapp(folder / "_chat.txt", LAKE)
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    watch = Watch([folder], archive.add, clock=clock)
    assert [added for _, added in turns(watch, clock)] == [3]
    os.utime(folder / "photo.jpg", (1, 1))
    assert sum(added for _, added in turns(watch, clock)) == 0


def test_what_isnt_there_cant_be_watched(tmp_path: Path, archive: Archive) -> None:
    with pytest.raises(UnreadableFile, match="to watch"):
        Watch([tmp_path / "nowhere"], archive.add)
