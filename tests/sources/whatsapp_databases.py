"""Made-up databases of WhatsApp, with the tables and columns that phones have; one talk told in every format."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

SINCE_2001 = 978_307_200

MSGSTORE = """
CREATE TABLE jid (_id INTEGER PRIMARY KEY AUTOINCREMENT, user TEXT NOT NULL, server TEXT NOT NULL, agent INTEGER,
  type INTEGER, raw_string TEXT, device INTEGER);
CREATE TABLE jid_map (lid_row_id INTEGER PRIMARY KEY NOT NULL, jid_row_id INTEGER NOT NULL);
CREATE TABLE lid_display_name (lid_row_id INTEGER PRIMARY KEY, display_name TEXT, username TEXT);
CREATE TABLE chat (_id INTEGER PRIMARY KEY AUTOINCREMENT, jid_row_id INTEGER UNIQUE, hidden INTEGER, subject TEXT,
  created_timestamp INTEGER, archived INTEGER, sort_timestamp INTEGER, group_type INTEGER);
CREATE TABLE message (_id INTEGER PRIMARY KEY AUTOINCREMENT, chat_row_id INTEGER NOT NULL, from_me INTEGER NOT NULL,
  key_id TEXT NOT NULL, sender_jid_row_id INTEGER, status INTEGER, broadcast INTEGER, recipient_count INTEGER,
  participant_hash TEXT, origination_flags INTEGER, origin INTEGER, timestamp INTEGER, received_timestamp INTEGER,
  receipt_server_timestamp INTEGER, message_type INTEGER, text_data TEXT, starred INTEGER, lookup_tables INTEGER,
  sort_id INTEGER NOT NULL DEFAULT 0);
CREATE TABLE message_media (message_row_id INTEGER PRIMARY KEY, chat_row_id INTEGER, file_path TEXT, file_size INTEGER,
  media_duration INTEGER, mime_type TEXT, media_name TEXT, page_count INTEGER, file_hash TEXT, media_caption TEXT,
  width INTEGER, height INTEGER, message_url TEXT, media_key BLOB, raw_transcription_text TEXT);
CREATE TABLE message_quoted (message_row_id INTEGER PRIMARY KEY, chat_row_id INTEGER,
  parent_message_chat_row_id INTEGER, from_me INTEGER, sender_jid_row_id INTEGER, key_id TEXT, timestamp INTEGER,
  message_type INTEGER, text_data TEXT);
CREATE TABLE message_system (message_row_id INTEGER PRIMARY KEY, action_type INTEGER NOT NULL);
CREATE TABLE message_system_group (message_row_id INTEGER PRIMARY KEY, is_me_joined INTEGER);
CREATE TABLE message_system_chat_participant (message_row_id INTEGER, user_jid_row_id INTEGER);
CREATE TABLE message_system_value_change (message_row_id INTEGER PRIMARY KEY, old_data TEXT);
CREATE TABLE message_system_number_change (message_row_id INTEGER PRIMARY KEY, old_jid_row_id INTEGER,
  new_jid_row_id INTEGER);
CREATE TABLE message_add_on (_id INTEGER PRIMARY KEY, chat_row_id INTEGER, from_me INTEGER, key_id TEXT,
  sender_jid_row_id INTEGER, parent_message_row_id INTEGER, received_timestamp INTEGER, message_add_on_type INTEGER);
CREATE TABLE message_add_on_reaction (message_add_on_row_id INTEGER PRIMARY KEY, reaction TEXT,
  sender_timestamp INTEGER);
CREATE TABLE message_edit_info (message_row_id INTEGER PRIMARY KEY, original_key_id TEXT, edited_timestamp INTEGER,
  sender_timestamp INTEGER);
CREATE TABLE message_revoked (message_row_id INTEGER PRIMARY KEY, revoked_key_id TEXT, admin_jid_row_id INTEGER,
  revoke_timestamp INTEGER);
