"""ChatLab's exchange format 0.0.1 and 0.0.2, as JSON or JSON lines: one chat of another app in a file.

The source of a message is the app that the file names (`meta.platform`), so that a later export of that app meets it.
A private chat has no id of its own and takes the other person's, where the file tells who that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any

from zhiji.chat import Account, Attachment, BadRecord, Chat, ChatKind, Message, Part, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import LINE_CAP, Export
from zhiji.sources.json_stream import Flaw, JsonError, JsonStream
from zhiji.sources.protocol import Guide, Peek
from zhiji.sources.rows import BadRow, parse_row

NAME = "chatlab"
_KINDS = {
    0: "text",
    1: "image",
    2: "voice",
    3: "video",
    4: "file",
    5: "sticker",
    7: "link",
    8: "location",
    20: "red_packet",
    21: "transfer",
    22: "poke",
    23: "call",
    24: "share",
    25: "text",  # a reply
    26: "forward",
    27: "contact",
    80: "system",
    81: "system",  # a recall
    99: "other",
}
_RECALL = 81
_LOSSY = {25}  # types that the kind doesn't tell from another
_MEDIA = {"image", "voice", "video", "file", "sticker"}
_CHAT_KINDS: dict[object, ChatKind] = {"group": "group", "private": "direct"}
_ALIASES = {"weixin": "wechat", "unknown": NAME, "mixed": NAME, "other": NAME, "": NAME}
_NO_IDS = {
    "whatsapp",
    "line",
    "kakaotalk",
    "messenger",
    "instagram",
}  # their exports show names; ChatLab takes those as ids
_FIELDS = {
    "_type",
    "platformMessageId",
    "replyToMessageId",
    "sender",
    "accountName",
    "timestamp",
    "type",
    "content",
}
_PART_FIELDS = {"accountName", "timestamp", "type", "content", "chatRecords", "avatar"}
_MILLISECONDS = 10**11  # seconds this large are in the year 5138
_LATEST = 32_503_680_000  # the year 3000
_DEEPEST = 50
_JSON = re.compile(r"[\s\ufeff]*\{")
_HEADER = re.compile(r'"chatlab"\s*:\s*\{[^{}]*"version"\s*:')
_META = re.compile(r'[\s\ufeff]*\{\s*"meta"\s*:\s*\{[^{}]*"platform"\s*:')
_ROW = re.compile(r'\{\s*"_type"\s*:\s*"(?:member|message)"[^{}]*"(?:platformId|sender)"\s*:')
_PULLED = re.compile(  # what a program answers to ChatLab's Pull without what a file says of the chat
    r'[\s\ufeff]*\{(?:\s*"(?!messages")\w+"\s*:\s*(?:\{[^{}]*\}|\[[^\[\]]*\]|"[^"\n]*"|[\w.-]+)\s*,)*+\s*"messages"\s*:\s*\[\s*'
    r"(?P<row>\{[^{}]*\})"
)
_PULLED_ROW = tuple(
    re.compile(one)
    for one in (
        r'"sender"\s*:',
        r'"timestamp"\s*:\s*\d',
        r'"type"\s*:\s*\d',
        r'"(?:platformMessageId|accountName)"\s*:',
    )
)
_NAMED = re.compile(r"\[[^\[\]:：]{1,12}[:：]\s*([^\[\]/\\]+\.\w{2,5})\]")  # [Image: lake.jpg]
_PATH = re.compile(r"(?!\w+:)[^\s\[\]<>]+\.\w{2,5}")
_FILES = (".json", ".jsonl", ".ndjson")


class ChatLab:
    """A chat that ChatLab, or a tool that writes its format, exported."""

    name = NAME
    guide = Guide(
        title="ChatLab",
        checked="2026-01-10",
        how_en="Export a chat in ChatLab's format (.json or .jsonl) from ChatLab or a tool that writes it, and add the file.",
        how_zh="从 ChatLab 或支持该格式的工具导出聊天（.json 或 .jsonl），然后添加该文件。",
        reads_en="Messages of all types, replies, forwarded bundles and who you are. Avatars, roles and aliases are not kept.",
        reads_zh="读取各类消息、回复、合并转发和你是谁。不保留头像、群角色和别名。",
        files=("*chatlab*.json", "*chatlab*.jsonl"),
    )

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """The heads of JSON files."""
        return _members(peek.members)

    def recognises(self, peek: Peek) -> int:
        """3 by ChatLab's header, 2 by rows of its shape."""
        if not peek.members:
            return _sureness(peek.text())
        return max((_sureness(peek.text(member)) for member in self.wants(peek)), default=0)

    def read(self, export: Export) -> Iterator[Message | Problem]:
        """Every message, in the file's order."""
        if export.is_file:
            yield from _read(export, None)
            return
        for member in _members(export.members):
            try:
                if _sureness(decode_head(export.head(member))):
                    yield from _read(export, member)
            except UnreadableFile as error:  # the other files are read all the same
                yield Problem(member, str(error))


SOURCE = ChatLab()


def _members(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name.lower().endswith(_FILES))


