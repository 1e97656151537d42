"""chatlog's answers: a JSON list of messages of one or several chats, and the same as a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from zhiji.chat import Account, BadRecord, Chat, Json, Message, Part
from zhiji.sources.protocol import Entry
from zhiji.sources.wechat import cards, content, kinds, tables, wording
from zhiji.sources.wechat.files import JSON, TABLES, File, FileFormat, record, rows
from zhiji.sources.wechat.people import NOBODY, People, chat, message, plain, string, truth
from zhiji.sources.wechat.times import When, when

_COLUMNS = ("time", "sendername", "sender", "talkername", "talker", "content")
_START = re.compile(r'[\s\ufeff]*(?:\[|\{[^\[\]]*\[)\s*\{[^{}]*"(?:isChatRoom|talkerName|isSelf)"\s*:')
_KEYS = re.compile(r'"talker"\s*:')
_FIRST = re.compile(r'[\s\ufeff]*\[\s*\{\s*"(?:seq|time|talker)"\s*:')
_LEAST = ('"seq"', '"time"', '"talker"', '"sender"', '"content"')
_NOTICE = "系统消息"
_PLACE = frozenset({"x", "y", "label", "cityname", "poiname"})
_HANDLED: Final = frozenset({"title", "refer", "recordInfo", "host", *_PLACE})
_RENAMED: Final[dict[str, str]] = {"desc": "description", "cdnurl": "url"}
_NOT_KEPT: Final = frozenset(
    {"path", "thumbpath", "imgfile", "imgFile", "thumb", "voice", "videofile", "rawmd5"}
)
# What a bundle's items are.
_ITEMS: Final = {
    "1": "text",
    "2": "image",
    "3": "voice",
    "4": "video",
    "5": "link",
    "6": "location",
    "8": "file",
    "17": "forward",
}
_DEEPEST = 8


def _is_list(head: str) -> int:
    if _START.match(head) and _KEYS.search(head):
        return 3
    return 2 if _FIRST.match(head) and all(key in head for key in _LEAST) else 0


def _read_list(file: File) -> Iterator[Entry]:
    log = _Log(file)
    for where, row in rows(file):
        one = record(row)
        if isinstance(one, str):
            yield file.problem(where, one)
            continue
        try:
            yield log.message(one)
        except BadRecord as error:
            yield file.problem(where, str(error))


class _Log:
    """Makes messages of rows."""

    def __init__(self, file: File) -> None:
        self._file, self._people = file, People()
        self._chats: dict[tuple[str, str], Chat] = {}

    def message(self, row: Mapping[str, Any]) -> Message:
        """The row's message."""
        time = when(row.get("time"), row.get("createTime"))
        here = self._chat(row)
        said = _said(row)
        return message(here, NOBODY if said.kind == "system" else self._sender(row, here), time, said)

    def _chat(self, row: Mapping[str, Any]) -> Chat:
        key = string(row, "talker"), string(row, "talkerName")
        known = self._chats.get(key)
        if known is None:
            group = truth(row.get("isChatRoom"))
            known = self._chats[key] = chat(key[0], key[1], group=group if group or not key[0] else None)
        return known

    def _sender(self, row: Mapping[str, Any], here: Chat) -> Account:
        native, name = string(row, "sender"), string(row, "senderName")
        mine = bool(truth(row.get("isSelf")))
        if native in (_NOTICE, ""):
            if not mine and here.kind == "direct" and here.native and native != _NOTICE:
                return self._people.get(here.native, name)
            return NOBODY if not mine else self._people.get(None, name, owner=True)
        return self._people.get(native, name, owner=mine)


def _said(row: Mapping[str, Any]) -> content.Said:
    kind = kinds.by_number(row.get("type"), row.get("subType")) or kinds.VAGUE
    words, told = string(row, "content"), row.get("contents")
    if kind == "text" and not told:
        return content.Said("text", words)
    if not isinstance(told, Mapping):
        return wording.said(kind, words)
    said = _of_contents(kind, words, told)
    for key, value in told.items():
        if key not in _HANDLED and key not in _NOT_KEPT and (known := plain(value)) is not None:
            said.extra.setdefault(_RENAMED.get(key) or str(key), known)
    return said


