"""Made-up databases of Messages, and the Apple formats in them, for tests."""

from __future__ import annotations

import plistlib
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

BEGAN = 978_307_200  # 2001, where Apple's time begins, in seconds since 1970
TABLES = {
    "message": (
        "ROWID INTEGER PRIMARY KEY, guid TEXT UNIQUE, text TEXT, attributedBody BLOB, subject TEXT, handle_id INTEGER, "
        "is_from_me INTEGER, date INTEGER, date_delivered INTEGER, date_read INTEGER, date_edited INTEGER, service TEXT, "
        "item_type INTEGER, group_action_type INTEGER, group_title TEXT, other_handle INTEGER, share_status INTEGER, "
        "share_direction INTEGER, associated_message_guid TEXT, associated_message_type INTEGER, "
        "associated_message_emoji TEXT, thread_originator_guid TEXT, balloon_bundle_id TEXT, payload_data BLOB, "
        "message_summary_info BLOB, expressive_send_style_id TEXT, is_audio_message INTEGER, cache_roomnames TEXT, "
        "error INTEGER, schedule_type INTEGER, date_retracted INTEGER"
    ),
    "handle": "ROWID INTEGER PRIMARY KEY, id TEXT, country TEXT, service TEXT, person_centric_id TEXT",
    "chat": (
        "ROWID INTEGER PRIMARY KEY, guid TEXT, style INTEGER, chat_identifier TEXT, service_name TEXT, display_name TEXT, "
        "account_login TEXT, last_addressed_handle TEXT"
    ),
    "attachment": (
        "ROWID INTEGER PRIMARY KEY, guid TEXT, filename TEXT, uti TEXT, mime_type TEXT, transfer_name TEXT, "
        "total_bytes INTEGER, is_sticker INTEGER, emoji_image_short_description TEXT"
    ),
    "chat_message_join": "chat_id INTEGER, message_id INTEGER, PRIMARY KEY (chat_id, message_id)",
    "chat_handle_join": "chat_id INTEGER, handle_id INTEGER",
    "message_attachment_join": "message_id INTEGER, attachment_id INTEGER",
    "chat_recoverable_message_join": "chat_id INTEGER, message_id INTEGER, delete_date INTEGER",
}
OLD_TABLES = {  # of 2012: no typedstreams, no tapbacks, seconds
    "message": (
        "ROWID INTEGER PRIMARY KEY, guid TEXT UNIQUE, text TEXT, handle_id INTEGER, date INTEGER, is_from_me INTEGER, "
        "service TEXT"
    ),
    "handle": "ROWID INTEGER PRIMARY KEY, id TEXT, service TEXT",
    "chat": "ROWID INTEGER PRIMARY KEY, guid TEXT, chat_identifier TEXT, display_name TEXT",
    "chat_message_join": "chat_id INTEGER, message_id INTEGER",
}


def apple(seconds: float) -> int:
    """A time since 1970 as Messages keeps it: nanoseconds since 2001."""
    return round((seconds - BEGAN) * 10**9)


