"""Backups: the whole of a live archive in one file, and back.

A backup is a zip file with the database as it was at one moment, every attachment's file as it lies in the home
(encrypted, if the archive is), the settings, and a line about itself. It appears under its name when it is whole.
"""

from __future__ import annotations

import json
import re
import shutil
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import apsw

from zhiji.errors import ArchiveBroken, ArchiveExists, WrongPassphrase
from zhiji.store import cipher, forget
from zhiji.store.blobs import FOLDER
from zhiji.store.connection import DATABASE, Connection, sentences
from zhiji.store.sql import all_rows

FORMAT = 1
MANIFEST = "backup.json"
SETTINGS = "config.toml"
_RESTORING = ".restoring"
_PAGES = 4096  # copied before others get a turn
_MEMBER = re.compile(rf"{FOLDER}/[0-9a-f]{{2}}/[0-9a-f]+(\.sealed)?")
_TRIES = 3
_NO_BACKUP = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


def backup(connection: Connection, target: Path) -> None:
    """Write a backup; others may read and write meanwhile. Replaces an older backup of that name."""
    forget.finish(connection)
    partial, snapshot = (target.with_name(f".{target.name}.{part}") for part in ("partial", "db-partial"))
    with connection.sentences():
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            for turn in range(_TRIES):
                _copy_database(connection, snapshot)
                try:
                    _pack(connection, snapshot, partial)
                    break
                except FileNotFoundError:  # an attachment was forgotten since: so it isn't wanted here either
                    if turn == _TRIES - 1:
                        raise
            partial.replace(target)
            cipher.sync_folder(target.parent)
        finally:
            for left in (partial, snapshot):
                left.unlink(missing_ok=True)
    remember(connection, target, "backup")


def remember(connection: Connection, path: Path, kind: str) -> None:
    """Note a copy that was written, for the receipt of a later forgetting."""
    with connection.transaction() as db:
        row = (str(path.absolute()), kind, int(time.time() * 1_000_000))
        db.execute("INSERT OR REPLACE INTO copy VALUES (?,?,?)", row)


def restore(source: Path, home: Path, *, passphrase: str | None = None) -> None:
    """Bring a backup back into a home without an archive. The database comes last: it is there, or nothing is."""
    if (home / DATABASE).exists():
        raise ArchiveExists(home)
    work = home / _RESTORING
    try:
        with sentences(home):
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.rmtree(work, ignore_errors=True)
            _unpack_all(source, work)
            _check(work / DATABASE, source, passphrase or None)
            _move_in(work, home)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _unpack_all(source: Path, work: Path) -> None:
    with _reading(source) as archive:
        attachments = _manifest(source, archive)
        for name in (DATABASE, SETTINGS, *attachments):
            if name in archive.namelist():
                _unpack(archive, name, work / name)


def _move_in(work: Path, home: Path) -> None:
    shutil.rmtree(home / FOLDER, ignore_errors=True)  # of a restoring that was interrupted
    for name in (FOLDER, SETTINGS):
        if (work / name).exists():
            (work / name).replace(home / name)
    if (home / DATABASE).exists():
        raise ArchiveExists(home)
    (work / DATABASE).replace(home / DATABASE)
    cipher.sync_folder(home)


def _copy_database(connection: Connection, target: Path) -> None:
    """The database as it is at one moment, in a file of its own under the same key."""
    target.unlink(missing_ok=True)
    with closing(_same_cipher(connection, target)) as copy, connection.snapshot() as db:
        db.execute("SELECT count(*) FROM meta").fetchall()  # from here on nothing changes for us
        with copy.backup("main", db, "main") as copying:
            while not copying.done:
                copying.step(_PAGES)


def _same_cipher(connection: Connection, target: Path) -> apsw.Connection:
    salt = cipher.salt_of(connection.path)
    copy = apsw.Connection(str(target))
    if salt is not None:
        assert connection.passphrase is not None, "an encrypted archive is open"
        cipher.unlock(copy, cipher.key(connection.passphrase, salt))
    copy.execute("PRAGMA temp_store = MEMORY")
    return copy


def _pack(connection: Connection, snapshot: Path, partial: Path) -> None:
    with closing(cipher.open_database(snapshot, connection.passphrase)) as db:
        names = [name for (name,) in all_rows(db, "SELECT name FROM blob ORDER BY name")]
    encrypted = cipher.is_encrypted(snapshot)
    manifest = {
        "format": FORMAT,
        "made_at": int(time.time()),
        "encrypted": encrypted,
        "attachments": len(names),
    }
    settings = connection.home / SETTINGS
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_STORED, strict_timestamps=False) as archive:
        archive.writestr(MANIFEST, json.dumps(manifest))
        how = zipfile.ZIP_STORED if encrypted else zipfile.ZIP_DEFLATED
        archive.write(snapshot, DATABASE, compress_type=how, compresslevel=1)
        if settings.exists():
            archive.write(settings, SETTINGS)
        for name in names:
            archive.write(connection.home / FOLDER / name, f"{FOLDER}/{name}")
    cipher.sync(partial)


@contextmanager
def _reading(source: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(source) as archive:
            yield archive
    except _NO_BACKUP as error:
        raise ArchiveBroken(source, str(error)) from error


def _manifest(source: Path, archive: zipfile.ZipFile) -> list[str]:
    """The attachments in a backup, once it is clear that it is one and is whole."""
    told = json.loads(archive.read(MANIFEST))
    if told["format"] > FORMAT:
        raise ArchiveBroken(source, f"it has format {told['format']}; this zhiji reads up to {FORMAT}")
    names = [name for name in archive.namelist() if _MEMBER.fullmatch(name)]
    if len(names) != told["attachments"] or DATABASE not in archive.namelist():
        raise ArchiveBroken(source, "parts of it are missing")
    return names


def _unpack(archive: zipfile.ZipFile, name: str, path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with archive.open(name) as packed, path.open("wb") as file:
        shutil.copyfileobj(packed, file, 1 << 20)
    cipher.sync(path)


def _check(database: Path, source: Path, passphrase: str | None) -> None:
    """See that a database is one before it becomes the archive; one that is encrypted needs its passphrase."""
    try:
        with closing(cipher.open_database(database, passphrase)) as db:
            said = db.execute("PRAGMA quick_check(1)").get
    except WrongPassphrase:
        raise WrongPassphrase(source, given=passphrase is not None) from None
    except (apsw.NotADBError, apsw.CorruptError) as error:
        raise ArchiveBroken(source, str(error)) from error
    if said != "ok":
        raise ArchiveBroken(source, str(said))