def _of_contents(kind: str, words: str, told: Mapping[str, Any]) -> content.Said:
    title = string(told, "title")
    if kind == kinds.QUOTE:
        refer = told.get("refer")
        said = content.Said("text", words)
        if isinstance(refer, Mapping):
            said.extra["quoted"] = _quoted(refer)
        return said
    if kind == "file":
        return content.Said("file", file=title)
    if kind == "location":
        return cards.place(
            string(told, "label", "cityname"), string(told, "poiname"), told.get("x"), told.get("y")
        )
    if kind == "forward" or isinstance(told.get("recordInfo"), Mapping):
        parts = _parts(told.get("recordInfo"), 1)
        return content.Said("forward" if kind == "forward" else kind, title or words, parts=parts)
    if kind == kinds.VAGUE and title:
        return content.Said("link", title)
    said = wording.said(kind, words)
    if title and not said.text:
        said.text = title
    return said


def _quoted(refer: Mapping[str, Any]) -> dict[str, Json]:
    contents = refer.get("contents")
    inner = (
        {key: value for key, value in contents.items() if key != "refer"}
        if isinstance(contents, Mapping)
        else {}
    )
    said = _said({**refer, "contents": inner})
    told: dict[str, Json] = {"sender": string(refer, "senderName", "sender"), "text": said.text or said.file}
    if said.kind != "text":
        told["kind"] = said.kind
    return {key: value for key, value in told.items() if value}


def _parts(info: object, depth: int) -> tuple[Part, ...]:
    """The messages of a bundle; chatlog writes WeChat's XML as JSON, with capital letters."""
    items = _within(info, "DataList", "dataList", "datalist")
    items = (
        _within(items, "DataItems", "dataItems", "DataItem", "dataitem")
        if isinstance(items, Mapping)
        else items
    )
    if not isinstance(items, list) or depth > _DEEPEST:
        return ()
    return tuple(_part(one, depth) for one in items[:20_000] if isinstance(one, Mapping))


def _part(item: Mapping[str, Any], depth: int) -> Part:
    inner = _parts(_within(item, "RecordXML", "recordXML", "RecordInfo") or {}, depth + 1)
    number = str(_within(item, "DataType", "datatype", "dataType") or "")
    kind = "forward" if inner else _ITEMS.get(number, "other")
    text = string(item, "DataDesc", "datadesc", "dataDesc", "DataTitle", "datatitle", "dataTitle")
    return Part(
        sender=string(item, "SourceName", "sourcename", "sourceName"),
        text="" if kind in ("image", "voice", "video") else text,
        when=_time(string(item, "SourceTime", "sourcetime", "sourceTime")),
        kind=kind,
        parts=inner,
    )


def _time(text: str) -> Any:
    try:
        return when(text)[0]
    except BadRecord:
        return None


def _within(value: object, *keys: str) -> object:
    """The first of these fields of a record; the record in it, if it is wrapped once more."""
    if not isinstance(value, Mapping):
        return None
    return next((value[key] for key in keys if key in value), None)


# The table


def _is_table(head: str) -> int:
    names, _ = tables.header(head)
    return 3 if names[:6] == list(_COLUMNS) else 2 if tables.has(names, *_COLUMNS) else 0


def _read_table(file: File) -> Iterator[Entry]:
    head = next((line for _, line in file.export.lines(file.member) if line.strip()), "")
    names, delimiter = tables.header(head)
    time, name, native, talker_name, talker, words = (tables.column(names, one) for one in _COLUMNS)
    table = _Table()
    for where, row in tables.records(file, names, delimiter):
        if isinstance(row, str):
            yield file.problem(where, row)
            continue
        try:
            yield table.message(
                when(time(row)), (native(row), name(row)), (talker(row), talker_name(row)), words(row)
            )
        except BadRecord as error:
            yield file.problem(where, str(error))


class _Table:
    """Makes messages of rows that don't tell the kind; of two who speak, the one the chat isn't with is the owner."""

    def __init__(self) -> None:
        self._people = People()
        self._chats: dict[tuple[str, str], Chat] = {}

    def message(self, time: When, who: tuple[str, str], where: tuple[str, str], words: str) -> Message:
        here = self._chats.get(where)
        if here is None:
            here = self._chats[where] = chat(*where)
        native, name = who
        if native == _NOTICE:
            return message(here, NOBODY, time, wording.said("system", words))
        mine = here.kind == "direct" and native not in ("", here.native)
        return message(here, self._people.get(native, name, owner=mine), time, wording.untyped(words))


LIST = FileFormat(endings=JSON, sureness=_is_list, reading=_read_list)
TABLE = FileFormat(endings=TABLES, sureness=_is_table, reading=_read_table)
