"""Finding by meaning: one bit a dimension to look through everything, exact numbers for the best of it.

The signs of all vectors are held in memory, 56 bytes each at 384 dimensions. Most alike by signs is nearly most alike
(Charikar, 2002); the best thousand are scored exactly. What is asked of few messages is scored exactly at once.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np

from zhiji.embedding.packing import WORD, signs, unpack
from zhiji.search.meaning import Near, Readings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zhiji.embedding.protocol import Embedder, Vector

FEW = 2_000  # messages that are all scored exactly
EXACT = 1_000  # of those most alike by signs
SAMPLE = 1_000  # messages that tell what is usual
BLOCK = 1 << 16  # vectors at a time: what fits in a processor's cache
FAR = np.iinfo(np.uint16).max


class Kept(Protocol):
    """A segment of signs as the store keeps it; message 0 is an empty slot."""

    @property
    def number(self) -> int: ...  # noqa: D102
    @property
    def edition(self) -> int: ...  # noqa: D102
    @property
    def signs(self) -> bytes: ...  # noqa: D102
    @property
    def messages(self) -> bytes: ...  # noqa: D102


class Vectors(Protocol):
    """The vectors of one space, as the store keeps them."""

    def segments(self, known: Mapping[int, int]) -> Sequence[Kept]:
        """Those that aren't known in their present edition."""

    def at(self, places: Iterable[int]) -> Mapping[int, tuple[float, bytes]]:
        """Messages with scale and numbers, by places."""

    def of(self, messages: Collection[int]) -> Mapping[int, tuple[float, bytes]]:
        """The same by messages."""


class Signs:
    """The signs of a space in memory, shared by all threads of a process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._editions: dict[int, int] = {}
        self._slots = 0  # of a segment
        self._signs: NDArray[np.uint64] = np.zeros((0, 0), np.uint64)  # [words, places]
        self.messages: NDArray[np.int64] = np.zeros(0, np.int64)  # [places]
        self._usual: Vector | None = None
        self.sample: tuple[int, ...] = ()  # places

    def refresh(self, vectors: Vectors) -> None:
        """Read what changed."""
        with self._lock:
            fresh = vectors.segments(self._editions)
            if not fresh:
                return
            self._make_room(fresh)
            for one in fresh:
                at = slice(one.number * self._slots, (one.number + 1) * self._slots)
                self._signs[:, at] = np.frombuffer(one.signs, np.uint64).reshape(self._slots, -1).T
                self.messages[at] = np.frombuffer(one.messages, "<i8")
                self._editions[one.number] = one.edition
            places = np.flatnonzero(self.messages)
            step = max(1, len(places) // SAMPLE)
            self.sample = tuple(places[::step][:SAMPLE].tolist())

    def inside(self, messages: Collection[int]) -> NDArray[np.int64]:
        """The places of these messages."""
        wanted = np.fromiter(messages, np.int64, len(messages))
        top = int(max(self.messages.max(initial=0), wanted.max(initial=0)))
        there = np.zeros(top + 1, np.bool_)
        there[wanted] = True
        there[0] = False
        return np.flatnonzero(there[self.messages])

    def nearest(self, query: NDArray[np.uint64], count: int, among: NDArray[np.int64] | None) -> list[int]:
        """The places whose signs are most alike, in no order."""
        size = len(self.messages) if among is None else len(among)
        away = np.empty(size, np.uint16)
        for start in range(0, size, BLOCK):
            at = slice(start, start + BLOCK)
            places = at if among is None else among[at]
            block = np.zeros(len(away[at]), np.uint16)
            for word, row in zip(query, self._signs, strict=True):
                block += np.bitwise_count(row[places] ^ word)
            block[self.messages[places] == 0] = FAR
            away[at] = block
        best = np.argpartition(away, count)[:count] if count < size else np.arange(size)
        best = best[away[best] < FAR]
        found: list[int] = (best if among is None else among[best]).tolist()
        return found

    def _make_room(self, fresh: Sequence[Kept]) -> None:
        self._slots = len(fresh[0].messages) // 8
        words = len(fresh[0].signs) // self._slots * 8 // WORD
        wanted = (max(one.number for one in fresh) + 1) * self._slots
        have = len(self.messages)
        if wanted > have:
            room = max(wanted, have + have // 4)
            grown = np.zeros((words, room), np.uint64)
            if have:  # before, it isn't known how many words there are
                grown[:, :have] = self._signs
            self._signs, self.messages = (
                grown,
                np.concatenate((self.messages, np.zeros(room - have, np.int64))),
            )


class Dense:
    """Finds by meaning in one space."""

    def __init__(self, signs: Signs, vectors: Vectors, embedder: Embedder, centre: Vector) -> None:
        self._signs, self._vectors, self._embedder, self._centre = signs, vectors, embedder, centre
        self._asked: dict[Readings, Vector] = {}

    def near(self, readings: Readings, inside: Collection[int] | None, *, limit: int) -> Near | None:
        """The messages nearest to a question, among these or among all; None if none has a vector."""
        query = self._query(readings)
        if inside is not None and len(inside) <= FEW:
            scores = self._exact(query, self._vectors.of(inside))
            usual = np.fromiter(scores.values(), np.float32, len(scores))
        else:
            self._signs.refresh(self._vectors)
            among = None if inside is None else self._signs.inside(inside)
            word = signs(query[None], self._centre)[0].view(np.uint64)
            best = self._signs.nearest(word, EXACT, among)
            scores = self._exact(query, self._vectors.at(best))
            sample = self._signs.sample if among is None else among[:: max(1, len(among) // SAMPLE)].tolist()
            told = self._exact(query, self._vectors.at(sample))
            usual = np.fromiter(told.values(), np.float32, len(told))
        if len(usual) < 2:
            return None
        best_first = sorted(scores, key=lambda number: (-scores[number], -number))[:limit]
        spread = float(usual.std()) or 1.0
        return Near({number: scores[number] for number in best_first}, float(usual.mean()), spread)

    def of(self, readings: Readings, messages: Collection[int]) -> Mapping[int, float]:
        """The scores of these messages, as far as they have a vector yet."""
        return self._exact(self._query(readings), self._vectors.of(messages))

    def _query(self, readings: Readings) -> Vector:
        if readings not in self._asked:
            middle = sum(map(self._embedder.query, readings[1:]), self._embedder.query(readings[0]))
            self._asked[readings] = middle / np.linalg.norm(middle)
        return self._asked[readings]

    def _exact(self, query: Vector, bodies: Mapping[int, tuple[float, bytes]]) -> dict[int, float]:
        if not bodies:
            return {}
        scores = unpack(list(bodies.values())) @ query
        return dict(zip(bodies, scores.tolist(), strict=True))