CREATE TABLE message_location (message_row_id INTEGER PRIMARY KEY, chat_row_id INTEGER, latitude REAL, longitude REAL,
  place_name TEXT, place_address TEXT, url TEXT, live_location_share_duration INTEGER);
CREATE TABLE message_vcard (_id INTEGER PRIMARY KEY, message_row_id INTEGER, vcard TEXT);
CREATE TABLE message_poll_option (_id INTEGER PRIMARY KEY, message_row_id INTEGER, option_name TEXT,
  vote_total INTEGER);
CREATE TABLE message_forwarded (message_row_id INTEGER PRIMARY KEY, forward_score INTEGER);
CREATE TABLE message_mentions (_id INTEGER PRIMARY KEY, message_row_id INTEGER, jid_row_id INTEGER,
  display_name TEXT);
CREATE TABLE message_text (message_row_id INTEGER PRIMARY KEY, description TEXT, page_title TEXT, url TEXT);
CREATE TABLE message_future (message_row_id INTEGER PRIMARY KEY, version INTEGER);
CREATE TABLE message_thumbnail (message_row_id INTEGER PRIMARY KEY, thumbnail BLOB);
CREATE TABLE missed_call_logs (_id INTEGER PRIMARY KEY, message_row_id INTEGER, timestamp INTEGER,
  video_call INTEGER);
CREATE TABLE receipt_user (_id INTEGER PRIMARY KEY, message_row_id INTEGER, receipt_timestamp INTEGER,
  read_timestamp INTEGER, played_timestamp INTEGER);
CREATE TABLE media_hash_thumbnail (media_hash TEXT PRIMARY KEY, thumbnail BLOB);
CREATE TABLE call_log (_id INTEGER PRIMARY KEY, jid_row_id INTEGER, from_me INTEGER, call_id TEXT, timestamp INTEGER,
  video_call INTEGER, duration INTEGER, call_result INTEGER, bytes_transferred INTEGER, group_jid_row_id INTEGER);
INSERT INTO message (_id, chat_row_id, from_me, key_id, timestamp) VALUES (1, -1, 0, '-1', 0);
"""
OLD_MSGSTORE = """
CREATE TABLE chat_list (_id INTEGER PRIMARY KEY, key_remote_jid TEXT UNIQUE, subject TEXT, creation INTEGER);
CREATE TABLE messages (_id INTEGER PRIMARY KEY AUTOINCREMENT, key_remote_jid TEXT NOT NULL, key_from_me INTEGER,
  key_id TEXT NOT NULL, status INTEGER, needs_push INTEGER, data TEXT, timestamp INTEGER, media_url TEXT,
  media_mime_type TEXT, media_wa_type TEXT, media_size INTEGER, media_name TEXT, media_caption TEXT, media_hash TEXT,
  media_duration INTEGER, origin INTEGER, latitude REAL, longitude REAL, thumb_image TEXT, remote_resource TEXT,
  received_timestamp INTEGER, quoted_row_id INTEGER, mentioned_jids TEXT, edit_version INTEGER, starred INTEGER,
  forwarded INTEGER);
CREATE TABLE messages_quotes (_id INTEGER PRIMARY KEY, key_remote_jid TEXT, key_from_me INTEGER, key_id TEXT,
  data TEXT);
INSERT INTO messages (_id, key_remote_jid, key_from_me, key_id, timestamp) VALUES (1, '-1', 0, '-1', 0);
"""
WA = """
CREATE TABLE wa_contacts (_id INTEGER PRIMARY KEY, jid TEXT NOT NULL, is_whatsapp_user INTEGER, status TEXT,
  number TEXT, display_name TEXT, given_name TEXT, family_name TEXT, wa_name TEXT, nickname TEXT, company TEXT,
  title TEXT);
"""
CHAT_STORAGE = """
CREATE TABLE Z_PRIMARYKEY (Z_ENT INTEGER PRIMARY KEY, Z_NAME VARCHAR, Z_SUPER INTEGER, Z_MAX INTEGER);
CREATE TABLE ZWACHATSESSION (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, ZSESSIONTYPE INTEGER, ZGROUPINFO INTEGER,
  ZLASTMESSAGEDATE TIMESTAMP, ZCONTACTJID VARCHAR, ZCONTACTIDENTIFIER VARCHAR, ZPARTNERNAME VARCHAR);
