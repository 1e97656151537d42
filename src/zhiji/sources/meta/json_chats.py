"""Chats as JSON: `message_1.json` and so on in a folder for each chat, and the flat files of encrypted chats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from zhiji.chat import Chat, ChatKind, Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.assistants import string
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.json_stream import Flaw, JsonError, JsonStream
from zhiji.sources.meta import layout
from zhiji.sources.meta.layout import SURE, App, ChatFile
from zhiji.sources.meta.letters import mended
from zhiji.sources.meta.owner import friends, owner_names
from zhiji.sources.meta.placing import Places
from zhiji.sources.meta.records import Accounts, Records
from zhiji.sources.ordering import oldest_first
from zhiji.sources.protocol import SET, Entry, Peek

_LARGEST = 16 << 20  # characters of one message
_MOST = 32  # files to look into where names don't tell
_PART = "it holds only media of a download in parts; unpack all parts into one folder and add that."
_HEADER = ("participants", "title", "threadName", "thread_path", "thread_type", "joinable_mode")


class JsonChats:
    """The JSON format of one of the two apps."""

    def __init__(self, app: App) -> None:
        self._app = app

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Files whose beginnings tell which app they are of, where paths don't."""
        files = layout.in_sections(peek.members, ".json")
        if files:
            return tuple(one.member for one in layout.first_of(files) if one.member)
        return tuple(member for member in peek.members if member.endswith(".json"))[:_MOST]

    def recognises(self, peek: Peek) -> int:
        """SET or AROUND for a download, 3 for chats of it, 1 for a zip that holds files of such a shape."""
        if not peek.members:
            return SURE if self._is_ours(peek.text(), peek.name) else 0
        files = layout.in_sections(peek.members, ".json")
        if files:
            ours = self._ours(files, peek.members, peek.name, peek.text)
            return layout.sureness(ours, peek.name, peek.members) if ours else 0
        if not any(self._is_ours(peek.text(member), peek.name) for member in self.wants(peek)):
            return SURE if layout.only_media(peek.members, peek.name, self._app) else 0
        return SET if peek.name == "messages" else 1  # encrypted chats lie in it side by side

    def read(self, export: Export) -> Iterator[Entry]:
        """Every message of every chat, the oldest of a chat first; and the list of friends."""
        reading = _Reading(export, self._app)
        if not export.members:
            yield from reading.chat(layout.alone(export))
            return
        yield from friends(export, self._app)
        files = self._files(export)
        if not files and layout.only_media(export.members, export.name, self._app):
            yield Problem(export.name, _PART)
        for file in files:
            try:
                yield from reading.chat(file)
            except UnreadableFile as error:
                if len(files) == 1:
                    raise
                yield Problem(str(file.member), str(error))

    def _ours(
        self, files: list[ChatFile], members: Iterable[str], download: str, head: Callable[[str], str]
    ) -> list[ChatFile]:
        return layout.of_app(files, self._app, members=members, download=download, head=head)

    def _is_ours(self, head: str, name: str) -> bool:
        if layout.is_secure_chat(head):
            return self._app == "messenger"
        return layout.is_chat(head) and layout.app_of(head, name) == self._app

    def _files(self, export: Export) -> list[ChatFile]:
        def head(member: str) -> str:
            try:
                return decode_head(export.head(member))
            except UnreadableFile:
                return ""

        named = layout.in_sections(export.members, ".json")
        ours = self._ours(named, export.members, export.name, head)
        known = {one.member for one in named}
        for member in export.members:
            if not member.endswith(".json") or member in known or (named and not _lies_flat(member)):
                continue
            begun = head(member)
            if self._is_ours(begun, export.name) and (not named or layout.is_secure_chat(begun)):
                ours.append(layout.chat_file(member))
        return sorted(ours, key=layout.by_age)


def _lies_flat(member: str) -> bool:
    """Whether a download may have an encrypted chat there: in the folder of all messages."""
    return PurePosixPath(member).parent.name == "messages"


class _Reading:
    """What the chats of one export have in common."""

    def __init__(self, export: Export, app: App) -> None:
        self.export = export
        self.app = app
        self.accounts = Accounts(app, owner_names(export, app))
        self._chats: dict[Chat, Chat] = {}
        self._files: dict[Chat, str | None] = {}  # of chats without an id

    def chat(self, file: ChatFile) -> Iterator[Message | Problem]:
        """The messages of one file."""
        return _ChatFile(self, file).read()

    def shared(self, chat: Chat, file: ChatFile) -> Chat:
        """The chat, made once; one without an id is told from its namesakes in other files."""
        if chat.native is None and self._files.setdefault(chat, file.member) != file.member:
            chat = replace(chat, strand=PurePosixPath(file.member or "").stem)
        return self._chats.setdefault(chat, chat)


class _ChatFile:
    """One file of a chat."""

    def __init__(self, reading: _Reading, file: ChatFile) -> None:
        self._reading, self._file = reading, file
        self._export = reading.export
        self._member = file.member
        self._label = file.member or reading.export.name

    def read(self) -> Iterator[Message | Problem]:
        header = self._header()
        chat = self._reading.shared(self._chat(header), self._file)
        records = Records(chat, self._reading.accounts, Places(self._export, self._file.folder).of)
        try:
            yield from oldest_first(self._messages(records), newest_first="threadName" not in header)
        except JsonError as error:
            path = self._export.label(self._member)
            raise UnreadableFile(path, f"{error}; download it again.") from None

    def _header(self) -> dict[str, Any]:
        """What the file says of the chat, which stands before and after the messages; of a broken one, what comes first."""
        header: dict[str, Any] = {}
        try:
            with self._export.json(self._member) as raw:
                stream = JsonStream(raw, limit=_LARGEST)
                for key in stream.fields():
                    if key in _HEADER:
                        header[key] = stream.value()
        except JsonError:
            pass  # told when the messages are read
        return header

    def _messages(self, records: Records) -> Iterator[Message | Problem]:
        found = False
        with self._export.json(self._member) as raw:
            stream = JsonStream(raw, limit=_LARGEST)
            for key in stream.fields():
                if key != "messages" or stream.next() != "[":
                    continue
                found = True
                for number, record in enumerate(stream.items()):
                    one = records.message(record) if isinstance(record, dict) else _no_message(record)
                    yield Problem(f"{self._label}: messages[{number}]", one) if isinstance(one, str) else one
        if not found:
            yield Problem(self._label, "it has no messages")

    def _chat(self, header: dict[str, Any]) -> Chat:
        people = list(_people(header.get("participants")))
        name = mended(string(header.get("title")) or string(header.get("threadName")))
        path = string(header.get("thread_path")) or self._file.name
        if "threadName" in header:
            name, path = self._bare(name, people), ""
        name = name or layout.slug(self._file.name)
        told = str(header.get("thread_type", ""))
        group = len(people) > 2 or "Group" in told or ("joinable_mode" in header and told != "Regular")
        kind: ChatKind | None = "group" if group else "direct" if people else None
        return Chat(name=name, native=layout.native(path), source=self._reading.app, kind=kind)

    def _bare(self, name: str, people: list[str]) -> str:
        """The name of an encrypted chat without the number that tells its file from others."""
        bare, _, number = name.rpartition("_")
        own = bare in people or name == PurePosixPath(self._label).stem
        return bare if bare and number.isdecimal() and own else name


def _people(listed: object) -> Iterator[str]:
    if isinstance(listed, list):
        for one in listed:
            yield mended(string(one.get("name") if isinstance(one, dict) else one))


def _no_message(record: object) -> str:
    return record.why if isinstance(record, Flaw) else "it is no message but something else"
