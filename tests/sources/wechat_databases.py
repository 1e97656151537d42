"""Made-up databases of WeChat, as its apps write them, for tests and for the corpus."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable, Mapping, Sequence
from hashlib import md5
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ME, ANN, BO, CAI = "wxid_me00000000001", "wxid_ann0000000001", "wxid_bo00000000001", "cai_custom"
ROOM = "10000000001@chatroom"
START = 1_714_546_800  # 2024-05-01 07:00 UTC
V4_COLUMNS = (
    "local_id INTEGER PRIMARY KEY AUTOINCREMENT, server_id INTEGER, local_type INTEGER, sort_seq INTEGER,"
    " real_sender_id INTEGER, create_time INTEGER, status INTEGER, upload_status INTEGER, download_status INTEGER,"
    " server_seq INTEGER, origin_source INTEGER, source TEXT, message_content TEXT, compress_content TEXT,"
    " packed_info_data BLOB, WCDB_CT_message_content INTEGER DEFAULT NULL, WCDB_CT_source INTEGER DEFAULT NULL"
)
Row = Mapping[str, Any]


def table(prefix: str, talker: str) -> str:
    """The name of a chat's table."""
    return prefix + md5(talker.encode()).hexdigest()


def packed(text: str) -> bytes:
    """A text as version 4 packs it."""
    return zstd.compress(text.encode())


def field(number: int, value: bytes | str | int) -> bytes:
    """One field of a protocol buffer."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    data = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def members(cards: Mapping[str, str]) -> bytes:
    """The list of a group's members, with what they call themselves in it."""
    return b"".join(
        field(1, field(1, who) + (field(2, card) if card else b"")) for who, card in cards.items()
    )


