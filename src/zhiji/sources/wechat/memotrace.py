"""MemoTrace's (WeChatMsg's) tables.

- One chat: `localId,…,StrTime,Remark,NickName,Sender`; the last three are the sender's, in old ones of groups only.
- All chats: the same or nine names, and a tenth field in each row, WeChat's id; then Remark and NickName are the chat's.
  Of the chat's own id these know a number only (TalkerId), which another computer counts otherwise.
- Since 2025, one chat: `消息ID,类型,发送人,时间,内容,备注,昵称,更多信息`, in a folder `name(wxid)`.
- Contacts: `UserName,Alias,Type,Remark,NickName,…`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from zhiji.chat import Account, BadRecord, Chat, Contact, Message
from zhiji.sources.protocol import Entry
from zhiji.sources.wechat import kinds, tables, wording
from zhiji.sources.wechat.files import JSON, TABLES, File, FileFormat
from zhiji.sources.wechat.people import (
    ME,
    NOBODY,
    People,
    chat,
    contact,
    is_group,
    is_me,
    looks_like_id,
    message,
    of_path,
    server_id,
    surely_id,
)
from zhiji.sources.wechat.times import when

_OLD = ("localid", "talkerid", "type", "subtype", "issender", "createtime", "strcontent")
_NEW = ("消息id", "类型", "发送人", "时间", "内容")
_CONTACTS = ("username", "alias", "type", "remark", "nickname")
_LOOK = 20_000  # rows that are looked at to see whom a chat is with
_BEHIND = 9  # where the fields end that all of the old tables have
_TRAINING = ('"messages"', '"conversations"')
Row = list[str]


def _is_old(head: str) -> int:
    names, _ = tables.header(head)
    return 3 if tables.has(names, *_OLD) else 0


def _is_new(head: str) -> int:
    names, _ = tables.header(head)
    return 3 if tables.has(names, *_NEW) else 0


def _is_contacts(head: str) -> int:
    names, _ = tables.header(head)
    return 3 if tables.has(names, *_CONTACTS) and names[0] == "username" else 0


def _rows(file: File) -> tuple[list[str], Iterator[tuple[str, Row | str]]]:
    head = next((line for _, line in file.export.lines(file.member) if line.strip()), "")
    names, delimiter = tables.header(head)
    return names, tables.records(file, names, delimiter)


def _good(file: File) -> Iterator[Row]:
    return (row for _, row in islice(_rows(file)[1], _LOOK) if not isinstance(row, str))


def _entries(file: File, make: Callable[[Row], Message]) -> Iterator[Entry]:
    for where, row in _rows(file)[1]:
        if isinstance(row, str):
            yield file.problem(where, row)
            continue
        try:
            yield make(row)
        except BadRecord as error:
            yield file.problem(where, str(error))


# The tables up to 2024


def _read_old(file: File) -> Iterator[Entry]:
    names, _ = _rows(file)
    seen = _look(file)
    table = _All(file, names) if seen.numbered else _One(file, names, seen)
    yield from table.contacts()
    yield from _entries(file, table.message)


@dataclass(slots=True)
class _Seen:
    """What a look over an old table tells."""

    numbered: bool = False  # a tenth field holds WeChat's id
    others: Counter[str] = field(default_factory=Counter)  # senders that aren't the owner
    people: dict[str, tuple[str, str]] = field(default_factory=dict)  # their remark and nickname


def _look(file: File) -> _Seen:
    seen = _Seen()
    ids: list[str] = []
    rows = sure = 0
    for row in _good(file):
        behind = row[_BEHIND:]
        rows += 1
        ids += [one for one in behind[:1] if server_id(one, counted=True)]
        sure += any(surely_id(one) for one in behind[2:3])
        if len(behind) > 2 and behind[2]:
            seen.people.setdefault(behind[2], (behind[0], behind[1]))
            if row[4].strip() != "1" and row[2].strip() not in ("10000", "10002"):
                seen.others[behind[2]] += 1
    seen.numbered = 2 * len(ids) > rows and 2 * len(set(ids)) > len(ids) and 2 * sure < rows
    return seen


class _Old:
    """What the old tables have in common."""

    def __init__(self, file: File, names: list[str]) -> None:
        self._file = file
        self._people = People()
        self._talker, self._type, self._sub = (
            tables.column(names, one) for one in ("talkerid", "type", "subtype")
        )
        self._mine, self._time = tables.column(names, "issender"), tables.column(names, "createtime")
        self._words, self._clock = tables.column(names, "strcontent"), tables.column(names, "strtime")

    def contacts(self) -> Iterator[Contact]:
        """Who is in it."""
        return iter(())

    def message(self, row: Row) -> Message:
        """The row's message."""
        said = wording.said(kinds.by_number(self._type(row), self._sub(row)) or kinds.VAGUE, self._words(row))
        mine = self._mine(row).strip() == "1"
        here = self._here(row)
        return message(
            here,
            NOBODY if said.kind == "system" else self._sender(row, here, mine),
            when(self._time(row), self._clock(row)),
            said,
            source_id=self._id(row),
            folder=self._file.folder,
        )

    def _here(self, row: Row) -> Chat:
        raise NotImplementedError

    def _sender(self, row: Row, here: Chat, mine: bool) -> Account:
        raise NotImplementedError

    def _id(self, row: Row) -> str | None:  # noqa: ARG002 - the other table has ids
        return None


