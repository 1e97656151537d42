"""The neutral format, as JSON lines or one JSON array: the door for every app that has no source of its own.

A line with `_type` describes a chat (`chat`, `chat_name`, `chat_kind`) or an account (`sender`, `sender_name`,
`owner`) for all messages of the file, wherever it stands; what a message says itself goes before. Lines that begin
with # are comments.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from zhiji.chat import Account, BadRecord, Chat, Message, Problem, from_json
from zhiji.chat.contacts import contact_from_json, says_something
from zhiji.errors import UnreadableFile
from zhiji.sources.decoding import decode_head, detect
from zhiji.sources.export import LINE_CAP, Export
from zhiji.sources.json_stream import Flaw, JsonError, JsonStream
from zhiji.sources.protocol import Entry, Guide, Peek
from zhiji.sources.rows import BadRow, as_row, parse_row

_REQUIRED = {"chat", "sender", "when", "text"}
_SUFFIXES = (".jsonl", ".ndjson", ".json")
_ROWS_TO_JUDGE = 20
_BLANK = "\ufeff \t\r\n"
_FIRST = re.compile(r"\[?\s*\{")
_NEXT = re.compile(r"\s*,\s*\{")
_DECODER = json.JSONDecoder()
_TYPE = b'"_type"'
_WIDE_TYPE = '"_type"'.encode("utf-16-le")[:-1]  # without the last NUL it stands in both byte orders
_CHUNK = 1 << 20
_Described = dict[tuple[str, str, str | None], dict[str, Any]]


class Neutral:
    """Messages in zhiji's own exchange format."""

    name = "neutral"
    guide = Guide(
        title="zhiji's own format",
        checked="2026-01-10",
        how_en="Write one JSON object a line to a .jsonl file, with chat, sender, when and text; or use `zhiji export`.",
        how_zh="每行写一个 JSON 对象，存为 .jsonl 文件，至少含 chat、sender、when、text；或用 `zhiji export` 导出。",
        reads_en="Everything: replies, reactions, edits, attachments beside the file, and keys of your own as extra.",
        reads_zh="全部内容：回复、表情回应、修改记录、同一文件夹中的附件；自定义的键保存在 extra 中。",
    )

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """The heads of JSON files, the shallowest first."""
        return tuple(sorted(filter(_is_json, peek.members), key=lambda one: (one.count("/"), one))[:16])

    def recognises(self, peek: Peek) -> int:
        """By the keys of the first rows."""
        if not peek.members:
            return _judge(peek.text())
        return max((_judge(peek.text(member)) for member in self.wants(peek)), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """The messages of the file, or of each file of this format in a zip or folder."""
        if export.is_file:
            yield from _File(export, None).messages()
            return
        for member in filter(_is_json, export.members):
            try:
                if _judge(decode_head(export.head(member))):
                    yield from _File(export, member).messages()
            except UnreadableFile as error:  # the other files are read all the same
                yield Problem(member, str(error))


SOURCE = Neutral()


def messages(records: Iterable[Mapping[str, Any] | Message]) -> Iterator[Message | Problem]:
    """Messages from records in memory; `when` may be a datetime. A record that is no message is a Problem."""
    accounts: dict[Any, Account] = {}
    chats: dict[Any, Chat] = {}
    for number, record in enumerate(records, 1):
        if isinstance(record, Message):
            yield record
            continue
        try:
            yield from_json(as_row(record), accounts, chats)
        except (BadRow, BadRecord) as error:
            yield Problem(f"message {number}", str(error))


class _File:
    """One file of messages."""

    def __init__(self, export: Export, member: str | None) -> None:
        self._export = export
        self._member = member
        self._array = decode_head(export.head(member)).lstrip(_BLANK)[:1] == "["
        self._place = (f"{member}, " if member else "") + ("item" if self._array else "line")

    def messages(self) -> Iterator[Entry]:
        described = self._described()
        accounts: dict[Any, Account] = {}
        chats: dict[Any, Chat] = {}
        for number, row in self._rows():
            try:
                if not isinstance(row, dict):
                    raise row if isinstance(row, BadRow) else BadRecord("it is no JSON object")
                if "_type" in row:
                    _describe(row)
                    if row["_type"] == "account" and says_something(row):
                        yield contact_from_json(row)
                else:
                    yield from_json(_completed(row, described) if described else row, accounts, chats)
            except (BadRow, BadRecord) as error:
                yield Problem(f"{self._place} {number}", str(error))

    def _described(self) -> _Described:
        """What the file says of chats and accounts; it is read ahead only if it says anything."""
        described: _Described = {}
        if not _contains_types(self._export, self._member, lines=not self._array):
            return described
        for _, row in self._rows():
            if isinstance(row, dict) and "_type" in row:
                try:
                    key, says = _describe(row)
                except BadRecord:  # told when the row is met again
                    continue
                described.setdefault(key, {}).update(says)
        return described

    def _rows(self) -> Iterator[tuple[int, object]]:
        """Numbered rows; one that can't be read is a BadRow."""
        return self._items() if self._array else self._lines()

    def _lines(self) -> Iterator[tuple[int, object]]:
        for number, line in self._export.lines(self._member):
            if not line or line[0] == "#" or line.isspace():
                continue
            try:
                row = parse_row(line)
            except BadRow as error:
                row = error
            yield number, row

    def _items(self) -> Iterator[tuple[int, object]]:
        number = 0
        with self._export.json(self._member) as stream:
            try:
                for row in JsonStream(stream, limit=LINE_CAP).items():
                    number += 1
                    yield number, BadRow(f"it is no JSON ({row.why})") if isinstance(row, Flaw) else row
            except JsonError as error:
                raise UnreadableFile(
                    self._export.label(self._member), f"{error} after item {number}."
                ) from None


def _is_json(member: str) -> bool:
    return member.lower().endswith(_SUFFIXES)


def _judge(head: str) -> int:
    """How surely a file that begins with `head` is ours."""
    head = head.lstrip(_BLANK)
    if head.startswith("["):
        return 3 * any(map(_is_message, islice(_objects(head), _ROWS_TO_JUDGE)))
    rows = [line for line in head.split("\n") if line.strip() and not line.startswith("#")]
    first = rows[:_ROWS_TO_JUDGE]
    ours = 2 * sum(line.lstrip().startswith("{") for line in first) >= len(
        first
    )  # else a text that shows some
    if ours and any(_is_message(row) for line in first for row in islice(_objects(line), 1)):
        return 3
    if len(rows) == 1 and rows[0].startswith("{"):  # one very long message
        return int(
            all(re.search(rf'"{key}"\s*:', rows[0]) for key in _REQUIRED - {"when"})
        )  # it may come last
    return 0


def _objects(text: str) -> Iterator[object]:
    """The objects that a row or an array begins with, up to where it is cut off."""
    start = _FIRST.match(text)
    while start:
        try:
            row, end = _DECODER.raw_decode(text, start.end() - 1)
        except (ValueError, RecursionError):
            return
        yield row
        start = _NEXT.match(text, end)


def _is_message(row: object) -> bool:
    if not isinstance(row, dict):
        return False
    return row.keys() >= _REQUIRED or (row.get("_type") == "account" and says_something(row))


def _describe(row: dict[str, Any]) -> tuple[tuple[str, str, str | None], dict[str, Any]]:
    """What a `_type` row says, under the chat or account that it says it of."""
    names = {"chat": ("chat", "chat_name", "chat_kind"), "account": ("sender", "sender_name", "owner")}.get(
        str(row["_type"])
    )
    if names is None:
        raise BadRecord(f"'_type' is neither chat nor account but {str(row['_type'])[:40]!r}")
    which = row.get(names[0], row.get("id"))
    if not isinstance(which, (str, int)):
        raise BadRecord(f"{names[0]!r} is missing")
    says = {names[1]: row.get(names[1], row.get("name")), names[2]: row.get(names[2], row.get("kind"))}
    return (names[0], str(which), row.get("source")), {
        key: value for key, value in says.items() if value is not None
    }


def _completed(row: dict[str, Any], described: _Described) -> dict[str, Any]:
    for kind in ("chat", "sender"):
        says = described.get((kind, str(row.get(kind)), row.get("source")))
        if says:
            row = says | row
    return row


def _contains_types(export: Export, member: str | None, *, lines: bool) -> bool:
    """Whether `"_type"` stands anywhere in the file. A line above the cap ends the search: nothing is read beyond it."""
    needle = _TYPE if detect(export.head(member))[0] in ("utf-8", "gb18030") else _WIDE_TYPE
    tail, run = b"", 0
    with export.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            if needle in chunk or needle in tail + chunk[:16]:
                return True
            run = 0 if b"\n" in chunk else run + len(chunk)
            if lines and run > LINE_CAP:
                return False
            tail = chunk[-16:]
    return False
