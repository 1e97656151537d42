"""Attachments: kept once, read from anywhere, gone without a trace, whether the archive is encrypted or not."""

from __future__ import annotations

import io
import os
import random
import time
from pathlib import Path
from typing import BinaryIO

import pytest

from tests.store.homes import opened, traces
from zhiji.store import Store
from zhiji.store.blobs import CHUNK, Opener

PASSPHRASES = [None, "ein langer Satz 密码"]


def _content(size: int) -> bytes:
    return random.Random(size).randbytes(size)


def _of(content: bytes) -> Opener:
    return lambda: io.BytesIO(content)


def _refer(store: Store, digest: str) -> None:
    with store.connection.transaction() as db:
        db.execute("INSERT INTO attachment VALUES (1,0,'a',NULL,NULL,NULL,?,NULL)", (bytes.fromhex(digest),))


@pytest.mark.parametrize("passphrase", PASSPHRASES)
@pytest.mark.parametrize("size", [0, 1, 5000, CHUNK, CHUNK + 1, 3 * CHUNK - 7])
def test_what_was_kept_is_read_back(tmp_path: Path, size: int, passphrase: str | None) -> None:
    content = _content(size)
    with opened(tmp_path, passphrase=passphrase) as store:
        digest = store.blobs.keep(_of(content))
    with opened(tmp_path, passphrase=passphrase) as store:
        assert store.blobs.size(digest) == size
        with store.blobs.open(digest) as stream:
            assert stream.read() == content
            stream.seek(max(0, size - 10))
            assert stream.read(4) == content[max(0, size - 10) :][:4]
            assert stream.seek(-min(3, size), io.SEEK_END) == size - min(3, size)
            assert stream.read() == content[size - min(3, size) :]


@pytest.mark.parametrize("passphrase", PASSPHRASES)
def test_the_same_content_is_kept_once(tmp_path: Path, passphrase: str | None) -> None:
    with opened(tmp_path, passphrase=passphrase) as store:
        first, second = store.blobs.keep(_of(b"picture")), store.blobs.keep(_of(b"picture"))
        assert first == second
        assert len([path for path in store.blobs.folder.rglob("*") if path.is_file()]) == 1


def test_a_plain_archive_keeps_files_as_they_came(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        digest = store.blobs.keep(_of(b"picture"))
        assert (store.blobs.folder / digest[:2] / digest[2:]).read_bytes() == b"picture"


def test_an_encrypted_archive_shows_neither_content_nor_digest(tmp_path: Path) -> None:
    with opened(tmp_path, passphrase="geheim") as store:
        digest = store.blobs.keep(_of(b"heliotrope " * 1000))
        (path,) = (path for path in store.blobs.folder.rglob("*") if path.is_file())
        assert digest[2:10] not in str(path)
        assert traces(tmp_path, ["heliotrope", "SQLite format"]) == {}


def test_a_file_that_changes_while_it_is_read_is_kept_as_it_was_written(tmp_path: Path) -> None:
    turns = iter([b"one", b"two", b"two"])
    with opened(tmp_path) as store:
        digest = store.blobs.keep(lambda: io.BytesIO(next(turns)))
        with store.blobs.open(digest) as stream:
            assert stream.read() == b"two"


def test_unknown_contents_are_no_files(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        assert not store.blobs.has("00" * 32)
        with pytest.raises(KeyError):
            store.blobs.open("00" * 32)


class _Breaks(io.BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        raise RuntimeError


def test_an_interrupted_copy_leaves_nothing(tmp_path: Path) -> None:
    streams: list[BinaryIO] = [io.BytesIO(b"x" * 10), _Breaks()]
    with opened(tmp_path) as store:
        with pytest.raises(RuntimeError):
            store.blobs.keep(lambda: streams.pop(0))
        assert list(store.blobs.left_over()) == []
        assert [path for path in store.blobs.folder.rglob("*") if path.is_file()] == []


def test_left_over_files_are_swept_but_not_those_being_written(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        digest = store.blobs.keep(_of(b"wanted"))
        _refer(store, digest)
        (store.blobs.folder / "zz").mkdir()
        (store.blobs.folder / "zz" / "orphan").write_bytes(b"unwanted")
        fresh, stale = store.blobs.folder / ".partial-1", store.blobs.folder / ".partial-2"
        for path in (fresh, stale):
            path.write_bytes(b"half")
        os.utime(stale, (time.time() - 3600, time.time() - 3600))
        assert list(store.blobs.left_over()) == [".partial-2", "zz/orphan"]
        assert not store.blobs.sweep()
        assert fresh.exists() and not stale.exists() and store.blobs.has(digest)
        assert list(store.blobs.left_over()) == []


@pytest.mark.parametrize("passphrase", PASSPHRASES)
def test_a_changed_or_lost_file_is_noticed(tmp_path: Path, passphrase: str | None) -> None:
    with opened(tmp_path, passphrase=passphrase) as store:
        digests = [store.blobs.keep(_of(content)) for content in (b"a" * 20000, b"b" * 20000, b"c" * 20000)]
        paths = {digest.hex(): store.blobs.folder / name for digest, name, _ in store.blobs.names()}
        changed = bytearray(paths[digests[0]].read_bytes())
        changed[9000] ^= 1
        paths[digests[0]].write_bytes(changed)
        paths[digests[1]].unlink()
        whole = {digest.hex(): store.blobs.is_whole(digest, name) for digest, name, _ in store.blobs.names()}
        assert [whole[digest] for digest in digests] == [False, False, True]