class _One(_Old):
    """The table of one chat."""

    def __init__(self, file: File, names: list[str], seen: _Seen) -> None:
        super().__init__(file, names)
        self._seen = seen
        name, native = of_path(file.path)
        others = [one for one in seen.others if looks_like_id(one)]
        if not is_group(native) and len(seen.others) == 1 and others:
            native = others[0]
        shown = next((one for one in seen.people.get(native or "", ()) if one), "")
        self._chat = chat(native, shown or name, group=len(seen.others) > 1 or None)

    def contacts(self) -> Iterator[Contact]:
        for native, names in self._seen.people.items():
            if looks_like_id(native) and (one := contact(self._account(native, names), *names)):
                yield one

    def _account(self, native: str, names: tuple[str, str], *, owner: bool = False) -> Account:
        return self._people.get(native, names[0] or names[1], owner=owner)

    def _here(self, row: Row) -> Chat:  # noqa: ARG002 - there is one only
        return self._chat

    def _sender(self, row: Row, here: Chat, mine: bool) -> Account:
        behind = row[_BEHIND:]
        sender = behind[2].strip() if len(behind) > 2 else ""
        names = (behind[0], behind[1]) if len(behind) > 1 else ("", "")
        if sender and looks_like_id(sender):
            return self._account(sender, names, owner=mine)
        if mine:
            return self._people.get(None, names[0] or names[1] or ME, owner=True)
        if here.kind == "direct" and here.native:
            return self._people.get(here.native, here.name)
        return self._people.get(None, sender or names[0] or names[1] or here.name)


class _All(_Old):
    """The table of all chats."""

    def __init__(self, file: File, names: list[str]) -> None:
        super().__init__(file, names)
        self._chats: dict[str, Chat] = {}

    def _here(self, row: Row) -> Chat:
        talker = self._talker(row)
        known = self._chats.get(talker)
        if known is None:
            behind = row[_BEHIND + 1 :]
            name = next((one for one in behind[:2] if one.strip()), f"#{talker}")
            known = self._chats[talker] = chat(
                None, name, group=len(behind) > 2 or None, strand=f"{name} {talker}"
            )
        return known

    def _sender(self, row: Row, here: Chat, mine: bool) -> Account:
        behind = row[_BEHIND + 1 :]
        if mine:
            return self._people.get(None, ME, owner=True)
        return self._people.get(None, behind[2] if len(behind) > 2 and behind[2] else here.name)

    def _id(self, row: Row) -> str | None:
        return server_id(row[_BEHIND], counted=True) if len(row) > _BEHIND else None


# The tables since 2025


def _read_new(file: File) -> Iterator[Entry]:
    names, _ = _rows(file)
    table = _New(file, names)
    yield from table.contacts()
    yield from _entries(file, table.message)


