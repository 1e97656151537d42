"""The export of Signal Desktop: `main.jsonl`, one frame of a backup a line, and `files/` beside it or above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from zhiji.chat import Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import LINE_CAP, Export
from zhiji.sources.json_stream import Flaw, JsonError, JsonStream
from zhiji.sources.protocol import SET, Entry, Peek
from zhiji.sources.rows import BadRow, parse_row
from zhiji.sources.signal.files import FOLDER, Files
from zhiji.sources.signal.items import Items
from zhiji.sources.signal.people import People
from zhiji.sources.signal.values import camel

_NAME = "main.jsonl"
_INFO = re.compile(
    r'\[?\s*\{[^{}]*"(?:backupTimeMs|backup_time_ms|mediaRootBackupKey|media_root_backup_key)"\s*:'
)
_FRAMES = "account|recipient|chat|chatItem|chat_item|stickerPack|sticker_pack|adHocCall|ad_hoc_call"
_FRAME = re.compile(rf'^[ \t]*\[?[ \t]*\{{\s*"(?:{_FRAMES})"\s*:\s*\{{', re.MULTILINE)
_ITEM = re.compile(
    r'"(?:chatItem|chat_item)"\s*:\s*\{[^{}]*"(?:chatId|chat_id|authorId|author_id|dateSent|date_sent)"\s*:'
    r'|"recipient"\s*:\s*\{\s*"id"\s*:\s*"?\d+"?\s*,\s*"(?:contact|self|group|releaseNotes|distributionList)"\s*:'
)
_SNAKE = re.compile(r'"(?:chat_item|date_sent|author_id|recipient_id|profile_given_name|backup_time_ms)"\s*:')
_QUOTES = re.compile(r'\\.|"')
_ENDS = (".jsonl", ".ndjson", ".json")
_MOST = 8  # files that are looked into where none has the usual name


class Backup:
    """What Signal Desktop writes under Settings > Chats > Export chat history."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Every main.jsonl; other JSON only where there is none."""
        return tuple(_members(peek.members))

    def recognises(self, peek: Peek) -> int:
        """3 by what stands first; 4 where a folder of files belongs to it."""
        if not peek.members:
            return _sureness(peek.text())
        sure = [(_sureness(peek.text(member)), member) for member in _members(peek.members)]
        best, member = max(sure, default=(0, ""))
        return SET if best == 3 and _has_files(peek.members, member) else best

    def read(self, export: Export) -> Iterator[Entry]:
        """People, then every message, in the order of the file."""
        if not export.members:
            yield from _File(export, None).read()
        members = _members(export.members)
        for member in members:
            try:
                if _sureness(decode_head(export.head(member))):
                    yield from _File(export, member).read()
            except UnreadableFile as error:
                if len(members) == 1:
                    raise
                yield Problem(member, str(error))


def _members(names: tuple[str, ...]) -> list[str]:
    named = [name for name in names if PurePosixPath(name).name == _NAME]
    return named or [name for name in names if name.lower().endswith(_ENDS)][:_MOST]


def _has_files(names: tuple[str, ...], member: str) -> bool:
    folder = member.rpartition("/")[0]
    above = folder.rpartition("/")[0]
    roots = (f"{folder}/{FOLDER}".lstrip("/"), f"{above}/{FOLDER}".lstrip("/"))
    return any(name.startswith(roots) for name in names)


def _sureness(head: str) -> int:
    head = head.lstrip("\ufeff \t\r\n")
    if _INFO.match(head):
        return 3 if _FRAME.search(head) or head.count("{") < 3 else 2
    if not head.lstrip("[ \t\r\n").startswith("{") or not _FRAME.search(head):
        return 0
    return 3 if _ITEM.search(head) else 0


def _in_camel(frame: Mapping[str, Any], where: str) -> Mapping[str, Any] | Problem:
    try:
        found = camel(frame)
    except RecursionError:
        return Problem(where, "it is nested too deeply")
    return found if isinstance(found, dict) else {}


def _cuts_a_string(line: str) -> bool:
    """Whether a line ends in another state than it began: inside a string, or out of one."""
    return sum(found[0] == '"' for found in _QUOTES.finditer(line)) % 2 == 1


class _File:
    """One main.jsonl."""

    def __init__(self, export: Export, member: str | None) -> None:
        folder = "" if member is None else member.rpartition("/")[0]
        self._export = export
        self._member = member
        self._label = member or export.name
        self._people = People()
        self._items = Items(self._people, Files(export, f"{folder}/" if folder else ""))

    def read(self) -> Iterator[Entry]:
        for where, frame in self._frames():
            if isinstance(frame, Problem):
                yield frame
                continue
            for one in self._taken(frame):
                yield Problem(where, one) if isinstance(one, str) else one

    def _taken(self, frame: Mapping[str, Any]) -> Iterator[Entry | str]:
        for name, told in frame.items():
            if not isinstance(told, dict):
                continue
            if name == "chatItem":
                yield self._items.message(told)
            elif name == "chat":
                self._people.chat(told)
            elif name == "recipient":
                yield from self._people.recipient(told)
            elif name == "account":
                yield self._people.account(told)
            elif name == "adHocCall":
                yield self._items.call(told)

    def _frames(self) -> Iterator[tuple[str, Mapping[str, Any] | Problem]]:
        """Each frame and where it stands, or what is wrong with it."""
        head = decode_head(self._export.head(self._member))
        snake = bool(_SNAKE.search(head))
        for where, one in self._listed() if head.lstrip("\ufeff \t\r\n").startswith("[") else self._lines():
            if isinstance(one, dict):
                yield where, _in_camel(one, where) if snake else one
            elif isinstance(one, Problem):
                yield where, one
            else:
                yield where, Problem(where, "it is no frame but something else")

    def _lines(self) -> Iterator[tuple[str, object]]:
        held: list[tuple[int, str]] = []  # the lines of a frame so far that a line break cuts inside a string
        size = 0
        for number, line in self._export.lines(self._member):
            if held and (_FRAME.match(line) or size > LINE_CAP):
                yield from self._alone(held)
                held = []
            if held:
                held.append((number, line))
                size += len(line)
                if _cuts_a_string(line):
                    yield self._parsed((held[0][0], "\\n".join(line for _, line in held)))
                    held = []
            elif line.strip():
                parsed = self._parsed((number, line))
                if isinstance(parsed[1], Problem) and _FRAME.match(line) and _cuts_a_string(line):
                    held, size = [(number, line)], len(line)
                else:
                    yield parsed
        yield from self._alone(held)

    def _alone(self, held: list[tuple[int, str]]) -> Iterator[tuple[str, object]]:
        """Lines that were held in vain, each by itself."""
        return (self._parsed(one) for one in held if one[1].strip())

    def _parsed(self, numbered: tuple[int, str]) -> tuple[str, object]:
        where = f"{self._label}: line {numbered[0]}"
        try:
            return where, parse_row(numbered[1])
        except BadRow as error:
            return where, Problem(where, str(error))

    def _listed(self) -> Iterator[tuple[str, object]]:
        """The first versions wrote one list."""
        with self._export.json(self._member) as raw:
            try:
                for number, one in enumerate(JsonStream(raw).items()):
                    where = f"{self._label}: frame {number}"
                    yield where, Problem(where, one.why) if isinstance(one, Flaw) else one
            except JsonError as error:
                raise UnreadableFile(self._export.label(self._member), f"{error}; export it again.") from None