def block(text: str) -> bytes:
    """A text as version 3 packs it: an LZ4 block, here of literals only, that ends with a zero."""
    data = text.encode() + b"\0"
    size = len(data)
    lengths = (
        bytes([size << 4])
        if size < 15
        else b"\xf0" + b"\xff" * ((size - 15) // 255) + bytes([(size - 15) % 255])
    )
    return lengths + data


def write(path: Path, script: Iterable[str], rows: Mapping[str, Sequence[Row]]) -> Path:
    """A small database: its tables, then rows by table."""
    path.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(path)
    database.execute("PRAGMA page_size = 512")
    for statement in script:
        database.execute(statement)
    for name, listed in rows.items():
        for row in listed:
            columns = ", ".join(f'"{one}"' for one in row)
            marks = ", ".join("?" * len(row))
            database.execute(f'INSERT INTO "{name}" ({columns}) VALUES ({marks})', tuple(row.values()))
    database.commit()
    database.close()
    return path


def v4_messages(
    path: Path, chats: Mapping[str, Sequence[Row]], *, names: Sequence[str] = (ME, ANN, BO, CAI, ROOM)
) -> Path:
    """`message_N.db`: a row's `by` is who wrote it, `said` is its text."""
    script = ["CREATE TABLE Name2Id(user_name TEXT PRIMARY KEY)", "CREATE TABLE TimeStamp(timestamp INTEGER)"]
    script += [f"CREATE TABLE {table('Msg_', talker)}({V4_COLUMNS})" for talker in chats]
    rows: dict[str, Sequence[Row]] = {"Name2Id": [{"user_name": name} for name in names]}
    for talker, listed in chats.items():
        rows[table("Msg_", talker)] = [_v4_row(row, number, names) for number, row in enumerate(listed)]
    return write(path, script, rows)


def v4_people(
    path: Path, people: Mapping[str, tuple[str, str]], *, rooms: Mapping[str, Mapping[str, str]] | None = None
) -> Path:
    """`contact.db`: what the owner calls people, what they call themselves, and the groups' members."""
    columns = "id INTEGER PRIMARY KEY, username TEXT, local_type INTEGER, alias TEXT, remark TEXT, nick_name TEXT, description TEXT"
    script = [
        f"CREATE TABLE contact({columns})",
        f"CREATE TABLE stranger({columns})",
        "CREATE TABLE chat_room(id INTEGER PRIMARY KEY, username TEXT, owner TEXT, ext_buffer BLOB)",
    ]
    contacts = [
        {"username": one, "remark": remark, "nick_name": nick, "alias": ""}
        for one, (remark, nick) in people.items()
    ]
    listed = [{"username": one, "ext_buffer": members(cards)} for one, cards in (rooms or {}).items()]
    return write(path, script, {"contact": contacts, "chat_room": listed})


def _v4_row(row: Row, number: int, names: Sequence[str]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "server_id": 9_000_000_000_000_000_000 + START % 1000 * 1000 + number,
        "local_type": 1,
        "sort_seq": (START + number * 60) * 1000,
        "real_sender_id": names.index(row["by"]) + 1 if row.get("by") in names else 0,
        "create_time": START + number * 60,
        "status": 3,
        "message_content": row.get("said", ""),
    }
    return made | {key: value for key, value in row.items() if key not in ("by", "said")}


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


V3_COLUMNS = (
    "localId INTEGER PRIMARY KEY AUTOINCREMENT, TalkerId INT DEFAULT 0, MsgSvrID INT, Type INT, SubType INT, IsSender INT,"
    " CreateTime INT, Sequence INT DEFAULT 0, StatusEx INT DEFAULT 0, FlagEx INT, Status INT, MsgServerSeq INT,"
    " MsgSequence INT, StrTalker TEXT, StrContent TEXT, DisplayContent TEXT, Reserved0 INT DEFAULT 0,"
    " CompressContent BLOB, BytesExtra BLOB, BytesTrans BLOB"
)
MAC_COLUMNS = (
    "mesLocalID INTEGER PRIMARY KEY AUTOINCREMENT, mesSvrID INTEGER, msgCreateTime INTEGER, msgContent TEXT,"
    " msgStatus INTEGER, msgImgStatus INTEGER, messageType INTEGER, mesDes INTEGER, msgSource TEXT, IntRes1 INTEGER,"
    " IntRes2 INTEGER, StrRes1 TEXT, StrRes2 TEXT, msgVoiceText TEXT, msgSeq INTEGER, CompressContent BLOB, ConBlob BLOB"
)
PHONE_COLUMNS = (
    "TableVer INTEGER DEFAULT 1, MesLocalID INTEGER PRIMARY KEY AUTOINCREMENT, MesSvrID INTEGER DEFAULT 0,"
    " CreateTime INTEGER DEFAULT 0, Message TEXT, Status INTEGER DEFAULT 0, ImgStatus INTEGER DEFAULT 0,"
    " Type INTEGER, Des INTEGER"
)


def v3_messages(path: Path, listed: Sequence[Row], *, more: Iterable[str] = ()) -> Path:
    """`MSG0.db`: `to` is the chat, `own` whether the owner wrote it, `who` wrote it in a group."""
    script = [
        f"CREATE TABLE MSG({V3_COLUMNS})",
        "CREATE TABLE Name2ID(UsrName TEXT)",
        "CREATE TABLE DBInfo(tableIndex INTEGER PRIMARY KEY, tableVersion INTEGER, tableDesc TEXT)",
        *more,
    ]
    return write(path, script, {"MSG": [_v3_row(row, number) for number, row in enumerate(listed)]})


def v3_people(
    path: Path, people: Mapping[str, tuple[str, str]], *, rooms: Mapping[str, Mapping[str, str]] | None = None
) -> Path:
    """`MicroMsg.db`: what the owner calls people, what they call themselves, and the groups' members."""
    script = [
        "CREATE TABLE Contact(UserName TEXT PRIMARY KEY, Alias TEXT, DelFlag INTEGER, Type INTEGER, Remark TEXT, NickName TEXT)",
        "CREATE TABLE ChatRoom(ChatRoomName TEXT PRIMARY KEY, UserNameList TEXT, DisplayNameList TEXT, RoomData BLOB)",
        "CREATE TABLE Session(strUsrName TEXT PRIMARY KEY, strNickName TEXT)",
    ]
    contacts = [
        {"UserName": one, "Remark": remark, "NickName": nick} for one, (remark, nick) in people.items()
    ]
    listed = [{"ChatRoomName": one, "RoomData": members(cards)} for one, cards in (rooms or {}).items()]
    return write(path, script, {"Contact": contacts, "ChatRoom": listed})


def beside(items: Mapping[int, str]) -> bytes:
    """BytesExtra: who wrote in a group (1), where a file lies (3, 4), who was called by @ (7)."""
    return b"".join(field(3, field(1, kind) + field(2, value)) for kind, value in items.items())


def chats(path: Path, talks: Mapping[str, Sequence[Row]], *, phone: bool = False) -> Path:
    """`msg_0.db` of a Mac, or `message_1.sqlite` of an iPhone: `own` whether it went out."""
    columns = PHONE_COLUMNS if phone else MAC_COLUMNS
    script = [f"CREATE TABLE {table('Chat_', talker)}({columns})" for talker in talks]
    rows = {
        table("Chat_", talker): [_chat_row(row, number, phone=phone) for number, row in enumerate(listed)]
        for talker, listed in talks.items()
    }
    return write(path, script, rows)


def mac_people(path: Path, people: Mapping[str, tuple[str, str]]) -> Path:
    """`wccontact_new2.db`."""
    script = [
        "CREATE TABLE WCContact(m_nsUsrName TEXT PRIMARY KEY, nickname TEXT, m_nsRemark TEXT, m_nsAliasName TEXT)"
    ]
    rows = [
        {"m_nsUsrName": one, "m_nsRemark": remark, "nickname": nick} for one, (remark, nick) in people.items()
    ]
    return write(path, script, {"WCContact": rows})


def phone_people(path: Path, people: Mapping[str, tuple[str, str]], *, cards: str = "") -> Path:
    """`WCDB_Contact.sqlite`; `cards` is what the members of the group call themselves, as XML."""
    script = [
        "CREATE TABLE Friend(userName TEXT PRIMARY KEY, type INTEGER, dbContactRemark BLOB, dbContactChatRoom BLOB)"
    ]
    rows = [
        {
            "userName": one,
            "dbContactRemark": field(1, nick) + field(2, "") + field(3, remark),
            "dbContactChatRoom": field(6, cards) if one.endswith("@chatroom") else None,
        }
        for one, (remark, nick) in people.items()
    ]
    return write(path, script, {"Friend": rows})


def android(
    path: Path, listed: Sequence[Row], people: Mapping[str, tuple[str, str]], *, me: str = ME
) -> Path:
    """`EnMicroMsg.db`: `to` is the chat, `own` whether the owner wrote it."""
    script = [
        "CREATE TABLE message(msgId INTEGER PRIMARY KEY, msgSvrId INTEGER, type INT, status INT, isSend INT,"
        " isShowTimer INTEGER, createTime INTEGER, talker TEXT, content TEXT, imgPath TEXT, reserved TEXT, lvbuffer BLOB)",
        "CREATE TABLE rcontact(username TEXT PRIMARY KEY, alias TEXT, conRemark TEXT, nickname TEXT, type INTEGER)",
        "CREATE TABLE chatroom(chatroomname TEXT PRIMARY KEY, memberlist TEXT, displayname TEXT, roomdata BLOB)",
        "CREATE TABLE userinfo(id INTEGER PRIMARY KEY, type INT, value TEXT)",
    ]
    rows = {
        "message": [_android_row(row, number) for number, row in enumerate(listed)],
        "rcontact": [
            {"username": one, "conRemark": remark, "nickname": nick} for one, (remark, nick) in people.items()
        ],
        "chatroom": [{"chatroomname": ROOM, "roomdata": members({BO: "大副"})}],
        "userinfo": [{"id": 2, "type": 3, "value": me}],
    }
    return write(path, script, rows)


def _v3_row(row: Row, number: int) -> dict[str, Any]:
    made: dict[str, Any] = {
        "MsgSvrID": 700_000_000_000_000_000 + number,
        "Type": 1,
        "SubType": 0,
        "IsSender": int(row.get("own", False)),
        "CreateTime": START + number * 60,
        "Sequence": (START + number * 60) * 1000,
        "StrTalker": row["to"],
        "StrContent": row.get("said", ""),
        "BytesExtra": beside({1: row["who"]}) if "who" in row else None,
    }
    return made | {key: value for key, value in row.items() if key not in ("to", "own", "who", "said")}


def _chat_row(row: Row, number: int, *, phone: bool) -> dict[str, Any]:
    server_id, created, kind, way, content = (
        ("MesSvrID", "CreateTime", "Type", "Des", "Message")
        if phone
        else ("mesSvrID", "msgCreateTime", "messageType", "mesDes", "msgContent")
    )
    made: dict[str, Any] = {
        server_id: 500_000_000_000_000_000 + number,
        created: START + number * 60,
        kind: row.get("kind", 1),
        way: int(not row.get("own", False)),
        content: row.get("said", ""),
    }
    return made | {key: value for key, value in row.items() if key not in ("own", "said", "kind")}


def _android_row(row: Row, number: int) -> dict[str, Any]:
    made: dict[str, Any] = {
        "msgSvrId": 300_000_000_000_000_000 + number,
        "type": 1,
        "isSend": int(row.get("own", False)),
        "createTime": (START + number * 60) * 1000 + 250,
        "talker": row["to"],
        "content": row.get("said", ""),
    }
    return made | {key: value for key, value in row.items() if key not in ("to", "own", "said")}
