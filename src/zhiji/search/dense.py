"""Finding by meaning: one bit a dimension to look through everything, exact numbers for the best of it.

The signs of all vectors are held in memory, 56 bytes each at 384 dimensions. Most alike by signs is nearly most alike
(Charikar, 2002), the more so if each dimension of the question weighs what it has (Gao and Long, RaBitQ, 2024); the best
fifteen hundred are scored exactly. What is asked of few messages is scored exactly at once.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np

from zhiji.embedding import packing
from zhiji.embedding.packing import WORD, Asked, asked, products, unpack
from zhiji.errors import EmbedderError
from zhiji.search.lookup import best
from zhiji.search.meaning import Near, Readings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zhiji.embedding.protocol import Embedder, Matrix, Vector

FEW = 2_000  # messages that are all scored exactly
EXACT = 1_500  # of those most alike by signs
SAMPLE = 500  # messages that tell what is usual
BLOCK = 1 << 15  # vectors at a time: what fits in a processor's cache
_FAR = np.iinfo(np.uint16).max
_AGAIN = 1.25  # times as many vectors: what is usual is looked at anew


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

    def editions(self) -> Mapping[int, int]:
        """The edition of each segment by its number; another one means that it changed."""

    def segments(self, numbers: Iterable[int]) -> Iterator[Kept]:
        """These segments."""

    def at(self, places: Iterable[int]) -> Mapping[int, tuple[float, bytes]]:
        """Messages with scale and numbers, by places."""

    def of(self, messages: Collection[int]) -> Mapping[int, tuple[float, bytes]]:
        """The same by messages."""


@dataclass(frozen=True)
class View:
    """The signs as they were at one time. What changes later may shine through, for the exact scores tell in the end."""

    signs: NDArray[np.uint64]  # [words, places]
    messages: NDArray[np.int64]  # [places], 0 where there is none
    sample: Matrix

    def inside(self, messages: Collection[int]) -> NDArray[np.int64]:
        """The places of these messages, in order."""
        if not len(self.messages):
            return np.zeros(0, np.int64)
        wanted = np.fromiter(messages, np.int64, len(messages))
        wanted = wanted[(wanted > 0) & (wanted < len(self._places))]
        places = self._places[wanted]
        return np.sort(places[self.messages[places] == wanted]).astype(np.int64)

    @cached_property
    def _places(self) -> NDArray[np.int32]:
        """Where each message is, by its number; anywhere, if it is nowhere. Made for the first search within limits."""
        messages = self.messages.copy()  # others may come meanwhile
        places = np.zeros(int(messages.max(initial=0)) + 1, np.int32)
        places[messages] = np.arange(len(messages), dtype=np.int32)
        return places

    def nearest(self, query: Asked, count: int, among: NDArray[np.int64] | None) -> list[int]:
        """The places whose signs are most alike, in no order."""
        size = len(self.messages) if among is None else len(among)
        best = _Best(count)
        for start in range(0, size, BLOCK):
            places = slice(start, start + BLOCK) if among is None else among[start : start + BLOCK]
            away = _away(self.signs[:, places], query)
            near = np.flatnonzero(away <= best.limit)
            near = near[self.messages[places][near] != 0]
            best.add(near + start, away[near])
        found: list[int] = (best.numbers() if among is None else among[best.numbers()]).tolist()
        return found


class Signs:
    """The signs of a space in memory, shared by all threads of a process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._editions: dict[int, int] = {}
        self._slots = 0  # of a segment
        self._signs: NDArray[np.uint64] = np.zeros((0, 0), np.uint64)  # [words, room]
        self._messages: NDArray[np.int64] = np.zeros(0, np.int64)  # [room]
        self._sampled: NDArray[np.int64] = np.zeros((2, 0), np.int64)  # places and their messages
        self._sampled_of = 0  # so many
        self._sample: Matrix = np.zeros((0, 0), np.float32)
        self._view: View | None = None

    def view(self, vectors: Vectors) -> View:
        """The signs as they are now: what changed is read first."""
        with self._lock:
            editions = vectors.editions()
            if self._view is None or editions != self._editions:
                self._refresh(vectors, editions)
                self._view = self._viewed(vectors)
            return self._view

    def _refresh(self, vectors: Vectors, editions: Mapping[int, int]) -> None:
        for gone in self._editions.keys() - editions.keys():
            self._messages[self._at(gone)] = 0
            del self._editions[gone]
        fresh = [number for number, edition in editions.items() if self._editions.get(number) != edition]
        for one in vectors.segments(fresh):
            self._make_room(one)
            at = self._at(one.number)
            self._signs[:, at] = np.frombuffer(one.signs, np.uint64).reshape(self._slots, -1).T
            self._messages[at] = np.frombuffer(one.messages, "<i8")
            self._editions[one.number] = one.edition

    def _viewed(self, vectors: Vectors) -> View:
        size = (max(self._editions, default=-1) + 1) * self._slots
        signs, messages = self._signs[:, :size], self._messages[:size]
        there = np.flatnonzero(messages)
        if len(there) > _AGAIN * self._sampled_of or not self._sample_holds(messages):
            places = _some(there)
            self._sampled, self._sampled_of = np.stack((places, messages[places])), len(there)
            self._sample = unpack(list(vectors.at(places.tolist()).values()))
        return View(signs, messages, self._sample)

    def _sample_holds(self, messages: NDArray[np.int64]) -> bool:
        """Whether the messages of the sample are still where they were."""
        places, held = self._sampled
        return max(places, default=-1) < len(messages) and np.array_equal(messages[places], held)

    def _at(self, segment: int) -> slice:
        return slice(segment * self._slots, (segment + 1) * self._slots)

    def _make_room(self, one: Kept) -> None:
        """Twice the room if it is used up; what nothing was written to takes no memory."""
        self._slots = len(one.messages) // 8
        wanted, have = self._at(one.number).stop, len(self._messages)
        if wanted > have:
            words = len(one.signs) * 8 // self._slots // WORD
            signs = np.zeros((words, max(wanted, have * 2)), np.uint64)
            messages = np.zeros(signs.shape[1], np.int64)
            if have:
                signs[:, :have], messages[:have] = self._signs, self._messages
            self._signs, self._messages = signs, messages


