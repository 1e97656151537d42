"""Encryption at rest: from a passphrase to the key of a database file, and how an archive is encrypted later.

SQLite3 Multiple Ciphers encrypts page by page (ChaCha20-Poly1305). The key is made by scrypt from the passphrase and a
salt, which is the first 16 bytes of the file. A whole database changes its key by being written anew beside itself:

1. nobody else has it open, and it is out of write-ahead mode: its file is all there is of it;
2. the new database is written to `zhiji.db.new` and is safely on disk;
3. the old one is marked as moved, so that nobody will write to it any more; from here on the move goes forward;
4. the new file takes the old one's name. Whoever opens a database marked as moved does this step first.
"""

from __future__ import annotations

import os
import secrets
import time
import unicodedata
from functools import lru_cache
from hashlib import scrypt
from pathlib import Path

import apsw

from zhiji.errors import ArchiveBroken, WrongPassphrase

SALT_BYTES = 16
SMALLEST_PAGE = 512  # every database is a multiple of it
BLOB_KEY = (
    "blob_key"  # in `meta`: the secret behind attachments' keys; there exactly if the archive is encrypted
)
SEALING = "sealing"  # in `meta` while some attachments of an encrypted archive are still plain
MOVED = -1  # the format of a database that has become another file
_PLAIN = b"SQLite format 3\0"
_FLAGS = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | apsw.SQLITE_OPEN_URI
_CIPHER = "chacha20"


def is_encrypted(path: Path) -> bool:
    """Whether a database file is there and is encrypted."""
    return salt_of(path) is not None


def salt_of(path: Path) -> bytes | None:
    """The salt of an encrypted database; None if the file is plain, empty or not there."""
    try:
        with path.open("rb") as file:
            begin = file.read(SALT_BYTES)
    except FileNotFoundError:
        return None
    return begin if len(begin) == SALT_BYTES and begin != _PLAIN else None


@lru_cache(maxsize=32)
def key(passphrase: str, salt: bytes) -> str:
    """The key of a database, as SQLite3 Multiple Ciphers wants to have it. Takes a tenth of a second, once."""
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    derived = scrypt(secret, salt=salt, n=2**15, r=8, p=1, maxmem=2**26, dklen=32)
    return f"raw:{derived.hex()}{salt.hex()}"


def open_database(path: Path, passphrase: str | None, *, wait: float = 0.0) -> apsw.Connection:
    """An open database; a new one is encrypted if there is a passphrase. Raises WrongPassphrase."""
    for _ in range(2):
        salt, empty = salt_of(path), not path.exists() or not path.stat().st_size
        if salt is None and empty and passphrase is not None:
            salt = secrets.token_bytes(SALT_BYTES)
        db = apsw.Connection(str(path), flags=_FLAGS)
        try:
            db.set_busy_timeout(int(wait * 1000))
            if salt is not None and passphrase is not None:
                unlock(db, key(passphrase, salt))
            db.execute("SELECT count(*) FROM sqlite_schema").get  # noqa: B018  # the first read is what fails
        except apsw.NotADBError:
            db.close()
            if salt_of(path) == salt:
                break  # otherwise another process made or moved the file at this moment
        except BaseException:
            db.close()
            raise
        else:
            return db
    if path.stat().st_size % SMALLEST_PAGE:
        raise ArchiveBroken(path, "it is no database")
    raise WrongPassphrase(path.parent, given=passphrase is not None)


def unlock(db: apsw.Connection, raw_key: str) -> None:
    """Give a connection its key."""
    db.pragma("cipher", _CIPHER)
    db.pragma("key", raw_key)


def new_key(passphrase: str) -> str:
    """The key of a database that is to be made."""
    return key(passphrase, secrets.token_bytes(SALT_BYTES))


def write_anew(db: apsw.Connection, path: Path, raw_key: str) -> None:
    """Write a copy of a database under another key to a new file, down to the disk."""
    path.unlink(missing_ok=True)
    uri = f"{path.absolute().as_uri()}?cipher={_CIPHER}&key={raw_key}"
    db.execute("VACUUM INTO ?", (uri,))
    sync(path)


def moving(path: Path) -> Path:
    """Where the new database of a move lies."""
    return path.with_name(path.name + ".new")


def finish_move(path: Path) -> None:
    """The last step of a move, also of an interrupted one. Waits a moment for others to let go of the file."""
    for pause in (0.05, 0.2, 0.5, 1.0, 2.0, None):
        try:
            moving(path).replace(path)
            break
        except FileNotFoundError:
            return  # another process was first
        except PermissionError:  # Windows: somebody is looking at the old file
            if pause is None:
                raise
            time.sleep(pause)
    sync_folder(path.parent)


def sync(path: Path) -> None:
    """See that a file is on disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """See that renamed files are on disk under their new names, where the system can be asked for it."""
    if os.name == "nt":
        return  # folders can't be opened there; NTFS keeps a journal of names
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
