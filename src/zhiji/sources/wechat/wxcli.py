"""wx-cli's JSON: one chat, contents already made into words, no ids of messages.

In chats of two it names nobody's wxid. Until 2026 it left the other one's name empty, since then the owner's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from zhiji.chat import Account, BadRecord, Chat, Message
from zhiji.sources.protocol import Entry
from zhiji.sources.wechat import kinds, wording
from zhiji.sources.wechat.files import JSON, File, FileFormat, document, record
from zhiji.sources.wechat.people import ME, NOBODY, People, chat, message, plain, string, truth
from zhiji.sources.wechat.times import when

_START = re.compile(r"[\s\ufeff]*\{")
_KEYS = (re.compile(r'"chat"\s*:'), re.compile(r'"username"\s*:'), re.compile(r'"is_group"\s*:'))
_ROWS = re.compile(r'"messages"\s*:\s*\[')
_ALSO = frozenset({"chat", "is_group", "chat_type"})
_CARRIED = frozenset(
    {"timestamp", "time", "sender", "sender_username", "content", "type", "local_id", "chat"}
)
_LOOK = 5000


def _is_file(head: str) -> int:
    if not _START.match(head) or not all(one.search(head) for one in _KEYS) or not _ROWS.search(head):
        return 0
    return 3 if '"timestamp"' in head and '"content"' in head else 2


def _read(file: File) -> Iterator[Entry]:
    records: _Records | None = None
    told: dict[str, object] = {}
    for one in document(file, "username", _ALSO, frozenset({"messages"})):
        if isinstance(one, dict):
            told |= one
            continue
        records = records or _Records(file, told)
        where, row = one
        known = record(row)
        if isinstance(known, str):
            yield file.problem(where, known)
            continue
        try:
            yield records.message(known)
        except BadRecord as error:
            yield file.problem(where, str(error))


class _Records:
    """Makes messages of rows."""

    def __init__(self, file: File, told: Mapping[str, Any]) -> None:
        self._people = People()
        native, name = string(told, "username"), string(told, "chat")
        self._chat: Chat = chat(
            native, "" if name == native else name, group=truth(told.get("is_group")) or None
        )
        self._names = {name, native}
        self._empty_is_me = self._chat.kind != "direct" or self._shows_partner(file)

    def _shows_partner(self, file: File) -> bool:
        """Whether the other one's name stands in rows; if it does, or nobody's, rows without a name are the owner's."""
        shown: set[str] = set()
        for one in islice(document(file, "username", _ALSO, frozenset({"messages"})), _LOOK):
            if not isinstance(one, dict) and isinstance(one[1], dict):
                shown.add(string(one[1], "sender"))
        return bool(shown & self._names) or not shown - {""}

    def message(self, row: Mapping[str, Any]) -> Message:
        """The row's message."""
        time = when(row.get("timestamp"), row.get("time"))
        kind = kinds.of(row.get("type"))
        said = wording.said(kind, row.get("content"))
        for key, value in row.items():
            if key not in _CARRIED and (known := plain(value)) is not None:
                said.extra.setdefault(key, known)
        return message(self._chat, NOBODY if said.kind == "system" else self._sender(row), time, said)

    def _sender(self, row: Mapping[str, Any]) -> Account:
        name, native = string(row, "sender"), string(row, "sender_username")
        if self._chat.kind == "group":
            return self._people.get(native or None, name)
        if (name and name in self._names) or (not name and not self._empty_is_me):
            return self._people.get(self._chat.native, self._chat.name)
        mine = native if native != self._chat.native else ""
        return self._people.get(mine or None, name or ("" if mine else ME), owner=True)


FORMAT = FileFormat(endings=JSON, sureness=_is_file, reading=_read)