def _sureness(head: str) -> int:
    text = "\n".join(line for line in head.split("\n") if not line.startswith("#"))
    if not _JSON.match(text):
        return 0
    if _HEADER.search(text):
        return 3
    if _META.match(text) or _ROW.match(text.lstrip("\ufeff \t\r\n")):
        return 2
    pulled = _PULLED.match(text)
    return 2 if pulled and all(one.search(pulled["row"]) for one in _PULLED_ROW) else 0


@dataclass(slots=True)
class _Header:
    """What the file says of the chat and of who is in it."""

    meta: Mapping[str, Any] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)  # names by id
    accounts: dict[tuple[str | None, str], Account] = field(default_factory=dict)
    made: Chat | None = None
    title: str = ""  # what the chat is called if nothing in the file says it

    @property
    def source(self) -> str:
        platform = str(self.meta.get("platform") or "").strip().lower()
        return _ALIASES.get(platform, platform)

    @property
    def owner(self) -> str | None:
        return _id(self.meta.get("ownerId"))

    @property
    def peer_unknown(self) -> bool:
        return self.meta.get("type") == "private" and self.owner is not None and not self.members

    def chat(self) -> Chat:
        """The chat, made when the first message comes: members may be named after the header."""
        if self.made is None:
            kind = _CHAT_KINDS.get(self.meta.get("type"))
            native = _id(self.meta.get("groupId")) or (self._peer() if kind == "direct" else None)
            name = str(self.meta.get("name") or (native and self.members.get(native)) or self.title)
            self.made = Chat(name=name, native=native, source=self.source, kind=kind)
        return self.made

    def _peer(self) -> str | None:
        others = [one for one in self.members if one != self.owner]
        named = [one for one in others if self.members[one] == self.meta.get("name")]
        if self.owner is None or len(others) > 1:
            others = named
        peer = others[0] if len(others) == 1 else self.owner if self.members and not others else None
        return None if peer is None or self._is_name(peer, self.members.get(peer, "")) else peer

    def add_member(self, record: object) -> None:
        if isinstance(record, Mapping) and (native := _id(record.get("platformId"))):
            self.members[native] = str(record.get("accountName") or record.get("groupNickname") or "")

    def account(self, record: Mapping[str, Any]) -> Account:
        native = _id(record.get("sender"))
        name = (
            record.get("accountName") or self.members.get(native or "") or record.get("groupNickname") or ""
        )
        key = (native, str(name))
        if key not in self.accounts:
            self.accounts[key] = Account(
                name=key[1],
                native=None if self._is_name(native, key[1]) else native,
                source=self.source,
                owner=native is not None and native == self.owner,
            )
        return self.accounts[key]

    def _is_name(self, native: str | None, name: str) -> bool:
        return native == name and self.source in _NO_IDS


_Rows = Iterator[tuple[str, str, object]]  # where, kind ("header", "member", "message") and what stands there


def _read(export: Export, member: str | None) -> Iterator[Message | Problem]:
    place = f"{member}, " if member else ""
    header = _Header(title=PurePosixPath(member or export.name).stem)
    for where, kind, row in _rows(export, member):
        if kind == "header":
            header = _next_header(header, row)
        elif kind == "member":
            header.add_member(row)
        else:
            if header.peer_unknown:
                header.add_member(_other_sender(export, member, header.owner))
            try:
                yield _message(row, header)
            except (BadRow, BadRecord) as error:
                yield Problem(place + where, str(error))


def _rows(export: Export, member: str | None) -> _Rows:
    head = decode_head(export.head(member)).lstrip("\ufeff")
    first = next((line for line in head.split("\n") if line.strip() and not line.startswith("#")), "")
    try:
        yield from _line_rows(export, member) if '"_type"' in first else _document_rows(export, member)
    except JsonError as error:
        raise UnreadableFile(export.label(member), f"{error}; export it again.") from None


def _line_rows(export: Export, member: str | None) -> _Rows:
    for number, line in export.lines(member):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            row = parse_row(line)
        except BadRow as error:
            row = error
        kind = row.get("_type") if isinstance(row, dict) else None
        yield f"line {number}", str(kind) if kind in ("header", "member") else "message", row


def _document_rows(export: Export, member: str | None) -> _Rows:
    """A document's rows, what stands before the messages first, wherever the writer put it."""
    before = {"meta", "members"}
    with export.json(member) as raw:
        stream = JsonStream(raw, limit=LINE_CAP)
        for key in stream.fields():
            if key in before:
                before.remove(key)
                yield from _section(stream, key)
            elif key == "messages":
                yield from _sections_ahead(export, member, before)
                before.clear()
                yield from _section(stream, key)


def _sections_ahead(export: Export, member: str | None, wanted: set[str]) -> _Rows:
    if not wanted:
        return
    with export.json(member) as raw:
        stream = JsonStream(raw, limit=LINE_CAP)
        for key in stream.fields():
            if key in wanted:
                yield from _section(stream, key)


