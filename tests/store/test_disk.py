"""A full disk, a home that can't be written, somebody else writing: one sentence each, and nothing lost."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import apsw
import pytest

from tests.store.homes import CLIMBERS, FAMILY, MUM, WEI, add, child_env, opened, said, texts
from zhiji.errors import ArchiveBroken, ArchiveBusy, ArchiveFull, ArchiveNewer, ArchiveReadOnly
from zhiji.store import Store
from zhiji.store.forget import Selection


def _fill(store: Store, count: int = 200) -> None:
    add(store, [said(CLIMBERS, WEI, n, f"marmalade number {n}") for n in range(count)])


def _no_more_pages(store: Store) -> None:
    pages = store.connection.db.pragma("page_count")
    store.connection.db.pragma("max_page_count", pages + 3)


def test_a_full_disk_is_one_sentence_and_what_was_kept_stays(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        _fill(store)
        _no_more_pages(store)
        more = [said(FAMILY, MUM, n, f"a much longer text, number {n} " * 20) for n in range(500)]
        with pytest.raises(ArchiveFull, match="is full"):
            add(store, more)
        kept = len(texts(store))
        assert kept >= 200
        assert [one.what for one in store.doctor() if "interrupted" not in one.what] == []
        store.connection.db.pragma("max_page_count", 2**30)
        add(store, more)
        assert len(texts(store)) == 700
        assert store.doctor() == []


def test_forgetting_on_a_full_disk_forgets_or_says_so(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        _fill(store)
        (chat,) = store.reader.chats()
        _no_more_pages(store)
        try:
            assert store.forget(Selection(chats=frozenset({chat.id}))).erased == 200
            assert texts(store) == []
        except ArchiveFull:
            assert len(texts(store)) == 200
        assert [one.what for one in store.doctor() if "Forgetting" not in one.what] == []


LIMITED = textwrap.dedent("""
    import io, resource, signal, sys
    from datetime import UTC
    from pathlib import Path
    from tests.store.homes import FAMILY, MUM, add, said, texts
    from zhiji.errors import ArchiveFull
    from zhiji.store import Store
    store = Store(Path(sys.argv[1]), local=UTC)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
    try:
        add(store, [said(FAMILY, MUM, n, f"a much longer text, number {n} " * 30) for n in range(3000)])
    except ArchiveFull as error:
        print("full", len(texts(store)), flush=True)
    try:
        store.blobs.keep(lambda: io.BytesIO(bytes(2_000_000)))
    except ArchiveFull as error:
        print("full", list(store.blobs.names()), [p for p in store.blobs.folder.rglob("*") if p.is_file()], flush=True)
""")


@pytest.mark.skipif(sys.platform == "win32", reason="has no limit for the size of a file")
def test_a_used_up_quota_is_a_full_disk_too(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        _fill(store)
    told = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path)],
        capture_output=True,
        text=True,
        env=child_env(),
        check=True,
    ).stdout.splitlines()
    assert told[1] == "full [] []"
    with opened(tmp_path) as store:
        assert told[0] == f"full {len(texts(store))}"
        assert len(texts(store)) >= 200
        assert [one.what for one in store.doctor() if "interrupted" not in one.what] == []


@pytest.mark.skipif(
    not shutil.which("mount") or getattr(os, "geteuid", lambda: 1)() != 0, reason="mounting needs root"
)
def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(disk)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("mounting isn't allowed here")
    try:
        home = disk / "home"
        with opened(home) as store:
            _fill(store)
            with pytest.raises(ArchiveFull):
                add(store, [said(FAMILY, MUM, n, f"a longer text, number {n} " * 30) for n in range(5000)])
            with pytest.raises(ArchiveFull):
                store.blobs.keep(lambda: io.BytesIO(bytes(3_000_000)))
            with pytest.raises(ArchiveFull):
                store.backup(disk / "mine.zhiji-backup")
            assert [path.name for path in disk.iterdir()] == ["home"]
            kept = len(texts(store))
        subprocess.run(["mount", "-o", "remount,size=20000k", str(disk)], check=True)
        with opened(home) as store:
            assert len(texts(store)) == kept >= 200
            assert [one.what for one in store.doctor() if "interrupted" not in one.what] == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.skipif(
    not shutil.which("mount") or getattr(os, "geteuid", lambda: 1)() != 0, reason="mounting needs root"
)
def test_a_read_only_disk_is_one_sentence(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(disk)], capture_output=True).returncode:
        pytest.skip("mounting isn't allowed here")
    try:
        with opened(disk / "home") as store:
            _fill(store)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        for home in (disk / "home", disk / "new"):
            with pytest.raises(ArchiveReadOnly, match="can't be written"), opened(home) as store:
                _fill(store, 201)
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        with opened(disk / "home") as store:
            assert len(texts(store)) == 200
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.skipif(
    getattr(os, "geteuid", lambda: 1)() == 0 or os.name == "nt", reason="permissions don't bind here"
)
def test_a_home_without_permission_is_one_sentence(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with opened(home) as store:
        _fill(store)
    home.chmod(0o500)
    (home / "zhiji.db").chmod(0o400)
    try:
        with pytest.raises(ArchiveReadOnly), opened(home) as store:
            _fill(store, 201)
    finally:
        home.chmod(0o700)


def test_a_home_that_is_a_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("not a folder")
    with pytest.raises(ArchiveReadOnly), opened(tmp_path / "home"):
        pass


def test_while_another_process_writes_one_waits_and_then_is_told(tmp_path: Path) -> None:
    with opened(tmp_path, wait=0.2) as store:
        _fill(store)
        other = apsw.Connection(str(tmp_path / "zhiji.db"))
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveBusy, match="Another zhiji is writing"):
            add(store, [said(FAMILY, MUM, 1, "hello")])
        assert len(texts(store)) == 200
        other.execute("COMMIT")
        other.close()
        add(store, [said(FAMILY, MUM, 1, "hello")])
        assert len(texts(store)) == 201


def test_an_archive_of_a_newer_zhiji_is_left_alone(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.connection.db.execute("PRAGMA user_version = 99")
    with pytest.raises(ArchiveNewer), opened(tmp_path):
        pass


def test_a_cut_off_database_is_one_sentence(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        _fill(store, 2000)
    with (tmp_path / "zhiji.db").open("r+b") as file:
        file.truncate(4096 * 20)
    with pytest.raises(ArchiveBroken), opened(tmp_path) as store:
        store.connection.rows("SELECT * FROM message")
        assert store.doctor() == []
