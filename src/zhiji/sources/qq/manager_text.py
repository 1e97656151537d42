"""The text that the message manager of QQ for Windows (before 9.9) and TIM writes: one chat in a file, or all of them.

消息分组:我的群聊
================================================================
消息对象:a group
================================================================

2019-09-23 8:43:38 PM 【管理员】a name(10001)
what was said,
in as many lines as it has

"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from zhiji.chat import Chat, Contact, Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.clocks import HALF, YEARS, hour_of
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry, Peek
from zhiji.sources.qq import marks
from zhiji.sources.qq.names import Named, Names

_TITLE = re.compile(r"消息记录[（(]此消息记录为文本格式")
_RULE = re.compile(r"={20,}\s*")
_GROUP = re.compile(r"消息分组[:：](.*)")
_OBJECT = re.compile(r"消息对象[:：](.*)")
_HEAD = re.compile(
    rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}) +({HALF})? ?(\d{{1,2}}):(\d\d):(\d\d)(?: ({HALF})(?= |$))?(?: (.*))?",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r".*(?:\([1-9]\d{3,11}\)|<[^<>\s@]+@[^<>\s@]+>)\s*", re.DOTALL
)  # a name as only QQ writes it
_BLANK_BEFORE = 0.8  # of the messages of a file as QQ writes it have a blank line before them
_MOST = 1 << 20  # characters of one message; no person writes more
_TEXTS = (".txt", ".bak", ".log")
_LOOKED_AT = 16


class ManagerText:
    """What the message manager writes as text."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Texts."""
        return _texts(peek.members)[:_LOOKED_AT]

    def recognises(self, peek: Peek) -> int:
        """3 by its first line or by all names, 2 by the lines above a chat with a message after them."""
        heads = [peek.text(one) for one in self.wants(peek)] if peek.members else [peek.text()]
        return max(map(_likeness, heads), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Every message, chat by chat."""
        if export.is_file:
            yield from _Reader(export, None).entries()
            return
        for member in _texts(export.members):
            try:
                if _likeness(Peek(name=member, members=(), head=export.head(member), first={}).text()):
                    yield from _Reader(export, member).entries()
            except UnreadableFile as error:
                yield Problem(member, str(error))


def _texts(members: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in members if one.lower().endswith(_TEXTS))


def _likeness(head: str) -> int:
    lines = [line.strip("\ufeff\r") for line in head.split("\n")]
    told = [line for line in lines if line.strip()][:6]
    if any(_TITLE.match(line) for line in told):
        return 3
    if any(_OBJECT.match(line) for line in told):
        return 2 if any(_HEAD.fullmatch(line) for line in lines[:2000]) else 0
    if not any(_HEAD.fullmatch(line) for line in told):
        return 0
    heads = [found for line in lines[:2000] if (found := _HEAD.fullmatch(line))]
    return (
        3 if all(_KNOWN.fullmatch(head[9] or "") for head in heads) else 0
    )  # a piece, or the lines above are gone


def _is_spaced(head: str) -> bool:
    """Whether each message has a blank line before it, so that a pasted piece of chat isn't taken for messages."""
    lines = [line.rstrip("\r") for line in head.split("\n")]
    before = [bool(lines[at - 1].strip()) for at, line in enumerate(lines) if at and _HEAD.fullmatch(line)]
    return bool(before) and before.count(False) >= _BLANK_BEFORE * len(before)


@dataclass(slots=True)
class _Open:
    """The message whose lines are being read."""

    line: int
    when: datetime | None
    sender: Named
    lines: list[str] = field(default_factory=list)
    size: int = 0


class _Reader:
    """One file, line by line."""

    def __init__(self, export: Export, member: str | None) -> None:
        self._export = export
        self._member = member
        self._names = Names()
        self._group = ""
        self._chat: Chat | None = None
        self._message: _Open | None = None
        self._blank = True  # the line before was blank, or is above the messages
        self._rule = ""  # a line of "=" whose meaning the next one tells
        self._told: set[str] = set()
        head = Peek(name=export.name, members=(), head=export.head(member), first={}).text()
        self._spaced = _is_spaced(head)

    def entries(self) -> Iterator[Entry]:
        """Messages, the addresses of their senders, and what could not be read."""
        for number, line in self._export.lines(self._member):
            if number == 1:
                line = line.lstrip("\ufeff")
            if head := self._head(line):
                self._drop_rule()
                yield from self._finish()
                self._message = _Open(number, _moment(head), self._names.sender(head[9] or ""))
                self._blank = False
            elif self._is_section(line):
                yield from self._finish()
                self._section(line)
            elif self._message is not None:
                self._words(line)
            elif line.strip() and not _RULE.fullmatch(line):
                yield Problem(self._where(number), "it belongs to no message")
        self._drop_rule()
        yield from self._finish()

    def _is_section(self, line: str) -> bool:
        """Whether a line stands above a chat rather than in somebody's words."""
        if not line.startswith(("消息分组", "消息对象", "消息记录")):
            return False
        if self._spaced and self._message is not None and not self._rule:
            return False
        return bool(_GROUP.match(line) or _OBJECT.match(line) or _TITLE.match(line))

    def _head(self, line: str) -> re.Match[str] | None:
        if not line[:4].isdigit() or (self._spaced and not self._blank):
            return None
        found = _HEAD.fullmatch(line)
        return found if found and found[9] is not None else None  # a time alone was typed

    def _words(self, line: str) -> None:
        """A line of a message, or the rule above the next chat."""
        self._drop_rule()
        if _RULE.fullmatch(line):
            self._rule = line
        else:
            self._body(line)
        self._blank = not line.strip()

    def _section(self, line: str) -> None:
        self._rule, self._blank = "", True
        if found := _GROUP.match(line):
            self._group = found[1]
            self._chat = None
        elif found := _OBJECT.match(line):
            self._chat = self._names.chat(found[1], self._group)

    def _drop_rule(self) -> None:
        """The line of "=" was somebody's."""
        if self._rule:
            rule, self._rule = self._rule, ""
            self._body(rule)

    def _body(self, line: str) -> None:
        if self._message is not None and self._message.size < _MOST:
            self._message.lines.append(line)
            self._message.size += len(line) + 1

    def _finish(self) -> Iterator[Entry]:
        """The message that has come to its end."""
        message, self._message = self._message, None
        if message is None:
            return
        if message.when is None:
            yield Problem(self._where(message.line), "its time is no time")
            return
        if self._chat is None:
            self._chat = self._names.chat(_stem(self._member or self._export.name), self._group)
        if message.sender.mail and message.sender.mail not in self._told:
            self._told.add(message.sender.mail)
            yield Contact(account=message.sender.account, emails=(message.sender.mail,))
        yield said(self._chat, message.sender, message.when, "\n".join(message.lines))

    def _where(self, number: int) -> str:
        return f"{self._member}, line {number}" if self._member else f"line {number}"


def said(chat: Chat, sender: Named, when: datetime, body: str, pictures: int = 0) -> Message:
    """A message of the message manager; a body that is only marks has no text."""
    text = body.strip("\n").rstrip()
    kind = "text"
    if sender.system:
        kind = "system"
    elif found := marks.alone(text.strip()):
        kind, text = found[0], ""
    elif text:
        kind = marks.leading(text) or ("image" if pictures else "text")
    elif pictures:
        kind = "image"
    return Message(chat=chat, sender=sender.account, when=when, text=text, kind=kind, zone="assumed")


def _moment(head: re.Match[str]) -> datetime | None:
    return moment(head[1], head[2], head[3], head[4] or head[8], head[5], head[6], head[7])


def moment(
    year: str, month: str, day: str, half: str | None, hour: str, minute: str, second: str
) -> datetime | None:
    """A wall-clock time; None if no clock or calendar shows it."""
    at = hour_of(int(hour), half)
    try:
        if at is None or int(year) not in YEARS:
            return None
        return datetime(int(year), int(month), int(day), at, int(minute), int(second))
    except ValueError:
        return None


def _stem(name: str) -> str:
    name = name.rpartition("/")[2]
    return name.rpartition(".")[0] or name