def build(path: Path, *, tables: Mapping[str, str] = TABLES, **rows: Sequence[Mapping[str, Any]]) -> Path:
    """A database with these rows in these tables."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as db:
        for pragma in ("page_size = 512", "synchronous = OFF", "journal_mode = OFF"):
            db.execute(f"PRAGMA {pragma}")
        for table, columns in tables.items():
            db.execute(f"CREATE TABLE {table} ({columns})")
        for table, listed in rows.items():
            for row in listed:
                marks = ", ".join("?" * len(row))
                db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))
        db.commit()
    return path


def stream(text: str, *runs: tuple[int, Mapping[str, Any]]) -> bytes:
    """An attributed string as a typedstream; without runs all of it is one part."""
    return _Writer().attributed(text, runs or ((_wide(text), {"__kIMMessagePartAttributeName": 0}),))


def archive(root: Any) -> bytes:
    """An object as NSKeyedArchiver keeps it. A string that begins with a scheme becomes an NSURL."""
    objects: list[Any] = ["$null"]
    top = _archived(root, objects)
    return plistlib.dumps(
        {"$archiver": "NSKeyedArchiver", "$version": 100000, "$objects": objects, "$top": {"root": top}},
        fmt=plistlib.FMT_BINARY,
    )


def summary(versions: Mapping[str, Sequence[tuple[float, str]]], *, unsent: Sequence[int] = ()) -> bytes:
    """A `message_summary_info`: versions of each part, with times since 1970, and parts that were unsent."""
    told: dict[str, Any] = {
        "ec": {
            part: [{"d": when - BEGAN, "t": stream(text)} for when, text in listed]
            for part, listed in versions.items()
        }
    }
    if unsent:
        told["rp"] = list(unsent)
    return plistlib.dumps(told, fmt=plistlib.FMT_BINARY)


def _archived(value: Any, objects: list[Any]) -> Any:
    if isinstance(value, dict):
        place = len(objects)
        objects.append(None)
        objects[place] = {key: _archived(one, objects) for key, one in value.items()}
        return plistlib.UID(place)
    if isinstance(value, str) and value.partition(":")[0] in ("http", "https", "data"):
        objects.append({"NS.base": plistlib.UID(0), "NS.relative": plistlib.UID(len(objects) + 1)})
        objects.append(value)
        return plistlib.UID(len(objects) - 2)
    if isinstance(value, str):
        objects.append(value)
        return plistlib.UID(len(objects) - 1)
    return value


def _wide(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


class _Writer:
    """Writes one typedstream; what came before is referred to by number."""

    def __init__(self) -> None:
        self._strings: list[bytes] = []
        self._objects: list[object] = []
        self._out = bytearray(b"\x04\x0bstreamtyped\x81\xe8\x03")

    def attributed(self, text: str, runs: Sequence[tuple[int, Mapping[str, Any]]]) -> bytes:
        self._shared(b"@")
        self._begin("NSMutableAttributedString", "NSAttributedString", "NSObject")
        self._shared(b"@")
        self._text(text, "NSMutableString")
        for number, (length, looks) in enumerate(runs, 1):
            self._shared(b"iI")
            self._number(number)
            self._number(length)
            self._shared(b"@")
            self._dictionary(looks)
        self._out.append(0x86)
        return bytes(self._out)

    def _dictionary(self, looks: Mapping[str, Any]) -> None:
        self._begin("NSDictionary", "NSObject")
        self._shared(b"i")
        self._number(len(looks))
        for key, value in looks.items():
            self._shared(b"@")
            if key in self._objects:  # the same key again is the same object
                self._reference(self._objects.index(key))
            else:
                self._objects.append(key)
                self._text(key, "NSString", known=True)
            self._shared(b"@")
            if isinstance(value, int):
                self._begin("NSNumber", "NSValue", "NSObject")
                self._shared(b"*")
                self._out.append(0x84)
                self._objects.append("*")
                self._shared(b"i")
                self._shared(b"i")
                self._number(value)
                self._out.append(0x86)
            else:
                self._text(value, "NSString")
        self._out.append(0x86)

    def _text(self, text: str, kind: str, *, known: bool = False) -> None:
        raw = text.encode()
        self._begin(kind, *(("NSString",) if kind != "NSString" else ()), "NSObject", known=known)
        self._shared(b"+")
        self._length(len(raw))
        self._out += raw
        self._out.append(0x86)

    def _begin(self, *classes: str, known: bool = False) -> None:
        self._out.append(0x84)
        if not known:
            self._objects.append(object())
        for name in classes:
            if f"class {name}" in self._objects:
                self._reference(self._objects.index(f"class {name}"))
                return
            self._objects.append(f"class {name}")
            self._out.append(0x84)
            self._shared(name.encode())
            self._out.append(1)
        self._out.append(0x85)

    def _shared(self, text: bytes) -> None:
        if text in self._strings:
            self._reference(self._strings.index(text))
            return
        self._strings.append(text)
        self._out.append(0x84)
        self._length(len(text))
        self._out += text

    def _reference(self, number: int) -> None:
        self._number(number - 110)

    def _number(self, value: int) -> None:
        if -110 <= value <= 127:
            self._out += value.to_bytes(1, signed=True)
        elif -(1 << 15) <= value < 1 << 15:
            self._out += b"\x81" + value.to_bytes(2, "little", signed=True)
        else:
            self._out += b"\x82" + value.to_bytes(4, "little", signed=True)

    def _length(self, value: int) -> None:
        if value < 0x80:
            self._out.append(value)
        elif value < 1 << 16:
            self._out += b"\x81" + value.to_bytes(2, "little")
        else:
            self._out += b"\x82" + value.to_bytes(4, "little")
