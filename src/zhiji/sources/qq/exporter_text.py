"""QQChatExporter's text: a name, the time, the words, the files; no ids and no time zone.

a name:
时间: 2024-01-01 00:02:45
内容: what was said,
in as many lines as it has
资源: 1 个文件
  - image: lake.png
提及: another name
回复: another name - what is answered
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from zhiji.chat import Account, Attachment, Chat, ChatKind, Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry, Peek
from zhiji.sources.qq import marks
from zhiji.sources.qq.exporter_values import moment
from zhiji.sources.qq.names import NOBODY, SOURCE_NAME

_MAKER = re.compile(r"[\s\ufeff]*\[QQChatExporter\b")
_TOP = re.compile(r"\s*(聊天名称|聊天类型): ?(.*)")
_NAME = re.compile(r"(?:\[(?!\d+\])[^\[\]]{1,12}\] )?(.*):")
_NUMBER = re.compile(r"\[\d+\]")
_TIME = re.compile(r"时间: ?(.*)")
_FIELD = re.compile(r"(内容|类型|资源|提及|回复): ?(.*)")
_FILES = re.compile(r"\d+ 个文件")
_FILE = re.compile(r" +- (\w+): (.*)")
_RULE = re.compile(r"={20,}")
_KINDS: dict[str, ChatKind] = {"群聊": "group", "私聊": "direct", "临时会话": "direct"}
_TYPES = {"image": "image", "video": "video", "audio": "voice", "file": "file"}
_SYSTEM = {"system", "系统消息"}
_MOST = 1 << 16  # lines of one message
_LOOKED_AT = 16


class ExporterText:
    """What QQChatExporter writes as text."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Texts."""
        return _texts(peek.members)[:_LOOKED_AT]

    def recognises(self, peek: Peek) -> int:
        """3 by its first line."""
        heads = [peek.text(one) for one in self.wants(peek)] if peek.members else [peek.text()]
        return 3 if any(_MAKER.match(head) for head in heads) else 0

    def read(self, export: Export) -> Iterator[Entry]:
        """Every message, in the order of the file."""
        for member in _texts(export.members) if export.members else (None,):
            try:
                if _MAKER.match(decode_head(export.head(member))):
                    yield from _Text(export, member).entries()
            except UnreadableFile as error:
                if member is None:
                    raise
                yield Problem(member, str(error))


def _texts(members: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in members if one.lower().endswith(".txt"))


@dataclass(slots=True)
class _Open:
    """The message whose lines are being read."""

    line: int
    name: str
    time: str
    lines: list[tuple[str, str]] = field(
        default_factory=list
    )  # a field's name and its value, "" and more of it


class _Text:
    """One file, line by line."""

    def __init__(self, export: Export, member: str | None) -> None:
        self._export = export
        self._member = member
        self._top: dict[str, str] = {}
        self._chat: Chat | None = None
        self._accounts: dict[str, Account] = {}

    def entries(self) -> Iterator[Entry]:
        """Messages and what could not be read. The line before a time is the sender's name."""
        message: _Open | None = None
        before = ""
        for number, line in self._export.lines(self._member):
            named = message is None or message.lines  # else the line before is a time, too
            time, name = _TIME.fullmatch(line), _NAME.fullmatch(before) if named else None
            if time and (name or (message is None and not before.strip())):
                if message is not None:
                    message.lines.pop()  # the name, which was taken for words
                    yield self._message(message)
                message = _Open(number, name[1] if name else "", time[1])
            elif message is None:
                if top := _TOP.fullmatch(line):
                    self._top.setdefault(top[1], top[2].strip())
            elif len(message.lines) < _MOST:
                found = _FIELD.fullmatch(line)
                message.lines.append((found[1], found[2]) if found else ("", line))
            before = line
        if message is not None:
            yield self._message(message)

    def _message(self, message: _Open) -> Entry:
        found = moment(message.time)
        if found is None:
            where = f"{self._member}, line {message.line}" if self._member else f"line {message.line}"
            return Problem(where, "its time is no time")
        fields = _said(_without_end(message.lines))
        system = fields["kind"] == "system"
        return Message(
            chat=self._where(),
            sender=NOBODY if system and message.name in ("", "0") else self._who(message.name),
            when=found[0],
            precision=found[1],
            zone="known" if found[0].tzinfo else "assumed",
            **fields,
        )

    def _where(self) -> Chat:
        if self._chat is None:
            name = self._top.get("聊天名称") or self._export.name.rpartition(".")[0] or self._export.name
            self._chat = Chat(name=name, source=SOURCE_NAME, kind=_KINDS.get(self._top.get("聊天类型", "")))
        return self._chat

    def _who(self, name: str) -> Account:
        name = name.strip()
        if name not in self._accounts:
            self._accounts[name] = Account(name=name, source=SOURCE_NAME)
        return self._accounts[name]


