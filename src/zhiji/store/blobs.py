"""What attachments hold: one file each in the folder `attachments`, kept once however often it was sent.

In a plain archive it is the file as it came. In an encrypted one it is a small encrypted database of its own: the same
cipher as the archive's, so nothing further need be installed, with a key and a name that are derived from the
archive's secret and the content's digest. Either way forgetting an attachment is deleting a file.

The row in `blob` is the truth. A file without a row is left over and may go at any time; both appear and disappear
under the write lock, so that one process can't take away what another is about to name.
"""

from __future__ import annotations

import io
import os
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b, sha256
from pathlib import Path
from typing import BinaryIO, cast

import apsw

from zhiji.store import cipher
from zhiji.store.connection import Connection
from zhiji.store.sql import all_rows, first_row, value

FOLDER = "attachments"
CHUNK = 1 << 20
_SEALED = ".sealed"
_PARTIAL = ".partial-"
_ABANDONED = 600.0  # seconds without a write

Opener = Callable[[], BinaryIO]


class Blobs:
    """The kept attachments of one home, as one thread sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection, self.folder = connection, connection.home / FOLDER

    def keep(self, opener: Opener) -> str:
        """Keep a content, read by opening it once or twice; returns its SHA-256 in hexadecimal."""
        digest, _ = _measure(opener)
        if not self.has(digest.hex()):
            digest = self._write(opener)
        return digest.hex()

    def has(self, digest: str) -> bool:
        """Whether a content is kept."""
        return self._name(digest) is not None

    def size(self, digest: str) -> int:
        """How many bytes a content has; KeyError if it isn't kept."""
        found = self._connection.value("SELECT size FROM blob WHERE digest = ?", bytes.fromhex(digest))
        if found is None:
            raise KeyError(digest)
        return int(found)

    def open(self, digest: str) -> BinaryIO:
        """A kept content, to be read from anywhere; KeyError if it isn't kept."""
        name = self._name(digest)
        if name is None:
            raise KeyError(digest)
        return self._reading(bytes.fromhex(digest), name)

    def names(self) -> Iterator[tuple[bytes, str, int]]:
        """Digest, file name and size of everything that is kept."""
        yield from self._connection.rows("SELECT digest, name, size FROM blob ORDER BY digest")

    def is_whole(self, digest: bytes, name: str) -> bool:
        """Whether a kept file is there and still holds what its digest says."""
        try:
            with self._reading(digest, name) as stream:
                return _measure(lambda: stream)[0] == digest
        except (FileNotFoundError, apsw.Error):
            return False

    def sweep(self) -> bool:
        """Delete files that no row names; False if one of them is in use and stays for now."""
        done = True
        if not self.folder.is_dir():
            return done
        with self._connection.transaction() as db:
            named = {name for (name,) in all_rows(db, "SELECT name FROM blob")}
            for path in self._files():
                if path.relative_to(self.folder).as_posix() not in named:
                    done &= not _is_being_written(path) and _unlinked(path)
        return done

    def left_over(self) -> Iterator[str]:
        """Names of files that no row names."""
        named = {name for _, name, _ in self.names()}
        for path in self._files():
            name = path.relative_to(self.folder).as_posix()
            if name not in named and not _is_being_written(path):
                yield name

    def seal(self) -> None:
        """Encrypt every file that isn't yet, one by one; may be interrupted and called again."""
        for digest, name, _ in list(self.names()):
            if not name.endswith(_SEALED):
                self._write(lambda digest=digest, name=name: self._reading(digest, name))  # type: ignore[misc]  # the defaults bind this turn's values
        self.sweep()

    def _files(self) -> Iterator[Path]:
        return (path for path in sorted(self.folder.rglob("*")) if path.is_file())

    def _name(self, digest: str) -> str | None:
        found: str | None = self._connection.value(
            "SELECT name FROM blob WHERE digest = ?", bytes.fromhex(digest)
        )
        return found

    def _write(self, opener: Opener) -> bytes:
        """Write a content to a new file, then name it: the digest is that of what was written."""
        secret = self._connection.value("SELECT value FROM meta WHERE name = ?", cipher.BLOB_KEY)
        with self._connection.sentences():
            self.folder.mkdir(mode=0o700, exist_ok=True)
            partial = self.folder / f"{_PARTIAL}{secrets.token_hex(8)}"
            try:
                digest, size, name = self._fill(partial, opener, secret)
                self._place(partial, digest, size, name)
            finally:
                _unlinked(partial)
        return digest

    def _fill(self, partial: Path, opener: Opener, secret: bytes | None) -> tuple[bytes, int, str]:
        if secret is None:
            digest, size = _copy(opener, partial)
            return digest, size, f"{digest.hex()[:2]}/{digest.hex()[2:]}"
        digest, size = _measure(opener)
        db = _new_sealed(partial, _key(secret, digest))
        try:
            with db, opener() as stream:
                for chunk in _chunks(stream):
                    db.execute("INSERT INTO chunk (bytes) VALUES (?)", (chunk,))
        finally:
            db.close()
        cipher.sync(partial)
        return digest, size, _sealed_name(secret, digest)

    def _place(self, partial: Path, digest: bytes, size: int, name: str) -> None:
        """Give a written file its name and its row, in one turn with the write lock."""
        path = self.folder / name
        with self._connection.transaction() as db:
            was = value(db, "SELECT name FROM blob WHERE digest = ?", (digest,))
            path.parent.mkdir(mode=0o700, exist_ok=True)
            partial.replace(path)
            cipher.sync_folder(path.parent)
            db.execute("INSERT OR REPLACE INTO blob VALUES (?,?,?)", (digest, size, name))
        if was is not None and was != name:
            _unlinked(self.folder / was)

    def _reading(self, digest: bytes, name: str) -> BinaryIO:
        path = self.folder / name
        if not name.endswith(_SEALED):
            return path.open("rb")
        secret = self._connection.value("SELECT value FROM meta WHERE name = ?", cipher.BLOB_KEY)
        if not path.exists():
            raise FileNotFoundError(path)
        db = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
        cipher.unlock(db, _key(secret, digest))
        return cast(BinaryIO, io.BufferedReader(_Sealed(db), CHUNK))


