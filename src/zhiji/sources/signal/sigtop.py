"""Signal Desktop's messages out of its database: the JSON of sigtop, a list a chat, and the database unlocked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from zhiji.chat import Account, Chat, Contact, Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.database import Database
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.formats import each_file
from zhiji.sources.json_stream import Flaw, JsonError, JsonStream
from zhiji.sources.protocol import Entry, Peek
from zhiji.sources.rows import BadRow, parse_row
from zhiji.sources.signal.desktop import OWNER, Records, account_of
from zhiji.sources.signal.values import NAME, phone, service_id, text

_START = re.compile(r"\s*\[\s*\{")
_OURS = re.compile(r'"conversationId"\s*:\s*"')
_SENT = re.compile(r'"(?:sent_at|received_at|received_at_ms|sourceServiceId|sourceUuid|sourceDevice)"\s*:')
_TYPE = re.compile(r'"type"\s*:\s*"(?:incoming|outgoing|keychange|[a-z0-9]+(?:-[a-z0-9]+)+)"')
_PEER = re.compile(r'"(?:sourceServiceId|sourceUuid)"\s*:\s*"([^"]+)"')
_NAMED = re.compile(r"(.*) \((\+\d{4,15}|[0-9a-fA-F-]{36}|group)\)(?: \(\d+\))?")
_TABLES = frozenset({"messages", "conversations", "items"})
_COLUMNS = (
    "id",
    "json",
    "conversationId",
    "type",
    "body",
    "sent_at",
    "timestamp",
    "sourceServiceId",
    "sourceUuid",
    "source",
)
_MOST = 16


class SigtopJson:
    """A list of Desktop's records, all of one chat."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """JSON files."""
        return tuple(_lists(peek.members)[:_MOST])

    def recognises(self, peek: Peek) -> int:
        """3 by the fields that only Signal Desktop has."""
        places = _lists(peek.members)[:_MOST] if peek.members else [None]
        return max((_sureness(peek.text(place)) for place in places), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Every message of each list."""
        yield from each_file(export, _lists(export.members), _sureness, lambda member: _list(export, member))


class Unlocked:
    """The database of Signal Desktop after some tool decrypted it."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Files that may be databases."""
        return tuple(_databases(peek.members))

    def recognises(self, peek: Peek) -> int:
        """3 by the tables."""
        places = _databases(peek.members) if peek.members else [None]
        return 3 if any(peek.tables(place) >= _TABLES for place in places) else 0

    def read(self, export: Export) -> Iterator[Entry]:
        """People and every message."""
        for member in _databases(export.members) if export.members else [None]:
            with Database(export, member) as db:
                if frozenset(db.tables) >= _TABLES:
                    yield from _stored(db, member or export.name)


def _lists(names: tuple[str, ...]) -> list[str]:
    return [name for name in names if name.lower().endswith(".json")]


def _databases(names: tuple[str, ...]) -> list[str]:
    return [name for name in names if name.lower().endswith((".db", ".sqlite", ".sqlite3"))][:_MOST]


def _sureness(head: str) -> int:
    head = head.lstrip("\ufeff")
    return 3 if _START.match(head) and _OURS.search(head) and _SENT.search(head) and _TYPE.search(head) else 0


def _list(export: Export, member: str | None) -> Iterator[Message | Problem]:
    label = member or export.name
    chat, peer, accounts = _chat(PurePosixPath(label).name, decode_head(export.head(member)))
    records = Records(accounts)
    with export.json(member) as raw:
        try:
            for number, one in enumerate(JsonStream(raw).items()):
                if isinstance(one, dict):
                    made = records.message(one, chat, peer)
                else:
                    made = one.why if isinstance(one, Flaw) else "it is no message but something else"
                yield Problem(f"{label}: message {number + 1}", made) if isinstance(made, str) else made
        except JsonError as error:
            raise UnreadableFile(export.label(member), f"{error}; export it again.") from None


def _chat(name: str, head: str) -> tuple[Chat, Account | None, Mapping[str, Account]]:
    """The chat that a file's name tells, who else is in it, and that account by its ids."""
    stem = name.rpartition(".")[0] or name
    told = _NAMED.fullmatch(stem)
    title, ident = (told[1], told[2]) if told else (stem, "")
    authors = {found for one in _PEER.findall(head) if (found := service_id(one))}
    if ident == "group" or len(authors) > 1:
        return Chat(name=title, source=NAME, kind="group"), None, {}
    native = next(iter(authors), "") or service_id(ident) or phone(ident)
    if not native:
        return Chat(name=title, source=NAME), None, {}
    peer = Account(name=title, native=native, source=NAME)
    ids = dict.fromkeys(filter(None, (native, phone(ident), service_id(ident))), peer)
    return Chat(name=title, native=native, source=NAME, kind="direct"), peer, ids


def _stored(db: Database, label: str) -> Iterator[Entry]:
    accounts: dict[str, Account] = {}
    chats: dict[str, tuple[Chat, Account | None]] = {}
    own = _own(db)
    for ident, raw in db.rows("conversations", ("id", "json")):
        conversation = _parsed(raw)
        account = account_of(conversation)
        group = conversation.get("type") == "group"
        if account.native and account.native in own:
            account = OWNER
        elif not group:
            yield _contact(account, conversation)
        ids = (text(ident), account.native, phone(conversation.get("e164")))
        accounts |= {} if group else dict.fromkeys(filter(None, ids), account)
        name = "Note to Self" if account is OWNER else account.name
        chat = Chat(name=name, native=account.native, source=NAME, kind="group" if group else "direct")
        chats[text(ident)] = (chat, None if group else account)
    records = Records(accounts | dict.fromkeys(own, OWNER))
    unknown: tuple[Chat, Account | None] = (Chat(name="Unknown", source=NAME), None)
    for values in db.rows("messages", _COLUMNS, "ORDER BY rowid"):
        row = dict(zip(_COLUMNS, values, strict=True))
        told = {name: value for name, value in row.items() if value is not None and name != "json"}
        chat, peer = chats.get(text(row["conversationId"]), unknown)
        made = records.message({**_parsed(row["json"]), **told}, chat, peer)
        where = f"{label}: message {' '.join(text(row['id']).split())[:40]}"
        yield Problem(where, made) if isinstance(made, str) else made


def _own(db: Database) -> set[str]:
    """The ids of whose database it is."""
    ids: set[str] = set()
    for name, raw in db.rows("items", ("id", "json"), "LIMIT 10000"):
        if name in ("uuid_id", "pni", "number_id"):
            value = text(_parsed(raw).get("value")).rpartition(".")
            ids.add(service_id(value[0] or value[2]) or phone(value[0] or value[2]))
    return ids - {""}


def _contact(account: Account, conversation: Mapping[str, Any]) -> Contact:
    number = phone(conversation.get("e164"))
    return Contact(account=account, numbers=(number,) if number else ())


def _parsed(raw: object) -> dict[str, Any]:
    try:
        found = parse_row(raw) if isinstance(raw, str) else None
    except BadRow:
        return {}
    return found if isinstance(found, dict) else {}
