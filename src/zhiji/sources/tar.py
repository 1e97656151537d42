"""The files in a tar and where their bytes lie, read without trusting it: only ordinary files, no links.

One that is packed with gzip (Takeout's .tgz) is unpacked into a file of its own first, for its members lie anywhere in it.
"""

from __future__ import annotations

import os
import re
import tarfile
import tempfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from zhiji.sources.decoding import decode_line

_BLOCK = 512
_CHUNK = 1 << 20
_LONGEST_NAME = 64 << 10  # bytes of what stands before a member: its long name, its extended header
_ORDINARY = {tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE}
_WITHOUT_CONTENT = {
    tarfile.LNKTYPE,
    tarfile.SYMTYPE,
    tarfile.CHRTYPE,
    tarfile.BLKTYPE,
    tarfile.DIRTYPE,
    tarfile.FIFOTYPE,
}
_EXTENDED = {tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE}
_BEFORE = {*_EXTENDED, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK}
_RECORD = re.compile(rb"(\d{1,8}) ([^=]{1,200})=")
_NUMBER = re.compile(rb"\d{1,18}")


class Damaged(ValueError):
    """The tar can't be followed any further; what came before is sound."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Where a member's bytes lie in the tar."""

    offset: int
    size: int


class SliceReader:
    """One file of a tar, through a handle of its own."""

    def __init__(self, path: Path, where: Slice) -> None:
        self._stream = open(path, "rb", buffering=0)  # noqa: SIM115 - closed by close()
        self._stream.seek(where.offset)
        self._left = where.size

    def read(self, size: int, /) -> bytes:
        """At most so many of its bytes, b"" at its end."""
        data = self._stream.read(min(size, self._left))
        self._left -= len(data)
        return data

    def close(self) -> None:
        """Let go of the handle."""
        self._stream.close()


def is_tar(head: bytes) -> bool:
    """Whether a file that begins so is a tar; its first header proves that by its checksum."""
    try:
        return _header(head[:_BLOCK]) is not None
    except Damaged:
        return False


def is_packed_tar(head: bytes) -> bool:
    """Whether it is a tar packed with gzip."""
    if not head.startswith(b"\x1f\x8b\x08"):
        return False
    try:
        return is_tar(zlib.decompressobj(wbits=31).decompress(head, _BLOCK))
    except zlib.error:
        return False


def unpack(path: Path, most: Callable[[int], bool]) -> Path:
    """The tar in a packed one, as a file that whoever calls takes away again.

    `most` says of a number of bytes whether it is too many. Raises Damaged, and OSError where there is no room.
    """
    handle, name = tempfile.mkstemp(prefix="zhiji-", suffix=".tar")
    size = 0
    try:
        with os.fdopen(handle, "wb") as unpacked, open(path, "rb") as packed:
            for chunk in _unpacked(packed):
                size += len(chunk)
                if most(size):
                    raise Damaged("it is far larger than it looks")
                unpacked.write(chunk)
    except BaseException:
        Path(name).unlink()
        raise
    return Path(name)


def _unpacked(packed: BinaryIO) -> Iterator[bytes]:
    """What was packed, as far as it is whole: what is cut off at its end has members before that."""
    unpacker = zlib.decompressobj(wbits=31)
    while data := packed.read(_CHUNK):
        while data:
            try:
                yield unpacker.decompress(data, _CHUNK)
            except zlib.error:
                return
            data = unpacker.unconsumed_tail
            if unpacker.eof:  # gzip may have several parts
                data, unpacker = unpacker.unused_data, zlib.decompressobj(wbits=31)


def members(stream: BinaryIO, length: int) -> Iterator[tuple[str, Slice]]:
    """Each ordinary file's name as written and where it lies; a last one may be cut off. Raises Damaged."""
    at = 0
    told: dict[bytes, bytes] = {}  # what the headers before the next member say of it
    while at < length:
        stream.seek(at)
        info = _header(stream.read(_BLOCK))
        if info is None:
            return
        at += _BLOCK
        size = _size(told, info)
        if info.type in _EXTENDED or info.type == tarfile.GNUTYPE_LONGNAME:
            told |= _told(info, stream)
        elif info.type in _ORDINARY and not any(key.startswith(b"GNU.sparse") for key in told):
            name = decode_line(told.get(b"path") or info.name.encode("utf-8", "surrogateescape"))
            if not name.endswith("/"):
                yield name, Slice(at, size)
        if info.type not in _WITHOUT_CONTENT:
            at += -(-size // _BLOCK) * _BLOCK
        if info.type not in _BEFORE:
            told = {}


def _header(block: bytes) -> tarfile.TarInfo | None:
    """The header that a block is; None at the end."""
    if not block.strip(b"\0"):
        return None
    try:
        info = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError) as error:
        raise Damaged(str(error)) from None
    if info.type == tarfile.GNUTYPE_SPARSE:
        raise Damaged("a file in it is stored with holes")
    return info


def _size(told: dict[bytes, bytes], info: tarfile.TarInfo) -> int:
    written = told.get(b"size", b"")
    size = int(written) if _NUMBER.fullmatch(written) and info.type in _ORDINARY else info.size
    if size < 0:
        raise Damaged("a file in it has a negative size")
    return size


def _told(info: tarfile.TarInfo, stream: BinaryIO) -> dict[bytes, bytes]:
    """What a header of headers says: the name, and the size where it doesn't fit."""
    if info.size > _LONGEST_NAME:
        raise Damaged("a name in it is too long")
    content = stream.read(info.size)
    if info.type == tarfile.GNUTYPE_LONGNAME:
        return {b"path": content.split(b"\0", 1)[0]}
    told: dict[bytes, bytes] = {}
    at = 0
    while found := _RECORD.match(content, at):
        end = at + int(found[1])
        if end <= found.end() or end > len(content):
            break
        told[found[2]] = content[found.end() : end - 1]
        at = end
    return told
