"""PyWxDump's tables (`<wxid>_<from>_<to>.csv`, with users.json beside them), its JSON, and WeFlow's tables like them.

PyWxDump's `talker` is an id and `room_name` the chat's; WeFlow's has no `room_name` and shows names. Times are those of
a wall clock, WeFlow's are UTC. Spreadsheets that save such a table again drop the seconds, and round the ids.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from zhiji.chat import BadRecord, Chat, Contact, Json, Message
from zhiji.errors import UnreadableFile
from zhiji.sources.protocol import Entry
from zhiji.sources.wechat import content, kinds, tables, wording
from zhiji.sources.wechat.files import JSON, TABLES, File, FileFormat, record, rows
from zhiji.sources.wechat.people import (
    ME,
    NOBODY,
    People,
    chat,
    contact,
    is_group,
    is_me,
    message,
    of_path,
    server_id,
    string,
    surely_id,
)
from zhiji.sources.wechat.times import when
from zhiji.sources.wechat.weflow import chat_beside

_COLUMNS = ("msgsvrid", "type_name", "is_sender", "talker", "createtime")
_JSON_HEAD = re.compile(r"[\s\ufeff]*\[\s*\{")
_JSON_KEYS = ('"MsgSvrID"', '"type_name"', '"is_sender"', '"talker"')
_ROUNDED = re.compile(r"\d{13,16}0{3,}")
_UNKNOWN = frozenset({"", "未知", "系统"})
_LONGEST_USERS = 16 << 20
_NOT_TYPED = frozenset({"text", kinds.QUOTE, "system"})


def _is_table(head: str) -> int:
    names, _ = tables.header(head)
    if not tables.has(names, *_COLUMNS) or not ("msg" in names or "content" in names):
        return 0
    return 3 if "room_name" in names else 2  # in a zip WeFlow's JSON of the same chats tells more


def _read_table(file: File) -> Iterator[Entry]:
    names, delimiter = tables.header(_head(file))
    chats = _Chats(file, has_rooms="room_name" in names, ids=not _ids_are_rounded(file, names, delimiter))
    yield from chats.contacts()
    for where, row in tables.records(file, names, delimiter):
        if isinstance(row, str):
            yield file.problem(where, row)
            continue
        yield from chats.entry(where, dict(zip(names, row)))


def _is_list(head: str) -> int:
    return 3 if _JSON_HEAD.match(head) and all(key in head for key in _JSON_KEYS) else 0


def _read_list(file: File) -> Iterator[Entry]:
    chats = _Chats(file, has_rooms=True, ids=True)
    yield from chats.contacts()
    for where, row in rows(file):
        one = record(row)
        if isinstance(one, str):
            yield file.problem(where, one)
        else:
            yield from chats.entry(where, {key.lower(): value for key, value in one.items()})


TABLE = FileFormat(endings=TABLES, sureness=_is_table, reading=_read_table)
LIST = FileFormat(endings=JSON, sureness=_is_list, reading=_read_list)


def _head(file: File) -> str:
    return next((line for _, line in file.export.lines(file.member) if line.strip()), "")


def _ids_are_rounded(file: File, names: list[str], delimiter: str) -> bool:
    """Whether a spreadsheet has rounded the ids to 15 digits, as they do."""
    read = tables.column(names, "msgsvrid")
    some = [read(row) for _, row in zip(range(200), _rows_only(file, names, delimiter))]
    long = [one for one in some if len(one) > 15]
    return bool(long) and 2 * sum(_ROUNDED.fullmatch(one) is not None for one in long) > len(long)


def _rows_only(file: File, names: list[str], delimiter: str) -> Iterator[list[str]]:
    for _, row in tables.records(file, names, delimiter):
        if not isinstance(row, str):
            yield row


class _Chats:
    """Makes messages of rows, with the names that users.json tells."""

    def __init__(self, file: File, *, has_rooms: bool, ids: bool) -> None:
        self._file, self._has_rooms, self._ids = file, has_rooms, ids
        self._name, self._native = of_path(file.path)
        if not has_rooms and self._native is None:
            self._native = chat_beside(file)
        self._users = _users(file)
        self._people = People()
        self._chats: dict[str, Chat] = {}

    def contacts(self) -> Iterator[Contact]:
        """Who is in users.json."""
        for native, user in self._users.items():
            account = self._people.get(native, self._shown(native))
            one = contact(account, *_names(user), alias=user.get("account"))
            if one and not is_group(native):
                yield one

    def entry(self, where: str, row: Mapping[str, Any]) -> Iterator[Entry]:
        """The row's message, or what is wrong with it."""
        try:
            yield self._message(row)
        except BadRecord as error:
            yield self._file.problem(where, str(error))

    def _message(self, row: Mapping[str, Any]) -> Message:
        time = when(row.get("createtime"))
        here = self._chat(string(row, "room_name"))
        word = row.get("type_name")
        kind = kinds.VAGUE if word == "text" else kinds.of(word)  # WeFlow's "text" is all the rest, too
        said = _said(kind, row)
        return message(
            here,
            NOBODY if said.kind == "system" else self._sender(row, here),
            time,
            said,
            source_id=server_id(row.get("msgsvrid"), counted=True) if self._ids else None,
            folder=self._file.folder,
        )

    def _chat(self, room: str) -> Chat:
        native = room or self._native
        known = self._chats.get(room)
        if known is None:
            known = self._chats[room] = chat(native, self._shown(native) if room else self._name)
        return known

    def _sender(self, row: Mapping[str, Any], here: Chat) -> Any:
        talker, mine = (
            string(row, "talker").strip(),
            str(row.get("is_sender")).strip() in ("1", "True", "true"),
        )
        has_ids = self._has_rooms or surely_id(talker)
        if mine:
            known = has_ids and not is_me(talker) and talker not in _UNKNOWN
            return self._people.get(
                talker if known else None, self._shown(talker) if known else talker or ME, owner=True
            )
        if here.kind == "direct" and here.native:
            return self._people.get(here.native, self._shown(here.native) or ("" if has_ids else talker))
        if talker in _UNKNOWN:
            return NOBODY
        return self._people.get(talker, self._shown(talker)) if has_ids else self._people.get(None, talker)

    def _shown(self, native: str | None) -> str:
        return next(iter(_names(self._users.get(native or "", {}))), "")


