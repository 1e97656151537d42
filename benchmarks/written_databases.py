"""Made-up databases of any size, as Messages and WeChat 4 keep them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from hashlib import md5
from pathlib import Path
from typing import Any

from benchmarks import lives
from benchmarks.written import OWNER, Said, Write, life

_APPLE_BEGAN = 978_307_200  # 2001, in seconds since 1970
# An attributed string, before and after its text, and after the length of its only run.
_BEFORE = (
    b"\x04\x0bstreamtyped\x81\xe8\x03\x84\x01@\x84\x84\x84\x19NSMutableAttributedString\x01\x84\x84\x12"
    b"NSAttributedString\x01\x84\x84\x08NSObject\x01\x85\x92\x84\x84\x84\x0fNSMutableString\x01\x84\x84\x08NSString"
    b"\x01\x95\x84\x01+"
)
_BETWEEN = b"\x86\x84\x02iI\x01"
_AFTER = (
    b"\x92\x84\x84\x84\x0cNSDictionary\x01\x95\x84\x01i\x01\x92\x84\x98\x98\x1d__kIMMessagePartAttributeName\x86"
    b"\x92\x84\x84\x84\x08NSNumber\x01\x84\x84\x07NSValue\x01\x95\x84\x01*\x84\x9b\x9b\x00\x86\x86\x86"
)
_MESSAGES = """
CREATE TABLE message (ROWID INTEGER PRIMARY KEY, guid TEXT UNIQUE, text TEXT, attributedBody BLOB, handle_id INTEGER,
  is_from_me INTEGER, date INTEGER, service TEXT, item_type INTEGER, associated_message_guid TEXT,
  associated_message_type INTEGER, cache_roomnames TEXT, error INTEGER);
CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT, country TEXT, service TEXT);
CREATE TABLE chat (ROWID INTEGER PRIMARY KEY, guid TEXT, style INTEGER, chat_identifier TEXT, display_name TEXT);
CREATE TABLE chat_message_join (chat_id INTEGER, message_id INTEGER, PRIMARY KEY (chat_id, message_id));
CREATE TABLE chat_handle_join (chat_id INTEGER, handle_id INTEGER);
"""
_WECHAT = (
    "local_id INTEGER PRIMARY KEY AUTOINCREMENT, server_id INTEGER, local_type INTEGER, sort_seq INTEGER,"
    " real_sender_id INTEGER, create_time INTEGER, status INTEGER, upload_status INTEGER, download_status INTEGER,"
    " server_seq INTEGER, origin_source INTEGER, source TEXT, message_content TEXT, compress_content TEXT,"
    " packed_info_data BLOB, WCDB_CT_message_content INTEGER DEFAULT NULL, WCDB_CT_source INTEGER DEFAULT NULL"
)
_CONTACT = (
    "id INTEGER PRIMARY KEY, username TEXT, local_type INTEGER, alias TEXT, remark TEXT, nick_name TEXT,"
    " description TEXT"
)
_ROOMS = range(lives.CHATS)


def imessage(folder: Path, count: int) -> Path:
    """`chat.db` of a new Mac: texts are typedstreams, each chat has a table row, times count nanoseconds."""
    path = folder / "chat.db"
    with closing(_quick(path)) as db:
        db.executescript(_MESSAGES)
        _insert(db, "handle", ((at, f"+1555{at:07}", "us", "iMessage") for at in range(1, lives.PEOPLE + 1)))
        _insert(
            db, "chat", ((at + 1, f"iMessage;+;chat{at}", 43, f"chat{at}", f"chat {at}") for at in _ROOMS)
        )
        _insert(db, "message", map(_imessage, life(count)))
        _insert(db, "chat_message_join", ((_number(one.chat) + 1, one.number + 1) for one in life(count)))
        db.commit()
    return path


def _imessage(one: Said) -> tuple[Any, ...]:
    date = (one.seconds - _APPLE_BEGAN) * 10**9
    mine = one.sender == OWNER
    handle = 0 if mine else _number(one.sender) + 1
    return (
        one.number + 1, f"G{one.number}", None, attributed(one.text), handle, int(mine), date, "iMessage", 0, None, 0,
        None, 0,
    )  # fmt: skip


def attributed(text: str) -> bytes:
    """A text of one part as a typedstream."""
    raw = text.encode()
    return _BEFORE + _length(len(raw)) + raw + _BETWEEN + _length(len(text.encode("utf-16-le")) // 2) + _AFTER


def _length(size: int) -> bytes:
    return bytes([size]) if size < 0x80 else b"\x81" + size.to_bytes(2, "little")


def wechat(folder: Path, count: int) -> Path:
    """The decrypted `message_0.db` and `contact.db` of WeChat 4: a table for each of sixty groups."""
    root = folder / "wxid_0_1a2b" / "db_storage"
    for name in ("message", "contact"):
        (root / name).mkdir(parents=True)
    with closing(_quick(root / "message" / "message_0.db")) as db:
        _write_messages(db, count)
        db.commit()
    with closing(_quick(root / "contact" / "contact.db")) as db:
        _write_people(db)
        db.commit()
    return folder / "wxid_0_1a2b"


def _write_messages(db: sqlite3.Connection, count: int) -> None:
    db.execute("CREATE TABLE Name2Id(user_name TEXT PRIMARY KEY)")
    names = [*(f"wxid_{at}" for at in range(lives.PEOPLE)), *map(_room, _ROOMS)]
    _insert(db, "Name2Id", ((name,) for name in names))
    tables = [f"Msg_{md5(_room(at).encode()).hexdigest()}" for at in _ROOMS]
    for table in tables:
        db.execute(f"CREATE TABLE {table}({_WECHAT})")
    inserts = [
        f"INSERT INTO {table}(server_id, local_type, sort_seq, real_sender_id, create_time, status,"
        " message_content) VALUES (?, 1, ?, ?, ?, 3, ?)"
        for table in tables
    ]
    for one in life(count):
        own = one.sender == OWNER
        said = one.text if own else f"wxid_{_number(one.sender)}:\n{one.text}"
        row = (9 * 10**18 + one.number, one.seconds * 1000, _number(one.sender) + 1, one.seconds, said)
        db.execute(inserts[_number(one.chat)], row)


def _write_people(db: sqlite3.Connection) -> None:
    db.execute(f"CREATE TABLE contact({_CONTACT})")
    db.execute("CREATE TABLE chat_room(id INTEGER PRIMARY KEY, username TEXT, owner TEXT, ext_buffer BLOB)")
    people = [(f"wxid_{at}", f"person {at}") for at in range(lives.PEOPLE)]
    rooms = [(_room(at), f"chat {at}") for at in _ROOMS]
    db.executemany("INSERT INTO contact(username, nick_name) VALUES (?, ?)", people + rooms)
    db.executemany("INSERT INTO chat_room(username) VALUES (?)", [(room,) for room, _ in rooms])


def _room(number: int) -> str:
    return f"{10_000_000_000 + number}@chatroom"


def _number(name: str) -> int:
    return int(name.rpartition(" ")[2])


def _quick(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path)
    for pragma in ("synchronous = OFF", "journal_mode = OFF"):
        db.execute(f"PRAGMA {pragma}")
    return db


def _insert(
    db: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]] | Iterator[tuple[Any, ...]]
) -> None:
    columns = len(db.execute(f"SELECT * FROM {table} LIMIT 0").description)
    db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})", rows)


DATABASES: dict[str, Write] = {"imessage": imessage, "wechat": wechat}
