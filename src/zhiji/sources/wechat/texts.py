"""Chats as text: MemoTrace's and WeFlow's (`2024-05-01 12:00:00 name`, then what was said), and chatlog's (`name(wxid) time`).

chatlog writes as much of the time as its question needed: without a year nothing can be told, which is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhiji.chat import BadRecord, Chat, Message
from zhiji.sources.protocol import Entry
from zhiji.sources.wechat import wording
from zhiji.sources.wechat.files import TEXTS, File, FileFormat
from zhiji.sources.wechat.memotrace import account_of, is_direct_with
from zhiji.sources.wechat.people import ME, NOBODY, People, chat, is_group, is_me, message, of_path
from zhiji.sources.wechat.times import when
from zhiji.sources.wechat.weflow import chat_beside

_CLOCK = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"
_HEAD = re.compile(rf"\ufeff?({_CLOCK})(?: (\S.*)| *)")
_QUOTED = re.compile(r"'(.*)'")
_OTHERS = re.compile(r"消息记录[（(]|^消息(?:分组|对象)[:：]|^=====", re.MULTILINE)
_OTHERS_NAME = re.compile(r"[^<>]*(?:\(\d{5,12}\)|<[^<>@]+@[^<>@]+>)")  # QQ's
_CHATLOG = re.compile(
    r"\ufeff?(?P<name>[^\n]*?)(?:\((?P<id>[^()\n]*)\))? (?:\[(?P<number>\d{10,})\] )?"
    r"(?:\[(?P<room>[^\n]*?)(?:\((?P<room_id>[^()\n]+)\))?\] )?"
    rf"(?P<time>{_CLOCK}|\d\d-\d\d \d\d:\d\d:\d\d|\d\d:\d\d:\d\d)"
)
_CHATLOG_ID = re.compile(r"(?:我|系统消息|[\w.@-]{3,64})", re.ASCII)
_NOTICE = "系统消息"
_LONGEST = 4 << 20  # characters of one message
_LONGEST_HEAD = 300
_LONGEST_NOTICE = 20_000  # it stands where a name does
_MANY = 1000  # speakers; then it is a group


@dataclass(frozen=True, slots=True)
class _Block:
    """What stands below a line with a time, with the empty lines."""

    number: int
    head: re.Match[str]
    lines: list[str]

    @property
    def words(self) -> str:
        return "\n".join(self.lines).rstrip("\n")


def _blocks(file: File, head: re.Pattern[str]) -> Iterator[_Block | Entry]:
    """The blocks of a text: each begins with such a line at the start or below an empty one."""
    longest = _LONGEST_HEAD if head is _CHATLOG else _LONGEST_NOTICE
    block: _Block | None = None
    size, empty = 0, True
    for number, line in file.export.lines(file.member):
        found = head.fullmatch(line) if empty and len(line) < longest else None
        if found:
            if block:
                yield block
            block, size = _Block(number, found, []), 0
        elif block:
            size += len(line) + 1
            if size <= _LONGEST:
                block.lines.append(line)
            elif size - len(line) - 1 <= _LONGEST:
                yield file.problem(f"line {number}", "a message ends here that is longer than any")
        elif line.strip():
            yield file.problem(f"line {number}", "it belongs to no message")
        empty = not line.strip()
    if block:
        yield block


# MemoTrace and WeFlow


def _is_memotrace(head: str) -> int:
    lines = [line.rstrip("\r")[:_LONGEST_HEAD] for line in head.lstrip("\ufeff").split("\n", 400)[:400]]
    if not lines or not _HEAD.fullmatch(lines[0]) or _OTHERS.search(head[:4000]):
        return 0
    heads = [
        found
        for before, line in zip(["", *lines], lines)
        if not before.strip() and (found := _HEAD.fullmatch(line))
    ]
    names = [found[2] for found in heads if found[2]]
    if not names or (len(names) > 1 and all(_OTHERS_NAME.fullmatch(one) for one in names)):
        return 0
    if len(lines) > 1 and not lines[1].strip() and len(heads) < 2:
        return 0
    return 2 if len(heads) > 1 or len(lines) < 60 else 0


def _read_memotrace(file: File) -> Iterator[Entry]:
    text = _Text(file)
    for block in _blocks(file, _HEAD):
        if not isinstance(block, _Block):
            yield block
            continue
        try:
            yield text.message(block)
        except BadRecord as error:
            yield file.problem(f"line {block.number}", str(error))


class _Text:
    """Makes messages of the blocks of a text that shows names only."""

    def __init__(self, file: File) -> None:
        self._file, self._people = file, People()
        name, native = of_path(file.path)
        native = native or chat_beside(file)
        seen: dict[str, tuple[str, ...]] = {}
        for block in _blocks(file, _HEAD) if not is_group(native) else ():
            if isinstance(block, _Block) and _speaks(block) and len(seen) < _MANY:
                seen.setdefault(_name(block), ())
        self._partner = is_direct_with(name, seen)
        if self._partner is None and len(seen) == 2 and any(is_me(one) for one in seen) and native:
            self._partner = next(one for one in seen if not is_me(one))
        if self._partner is None and native and not is_group(native):
            self._partner = name
        self._chat = chat(native, name, group=False if self._partner is not None else None)

    def message(self, block: _Block) -> Message:
        """The block's message."""
        time = when(block.head[1])
        if not _speaks(block):  # a notice stands where else the name does, or below nobody's name
            said = wording.said("system", block.words or block.head[2] or "")
            return message(self._chat, NOBODY, time, said)
        said = wording.untyped(block.words)
        sender = account_of(self._people, self._chat, self._partner, _name(block))
        return message(self._chat, sender, time, said, folder=self._file.folder)


