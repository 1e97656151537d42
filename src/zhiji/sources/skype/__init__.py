"""Skype's download: a tar (or its unpacked folder) with `messages.json` and the files that were sent.

Conversations are read here, one record becomes a Message in `records.py`, its markup becomes words in `content.py`,
calls and what happened to a chat get theirs in `activities.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from zhiji.chat import Chat, Contact, Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.assistants import string
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.json_stream import Flaw, JsonError, JsonStream
from zhiji.sources.ordering import oldest_first
from zhiji.sources.protocol import SET, Entry, Guide, Peek
from zhiji.sources.skype.records import NAME, Accounts, Records, is_direct, native, plain

_LARGEST = 16 << 20  # characters of one message
_HEADER = ("id", "displayName", "threadProperties")
_FILE = re.compile(r"messages(?:[-_ (]*\d+\)?)?\.json")
_HEAD = re.compile(r'[\s\ufeff]*\{\s*"(?:userId|exportDate|conversations)"\s*:')
_OURS = re.compile(r'"(?:MessageList|originalarrivaltime|conversationblocked|lastimreceivedtime)"\s*:')
_START = re.compile(r'"userId"\s*:\s*"[^"]*"\s*,\s*"exportDate"\s*:\s*"[^"]*"\s*,\s*"conversations"\s*:')
_DOWNLOAD = {"messages.json", "endpoints.json", "media"}
_ENDINGS = {
    "image": ("jpeg", "jpg", "png", "gif", "webp"),
    "video": ("mp4", "mov", "webm"),
    "voice": ("m4a", "mp4", "amr", "mp3", "ogg"),
}


class Skype:
    """The download of one's chat history."""

    name = NAME
    guide = Guide(
        title="Skype",
        checked="2026-11-25",
        how_en="Skype was shut down in May 2025; its data could be downloaded at secure.skype.com/data-export until June 2026. "
        "Add the .tar as it came, the folder it was unpacked to, or messages.json.",
        how_zh="Skype 已于 2025 年 5 月关闭，数据可在 secure.skype.com/data-export 下载至 2026 年 6 月。"
        "直接添加下载的 .tar、解压后的文件夹或其中的 messages.json。",
        reads_en="Messages with quotes, mentions, edits and reactions, pictures and files that are in the download, calls, polls, "
        "places, contacts and notices of groups. Names of people in groups are told in few exports, else it is the Skype name.",
        reads_zh="读取消息（含引用、提及、编辑和回应）、下载中带有的图片和文件、通话、投票、位置、名片和群通知。"
        "多数导出不含群成员的显示名，此时用 Skype 用户名。",
        files=("*_export.tar", "*skype*.tar"),
    )

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Files called messages.json."""
        return tuple(member for member in peek.members if _is_named(member))

    def recognises(self, peek: Peek) -> int:
        """SET for a download and nothing else, 3 by the shape of its messages."""
        if not peek.members:
            return _sureness(peek.text())
        sure = max((_sureness(peek.text(member)) for member in self.wants(peek)), default=0)
        whole = {member.partition("/")[0] for member in peek.members} <= _DOWNLOAD
        return SET if sure and whole else sure

    def read(self, export: Export) -> Iterator[Entry]:
        """Every message of every conversation, the oldest of each first."""
        if not export.members:
            yield from _File(export, None).read()
        files = [member for member in export.members if _is_named(member)]
        for member in files:
            try:
                if _sureness(decode_head(export.head(member))):
                    yield from _File(export, member).read()
            except UnreadableFile as error:
                if len(files) == 1:
                    raise
                yield Problem(member, str(error))


def _is_named(member: str) -> bool:
    return _FILE.fullmatch(member.rpartition("/")[2]) is not None


def _sureness(head: str) -> int:
    if not _HEAD.match(head) or '"conversations"' not in head:
        return 0
    return 3 if _OURS.search(head) or _START.search(head) else 0


class _File:
    """One messages.json."""

    def __init__(self, export: Export, member: str | None) -> None:
        self._export, self._member = export, member
        self._label = member or export.name
        self._folder = f"{member.rpartition('/')[0]}/" if member and "/" in member else ""
        self._stored = dict(_stored(export.members))
        self._headers: list[dict[str, Any]] = []
        self._owner = ""

    def read(self) -> Iterator[Message | Problem | Contact]:
        self._look()
        names = {
            native(one["id"]): string(one.get("displayName"))
            for one in self._headers
            if "id" in one and is_direct(native(one["id"]))
        }
        accounts = Accounts(self._owner, names)
        for account in names:
            if account.startswith("4:"):
                yield Contact(account=accounts.get(account), numbers=(plain(account),))
        try:
            with self._export.json(self._member) as raw:
                stream = JsonStream(raw, limit=_LARGEST)
                for key in stream.fields():
                    if key == "conversations" and stream.next() == "[":
                        yield from self._conversations(stream, accounts)
        except JsonError as error:
            path = self._export.label(self._member)
            raise UnreadableFile(path, f"{error}; take it from the download again.") from None

    def _look(self) -> None:
        """What stands around the messages: whose export it is, and how the chats are called."""
        try:
            with self._export.json(self._member) as raw:
                stream = JsonStream(raw, limit=_LARGEST)
                for key in stream.fields():
                    if key == "userId":
                        self._owner = native(stream.value())
                    elif key == "conversations" and stream.next() == "[":
                        for _ in stream.entries():
                            self._headers.append({})
                            if stream.next() == "{":
                                for inner in stream.fields():
                                    if inner in _HEADER:
                                        self._headers[-1][inner] = stream.value()
        except JsonError:
            pass  # told when the messages are read

    def _conversations(self, stream: JsonStream, accounts: Accounts) -> Iterator[Message | Problem]:
        for number, _ in enumerate(stream.entries()):
            header = self._headers[number] if number < len(self._headers) else {}
            if stream.next() != "{":
                continue
            records = Records(_chat(header), accounts, self._find)
            for key in stream.fields():
                if key == "MessageList" and stream.next() == "[":
                    where = f"{self._label}: conversations[{number}].MessageList"
                    yield from oldest_first(self._messages(stream, records, where), newest_first=True)

    def _messages(self, stream: JsonStream, records: Records, where: str) -> Iterator[Message | Problem]:
        for number, record in enumerate(stream.items()):
            found = records.message(record) if isinstance(record, dict) else _no_message(record)
            yield Problem(f"{where}[{number}]", found) if isinstance(found, str) else found

    def _find(self, stored: str, kind: str) -> str | None:
        """Where a stored object lies in the download: `media/<its id>.1.jpeg`."""
        if found := self._stored.get(stored):
            return found
        endings = _ENDINGS.get(kind, ()) if self._export.is_file else ()
        for ending in endings:
            if found := self._export.find(f"media/{stored}.1.{ending}"):
                return found
        return None


def _stored(members: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for member in members:
        folder, _, name = member.rpartition("/")
        if folder.rpartition("/")[2] == "media" and not name.endswith(".json"):
            yield re.sub(r"(?:\.\d+)?\.\w+$", "", name), member


def _chat(header: dict[str, Any]) -> Chat:
    conversation = native(header.get("id"))
    thread = header.get("threadProperties")
    topic = string(thread.get("topic")) if isinstance(thread, dict) else ""
    direct = is_direct(conversation)
    return Chat(
        name=string(header.get("displayName")) or topic or (plain(conversation) if direct else ""),
        native=conversation or None,
        source=NAME,
        kind="direct" if direct else "group" if conversation.startswith("19:") else None,
    )


def _no_message(record: object) -> str:
    return record.why if isinstance(record, Flaw) else "it is no message but something else"


SOURCE = Skype()
