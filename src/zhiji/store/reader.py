"""Reading messages, chats and accounts out of the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo
from typing import Any

from zhiji.chat import Account, AccountId, Chat, ChatId, Message, MessageId
from zhiji.store import rows
from zhiji.store.connection import Connection
from zhiji.store.micros import moment

CHUNK = 500
TOLD = Chat(
    name="zhiji", native=None, source="zhiji", kind="assistant", id=ChatId(0)
)  # where the owner told zhiji something


class Reader:
    """Messages as the archive has them. Names are cached until `forget_names`."""

    def __init__(self, connection: Connection, local: tzinfo) -> None:
        self._connection, self.local = connection, local
        self._chats: dict[int, Chat] = {}
        self._accounts: dict[int, Account] = {}

    def forget_names(self) -> None:
        """Read names anew from now on."""
        self._chats.clear()
        self._accounts.clear()

    def chat(self, number: int) -> Chat:
        """A chat by its id."""
        if number not in self._chats:
            found = self._connection.row(
                "SELECT name, native, source, scope, kind FROM chat WHERE id = ?", number
            )
            if found is None:
                raise KeyError(number)
            name, native, source, scope, kind = found
            self._chats[number] = Chat(
                name=name, native=native, source=source, scope=scope, kind=kind, id=ChatId(number)
            )
        return self._chats[number]

    def chats(self) -> list[Chat]:
        """All chats that have messages, by id."""
        sql = "SELECT id FROM chat WHERE EXISTS (SELECT 1 FROM message WHERE message.chat = chat.id) ORDER BY id"
        return [self.chat(number) for (number,) in self._connection.rows(sql)]

    def account(self, number: int) -> Account:
        """An account by its id."""
        if number not in self._accounts:
            sql = "SELECT name, key, named, source, scope, owner FROM account WHERE id = ?"
            found = self._connection.row(sql, number)
            if found is None:
                raise KeyError(number)
            name, key, named, source, scope, owner = found
            self._accounts[number] = Account(
                name=name,
                native=None if named else key,
                source=source,
                scope=scope,
                owner=bool(owner),
                id=AccountId(number),
            )
        return self._accounts[number]

    def message(self, number: int) -> Message:
        """A message by its id."""
        found = self._connection.row(f"SELECT {rows.COLUMNS} FROM message WHERE id = ?", number)
        if found is None:
            raise KeyError(number)
        return self._build(found)

    def messages(self, numbers: Sequence[int]) -> dict[int, Message]:
        """Messages by their ids; ids that are gone are left out."""
        found: dict[int, Message] = {}
        for start in range(0, len(numbers), CHUNK):
            some = numbers[start : start + CHUNK]
            marks = ",".join("?" * len(some))
            for row in self._connection.rows(
                f"SELECT {rows.COLUMNS} FROM message WHERE id IN ({marks})", *some
            ):
                found[row[0]] = self._build(row)
        if numbers and min(numbers) < 0:
            found |= self._told(numbers)
        return found

    def _told(self, numbers: Sequence[int]) -> dict[int, Message]:
        """What the owner told in feedback, as if it were messages."""
        marks = ",".join(str(int(number)) for number in numbers if number < 0)
        sql = (
            f"SELECT -id, given_at, note, author FROM feedback WHERE -id IN ({marks}) AND author IS NOT NULL"
        )
        return {
            number: Message(
                id=MessageId(number),
                chat=TOLD,
                sender=self.account(author),
                when=moment(at).astimezone(self.local),
                text=note or "",
            )
            for number, at, note, author in self._connection.rows(sql)
        }

    def of_account(self, account: int) -> Iterator[Message]:
        """All messages that an account sent."""
        return self._all("sender = ? ORDER BY id", account)

    def of_chat(self, chat: int) -> Iterator[Message]:
        """All messages of a chat, oldest first."""
        return self._all("chat = ? ORDER BY at, id", chat)

    def all(self) -> Iterator[Message]:
        """Every message, by id."""
        return self._all("true ORDER BY id")

    def _all(self, where: str, *values: Any) -> Iterator[Message]:
        """Streams; the caller may write in between, so the rows are read in chunks by id."""
        numbers = [
            number for (number,) in self._connection.rows(f"SELECT id FROM message WHERE {where}", *values)
        ]
        for start in range(0, len(numbers), CHUNK):
            found = self.messages(numbers[start : start + CHUNK])
            yield from (found[number] for number in numbers[start : start + CHUNK] if number in found)

    def _build(self, row: tuple[Any, ...]) -> Message:
        return rows.message(row, self.chat(row[1]), self.account(row[2]), self.local)

    def built(self, found: Iterable[tuple[Any, ...]]) -> Iterator[Message]:
        """Messages of rows of `rows.COLUMNS`."""
        return (self._build(row) for row in found)
