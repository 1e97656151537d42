"""How WeChat packs contents in its databases: Zstandard in version 4, blocks of LZ4 in version 3; unpacked with a cap.

LZ4 is unpacked here: its blocks are so simple that forty lines do it, and only links, files and quotes of version 3
are packed so, which is not worth a dependency that everybody would have to install.
"""

from __future__ import annotations

import sys

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_MAGIC = b"\x28\xb5\x2f\xfd"
_LONGEST = (
    16 << 20
)  # bytes of one content; real ones have some thousand, a forward of many messages a million
_LIMITS: dict[int, int] = {zstd.DecompressionParameter.window_log_max: 25}  # 32 MB


class Unpackable(ValueError):
    """A content that is damaged, or larger than any message."""


def words(value: object) -> str:
    """The text of a column, packed or not; "" for none. Raises Unpackable."""
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return (unpacked(value) if value[:4] == _MAGIC else value).decode(errors="replace")
    return "" if value is None else str(value)


def unpacked(data: bytes) -> bytes:
    """What a Zstandard frame holds. Raises Unpackable."""
    try:
        reader = zstd.ZstdDecompressor(options=_LIMITS)
        content = reader.decompress(data, _LONGEST)
    except (zstd.ZstdError, MemoryError):
        raise Unpackable("its content is packed in a way that can't be undone") from None
    if not reader.eof:
        raise Unpackable("its content is cut off, or larger than any message")
    return content


def block_words(data: bytes) -> str:
    """The text of an LZ4 block without a header, up to the zeros at its end. Raises Unpackable."""
    return _block(data).rstrip(b"\0").decode(errors="replace")


def _block(data: bytes) -> bytearray:
    """LZ4: literals, then a copy of what was written before, again and again; the last has literals only."""
    out = bytearray()
    at, end = 0, len(data)
    if end > _LONGEST:
        raise Unpackable("its content is larger than any message")
    try:
        while at < end:
            token = data[at]
            literals, at = _size(data, at + 1, token >> 4)
            if at + literals > end:
                raise IndexError
            out += data[at : at + literals]
            at += literals
            if at == end:
                break
            back = data[at] | data[at + 1] << 8
            length, at = _size(data, at + 2, token & 15)
            _copy(out, back, length + 4)
    except IndexError:
        raise Unpackable("its content is cut off or damaged") from None
    return out


def _size(data: bytes, at: int, start: int) -> tuple[int, int]:
    """A length, 15 meaning that more bytes follow, and where it ends."""
    size = start
    if start == 15:
        while True:
            more = data[at]
            at += 1
            size += more
            if more < 255:
                break
    return size, at


def _copy(out: bytearray, back: int, length: int) -> None:
    """Append `length` bytes from `back` bytes ago; they may reach into what is being written."""
    if not 0 < back <= len(out):
        raise IndexError
    if len(out) + length > _LONGEST:
        raise Unpackable("its content is larger than any message")
    start = len(out) - back
    piece = bytes(out[start : start + length])
    out += (piece * (length // back + 1))[:length]