def _speaks(block: _Block) -> bool:
    return bool(block.head[2]) and (len(block.lines) > 1 or bool(block.words))


def _name(block: _Block) -> str:
    name = (block.head[2] or "").rstrip()
    quoted = _QUOTED.fullmatch(name)
    return quoted[1] if quoted else name


# chatlog


def _is_chatlog(head: str) -> int:
    lines = [line.rstrip("\r")[:_LONGEST_HEAD] for line in head.split("\n", 400)[:400]]
    first = next((line for line in lines if line.strip()), "")
    heads = [
        found
        for before, line in zip(["", *lines], lines)
        if not before.strip() and (found := _CHATLOG.fullmatch(line))
    ]
    if not heads or not _CHATLOG.fullmatch(first):
        return 0
    known = [one for one in heads if _CHATLOG_ID.fullmatch(one["id"] or one["name"])]
    if len(known) < len(heads):
        return 0
    if not any(one["id"] for one in heads):
        return 0
    return 3 if any(key in head for key in ("@chatroom", "wxid_", "(我)")) else 2


def _read_chatlog(file: File) -> Iterator[Entry]:
    log = _Log(file)
    years = 0
    for block in _blocks(file, _CHATLOG):
        if not isinstance(block, _Block):
            yield block
        elif len(block.head["time"]) < 19:
            if not years:
                raise file.unreadable(
                    "its times have no year; ask chatlog for a time that spans two years, or for JSON or CSV."
                )
            yield file.problem(f"line {block.number}", "its time has no year")
        else:
            years += 1
            try:
                yield log.message(block)
            except BadRecord as error:
                yield file.problem(f"line {block.number}", str(error))


class _Log:
    """Makes messages of chatlog's blocks; where they name no group, the only other one who speaks tells the chat."""

    def __init__(self, file: File) -> None:
        self._file, self._people = file, People()
        self._chats: dict[str, Chat] = {}
        name, native = of_path(file.path)
        if native is None:
            others: dict[str, str] = {}
            for block in _blocks(file, _CHATLOG):
                if isinstance(block, _Block) and len(others) < 2 and not block.head["room"]:
                    who, shown = _who(block)
                    if not is_me(who) and who != _NOTICE:
                        others.setdefault(who, shown)
            if len(others) == 1:
                native, name = next(iter(others.items()))
        self._name, self._native = name, native

    def message(self, block: _Block) -> Message:
        """The block's message."""
        head = block.head
        here = self._chat(head["room"] or "", head["room_id"] or "")
        who, shown = _who(block)
        if who == _NOTICE:
            return message(here, NOBODY, when(head["time"]), wording.said("system", block.words))
        sender = (
            self._people.get(None, shown or ME, owner=True) if is_me(who) else self._people.get(who, shown)
        )
        return message(
            here, sender, when(head["time"]), wording.untyped(block.words), folder=self._file.folder
        )

    def _chat(self, name: str, native: str) -> Chat:
        key = f"{name}\0{native}"
        known = self._chats.get(key)
        if known is None:
            if name and not native and is_group(name):
                name, native = "", name
            known = chat(native, name) if native else chat(self._native, self._name)
            self._chats[key] = known
        return known


def _who(block: _Block) -> tuple[str, str]:
    """The id and the name in a block's head; where it has one of them only, it is the id."""
    name, native = block.head["name"], block.head["id"]
    return (name, "") if native is None else (native, name)


MEMOTRACE = FileFormat(endings=TEXTS, sureness=_is_memotrace, reading=_read_memotrace)
CHATLOG = FileFormat(endings=TEXTS, sureness=_is_chatlog, reading=_read_chatlog)
