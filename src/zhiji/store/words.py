"""The word index: one FTS5 table without content, in step with the messages it indexes."""

from __future__ import annotations

from collections.abc import Iterable

import apsw

from zhiji.chat import Message
from zhiji.language import tokens


def of(message: Message, sender_name: str) -> str:
    """What is indexed of a message: its terms, its sender's, those of what was seen and heard, joined by spaces."""
    text = message.text
    if message.caption or message.transcript or message.parts:
        text = "\n".join(
            (text, message.caption or "", message.transcript or "", *(part.text for part in message.parts))
        )
    return " ".join(tokens(f"{sender_name}\n{text}"))


def alike(one: Message, other: Message) -> bool:
    """Whether two messages are indexed alike, as far as that is seen at a glance."""
    return (
        (one.text, one.caption, one.transcript, one.parts, one.sender.name)
        == (other.text, other.caption, other.transcript, other.parts, other.sender.name)
    )  # fmt: skip


def renew(db: apsw.Connection, number: int, words: str) -> None:
    """Index a message anew."""
    db.execute("DELETE FROM words WHERE rowid = ?", (number,))
    db.execute("INSERT INTO words (rowid, terms) VALUES (?,?)", (number, words))


def drop(db: apsw.Connection, numbers: Iterable[int]) -> None:
    """Take messages out of the index."""
    db.executemany("DELETE FROM words WHERE rowid = ?", [(number,) for number in numbers])
