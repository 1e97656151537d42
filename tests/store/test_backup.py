"""Backups: one file with everything as it was at one moment, made while others write, and brought back whole."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import textwrap
import threading
import time
import zipfile
from pathlib import Path

import pytest

from tests.store.homes import CLIMBERS, FAMILY, MUM, WEI, add, child_env, opened, said, texts, traces
from zhiji.errors import ArchiveBroken, ArchiveExists, WrongPassphrase
from zhiji.store import Store
from zhiji.store.backup import restore
from zhiji.store.forget import Selection

PASS = "a passphrase"


def _fill(store: Store, *, photos: int = 3) -> None:
    add(store, [said(CLIMBERS, WEI, n, f"marmalade number {n}") for n in range(300)])
    for number in range(photos):
        content = f"tangerine {number} ".encode() * 5000
        digest = bytes.fromhex(store.blobs.keep(lambda content=content: io.BytesIO(content)))  # type: ignore[misc]  # bound
        with store.connection.transaction() as db:
            db.execute(
                "INSERT INTO attachment VALUES (?,0,'a.jpg',NULL,NULL,NULL,?,NULL)", (number + 1, digest)
            )


def _whole(home: Path, passphrase: str | None, *, messages: int = 300, photos: int = 3) -> bool:
    with opened(home, passphrase=passphrase) as store:
        return (
            len(texts(store)) == messages
            and store.doctor() == []
            and len(list(store.blobs.names())) == photos
        )


@pytest.mark.parametrize("passphrase", [None, PASS])
def test_what_is_backed_up_comes_back_whole(tmp_path: Path, passphrase: str | None) -> None:
    home, target = tmp_path / "home", tmp_path / "backups" / "mine.zhiji-backup"
    with opened(home, passphrase=passphrase) as store:
        _fill(store)
        (home / "config.toml").write_text('[archive]\nzone = "Asia/Shanghai"\n')
        store.backup(target)
        before = list(store.reader.all())
    restore(target, tmp_path / "new", passphrase=passphrase)
    assert _whole(tmp_path / "new", passphrase)
    assert (tmp_path / "new" / "config.toml").read_text() == '[archive]\nzone = "Asia/Shanghai"\n'
    with opened(tmp_path / "new", passphrase=passphrase) as store:
        assert list(store.reader.all()) == before
        done = add(store, [said(CLIMBERS, WEI, n, f"marmalade number {n}") for n in range(300)])
        assert (done.added, done.known) == (0, 300)
    assert sorted(path.name for path in target.parent.iterdir()) == ["mine.zhiji-backup"]


def test_a_backup_of_an_encrypted_archive_shows_nothing(tmp_path: Path) -> None:
    home, target = tmp_path / "home", tmp_path / "out" / "mine.zhiji-backup"
    with opened(home, passphrase=PASS) as store:
        _fill(store)
        store.backup(target)
    assert traces(target.parent, ["marmalade", "tangerine", "SQLite format"]) == {}
    for given in (None, "wrong"):
        with pytest.raises(WrongPassphrase):
            restore(target, tmp_path / "new", passphrase=given)
    assert not (tmp_path / "new" / "zhiji.db").exists()
    restore(target, tmp_path / "new", passphrase=PASS)
    assert _whole(tmp_path / "new", PASS)


def test_others_write_while_a_backup_is_made_and_it_shows_one_moment(tmp_path: Path) -> None:
    home, stop = tmp_path / "home", threading.Event()
    pairs = [
        [said(CLIMBERS, WEI, 2 * n, f"left {n}"), said(FAMILY, MUM, 2 * n, f"right {n}")] for n in range(400)
    ]

    def write() -> None:
        with opened(home) as other:
            for pair in pairs:
                if stop.is_set():
                    return
                add(other, pair)

    with opened(home) as store:
        add(store, [said(FAMILY, MUM, 5000 + n, f"filler {n} " * 40) for n in range(2000)])
        writer = threading.Thread(target=write)
        writer.start()
        try:
            for turn in range(3):
                store.backup(tmp_path / f"{turn}.zhiji-backup")
        finally:
            stop.set()
            writer.join()
    for turn in range(3):
        restore(tmp_path / f"{turn}.zhiji-backup", tmp_path / str(turn))
        with opened(tmp_path / str(turn)) as store:
            kept = texts(store)
            assert sum(t.startswith("left") for t in kept) == sum(t.startswith("right") for t in kept)
            assert [one.what for one in store.doctor() if "interrupted" not in one.what] == []


def test_a_forgotten_attachment_does_not_stop_a_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path / "home") as store, opened(tmp_path / "home") as other:
        _fill(store)
        real, turns = zipfile.ZipFile.write, iter([True])

        def forgets_first(self: zipfile.ZipFile, *given: object, **options: object) -> None:
            if next(turns, False):
                other.forget(Selection(messages=frozenset({1})))
            real(self, *given, **options)  # type: ignore[arg-type]  # passed through

        monkeypatch.setattr(zipfile.ZipFile, "write", forgets_first)
        store.backup(tmp_path / "mine.zhiji-backup")
    restore(tmp_path / "mine.zhiji-backup", tmp_path / "new")
    assert _whole(tmp_path / "new", None, messages=299, photos=2)


def test_restoring_needs_an_empty_home(tmp_path: Path) -> None:
    with opened(tmp_path / "home") as store:
        _fill(store)
        store.backup(tmp_path / "mine.zhiji-backup")
    with pytest.raises(ArchiveExists):
        restore(tmp_path / "mine.zhiji-backup", tmp_path / "home")
    assert _whole(tmp_path / "home", None)


def test_a_file_that_is_no_backup_or_is_damaged_is_one_sentence(tmp_path: Path) -> None:
    target = tmp_path / "mine.zhiji-backup"
    with opened(tmp_path / "home") as store:
        _fill(store)
        store.backup(target)
    whole = target.read_bytes()
    chance = random.Random(1)
    damaged = bytearray(whole)
    for _ in range(200):
        damaged[chance.randrange(1000, len(whole) - 1000)] ^= 0xFF
    (tmp_path / "other.zip").write_bytes(b"")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("readme.txt", "hello")
    bad = [b"no zip at all", whole[: len(whole) // 2], bytes(damaged), (tmp_path / "other.zip").read_bytes()]
    for number, content in enumerate(bad):
        (tmp_path / "bad").write_bytes(content)
        with pytest.raises(ArchiveBroken):
            restore(tmp_path / "bad", tmp_path / str(number))
        assert list((tmp_path / str(number)).iterdir()) == []


def test_names_that_lead_out_of_the_home_are_not_unpacked(tmp_path: Path) -> None:
    target = tmp_path / "mine.zhiji-backup"
    with opened(tmp_path / "home") as store:
        _fill(store, photos=0)
        store.backup(target)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("attachments/../../evil", "x")
        archive.writestr("../evil", "x")
    restore(target, tmp_path / "deep" / "new")
    assert _whole(tmp_path / "deep" / "new", None, photos=0)
    assert not list(tmp_path.rglob("evil"))


def test_an_interrupted_restoring_can_be_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "mine.zhiji-backup"
    with opened(tmp_path / "home") as store:
        _fill(store)
        store.backup(target)
    new = tmp_path / "new"
    (new / ".restoring").mkdir(parents=True)
    (new / ".restoring" / "zhiji.db").write_bytes(b"half")
    (new / "attachments").mkdir()
    (new / "attachments" / "left").write_bytes(b"over")
    restore(target, new)
    assert _whole(new, None)
    assert sorted(path.name for path in new.iterdir()) == ["attachments", "zhiji.db"]


CHILD = textwrap.dedent("""
    import sys
    from datetime import UTC
    from pathlib import Path
    from zhiji.store import Store
    store = Store(Path(sys.argv[1]), local=UTC)
    print("go", flush=True)
    while True:
        store.backup(Path(sys.argv[2]))
""")


def test_killed_at_any_moment_no_half_backup_stands_under_its_name(tmp_path: Path) -> None:
    home, target = tmp_path / "home", tmp_path / "mine.zhiji-backup"
    with opened(home) as store:
        _fill(store)
    for turn in range(6):
        command = [sys.executable, "-c", CHILD, str(home), str(target)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=child_env()) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "go\n"
            time.sleep(0.013 * turn)
            child.kill()
            child.wait()
        if target.exists():
            restore(target, tmp_path / str(turn))
            assert _whole(tmp_path / str(turn), None)
    with opened(home) as store:
        store.backup(target)
    assert [path.name for path in tmp_path.iterdir() if "partial" in path.name] == []
