"""Encryption at rest: nothing can be read without the passphrase, and encrypting later loses nothing."""

from __future__ import annotations

import io
import subprocess
import sys
import textwrap
import time
from datetime import UTC
from pathlib import Path

import pytest

from tests.store.homes import CLIMBERS, FAMILY, MUM, WEI, add, child_env, opened, said, texts, traces
from zhiji.errors import ArchiveBroken, ArchiveBusy, ArchiveExists, WrongPassphrase
from zhiji.store import Store, blobs, cipher
from zhiji.store.connection import DATABASE
from zhiji.store.forget import Selection

PASS = "correct horse 电池 staple"
WORDS = ["marmalade", "果酱", "Climbers", "u-wei", "tangerine", "CREATE TABLE", "SQLite format"]


def _fill(store: Store) -> None:
    add(store, [said(CLIMBERS, WEI, n, f"marmalade 果酱 number {n}") for n in range(50)])
    digest = bytes.fromhex(store.blobs.keep(lambda: io.BytesIO(b"tangerine" * 300)))
    with store.connection.transaction() as db:
        db.execute("INSERT INTO attachment VALUES (1,0,'a.jpg',NULL,NULL,NULL,?,NULL)", (digest,))


def _is_filled(home: Path, passphrase: str | None) -> bool:
    with opened(home, passphrase=passphrase) as store:
        (digest,) = (digest.hex() for digest, _, _ in store.blobs.names())
        with store.blobs.open(digest) as stream:
            whole = stream.read() == b"tangerine" * 300
        return whole and len(texts(store)) == 50 and store.doctor() == []


def test_an_archive_made_with_a_passphrase_shows_nothing(tmp_path: Path) -> None:
    with opened(tmp_path, passphrase=PASS) as store:
        _fill(store)
        assert store.encrypted
        assert traces(tmp_path, WORDS) == {}
    assert traces(tmp_path, WORDS) == {}
    assert _is_filled(tmp_path, PASS)


@pytest.mark.parametrize(
    ("given", "begins"), [(None, "A passphrase is needed"), ("wrong", "The passphrase is wrong")]
)
def test_without_the_passphrase_there_is_one_sentence(tmp_path: Path, given: str | None, begins: str) -> None:
    with opened(tmp_path, passphrase=PASS):
        pass
    with pytest.raises(WrongPassphrase, match=begins):
        Store(tmp_path, local=UTC, passphrase=given)
    assert _opens(tmp_path, PASS)


def _opens(home: Path, passphrase: str | None) -> bool:
    with opened(home, passphrase=passphrase):
        return True


def test_a_passphrase_typed_on_another_system_is_the_same(tmp_path: Path) -> None:
    with opened(tmp_path, passphrase="Zo\u00eb"):
        pass
    assert _opens(tmp_path, "Zoe\u0308")


def test_a_plain_archive_needs_no_passphrase_and_minds_none(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        _fill(store)
        assert not store.encrypted
    assert _is_filled(tmp_path, "whatever")
    assert _is_filled(tmp_path, "")


def test_a_file_that_is_no_database_is_not_taken_for_an_encrypted_one(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_text("Dear diary, this is no database at all.")
    with pytest.raises(ArchiveBroken):
        _opens(tmp_path, None)


def test_create_refuses_a_home_that_has_an_archive(tmp_path: Path) -> None:
    Store.create(tmp_path, local=UTC, passphrase=PASS).close()
    with pytest.raises(ArchiveExists):
        Store.create(tmp_path, local=UTC)


def test_an_archive_is_encrypted_later_with_its_attachments(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        _fill(store)
        assert set(traces(tmp_path, WORDS)) == set(WORDS)
        store.encrypt(PASS)
        assert store.encrypted
        add(store, [said(FAMILY, MUM, 1, "and it goes on")])
        assert len(texts(store)) == 51
        store.forget(Selection(messages=frozenset({51})))
        assert traces(tmp_path, WORDS) == {}
    assert traces(tmp_path, WORDS) == {}
    assert _is_filled(tmp_path, PASS)
    with pytest.raises(WrongPassphrase):
        _opens(tmp_path, None)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [DATABASE]


def test_the_passphrase_can_be_changed(tmp_path: Path) -> None:
    with opened(tmp_path, passphrase="old") as store:
        _fill(store)
        store.encrypt("new")
    assert _is_filled(tmp_path, "new")
    with pytest.raises(WrongPassphrase):
        _opens(tmp_path, "old")


def test_nobody_else_may_have_it_open_while_it_is_encrypted(tmp_path: Path) -> None:
    with opened(tmp_path, wait=0.2) as store, opened(tmp_path) as other:
        _fill(store)
        with pytest.raises(ArchiveBusy):
            store.encrypt(PASS)
        add(other, [said(FAMILY, MUM, 1, "still here")])
        add(store, [said(FAMILY, MUM, 2, "here too")])
        assert len(texts(store)) == 52
    assert not cipher.is_encrypted(tmp_path / DATABASE)


def _dies(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("step", ["cipher.write_anew", "cipher.sync", "encrypt._prepare"])
def test_interrupted_before_the_new_file_is_whole_nothing_has_happened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    with opened(tmp_path) as store:
        _fill(store)
        with monkeypatch.context() as patched:
            patched.setattr(f"zhiji.store.{step}", _dies)
            with pytest.raises(KeyboardInterrupt):
                store.encrypt(PASS)
        assert len(texts(store)) == 50
    assert _is_filled(tmp_path, None)


@pytest.mark.parametrize(
    "step", ["cipher.finish_move", "encrypt.finish_sealing", "blobs.Blobs.seal", "blobs.Blobs._place"]
)
def test_interrupted_after_that_the_next_open_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    store = Store(tmp_path, local=UTC)
    _fill(store)
    with monkeypatch.context() as patched:
        patched.setattr(f"zhiji.store.{step}", _dies)
        with pytest.raises(KeyboardInterrupt):
            store.encrypt(PASS)
    store.close()
    assert _is_filled(tmp_path, PASS)
    assert traces(tmp_path, WORDS) == {}
    assert blobs.FOLDER in {path.name for path in tmp_path.iterdir()}


CHILD = textwrap.dedent("""
    import sys
    from datetime import UTC
    from pathlib import Path
    from zhiji.store import Store
    store = Store(Path(sys.argv[1]), local=UTC)
    print("go", flush=True)
    store.encrypt(sys.argv[2])
    store.close()
    print("done", flush=True)
""")


def test_killed_at_any_moment_the_archive_opens_plain_or_encrypted_and_whole(tmp_path: Path) -> None:
    ended = set()
    for turn in range(12):
        home = tmp_path / str(turn)
        with opened(home) as store:
            _fill(store)
        command = [sys.executable, "-c", CHILD, str(home), PASS]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=child_env()) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "go\n"
            time.sleep(0.02 * turn)
            child.kill()
            child.wait()
        try:
            whole, plain = _is_filled(home, None), True
        except WrongPassphrase:
            whole, plain = _is_filled(home, PASS), False
        ended.add(plain)
        assert whole
    assert True in ended
