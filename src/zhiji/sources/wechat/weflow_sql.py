"""WeFlow's and CipherTalk's SQL: scripts that put a chat's messages into a table, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhiji.sources.protocol import Entry
from zhiji.sources.wechat.files import File, FileFormat
from zhiji.sources.wechat.weflow import Records

_ENDINGS = (".sql",)
_INSERT = re.compile(r'\s*INSERT\s+INTO\s+"?(\w+)"?\s*\(([^()]*)\)\s*VALUES', re.IGNORECASE)
_OTHER = re.compile(r"(?:'[^']*'|[^';])*;")  # any other statement
_ROW = re.compile(r"[\s,]*\(((?:'[^']*'|[^'()])*)\)")
_VALUE = re.compile(r"\s*(?:'((?:[^']|'')*)'|([^',]*))\s*(?:,|\Z)")
_LONGEST = 4 << 20  # characters of one row
_CHATS, _MESSAGES = "sessions", ("weflow_messages", "messages")
# The scripts' columns -> what the tools call the same in their JSON
_COLUMNS = {
    "message_id": "platformMessageId",
    "create_time": "createTime",
    "formatted_time": "formattedTime",
    "sender": "senderUsername",
    "sender_username": "senderUsername",
    "sender_display_name": "senderDisplayName",
    "is_send": "isSend",
    "local_type": "localType",
    "msg_type": "type",
    "content": "content",
    "media_path": "mediaFileName",
    "reply_to_message_id": "replyToMessageId",
}
_Fields = dict[str, str | int | bool | None]


@dataclass(frozen=True, slots=True)
class _Row:
    number: int  # of the line that it ends in
    table: str
    fields: _Fields


def _sureness(head: str) -> int:
    if "INSERT INTO" not in head and "CREATE TABLE" not in head:
        return 0
    return 3 if "weflow_messages" in head or ("session_wxid" in head and "msg_type" in head) else 0


def _read(file: File) -> Iterator[Entry]:
    chats: dict[str, Records] = {}
    told: dict[str, _Fields] = {}
    for row in _rows(file):
        if isinstance(row, int):
            yield file.problem(f"line {row}", "a row is longer than any")
        elif row.table == _CHATS:
            told[str(row.fields.get("wxid"))] = row.fields
        elif row.table in _MESSAGES:
            native = str(row.fields.get("session_id") or row.fields.get("session_wxid") or "")
            records = chats.get(native)
            if records is None:
                records = chats[native] = Records(file)
                about = told.get(native, {})
                session = {
                    "wxid": native,
                    "displayName": about.get("display_name"),
                    "type": about.get("session_type"),
                }
                yield from records.head({"session": session})
            fields = {_COLUMNS[name]: value for name, value in row.fields.items() if name in _COLUMNS}
            filled = {name: value for name, value in fields.items() if value is not None or name == "content"}
            yield records.entry(f"line {row.number}", filled)


def _rows(file: File) -> Iterator[_Row | int]:
    """Each row that is put into a table; the number of a line where one is too long."""
    table, columns = "", None
    buffer, held, size, odd = "", list[str](), 0, False
    for number, line in file.export.lines(file.member):
        if columns is None and not buffer and not odd and line.lstrip().startswith("--"):
            continue
        odd ^= line.count("'") % 2 == 1
        before, size = size, size + len(line) + 1
        if size <= _LONGEST:
            held.append(line)
        elif before <= _LONGEST:
            yield number
            held.clear()
        if odd:
            continue
        buffer = "\n".join([buffer, *held]) if buffer else "\n".join(held)
        held.clear()
        while buffer:
            if columns is None:
                found = _INSERT.match(buffer)
                if found:
                    table = found[1].lower()
                    columns = [name.strip().strip('"').lower() for name in found[2].split(",")]
                elif not (found := _OTHER.match(buffer)):
                    break
                buffer = buffer[found.end() :]
            elif found := _ROW.match(buffer):
                yield _Row(number, table, dict(zip(columns, _values(found[1]), strict=False)))
                buffer = buffer[found.end() :]
            elif buffer.lstrip()[:1] == ";":
                buffer, columns = buffer.lstrip()[1:].lstrip(), None
            else:
                break
        size = len(buffer)
        if size > _LONGEST:
            buffer, size = "", 0


def _values(text: str) -> list[str | int | bool | None]:
    found: list[str | int | bool | None] = []
    at = 0
    while at < len(text) and (value := _VALUE.match(text, at)):
        if value[1] is not None:
            found.append(value[1].replace("''", "'"))
        else:
            bare = value[2].strip().upper()
            whole = bare.removeprefix("-").isdecimal() and len(bare) < 20
            found.append(int(bare) if whole else {"TRUE": True, "FALSE": False}.get(bare))
        at = value.end()
    return found


FORMAT = FileFormat(endings=_ENDINGS, sureness=_sureness, reading=_read)
