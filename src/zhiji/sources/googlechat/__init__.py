"""Google Chat in Google Takeout: a folder for each chat with `messages.json`, `group_info.json` and the files sent there.

Which chats there are and who is in them is here, a message's record becomes a Message in `records.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zhiji.chat import Chat, ChatKind, Contact, Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.assistants import objects, string
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.googlechat.records import NAME, People, Records
from zhiji.sources.json_stream import Flaw, JsonError, JsonStream
from zhiji.sources.protocol import AROUND, SET, Entry, Guide, Peek

_LARGEST = 16 << 20  # characters of one message; of a file that tells about a chat
_MOST = 32
_MESSAGES = re.compile(r"messages(?:[-_ (]*\d+\)?)?\.json")
_CHAT_FOLDER = re.compile(r"(DM|Space) (\S.*)")
_HEAD = re.compile(r'[\s\ufeff]*\{\s*"messages"\s*:\s*\[')
_DATE = re.compile(r'"created_date"\s*:\s*"')
_OTHERS = re.compile(r'"(?:creator|topic_id|message_id|text|attached_files)"\s*:')


class GoogleChat:
    """Google Chat's part of a Takeout."""

    name = NAME
    guide = Guide(
        title="Google Chat",
        checked="2026-11-25",
        how_en="At takeout.google.com deselect all, select Google Chat, create the export and add the zip or .tgz as "
        "it comes.",
        how_zh="在 takeout.google.com 取消全选，只选 Google Chat，创建导出，收到的 zip 或 .tgz 直接添加。",
        reads_en="Messages of direct messages, groups and spaces with files, quotes, reactions, edits, deleted ones, and the "
        "members of each chat. Dates are read in English and some thirty other languages; a date in another one is reported.",
        reads_zh="读取私信、群聊和聊天室的消息、文件、引用、回应、编辑、已删除的消息，以及每个聊天的成员。"
        "能读英文和其他三十多种语言的日期；读不懂的日期会列为问题。",
        files=("takeout-*.zip", "takeout-*.tgz"),
    )

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Files called messages.json, if they lie in no folder that is called like a chat."""
        if any(one.kind for one in _chat_files(peek.members)):
            return ()
        return tuple(one.member for one in _chat_files(peek.members) if one.member)[:_MOST]

    def recognises(self, peek: Peek) -> int:
        """SET or AROUND by the names of folders that Takeout makes, 3 by messages of Google's shape."""
        if not peek.members:
            return _sureness(peek.text())
        if any(one.kind for one in _chat_files(peek.members)):
            if peek.name == "Groups" or peek.name.lower().endswith((".zip", ".tar")):
                return SET
            first = {member.partition("/")[0] for member in peek.members}
            return AROUND if first <= {"Groups", "Users"} else 3  # the users tell whose it is
        return max((_sureness(peek.text(member)) for member in self.wants(peek)), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Every message of every chat, in the files' order, which is that of time; and who is in the chats."""
        people = People(_owner(export))
        if not export.members:
            yield from _File(export, people, _ChatFile(None, "", None, "")).read()
            return
        files = list(_chat_files(export.members))
        named = any(one.kind for one in files)
        for file in files:
            try:
                if file.kind or (not named and _sureness(decode_head(export.head(file.member)))):
                    yield from _File(export, people, file).read()
            except UnreadableFile as error:
                if len(files) == 1:
                    raise
                yield Problem(str(file.member), str(error))


@dataclass(frozen=True, slots=True)
class _ChatFile:
    member: str | None
    folder: str  # with a slash at its end
    kind: str | None  # "DM", "Space"; None if its folder isn't called so
    native: str


def _chat_files(members: tuple[str, ...]) -> Iterator[_ChatFile]:
    for member in members:
        folder, slash, name = member.rpartition("/")
        if _MESSAGES.fullmatch(name):
            found = _CHAT_FOLDER.fullmatch(folder.rpartition("/")[2])
            kind, native = (found[1], found[2]) if found else (None, "")
            yield _ChatFile(member, folder + slash, kind, native)


def _sureness(head: str) -> int:
    return 3 if _HEAD.match(head) and _DATE.search(head) and _OTHERS.search(head) else 0


def _owner(export: Export) -> str | None:
    """The owner's address: a Takeout holds `Users/User 123/user_info.json` of its owner alone."""
    files = [member for member in export.members if member.rpartition("/")[2] == "user_info.json"]
    for member in files if len(files) == 1 else ():
        user = _small(export, member).get("user")
        if isinstance(user, dict):
            return string(user.get("email")).lower() or None
    return None


def _small(export: Export, member: str | None) -> dict[str, Any]:
    """What a small JSON file holds; {} if it is none."""
    if member is None or (export.size(member) or 0) > _LARGEST:
        return {}
    try:
        with export.json(member) as raw:
            value = JsonStream(raw, limit=_LARGEST).value()
    except (JsonError, UnreadableFile):
        return {}
    return value if isinstance(value, dict) else {}


class _File:
    """One messages.json."""

    def __init__(self, export: Export, people: People, file: _ChatFile) -> None:
        self._export, self._people, self._file = export, people, file
        self._label = file.member or export.name
        self._info = _small(export, export.find(f"{file.folder}group_info.json"))

    def read(self) -> Iterator[Message | Problem | Contact]:
        members = objects(self._info.get("members"))
        yield from self._people.cards(members)
        records: Records | None = None
        try:
            for number, record in enumerate(self._records()):
                if not isinstance(record, dict):
                    yield Problem(self._where(number), _no_message(record))
                    continue
                if records is None:
                    records = Records(self._chat(record, members), self._people, self._path)
                found = records.message(record)
                yield Problem(self._where(number), found) if isinstance(found, str) else found
        except JsonError as error:
            path = self._export.label(self._file.member)
            raise UnreadableFile(path, f"{error}; download it again from Google Takeout.") from None

    def _records(self) -> Iterator[object]:
        with self._export.json(self._file.member) as raw:
            stream = JsonStream(raw, limit=_LARGEST)
            for key in stream.fields():
                if key == "messages" and stream.next() == "[":
                    yield from stream.items()

    def _where(self, number: int) -> str:
        return f"{self._label}: messages[{number}]"

    def _path(self, name: str) -> str:
        """Where a file that was sent lies: beside the messages, with _ for what names of files can't hold."""
        plain = re.sub(r'[?&=:*"<>|\\/]', "_", name)
        for written in (name, re.sub(r'[?*":<>|\\/]', "_", name), plain):
            if found := self._export.find(self._file.folder + written):
                return found
        return self._file.folder + plain

    def _chat(self, first: dict[str, Any], members: list[dict[str, Any]]) -> Chat:
        space = string(first.get("message_id")).split("/")
        native = self._file.native or (space[0] if len(space) == 3 else "")
        names = [
            name
            for one in members
            if (name := self._people.get(one).name) and not self._people.get(one).owner
        ]
        kind: ChatKind | None = "group" if self._file.kind == "Space" or len(members) > 2 else None
        if kind is None and (self._file.kind == "DM" or members):
            kind = "direct"
        return Chat(
            name=string(self._info.get("name")) or ", ".join(names),
            native=native or None,
            source=NAME,
            kind=kind,
        )


def _no_message(record: object) -> str:
    return record.why if isinstance(record, Flaw) else "it is no message but something else"


SOURCE = GoogleChat()
