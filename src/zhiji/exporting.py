"""Everything out again: as neutral JSON lines without loss, or as ChatLab files, one a chat, for other programs.

What is written appears under its name only when it is whole.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal

from zhiji._version import __version__
from zhiji.chat import Account, Chat, ChatKind, Json, Message, Part, Precision
from zhiji.chat.contacts import contact_to_json
from zhiji.errors import ExportError, SettingError
from zhiji.people import owner_accounts
from zhiji.store import Store, contacts, export
from zhiji.store.directory import Directory

Format = Literal["jsonl", "chatlab"]
_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_NUMBERS = {
    "text": 0,
    "image": 1,
    "voice": 2,
    "video": 3,
    "file": 4,
    "sticker": 5,
    "link": 7,
    "location": 8,
    "red_packet": 20,
    "transfer": 21,
    "poke": 22,
    "call": 23,
    "share": 24,
    "forward": 26,
    "contact": 27,
    "system": 80,
}
_OTHER = 99
_TYPES: Mapping[ChatKind | None, str] = {"group": "group", "direct": "private"}
_OURS = {
    "platformMessageId",
    "sender",
    "accountName",
    "timestamp",
    "type",
    "content",
    "replyToMessageId",
    "chatRecords",
}


class CannotWrite(ExportError):
    """The file or folder to export to can't be written."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} can't be written: {why}")


def write(store: Store, path: Path, *, format: Format) -> int:  # noqa: A002 - as on the command line
    """Write everything in one of the formats, and note where it lies; returns how many messages."""
    by_name = {"jsonl": export_jsonl, "chatlab": export_chatlab}
    if format not in by_name:
        raise SettingError(f"zhiji can't export as “{format}”, only as jsonl or chatlab.")
    written = by_name[format](store, path)
    store.remember_copy(path, "export")
    return written


def export_jsonl(store: Store, path: Path) -> int:
    """Write every message and contact to one file of the neutral format; returns how many messages there are."""
    count = 0
    with store.connection.snapshot(), _appearing(path) as stream:
        for line in export.lines(store.reader, store.reader.chats()):
            stream.write(line + "\n")
            count += 1
        for contact in contacts.in_order(store.connection):
            stream.write(_json(contact_to_json(contact)) + "\n")
    store.remember_copy(path, "export")
    return count


def export_chatlab(store: Store, folder: Path) -> int:
    """Write a file for each chat into a folder; returns how many messages there are.

    The format has no room for reactions, earlier wordings and assumed time zones: those are left out.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(folder, f"{error.strerror}.") from error
    count, directory = 0, Directory(store)
    with store.connection.snapshot():
        accounts = directory.accounts()
        owners = owner_accounts(directory, accounts)
        members: dict[int, list[Account]] = {}
        for one in directory.activity():
            members.setdefault(one.chat, []).append(accounts[one.account])
        for chat in store.reader.chats():
            with _appearing(folder / _file_name(chat)) as stream:
                head = _head(chat, members[chat.id], owners)
                count += _write_chatlab(stream, head, store.reader.of_chat(chat.id))
    store.remember_copy(folder, "export")
    return count


@contextmanager
def _appearing(path: Path) -> Iterator[IO[str]]:
    """A file to write to, which takes its place at the end, or never."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(part, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        raise CannotWrite(path, f"{error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)


def _write_chatlab(stream: IO[str], head: Mapping[str, Json], messages: Iterable[Message]) -> int:
    count = 0
    stream.write(_json(head)[:-1] + ',"messages":[')
    for count, message in enumerate(messages, 1):
        stream.write(("\n" if count == 1 else ",\n") + _json(_message(message)))
    stream.write("\n]}\n")
    return count


def _head(chat: Chat, members: list[Account], owners: set[int]) -> dict[str, Json]:
    meta: dict[str, Json] = {"name": chat.name, "platform": chat.source}
    if chat.kind in _TYPES:
        meta["type"] = _TYPES[chat.kind]
    if chat.native is not None:
        meta["groupId"] = chat.native
    if mine := next((one for one in members if one.id in owners), None):
        meta["ownerId"] = mine.key
    return {
        "chatlab": {"version": "0.0.2", "exportedAt": int(time.time()), "generator": f"zhiji {__version__}"},
        "meta": meta,
        "members": [{"platformId": one.key, "accountName": one.name} for one in members],
    }


def _message(message: Message) -> dict[str, Json]:
    row: dict[str, Json] = {key: value for key, value in message.extra.items() if key not in _OURS}
    if message.source_id is not None:
        row["platformMessageId"] = message.source_id
    row |= {
        "sender": message.sender.key,
        "accountName": message.sender.name,
        "timestamp": _stamp(message),
        "type": _number(message),
        "content": message.text or None,
    }
    if message.reply_to is not None:
        row["replyToMessageId"] = message.reply_to
    if message.parts:
        row["chatRecords"] = [_part(part) for part in message.parts]
    return row


def _stamp(message: Message) -> int:
    """Seconds, or milliseconds where the time is that exact."""
    thousandths = round(message.when.timestamp() * 1000)
    return thousandths if message.precision < Precision.SECOND else thousandths // 1000


def _number(message: Message) -> int:
    told = message.extra.get("type")
    return told if isinstance(told, int) else _NUMBERS.get(message.kind, _OTHER)


def _part(part: Part) -> dict[str, Json]:
    row: dict[str, Json] = {
        "accountName": part.sender,
        "type": _NUMBERS.get(part.kind, _OTHER),
        "content": part.text,
    }
    if part.when is not None:
        row["timestamp"] = int(part.when.timestamp())
    if part.parts:
        row["chatRecords"] = [_part(inner) for inner in part.parts]
    return row


def _file_name(chat: Chat) -> str:
    """Told apart by the chat's number, and good on every system."""
    return f"{chat.source} {_UNSAFE.sub('_', chat.name or chat.key)[:60].strip(' .')} {chat.id}.json"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