def _section(stream: JsonStream, key: str) -> _Rows:
    if key == "meta":
        yield key, "header", {key: stream.value()}
        return
    if stream.next() != "[":
        raise JsonError(f"its {key} are no list")
    for number, row in enumerate(stream.items(), 1):
        yield (
            f"{key}[{number}]",
            key[:-1],
            BadRow(f"it is no JSON ({row.why})") if isinstance(row, Flaw) else row,
        )


def _next_header(header: _Header, row: object) -> _Header:
    """The header that the row is; members may have come before the first one, a later one begins another chat."""
    meta = row.get("meta") if isinstance(row, Mapping) else None
    return _Header(
        meta=meta if isinstance(meta, Mapping) else {}, members={} if header.meta else header.members
    )


def _other_sender(export: Export, member: str | None, owner: str | None) -> Mapping[str, Any]:
    """The other person in a private chat whose members are not listed, as a member."""
    for _, kind, row in _rows(export, member):
        if kind == "message" and isinstance(row, Mapping) and _kind(row) != "system":
            sender = _id(row.get("sender"))
            if sender not in (None, owner):
                return {"platformId": sender, "accountName": row.get("accountName")}
    return {"platformId": owner}  # nobody else said anything


def _message(row: object, header: _Header) -> Message:
    if isinstance(row, BadRow):
        raise row
    if not isinstance(row, dict) or row.get("_type", "message") != "message":
        raise BadRecord("it is no message")
    when, precision = _when(row.get("timestamp"))
    kind = _kind(row)
    content = row.get("content")
    text = content if isinstance(content, str) else ""
    return Message(
        chat=header.chat(),
        sender=header.account(row),
        when=when,
        precision=precision,
        text=text,
        kind=kind,
        source_id=_id(row.get("platformMessageId")),
        reply_to=_id(row.get("replyToMessageId")),
        recalled=_type(row) == _RECALL,
        parts=_parts(row),
        attachments=_attachments(kind, text),
        extra=_extra(row, content),
    )


def _when(stamp: object) -> tuple[datetime, int]:
    try:
        number = (
            float(stamp) if isinstance(stamp, (int, float, str)) and not isinstance(stamp, bool) else -1.0
        )
    except (ValueError, OverflowError):
        number = -1.0
    seconds = number / 1000 if number > _MILLISECONDS else number
    if not 0 < seconds < _LATEST:
        raise BadRecord(f"'timestamp' is no time: {str(stamp)[:40]}")
    precision = Precision.SECOND if seconds.is_integer() and seconds == number else Precision.MILLISECOND
    return datetime.fromtimestamp(round(seconds, 3), UTC), precision


def _type(row: Mapping[str, Any]) -> int | None:
    given = row.get("type")
    if isinstance(given, str) and given.isascii() and given.isdigit() and len(given) < 5:
        return int(given)
    return given if isinstance(given, int) else None


def _kind(row: Mapping[str, Any]) -> str:
    number = _type(row)
    return "text" if number is None else _KINDS.get(number, "other")


def _attachments(kind: str, text: str) -> tuple[Attachment, ...]:
    """The file that a media message's words name; the words stay as they are."""
    if kind not in _MEDIA or not text:
        return ()
    if named := _NAMED.fullmatch(text):
        return (Attachment(name=named[1]),)
    if _PATH.fullmatch(text):
        return (Attachment(path=text.replace("\\", "/"), name=text.replace("\\", "/").rpartition("/")[2]),)
    return ()


def _extra(row: Mapping[str, Any], content: object) -> dict[str, Any]:
    extra = {key: value for key, value in row.items() if key not in _FIELDS and value is not None}
    if left := _left(extra.pop("chatRecords", None)):
        extra["chatRecords"] = left
    if extra.get("groupNickname") in ("", row.get("accountName")):
        extra.pop("groupNickname", None)
    if content is not None and not isinstance(content, str):
        extra["content"] = content
    number = _type(row)
    if number not in _KINDS or number in _LOSSY:
        extra |= {"type": row["type"]} if row.get("type") is not None else {}
    return extra


def _parts(row: Mapping[str, Any], depth: int = 1) -> tuple[Part, ...]:
    """A forwarded bundle's messages; `extra` holds what a part doesn't."""
    records = row.get("chatRecords")
    if not isinstance(records, list) or depth > _DEEPEST:
        return ()
    return tuple(_part(one, depth) for one in records if isinstance(one, dict))


def _left(records: object) -> object:
    """Of a bundle, what its parts don't hold (the pictures of people left out)."""
    if not isinstance(records, list):
        return records
    return [
        {key: value for key, value in one.items() if key not in _PART_FIELDS}
        if isinstance(one, dict)
        else one
        for one in records
    ]


def _part(row: Mapping[str, Any], depth: int) -> Part:
    try:
        when = _when(row.get("timestamp"))[0]
    except BadRecord:
        when = None
    content = row.get("content")
    return Part(
        sender=str(row.get("accountName") or row.get("sender") or ""),
        text=content if isinstance(content, str) else "",
        when=when,
        kind=_kind(row),
        parts=_parts(row, depth + 1),
    )


def _id(value: object) -> str | None:
    """An id; exporters write 0 or nothing where there is none."""
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return str(value) if str(value) not in ("", "0") else None
    return None
