"""Matrix: a room as Element exports it to JSON, or events as servers and tools hand them out.

`survey.py` looks through a file first, `events.py` makes messages of its events, `notices.py` words what happened,
`media.py` finds the files that came along. `plain.py` reads Element's plain text, which tells no ids; its HTML is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from zhiji.chat import Chat, Problem
from zhiji.chat.records import ChatKind
from zhiji.sources import documents
from zhiji.sources.assistants import string
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.formats import App, each_file
from zhiji.sources.json_stream import Flaw
from zhiji.sources.matrix.events import NAME, Events
from zhiji.sources.matrix.media import Media
from zhiji.sources.matrix.plain import PlainText
from zhiji.sources.matrix.survey import Survey
from zhiji.sources.protocol import SET, Entry, Guide, Peek

_ADVICE = "export the room again"
_MOST = 16
_HEADER = re.compile(r'[\s\ufeff]*\{\s*"room_name"\s*:')
_EXPORTED = re.compile(r'"(?:room_creator|exported_by|export_date)"\s*:')
_EVENT = re.compile(r'"event_id"\s*:\s*"\$')
_STAMP = re.compile(r'"origin_server_ts"\s*:\s*\d')
_START = re.compile(r"[\s\ufeff]*([\[{])")
_LISTS = ("messages", "events", "chunk")
_KEY = re.compile(r'"(messages|events|chunk)"\s*:\s*\[')
_MEDIA = re.compile(r"(?:images|videos|audio|files|stickers)/[^/]+")
_EXPORT = "export.json"


GUIDE = Guide(
    title="Matrix (Element)",
    checked="2026-11-25",
    how_en="In Element Web or Desktop: open the room, Room info > Export Chat, format JSON, all messages, with attachments "
    "if you want them. Add the JSON or the zip as it is.",
    how_zh="在 Element 网页版或桌面版：打开房间 > 房间信息 > 导出聊天，格式选 JSON，选择所有消息，需要时包含附件。"
    "直接添加得到的 JSON 或 zip。",
    reads_en="Messages, edits, replies, threads, reactions, media, polls, calls and what happened in the room. What Element "
    "could not decrypt has no words. Its plain text is read, too, without ids; its HTML is not.",
    reads_zh="读取消息、编辑、回复、话题、回应、媒体、投票、通话和房间动态。Element 无法解密的消息没有内容。也读取纯文本导出（没有编号），不读取 HTML。",
    files=("matrix-*-export*", "*- Chat Export -*.json", "*- Chat Export -*.txt"),
)


class RoomJson:
    """Element's JSON export of a room."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """JSON files, the one that Element puts into its zip first."""
        return tuple(_members(peek.members)[:_MOST])

    def recognises(self, peek: Peek) -> int:
        """3 by Element's header (a set if there are files beside it), 2 by events of Matrix's shape."""
        if not peek.members:
            return _sureness(peek.text())
        if _EXPORT in peek.members and _sureness(peek.text(_EXPORT)) == 3 and _has_media(peek.members):
            return SET
        return max((_sureness(peek.text(member)) for member in self.wants(peek)), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Every event of every room, in the file's order."""
        yield from each_file(
            export, _members(export.members), _sureness, lambda member: _Room(export, member).read()
        )


def _members(names: tuple[str, ...]) -> list[str]:
    found = [name for name in names if name.lower().endswith(".json")]
    return sorted(found, key=lambda name: (name.rpartition("/")[2] != _EXPORT, name.count("/"), name))


def _has_media(members: tuple[str, ...]) -> bool:
    return any(_MEDIA.fullmatch(member) for member in members)


def _sureness(head: str) -> int:
    start = _START.match(head)
    if not start:
        return 0
    if _HEADER.match(head) and _EXPORTED.search(head):
        return 3
    listed = start[1] == "[" or _KEY.search(head)
    return 2 if listed and _EVENT.search(head) and _STAMP.search(head) else 0


class _Room:
    """The events of one file."""

    def __init__(self, export: Export, member: str | None) -> None:
        self._export, self._member = export, member
        self._label = member or export.name
        head = decode_head(export.head(member))
        key = _KEY.search(head)
        self._is_array = (start := _START.match(head)) is not None and start[1] == "["
        self._list = key[1] if key else _LISTS[0]

    def read(self) -> Iterator[Entry]:
        with documents.told(self._export, self._member, _ADVICE):
            header = {} if self._is_array else self._header()
            survey = self._survey()
            owner = _called(string(header.get("exported_by")), survey)
            media = Media(self._export.members)
            events = Events(self._chat(header, survey, owner), survey, owner, media)
            for number, one in self._items():
                found: object = documents.flaw(one)
                if isinstance(one, Mapping):
                    if survey.folds(one):
                        continue
                    found = events.message(one)
                yield self._told(found, number)
            for one in survey.left():
                yield self._told(events.message(one), None)

    def _told(self, found: object, number: int | None) -> Entry:
        where = f"{self._label}: an event" if number is None else f"{self._label}: {self._list}[{number}]"
        return Problem(where, found) if isinstance(found, str) else found  # type: ignore[return-value]

    def _header(self) -> dict[str, Any]:
        wanted = frozenset({"room_name", "exported_by"})
        return documents.header(self._export, self._member, but=self._list, wanted=wanted)

    def _items(self) -> Iterator[tuple[int, object]]:
        if self._is_array:
            values: Iterator[object] = documents.array(self._export, self._member)
        else:
            values = documents.listed(self._export, self._member, self._list)
        return enumerate(values)

    def _survey(self) -> Survey:
        survey = Survey()
        try:
            for _, one in self._items():
                if isinstance(one, Mapping) and not isinstance(one, Flaw):
                    survey.take(one)
        except ValueError:  # cut off: whoever reads the events will meet it and tell
            pass
        return survey

    def _chat(self, header: Mapping[str, Any], survey: Survey, owner: str | None) -> Chat:
        name = string(header.get("room_name")) or survey.title
        kind: ChatKind | None = "group" if len(survey.people) > 2 else None
        others = {survey.names.get(one, one) for one in survey.people if one != owner}
        if len(survey.people) == 2 and name in others:
            kind = "direct"
        native = survey.room or string(header.get("room_id")) or None
        if native is None:
            name = name or self._label.rpartition(".")[0]
        return Chat(name=name, native=native, source=NAME, kind=kind)


def _called(name: str, survey: Survey) -> str | None:
    """The user whom a name means, if it is only one."""
    found = [one for one in survey.people if name and name in (one, survey.names.get(one))]
    return found[0] if len(found) == 1 else None


SOURCE = App(name=NAME, guide=GUIDE, formats=[RoomJson(), PlainText()])