def _without_end(lines: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A message's lines without the blank ones, the number and the foot of the file after it."""
    for at, (name, line) in enumerate(lines):
        after = [words.strip() for _, words in lines[at + 1 : at + 3]]
        if not name and _RULE.fullmatch(line) and after[:1] in (["导出完成"], ["导出完成，感谢使用！"]):
            lines = lines[:at]
            break
    while lines and not lines[-1][0] and (not lines[-1][1].strip() or _NUMBER.fullmatch(lines[-1][1])):
        lines = lines[:-1]
    return lines


def _said(lines: list[tuple[str, str]]) -> dict[str, Any]:
    """The fields of a Message from the lines after its time."""
    lines, told = _tail(lines)
    words, type_ = "", ""
    for at, (name, value) in enumerate(lines):
        if name == "类型":
            type_ = value.strip()
        elif name == "内容":
            words = "\n".join([value, *(f"{key}: {line}" if key else line for key, line in lines[at + 1 :])])
            break
    return _fields(words.strip("\n").rstrip(), type_, told)


def _tail(lines: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], dict[str, Any]]:
    """The lines of what was said, and what stands after them: files, who is mentioned, what is answered."""
    told: dict[str, Any] = {"files": []}
    starts = [at for at, (name, _) in enumerate(lines) if name in ("资源", "提及", "回复")]
    for at in starts:
        rest = _told(lines[at:])
        if rest is not None:
            return lines[:at], told | rest
    return lines, told


def _told(lines: list[tuple[str, str]]) -> dict[str, Any] | None:
    """What the lines tell if they are what follows a message, else None."""
    told: dict[str, Any] = {"files": []}
    last = ""
    for name, value in lines:
        if name == "资源" and not last and _FILES.fullmatch(value):
            told["count"] = int(value.split()[0]) if len(value) < 12 else -1
        elif not name and last == "资源" and (file := _FILE.fullmatch(value)):
            told["files"].append((file[1], file[2]))
        elif name == "提及" and "回复" not in told:
            told[name] = value
        elif name == "回复" or (not name and last == "回复"):
            told["回复"] = f"{told['回复']}\n{value}" if not name else value
        else:
            return None
        last = name or last
    return told if told.get("count", 0) == len(told["files"]) else None


def _fields(text: str, type_: str, told: dict[str, Any]) -> dict[str, Any]:
    kinds = [_TYPES.get(name, "file") for name, _ in told["files"]]
    names = [name for _, name in told["files"]]
    answered, _, quoted = told.get("回复", "").partition(" - ")
    kind = next((one for one in ("file", "video", "voice", "image") if one in kinds), "text")
    if type_ in _SYSTEM:
        kind = "system"
    elif kinds or quoted:
        text = marks.without(text, [*kinds, *(["reply"] if quoted else [])], names, quoted)
    if kind == "text" and (found := marks.alone(text)):
        kind, text, names = found[0], "", list(found[1])
    elif kind == "text":
        kind = marks.leading(text) or kind
    fields: dict[str, Any] = {"kind": kind, "text": text}
    if names and kind != "system":
        fields["attachments"] = tuple(Attachment(name=name) for name in names)
    if mentioned := told.get("提及"):
        fields["mentions"] = tuple(name for name in mentioned.split(", ") if name)
    if quoted:
        fields["extra"] = {"quoted": {"sender": answered.strip(), "text": quoted}}
    return fields
