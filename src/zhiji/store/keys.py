"""Keyed hashes: what makes two entries the same, without their words. The key is the archive's own secret."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import blake2b
from zlib import crc32

from zhiji.chat import Message
from zhiji.store import align

KEY_BYTES = 16
_MARKS = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NAIVE_EPOCH = datetime(1970, 1, 1)
_KINDS = (
    "text",
    "media",
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
        at, exact = written(message)
        said = f"{at} {exact:d} {message.precision} {message.sender.key}\0{message.kind}\0{message.text}\0{_file(message)}"
        return align.Entry(
            key=self.native(f"{said}\0{occurrence(said)}"),
            at=at,
            exact=exact,
            precision=message.precision,
            label=self.number(message.sender.key),
            likeness=self.number(likeness(message)),
            kind=kind(message) | order(message) << align.ORDER,
        )


def written(message: Message) -> tuple[int, bool]:
    """The time as written in microseconds, and whether it is an instant (else a wall clock's)."""
    when = message.when
    if when.tzinfo is not None and message.zone == "known":
        return micro(when), True
    return naive_micro(when.replace(tzinfo=None)), False


def micro(when: datetime) -> int:
    """Microseconds since 1970, exactly."""
    gap = when - _EPOCH
    return (gap.days * 86400 + gap.seconds) * 1_000_000 + gap.microseconds


def naive_micro(when: datetime) -> int:
    """The same of a wall clock's time, as if it were UTC."""
    gap = when - _NAIVE_EPOCH
    return (gap.days * 86400 + gap.seconds) * 1_000_000 + gap.microseconds


def likeness(message: Message) -> str:
    """What of a message stays the same when another phone exports it."""
    text = message.text
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFC", text))
    text = " ".join(text.split())
    if text:
        return text
    return f"\0file {_file(message)}" if _file(message) else f"\0kind {message.kind}"


def kind(message: Message) -> int:
    """The class of a message, as align.py wants it."""
    number = _KINDS.index(message.kind) if message.kind in _KINDS else 2 + len(_KINDS)
    if message.recalled:
        return number & align.KIND | align.RECALLED
    if message.text and not number:
        return align.EDITED if message.edits or message.extra.get("edited") else 0
    if message.text:
        return number
    return number | align.WORDLESS | (0 if _file(message) else align.NAMELESS)


def order(message: Message) -> int:
    """16 bits that order entries of one time alike in every archive."""
    return crc32(f"{likeness(message)}\0{message.sender.key}".encode("utf-8", "surrogatepass")) & 0xFFFF


def shifted(key: bytes, shift: int) -> bytes:
    """The key of the same entry on a clock that goes `shift` microseconds before the chat's; its own inverse."""
    mask = shift.to_bytes(KEY_BYTES, "big", signed=True)
    return bytes(a ^ b for a, b in zip(key, mask, strict=True))


def _file(message: Message) -> str:
    return message.attachments[0].name if message.attachments else ""