class _Sealed(io.RawIOBase):
    """Reads the chunks of an encrypted attachment as one stream."""

    def __init__(self, db: apsw.Connection) -> None:
        self._db, self._at = db, 0
        last = first_row(db, "SELECT id, length(bytes) FROM chunk ORDER BY id DESC LIMIT 1") or (1, 0)
        self._size = (last[0] - 1) * CHUNK + last[1]

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # any buffer will do
        number, within = divmod(self._at, CHUNK)
        wanted = min(len(buffer), CHUNK - within, self._size - self._at)
        if wanted <= 0:
            return 0
        with self._db.blob_open("main", "chunk", "bytes", number + 1, False) as blob:
            blob.seek(within)
            buffer[:wanted] = blob.read(wanted)
        self._at += wanted
        return wanted

    def close(self) -> None:
        if not self.closed:
            self._db.close()
        super().close()


def drop_unused(db: apsw.Connection, digests: Iterable[bytes]) -> int:
    """Take away the rows of contents that no attachment refers to any more; their files go with `sweep`."""
    unused = "DELETE FROM blob WHERE digest = ? AND NOT EXISTS (SELECT 1 FROM attachment WHERE digest = blob.digest)"
    before = db.total_changes()
    db.executemany(unused, [(digest,) for digest in digests])
    return db.total_changes() - before


def _new_sealed(path: Path, raw_key: str) -> apsw.Connection:
    db = apsw.Connection(str(path))
    cipher.unlock(db, raw_key)
    for pragma in ("journal_mode = OFF", "synchronous = OFF"):  # a file that isn't finished has no name yet
        db.execute(f"PRAGMA {pragma}")
    db.execute("CREATE TABLE chunk (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")
    return db


def _key(secret: bytes, digest: bytes) -> str:
    derived = blake2b(digest, key=secret, digest_size=48, person=b"zhiji blob key").digest()
    return f"raw:{derived.hex()}"


def _sealed_name(secret: bytes, digest: bytes) -> str:
    name = blake2b(digest, key=secret, digest_size=16, person=b"zhiji blob name").hexdigest()
    return f"{name[:2]}/{name[2:]}{_SEALED}"


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The stream in pieces of CHUNK bytes; only the last one may be shorter."""
    while chunk := stream.read(CHUNK):
        while len(chunk) < CHUNK and (more := stream.read(CHUNK - len(chunk))):
            chunk += more
        yield chunk


def _measure(opener: Opener) -> tuple[bytes, int]:
    hasher, size = sha256(), 0
    with opener() as stream:
        for chunk in _chunks(stream):
            hasher.update(chunk)
            size += len(chunk)
    return hasher.digest(), size


def _copy(opener: Opener, path: Path) -> tuple[bytes, int]:
    hasher, size = sha256(), 0
    with opener() as stream, path.open("wb") as file:
        for chunk in _chunks(stream):
            hasher.update(chunk)
            file.write(chunk)
            size += len(chunk)
        file.flush()
        os.fsync(file.fileno())
    return hasher.digest(), size


def _is_being_written(path: Path) -> bool:
    """Whether another process may be at work on a file that has no name yet."""
    if not path.name.startswith(_PARTIAL):
        return False
    try:
        return time.time() - path.stat().st_mtime < _ABANDONED
    except FileNotFoundError:
        return False


def _unlinked(path: Path) -> bool:
    """Delete a file; False if the system doesn't let it go now."""
    try:
        path.unlink(missing_ok=True)
    except PermissionError:  # Windows: somebody is reading it
        return False
    return True
