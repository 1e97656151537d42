"""Keyed hashes: what makes two entries the same, without their words. The key is the archive's own secret."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import timedelta
from hashlib import blake2b
from zlib import crc32

from zhiji.chat import EDITED, Message
from zhiji.store import align, rows
from zhiji.store.micros import micro, naive_micro

KEY_BYTES = 16
_ALL_ONES = (1 << 8 * KEY_BYTES) - 1
_MARKS = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_MINUTE = timedelta(minutes=1)
_LARGEST = 0xFFF  # of the parts of an order; zones lie within a day of Greenwich
_KINDS = (
    "text",
    "media",
    "system",
    "image",
    "voice",
    "video",
    "file",
    "sticker",
    "audio",
    "gif",
    "contact",
    "location",
)


class Keys:
    """Makes keys with one archive's secret."""

    def __init__(self, secret: bytes) -> None:
        self._wide = blake2b(key=secret, digest_size=KEY_BYTES)
        self._narrow = blake2b(key=secret, digest_size=8)

    def native(self, source_id: str) -> bytes:
        """The key of an entry that has an id in its chat."""
        hasher = self._wide.copy()
        hasher.update(source_id.encode("utf-8", "surrogatepass"))
        return hasher.digest()

    def number(self, text: str) -> int:
        """64 bits of a hash, as SQLite's signed integer."""
        hasher = self._narrow.copy()
        hasher.update(text.encode("utf-8", "surrogatepass"))
        return int.from_bytes(hasher.digest(), "big", signed=True)

    def entry(self, message: Message, occurrence: Callable[[str], int]) -> align.Entry:
        """The wordless entry of a message without an id; `occurrence` counts equals within the file."""
        when, more = message.when, rows.rest(message) or ""
        said = (
            f"{when.replace(tzinfo=None)} {_offset(message)} {message.precision} {message.sender.key}"
            f"\0{message.kind}\0{message.text}\0{more}"
        )
        return self.entry_of(message, self.native(f"{said}\0{occurrence(said)}"), more)

    def entry_of(self, message: Message, key: bytes, more: str, *, native: bool = False) -> align.Entry:
        """The entry that has this key; `more` is what the message has no columns for."""
        at, exact = written(message)
        like = likeness(message)
        return align.Entry(
            key=key,
            at=at,
            exact=exact,
            precision=message.precision,
            label=self.number(
                "" if message.kind == "system" else message.sender.key
            ),  # tools differ in whose it is
            likeness=self.number(like),
            kind=kind(message) | order(message, like, more).bits(),
            native=native,
        )


def written(message: Message) -> tuple[int, bool]:
    """The time as written in microseconds, and whether it is an instant (else a wall clock's)."""
    when = message.when
    if when.tzinfo is not None and message.zone == "known":
        return micro(when), True
    return naive_micro(when.replace(tzinfo=None)), False


def _offset(message: Message) -> int | None:
    """Minutes east of Greenwich, None if what was written is a wall clock's time."""
    offset = message.when.utcoffset() if message.zone == "known" else None
    return None if offset is None else offset // _MINUTE


def likeness(message: Message) -> str:
    """What of a message stays the same when another phone exports it."""
    text = message.text
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFC", text))
    text = " ".join(text.split())
    if text:
        return text
    if message.recalled and not _file(message):
        return "\0recalled"
    return f"\0file {_file(message)}" if _file(message) else f"\0kind {message.kind}"


def kind(message: Message) -> int:
    """The class of a message, as align.py wants it."""
    number = _KINDS.index(message.kind) if message.kind in _KINDS else 2 + len(_KINDS)
    recalled = align.RECALLED if message.recalled else 0
    if message.text:
        edited = not number and (message.edits or message.extra.get(EDITED))
        last = align.EDITED if message.edits else align.EDITED | align.ONLY_LAST
        return number | recalled | (last if edited else 0)
    return number | recalled | align.WORDLESS | (0 if _file(message) else align.NAMELESS)


def order(message: Message, like: str, more: str) -> align.Order:
    """What orders entries of one time, alike in every archive."""
    said = f"{like}\0{message.sender.key}\0{message.source_id}\0{more}"
    return align.Order(
        west=_LARGEST // 2 + (_offset(message) or 0),
        terse=_LARGEST - min(len(more), _LARGEST),
        checksum=crc32(said.encode("utf-8", "surrogatepass")) & 0xFFFF,
    )


def shifted(key: bytes, *shifts: int) -> bytes:
    """The key of the same entry on a clock that goes `shift` microseconds before the chat's; its own inverse."""
    number = int.from_bytes(key, "big")
    for shift in shifts:
        number ^= shift & _ALL_ONES
    return number.to_bytes(KEY_BYTES, "big")


def _file(message: Message) -> str:
    return message.attachments[0].name if message.attachments else ""
