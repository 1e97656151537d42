"""Encrypting an archive that is there already, or giving it another passphrase (see `cipher.py` for the steps)."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import closing

import apsw

from zhiji.store import cipher
from zhiji.store.blobs import Blobs
from zhiji.store.connection import Connection


def encrypt(connection: Connection, passphrase: str, reopen: Callable[[], Connection]) -> Connection:
    """Encrypt an archive that only this connection has open, and its attachments; returns the new connection.

    Interrupted before the database is whole under its new key, nothing has happened; after that, the next open goes on.
    """
    path = connection.path
    new = cipher.moving(path)
    with connection.sentences():
        try:
            _alone(connection)
            raw_key = cipher.new_key(passphrase)
            cipher.write_anew(connection.db, new, raw_key)
            _prepare(connection, raw_key)
            connection.db.execute(
                f"PRAGMA user_version = {cipher.MOVED}"
            )  # from here on there is no way back
        except BaseException:
            _among_others(connection)
            new.unlink(missing_ok=True)
            raise
        connection.close()
        cipher.finish_move(path)
    fresh = reopen()
    finish_sealing(fresh)
    return fresh


def finish_sealing(connection: Connection) -> None:
    """Encrypt attachments that an interrupted `encrypt` left plain."""
    if connection.value("SELECT 1 FROM meta WHERE name = ?", cipher.SEALING) is None:
        return
    Blobs(connection).seal()
    with connection.transaction() as db:
        db.execute("DELETE FROM meta WHERE name = ?", (cipher.SEALING,))


def _alone(connection: Connection) -> None:
    """Have the whole database in its one file, and nobody else at it; ArchiveBusy if somebody is."""
    db = connection.db
    db.execute("PRAGMA journal_mode = DELETE")
    db.execute("PRAGMA locking_mode = EXCLUSIVE")
    db.execute("BEGIN EXCLUSIVE")
    db.execute("COMMIT")


def _among_others(connection: Connection) -> None:
    """As it was before."""
    for pragma in ("locking_mode = NORMAL", "journal_mode = WAL"):
        connection.db.execute(f"PRAGMA {pragma}")


def _prepare(connection: Connection, raw_key: str) -> None:
    """The new database: in its format, with a secret for its attachments."""
    with closing(apsw.Connection(str(cipher.moving(connection.path)))) as db:
        cipher.unlock(db, raw_key)
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA temp_store = MEMORY")
        with db:
            if db.execute("SELECT 1 FROM meta WHERE name = ?", (cipher.BLOB_KEY,)).get is None:
                rows = ((cipher.BLOB_KEY, secrets.token_bytes(32)), (cipher.SEALING, 1))
                db.executemany("INSERT INTO meta VALUES (?,?)", rows)