CREATE TABLE ZWAGROUPMEMBER (Z_PK INTEGER PRIMARY KEY, ZCHATSESSION INTEGER, ZMEMBERJID VARCHAR, ZCONTACTNAME VARCHAR,
  ZFIRSTNAME VARCHAR);
CREATE TABLE ZWAPROFILEPUSHNAME (Z_PK INTEGER PRIMARY KEY, ZJID VARCHAR, ZPUSHNAME VARCHAR);
CREATE TABLE ZWAMESSAGE (Z_PK INTEGER PRIMARY KEY, ZCHATSESSION INTEGER, ZGROUPMEMBER INTEGER, ZMEDIAITEM INTEGER,
  ZPARENTMESSAGE INTEGER, ZISFROMME INTEGER, ZMESSAGETYPE INTEGER, ZGROUPEVENTTYPE INTEGER, ZFLAGS INTEGER,
  ZSTARRED INTEGER, ZSORT INTEGER, ZMESSAGEDATE TIMESTAMP, ZSENTDATE TIMESTAMP, ZSTANZAID VARCHAR, ZFROMJID VARCHAR,
  ZTOJID VARCHAR, ZTEXT VARCHAR, ZPUSHNAME VARCHAR);
CREATE TABLE ZWAMEDIAITEM (Z_PK INTEGER PRIMARY KEY, ZMESSAGE INTEGER, ZTITLE VARCHAR, ZMEDIALOCALPATH VARCHAR,
  ZMEDIAURL VARCHAR, ZMEDIAKEY BLOB, ZFILESIZE INTEGER, ZMOVIEDURATION INTEGER, ZLATITUDE FLOAT, ZLONGITUDE FLOAT,
  ZVCARDSTRING VARCHAR, ZVCARDNAME VARCHAR, ZMETADATA BLOB);
CREATE TABLE ZWAMESSAGEINFO (Z_PK INTEGER PRIMARY KEY, ZMESSAGE INTEGER, ZRECEIPTINFO BLOB);
CREATE TABLE ZWAVCARDMENTION (Z_PK INTEGER PRIMARY KEY, ZMEDIAITEM INTEGER, ZWHATSAPPID VARCHAR);
"""
CONTACTS_V2 = """
CREATE TABLE ZWAADDRESSBOOKCONTACT (Z_PK INTEGER PRIMARY KEY, ZFULLNAME VARCHAR, ZGIVENNAME VARCHAR,
  ZLASTNAME VARCHAR, ZPHONENUMBER VARCHAR, ZWHATSAPPID VARCHAR, ZLID VARCHAR, ZABOUTTEXT VARCHAR);
"""

Rows = Mapping[str, Iterable[Mapping[str, Any]]]


def database(path: Path, schema: str, rows: Rows) -> Path:
    """A database of that schema with these rows, in small pages."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path)
    db.execute("PRAGMA page_size = 512")
    db.execute("PRAGMA synchronous = OFF")
    db.executescript(schema)
    for table, some in rows.items():
        for row in some:
            marks = ", ".join("?" * len(row))
            db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
    db.commit()
    db.execute("VACUUM")
    db.close()
    return path


def jid(number: int, raw: str) -> dict[str, Any]:
    """A row of `jid`."""
    user, _, server = raw.partition("@")
    return {
        "_id": number,
        "user": user,
        "server": server,
        "raw_string": raw,
        "type": {"g.us": 1, "lid": 18}.get(server, 0),
    }