class _New:
    """The table of one chat, which names senders as they are shown."""

    def __init__(self, file: File, names: list[str]) -> None:
        self._file = file
        self._people = People()
        self._id, self._type = tables.column(names, "消息id"), tables.column(names, "类型")
        self._who, self._time = tables.column(names, "发送人"), tables.column(names, "时间")
        self._words = tables.column(names, "内容")
        self._remark, self._nickname = tables.column(names, "备注"), tables.column(names, "昵称")
        name, native = of_path(file.path)
        self._seen: dict[str, tuple[str, str]] = {}
        for row in _good(file):
            if kinds.by_word(self._type(row)) != "system":
                self._seen.setdefault(self._who(row), (self._remark(row), self._nickname(row)))
        partner = is_direct_with(name, self._seen) if native is None or not is_group(native) else None
        self._partner = partner if partner is not None else name if native and not is_group(native) else None
        self._chat = chat(native, name, group=False if self._partner is not None else None)

    def contacts(self) -> Iterator[Contact]:
        """Who is in it."""
        for shown, names in self._seen.items():
            account = self._account(shown)
            if account is not NOBODY and (one := contact(account, *names)):
                yield one

    def message(self, row: Row) -> Message:
        """The row's message."""
        said = wording.said(kinds.of(self._type(row)), self._words(row))
        return message(
            self._chat,
            NOBODY if said.kind == "system" else self._account(self._who(row)),
            when(self._time(row)),
            said,
            source_id=server_id(self._id(row), counted=True),
            folder=self._file.folder,
        )

    def _account(self, shown: str) -> Account:
        return account_of(self._people, self._chat, self._partner, shown, self._seen.get(shown, ()))


def is_direct_with(name: str, seen: Mapping[str, tuple[str, ...]]) -> str | None:
    """Whom a chat is with that is called `name`: one of at most two that speak in it, by that name; else None.

    `seen` are those that speak, with their other names.
    """
    if not name or len(seen) > 2:
        return None
    found = [one for one, names in seen.items() if one == name or name in names]
    return found[0] if len(found) == 1 and (len(seen) == 2 or not is_me(found[0])) else None


def account_of(
    people: People, here: Chat, partner: str | None, shown: str, names: tuple[str, ...] = ()
) -> Account:
    """Who somebody is that a table or text shows by name only, in a chat with `partner` (None: a group, or not known)."""
    if is_me(shown):
        return people.get(None, ME, owner=True)
    if partner is None:
        return people.get(None, shown) if shown else NOBODY
    if shown == partner or partner in names:
        return people.get(here.native, shown)
    return people.get(None, shown, owner=True)


# Contacts, and what is no chat


def _read_contacts(file: File) -> Iterator[Entry]:
    names, rows = _rows(file)
    native, alias, remark, nickname = (
        tables.column(names, one) for one in ("username", "alias", "remark", "nickname")
    )
    people = People()
    for where, row in rows:
        if isinstance(row, str):
            yield file.problem(where, row)
        elif native(row).strip() and not is_group(native(row).strip()):
            account = people.get(native(row).strip(), remark(row) or nickname(row))
            if one := contact(account, remark(row), nickname(row), alias=alias(row)):
                yield one


def _is_training(head: str) -> int:
    start = "".join(head[:400].split()).lstrip("\ufeff")
    if not start.startswith("[{"):
        return 0
    roles = any(f'[{{{key}:[{{"role":' in start for key in _TRAINING)
    return 1 if roles or ('"instruction":' in start and '"output":' in head and '"history":' in head) else 0


def _read_training(file: File) -> Iterator[Entry]:
    raise file.unreadable(
        "it is data for training a language model, without times and names; export the chat again as CSV or TXT."
    )
    yield  # a generator, as all that reads


OLD = FileFormat(endings=TABLES, sureness=_is_old, reading=_read_old)
NEW = FileFormat(endings=TABLES, sureness=_is_new, reading=_read_new)
CONTACTS = FileFormat(endings=TABLES, sureness=_is_contacts, reading=_read_contacts)
TRAINING = FileFormat(endings=JSON, sureness=_is_training, reading=_read_training)