class Dense:
    """Finds by meaning in one space."""

    def __init__(self, signs: Signs, vectors: Vectors, embedder: Embedder, centre: Vector) -> None:
        self._signs, self._vectors, self._embedder, self._centre = signs, vectors, embedder, centre
        self._asked: dict[Readings, Vector] = {}
        self._view: View | None = None  # if it knows the places of messages

    def near(self, readings: Readings, inside: Collection[int] | None, *, limit: int) -> Near | None:
        """The messages nearest to a question, among these or among all; None if none has a vector."""
        query = self._query(readings)
        if inside is not None and len(inside) <= FEW:
            scores = self._scores(query, self._vectors.of(inside))
            usual = _values(scores)
        else:
            view = self._signs.view(self._vectors)
            among = None if inside is None else view.inside(inside)
            self._view = None if inside is None else view
            alike = view.nearest(asked(query, self._centre), EXACT, among)
            some = np.zeros(0, np.int64) if among is None else _some(among)
            read = self._scores(query, self._vectors.at(sorted({*alike, *some.tolist()})))
            usual = (
                products(view.sample, query) if among is None else _values(_only(read, view.messages[some]))
            )
            scores = _only(read, view.messages[alike])
        if len(usual) < 2:
            return None
        best_first = sorted(best(scores, limit), key=lambda number: (-scores[number], -number))
        spread = float(usual.std()) or 1.0
        return Near({number: scores[number] for number in best_first}, float(usual.mean()), spread)

    def of(self, readings: Readings, messages: Collection[int]) -> Mapping[int, float]:
        """The scores of these messages, as far as they have a vector yet."""
        query = self._query(readings)
        if self._view is None:
            return self._scores(query, self._vectors.of(messages))
        return self._scores(query, self._vectors.at(self._view.inside(messages).tolist()))

    def sense(self, text: str, embedder: str) -> list[float] | None:
        """The vector of a text, if it is of the embedder whose name begins so."""
        if not self._embedder.space.embedder.startswith(embedder):
            return None
        numbers: list[float] = self._embedder.query(text).tolist()
        return numbers

    def _query(self, readings: Readings) -> Vector:
        if readings not in self._asked:
            middle = sum(map(self._embedder.query, readings[1:]), self._embedder.query(readings[0]))
            length = np.linalg.norm(middle)
            if middle.shape != self._centre.shape or not 0 < length < np.inf:
                raise EmbedderError("The embedder gave no vector for the question.")
            self._asked[readings] = middle / length
        return self._asked[readings]

    def _scores(self, query: Vector, bodies: Mapping[int, tuple[float, bytes]]) -> dict[int, float]:
        return dict(zip(bodies, packing.scores(list(bodies.values()), query).tolist(), strict=True))


class _Best:
    """The nearest so far, and how far away one may be to be among them."""

    def __init__(self, count: int) -> None:
        self._count, self._held = count, 0
        self._numbers: list[NDArray[np.int64]] = []
        self._away: list[NDArray[np.uint16]] = []
        self.limit = _FAR

    def add(self, numbers: NDArray[np.int64], away: NDArray[np.uint16]) -> None:
        self._numbers.append(numbers)
        self._away.append(away)
        self._held += len(numbers)
        if self._held > 2 * self._count:
            self._cut()

    def numbers(self) -> NDArray[np.int64]:
        if self._held > self._count:
            self._cut()
        return np.concatenate((np.zeros(0, np.int64), *self._numbers))

    def _cut(self) -> None:
        numbers, away = np.concatenate(self._numbers), np.concatenate(self._away)
        nearest = np.argpartition(away, self._count)[: self._count]
        self._numbers, self._away, self._held = [numbers[nearest]], [away[nearest]], len(nearest)
        self.limit = away[nearest].max()


def _away(signs: NDArray[np.uint64], query: Asked) -> NDArray[np.uint16]:
    """What the dimensions weigh in which signs differ from the query's."""
    size = signs.shape[1]
    other, weighty = np.empty(size, np.uint64), np.empty(size, np.uint64)
    bits, away = np.empty(size, np.uint8), np.zeros(size, np.uint16)
    for row, own, weights in zip(signs, query.signs, query.weights.T, strict=True):
        np.bitwise_xor(row, own, out=other)
        for digit, mask in enumerate(weights):
            np.bitwise_and(other, mask, out=weighty)
            np.bitwise_count(weighty, out=bits)
            away += bits << digit if digit else bits
    return away


def _only(scores: Mapping[int, float], messages: NDArray[np.int64]) -> dict[int, float]:
    """The scores of these messages, as far as they have one."""
    return {number: scores[number] for number in messages.tolist() if number in scores}


def _values(scores: Mapping[int, float]) -> Vector:
    return np.fromiter(scores.values(), np.float32, len(scores))


def _some(places: NDArray[np.int64]) -> NDArray[np.int64]:
    """A sample, evenly."""
    return places[:: -(-len(places) // SAMPLE)] if len(places) else places
