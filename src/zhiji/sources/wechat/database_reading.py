"""What the readers of all versions share: columns of whatever type, the sender before a group's words, the message itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any

from zhiji.chat import Account, Chat, Message, Precision
from zhiji.errors import UnreadableFile
from zhiji.sources.database import Database, quoted
from zhiji.sources.export import Export
from zhiji.sources.wechat.appmsg import read
from zhiji.sources.wechat.database_body import Body
from zhiji.sources.wechat.database_people import Book
from zhiji.sources.wechat.database_places import ENCRYPTED, Failures, in_order, readable

_MILLISECONDS = 10**11  # a number beyond it doesn't count seconds
_END = 7258118400  # the year 2200
_LONGEST_ID = 128
_ID = re.compile(r"[\w.@-]+", re.ASCII)
UNREADABLE = "nothing can be read from its content"
_AT = re.compile(r"<atuserlist>\s*(?:<!\[CDATA\[)?([^<\]]*)")


def whole(value: object) -> int | None:
    """The whole number in a column; None for anything else."""
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1 << 63:
        return int(value)
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,19}", value, re.ASCII):
        return int(value)
    return None


def identity(value: object) -> str | None:
    """The server's id of a message; 0 is none."""
    found = whole(value)
    return str(found) if found else None


def moment(value: object) -> datetime | None:
    """The instant in a column that counts seconds or milliseconds since 1970; None if it is no time of a chat."""
    stamp = value if type(value) is int else whole(value)
    if stamp is None or stamp < 0:
        return None
    if stamp > _MILLISECONDS:
        seconds, rest = divmod(stamp, 1000)
        return (
            datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest * 1000) if seconds < _END else None
        )
    return datetime.fromtimestamp(stamp, UTC) if stamp < _END else None


def text(value: object) -> str:
    """The text of a column that isn't packed."""
    if isinstance(value, str):
        return value
    return value.decode(errors="replace") if isinstance(value, bytes) else ""


def speaker(content: str, known: str, *, own: bool) -> tuple[str, str]:
    """Who is named before the words of a group's message, and the words; `known` is whom the row names.

    Others' messages begin with "wxid:" and a line break, the owner's own ones with what they typed.
    """
    head, cut, rest = content.partition(":\n")
    if not cut or not head or len(head) > _LONGEST_ID:
        return known, content
    if head == known:
        return known, rest
    if own:
        return known, content
    certain = head.startswith("wxid_") or "@" in head or rest.lstrip().startswith("<") or not known
    return (head, rest) if certain and _ID.fullmatch(head) else (known, content)


def mentioned(source: str) -> tuple[str, ...]:
    """The accounts that a message calls by @."""
    found = _AT.search(source)
    return tuple(dict.fromkeys(one.strip() for one in found[1].split(",") if one.strip())) if found else ()


def message(
    chat: Chat,
    sender: Account,
    when: datetime,
    source_id: str | None,
    body: Body,
    *,
    mentions: tuple[str, ...] = (),
    precision: int = Precision.SECOND,
) -> Message:
    """The message of a body."""
    more: dict[str, Any] = {"extra": body.extra} if body.extra else {}
    return Message(
        chat=chat,
        sender=sender,
        when=when,
        text=body.text,
        kind=body.kind,
        source_id=source_id,
        precision=precision,
        transcript=body.transcript,
        reply_to=body.reply_to,
        parts=body.parts,
        attachments=body.attachments,
        mentions=mentions,
        **more,
    )


def interpreted(
    book: Book, sender: Account, base: int, sub: int, content: str, *, group: bool
) -> tuple[Account, Body]:
    """Who a message is by, and what it says; in a group its content may name the sender first.

    Lines of the app are nobody's unless they say whose doing they tell.
    """
    if group:
        who, content = speaker(content, sender.native or "", own=sender.owner)
        if who and who != sender.native:
            sender = book.account(who)
    body = read(base, sub, content, book.name)
    if body.sender is not None:
        sender = book.account(body.sender)
    elif body.kind == "system":
        sender = book.nobody
    return sender, body


def opened(
    export: Export, members: Iterable[str | None], stack: ExitStack, failed: Failures
) -> Iterator[tuple[str, Database]]:
    """Each database that can be read, with what to call it; the others go to `failed`."""
    for member in in_order(members):
        label = member or export.name
        try:
            if not readable(export, member):
                raise UnreadableFile(export.label(member), ENCRYPTED)
            yield label, stack.enter_context(Database(export, member))
        except UnreadableFile as error:
            failed[label] = error


def timed(
    database: Database, table: str, columns: Sequence[str], time: str, order: Sequence[str] = ()
) -> Iterator[tuple[Any, ...]]:
    """A table's rows, in order as far as it has the columns to sort by. UnreadableFile if it has no column of times."""
    there = {name.lower() for name in database.columns(table)}
    if time.lower() not in there:
        raise UnreadableFile(
            database.label, f"its table {table} has no times, so that it isn't one of chats."
        )
    by = [quoted(one) for one in order if one.lower() in there]
    yield from database.rows(table, columns, f"ORDER BY {', '.join(by)}" if by else "")


def tables(database: Database, *names: str) -> list[str]:
    """A database's tables of these names, whatever their case."""
    wanted = {name.lower() for name in names}
    return [table for table in database.tables if table.lower() in wanted]