def _said(kind: str, row: Mapping[str, Any]) -> content.Said:
    told, src, raw = row.get("msg"), row.get("src"), row.get("content")
    if told is None and isinstance(raw, str):  # until 2024 one column with JSON in it
        raw = _decoded(raw)
    if told is None and isinstance(raw, Mapping):
        told, src = raw.get("msg"), raw.get("src")
    elif told is None:
        told = raw
    words = told if isinstance(told, str) else ""
    if kind not in _NOT_TYPED and words == row.get("type_name"):
        words = ""
    said = wording.said(kind, words)
    source = src.strip() if isinstance(src, str) else ""
    if content.is_url(source):
        said.extra.setdefault("url", source)
    elif source and said.kind == "file" and not said.file:
        said.file = re.split(r"[\\/]", source)[-1]
    elif source and not said.path:
        said.path = _within_export(source)
    return said


def _within_export(source: str) -> str:
    """A path, unless it is WeChat's own storage's, which no export holds."""
    wechat = source.lower().startswith(("filestorage", "file\\", "msgattach")) or source.lower().endswith(
        ".dat"
    )
    return "" if wechat else content.media_path(source)


def _decoded(text: str) -> Json | Mapping[str, Any]:
    try:
        found: Json = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return found


def _users(file: File) -> dict[str, Mapping[str, Any]]:
    """What users.json beside the table tells of accounts; nothing if there is none."""
    member = file.beside("users.json")
    if member is None or (file.export.size(member) or 0) > _LONGEST_USERS:
        return {}
    try:
        with file.export.json(member) as stream:
            found = json.load(stream)
    except (ValueError, RecursionError, UnreadableFile):
        return {}
    pairs = found.items() if isinstance(found, dict) else ()
    return {key: value for key, value in pairs if key and isinstance(value, dict)}


def _names(user: Mapping[str, Any]) -> list[str]:
    """How an account is called: the owner's name for it, the nickname."""
    return [name for key in ("remark", "nickname") if (name := string(user, key))]
