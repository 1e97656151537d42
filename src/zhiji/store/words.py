"""The word index: one FTS5 table without content, in step with the messages it indexes."""

from __future__ import annotations

from collections.abc import Iterable

import apsw

from zhiji.chat import Message
from zhiji.language import tokens
from zhiji.store import episodes, vectors


def of(message: Message, sender_name: str) -> str:
    """What is indexed of a message: its terms, its sender's, those of what was seen and heard, joined by spaces."""
    return " ".join(tokens(f"{sender_name}\n{said(message)}"))


def said(message: Message) -> str:
    """All words of a message: typed, seen, heard, and those of a bundle's parts."""
    if not (message.caption or message.transcript or message.parts):
        return message.text
    parts = (part.text for part in message.parts)
    return "\n".join((message.text, message.caption or "", message.transcript or "", *parts))


def alike(one: Message, other: Message) -> bool:
    """Whether two messages are indexed alike, as far as that is seen at a glance."""
    return (
        (one.text, one.caption, one.transcript, one.parts, one.sender.name)
        == (other.text, other.caption, other.transcript, other.parts, other.sender.name)
    )  # fmt: skip


def renew(db: apsw.Connection, number: int, words: str) -> None:
    """Index a message anew whose text changed; its vector and its episodes are to be made again."""
    rename(db, number, words)
    vectors.stale(db, number)
    episodes.stale(db, number)


def rename(db: apsw.Connection, number: int, words: str) -> None:
    """Index a message anew whose sender is called otherwise; it means the same."""
    db.execute("DELETE FROM words WHERE rowid = ?", (number,))
    db.execute("INSERT INTO words (rowid, terms) VALUES (?,?)", (number, words))


def drop(db: apsw.Connection, numbers: Iterable[int]) -> None:
    """Take messages out of the index."""
    db.executemany("DELETE FROM words WHERE rowid = ?", [(number,) for number in numbers])
