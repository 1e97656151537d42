"""What stands around a message, how far chats go, and what in them nobody could read so far."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from zhiji.chat import Message
from zhiji.store import rows
from zhiji.store.micros import micro
from zhiji.store.store import Store

_SAID = "kind != 'system'"
_UNREAD = (
    "kind IN ('voice', 'image') AND (rest IS NULL OR (json_extract(rest, '$.caption') IS NULL"
    " AND json_extract(rest, '$.transcript') IS NULL))"
    " AND NOT EXISTS (SELECT 1 FROM transcript WHERE transcript.message = message.id)"
)
_LATELY = 3000  # messages of a chat; there is no index by sender
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Unread(NamedTuple):
    """How many voice notes and pictures of a chat carry no words."""

    chat: int
    voice: int
    pictures: int
    last: datetime


class Context:
    """Reads through one thread's store; messages that `lets` doesn't let through are left out."""

    def __init__(self, store: Store, *, lets: Callable[[Message], bool] = lambda message: True) -> None:  # noqa: ARG005
        self._connection, self._reader, self.lets = store.connection, store.reader, lets

    def following(self, message: Message, count: int, *, within: timedelta) -> list[Message]:
        """The next messages of its chat, oldest first."""
        at = micro(message.when)
        where = f"chat = ? AND (at, id) > (?, ?) AND at <= ? AND {_SAID} ORDER BY at, id LIMIT ?"
        return self._messages(where, message.chat.id, at, message.id, at + micro(_EPOCH + within), count)

    def preceding(self, message: Message, count: int, *, within: timedelta) -> list[Message]:
        """The messages of its chat before it, the nearest first."""
        at = micro(message.when)
        where = f"chat = ? AND (at, id) < (?, ?) AND at >= ? AND {_SAID} ORDER BY at DESC, id DESC LIMIT ?"
        return self._messages(where, message.chat.id, at, message.id, at - micro(_EPOCH + within), count)

    def around(self, message: Message, count: int) -> tuple[list[Message], list[Message]]:
        """The messages right before it, the nearest first, and right after it, whenever they were sent."""
        if message.id < 0:
            return [], []
        place = message.chat.id, micro(message.when), message.id
        before = f"chat = ? AND (at, id) < (?, ?) AND {_SAID} ORDER BY at DESC, id DESC LIMIT ?"
        after = f"chat = ? AND (at, id) > (?, ?) AND {_SAID} ORDER BY at, id LIMIT ?"
        return self._messages(before, *place, count), self._messages(after, *place, count)

    def latest(self, *, chat: int | None = None, since: datetime | None = None, limit: int) -> list[Message]:
        """The newest messages of a chat, or of all, newest first."""
        least = -(2**62) if since is None else micro(since)
        if chat is None:
            return self._messages(f"at >= ? AND {_SAID} ORDER BY at DESC, id DESC LIMIT ?", least, limit)
        where = f"chat = ? AND at >= ? AND {_SAID} ORDER BY at DESC, id DESC LIMIT ?"
        return self._messages(where, chat, least, limit)

    def by(self, senders: Iterable[int], *, chats: Collection[int], limit: int) -> list[Message]:
        """The newest messages that some accounts wrote in some chats, newest first."""
        whom, where_said = _numbers(senders), _numbers(chats)
        where = f"chat IN ({where_said}) AND sender IN ({whom}) AND {_SAID} ORDER BY at DESC LIMIT ?"
        return self._messages(where, limit)

    def messages(self, numbers: Iterable[int]) -> dict[int, Message]:
        """The messages of these numbers."""
        found = self._reader.messages(list(numbers))
        return {number: message for number, message in found.items() if self.lets(message)}

    def ends(self, chats: Iterable[int]) -> dict[int, datetime]:
        """When the last message of each chat was sent, in local time; chats without any are left out."""
        found = {
            chat: self._connection.value("SELECT max(at) FROM message WHERE chat = ?", chat) for chat in chats
        }
        return {chat: self._moment(at) for chat, at in found.items() if at is not None}

    def newest(self) -> datetime | None:
        """When the last message of all was sent, in local time."""
        at = self._connection.value("SELECT max(at) FROM message")
        return None if at is None else self._moment(at)

    def unread(self, chats: Iterable[int]) -> list[Unread]:
        """The chats that hold voice notes or pictures without words, and how many."""
        sql = (
            "SELECT chat, sum(kind = 'voice'), sum(kind = 'image'), max(at) FROM message"
            f" WHERE chat IN ({_numbers(chats)}) AND {_UNREAD} GROUP BY chat ORDER BY chat"
        )
        return [
            Unread(chat, voice, pictures, self._moment(at))
            for chat, voice, pictures, at in self._connection.rows(sql)
        ]

    def is_unread(self, message: Message) -> bool:
        """Whether it is a voice note or a picture without words."""
        sql = f"SELECT 1 FROM message WHERE id = ? AND {_UNREAD}"
        return self._connection.value(sql, message.id) is not None

    def unread_of(self, kind: str, *, chats: Collection[int], limit: int = 50) -> list[Message]:
        """The newest voice notes or pictures without words in some chats, or in all of them, newest first."""
        inside = f"chat IN ({_numbers(chats)}) AND " if chats else ""
        return self._messages(f"{inside}kind = ? AND {_UNREAD} ORDER BY at DESC LIMIT ?", kind, limit)

    def has_any(self, start: datetime, end: datetime, *, chats: Collection[int]) -> bool:
        """Whether anything was sent in a time in some chats, or in any if none are named."""
        inside = f"chat IN ({_numbers(chats)}) AND " if chats else ""
        where = f"{inside}at >= ? AND at < ? AND {_SAID} ORDER BY at LIMIT 50"
        return bool(self._messages(where, micro(start), micro(end)))

    def edges(
        self, start: datetime, end: datetime, *, chats: Collection[int]
    ) -> tuple[datetime | None, datetime | None]:
        """When the last message before a time was sent and the first after it, in some chats or in all of them."""
        inside = f"chat IN ({_numbers(chats)}) AND " if chats else ""
        before = self._messages(f"{inside}at < ? AND {_SAID} ORDER BY at DESC LIMIT 50", micro(start))
        after = self._messages(f"{inside}at >= ? AND {_SAID} ORDER BY at LIMIT 50", micro(end))
        return (before[0].when if before else None), (after[0].when if after else None)

    def writers(self, chat: int) -> frozenset[int]:
        """Whose the last 200 messages of a chat are."""
        some = f"SELECT sender FROM message WHERE chat = ? AND {_SAID} ORDER BY at DESC LIMIT 200"
        return frozenset(
            number for (number,) in self._connection.rows(f"SELECT DISTINCT sender FROM ({some})", chat)
        )

    def shared_chats(self, accounts: Iterable[int], *, most: int) -> list[int]:
        """The chats in which some accounts wrote lately, those of two people first."""
        lately = f"SELECT sender FROM message WHERE message.chat = chat.id ORDER BY at DESC LIMIT {_LATELY}"
        sql = (
            f"SELECT id FROM chat WHERE EXISTS (SELECT 1 FROM ({lately}) WHERE sender IN ({_numbers(accounts)}))"
            " ORDER BY kind IS NOT 'direct', id LIMIT ?"
        )
        return [chat for (chat,) in self._connection.rows(sql, most)]

    def version(self, message: int) -> int:
        """The number of the current text of a message: 0 unless it was edited."""
        found = self._connection.value("SELECT max(version) FROM version WHERE message = ?", message)
        return 0 if found is None else int(found) + 1

    def size(self) -> int:
        """How many messages there are, roughly."""
        return int(self._connection.value("SELECT max(id) FROM message") or 0)

    def frequency(self, terms: Iterable[str]) -> int:
        """In how many messages index terms stand side by side, counted up to 20,000; one in "*" is a beginning."""
        wanted = list(terms)
        last = "*" if wanted[-1].endswith("*") else ""
        phrase = '"' + " ".join(term.removesuffix("*").replace('"', "") for term in wanted) + '"' + last
        sql = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT 20000)"
        return int(self._connection.value(sql, phrase))

    def moment(self, at: int | None) -> datetime | None:
        """A time of the database in local time."""
        return None if at is None else self._moment(at)

    def _moment(self, at: int) -> datetime:
        return (_EPOCH + timedelta(microseconds=at)).astimezone(self._reader.local)

    def _messages(self, where: str, *values: int | str) -> list[Message]:
        found = self._connection.rows(f"SELECT {rows.COLUMNS} FROM message WHERE {where}", *values)
        return list(filter(self.lets, self._reader.built(found)))


def _numbers(some: Iterable[int]) -> str:
    return ",".join(str(int(number)) for number in some)