def field(number: int, value: str | int | bytes) -> bytes:
    """A field of a protocol buffer."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    data = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


# One talk of Ada (491511000001) with the owner of the phone, and what every format says of it.
ADA, LAKE = "491511000001@s.whatsapp.net", "120363000000000001@g.us"
TALK = [  # key, from me, UTC, text
    ("3EB0AAAAAAAAAAAAAA01", False, "2024-03-14 09:00:05", "the lake house is free in May"),
    ("3EB0AAAAAAAAAAAAAA02", True, "2024-03-14 09:00:41", "then let us take it"),
    ("3EB0AAAAAAAAAAAAAA03", False, "2024-03-14 09:02:10", "two lines\nof one message"),
    ("3EB0AAAAAAAAAAAAAA04", True, "2024-03-14 09:02:30", "ok"),
    ("3EB0AAAAAAAAAAAAAA05", True, "2024-03-14 09:02:31", "ok"),
    ("3EB0AAAAAAAAAAAAAA06", False, "2024-03-15 18:30:00", "bring the blue tent"),
]


def stamp(when: str) -> int:
    """Seconds since 1970 of a UTC time."""
    return int(datetime.fromisoformat(when).replace(tzinfo=UTC).timestamp())


def talk_as_text(path: Path) -> Path:
    """The talk as Android exports it, in minutes."""
    lines = [
        f"{datetime.fromisoformat(when):%d/%m/%Y, %H:%M} - {'Kim' if own else 'Ada'}: {text}"
        for _, own, when, text in TALK
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def talk_as_msgstore(path: Path) -> Path:
    """The talk on an Android phone, with the contacts beside it."""
    wa = [{"_id": 1, "jid": ADA, "display_name": "Ada", "wa_name": "ada l.", "number": "+49 1511 000001"}]
    database(path.with_name("wa.db"), WA, {"wa_contacts": wa})
    messages = [
        {"_id": number, "chat_row_id": 1, "from_me": int(own), "key_id": key, "sender_jid_row_id": 0,
         "timestamp": stamp(when) * 1000 + 120, "message_type": 0, "text_data": text, "status": 0}
        for number, (key, own, when, text) in enumerate(TALK, 2)
    ]  # fmt: skip
    rows = {"jid": [jid(1, ADA)], "chat": [{"_id": 1, "jid_row_id": 1, "hidden": 0}], "message": messages}
    return database(path, MSGSTORE, rows)


def talk_as_chat_storage(path: Path) -> Path:
    """The talk on an iPhone."""
    messages = [
        {"Z_PK": number, "ZCHATSESSION": 1, "ZISFROMME": int(own), "ZMESSAGETYPE": 0,
         "ZMESSAGEDATE": stamp(when) - SINCE_2001, "ZSTANZAID": key, "ZFROMJID": None if own else ADA,
         "ZTOJID": ADA if own else None, "ZTEXT": text}
        for number, (key, own, when, text) in enumerate(TALK, 1)
    ]  # fmt: skip
    session = {"Z_PK": 1, "ZSESSIONTYPE": 0, "ZCONTACTJID": ADA, "ZPARTNERNAME": "Ada"}
    return database(path, CHAT_STORAGE, {"ZWACHATSESSION": [session], "ZWAMESSAGE": messages})


def talk_as_json(path: Path, *, cut: bool = False) -> Path:
    """The talk as WhatsApp-Chat-Exporter writes it, of an iPhone with ids that are cut off."""
    messages: dict[str, dict[str, Any]] = {
        str(number): {
            "from_me": own, "timestamp": stamp(when) + (0 if cut else 0.12), "time": "10:00", "media": False,
            "key_id": key[:17] if cut else key, "meta": False,
            "data": text.replace("\n", "<br>" if cut else " <br>"), "sender": None, "safe": False, "mime": None,
            "message_type": 0, "reply": None, "quoted_data": None, "caption": None, "sticker": False, "reactions": {},
        }
        for number, (key, own, when, text) in enumerate(TALK, 2)
    }  # fmt: skip
    chat = {"name": "Ada", "type": "ios" if cut else "android", "my_avatar": None, "their_avatar": None,
            "their_avatar_thumb": None, "status": None, "media_base": "", "messages": messages}  # fmt: skip
    path.write_text(json.dumps({ADA: chat}), encoding="utf-8")
    return path
