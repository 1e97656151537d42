"""Vectors as few bytes: int8 numbers with a scale for exact scores, one bit a dimension for looking through all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zhiji.embedding.protocol import Matrix, Vector

WORD = 64  # signs are compared so many at a time
DIGITS = 2  # of what a dimension weighs: a third finds hardly more
BLOCK = 128  # vectors
WEIGHTY = 2.2  # times the usual distance from the centre weighs most


class Packed(NamedTuple):
    """A vector as it is kept."""

    signs: bytes  # of what it has more or less than the centre; whole words of 64 bits
    body: bytes  # int8, one a dimension
    scale: float  # what these are multiplied by


def pack(vectors: Matrix, centre: Vector) -> list[Packed]:
    """Each row packed. Signs tell only around a centre: the texts of one person have much in common."""
    scales = np.abs(vectors).max(axis=1) / 127
    bodies = np.rint(vectors / np.maximum(scales, 1e-12)[:, None]).astype(np.int8)
    return [
        Packed(one.tobytes(), body.tobytes(), float(scale))
        for one, body, scale in zip(signs(vectors, centre), bodies, scales, strict=True)
    ]


def signs(vectors: Matrix, centre: Vector) -> NDArray[np.uint8]:
    """One bit a dimension, [vectors, bytes]."""
    return _bits(vectors > centre)


class Asked(NamedTuple):
    """What a query looks for in signs: which it has itself, and how much each dimension weighs, as binary digits."""

    signs: NDArray[np.uint64]  # [words]
    weights: NDArray[np.uint64]  # [digits, words], the lowest digit first


def asked(query: Vector, centre: Vector) -> Asked:
    """A query for comparing with signs. Where it is near the centre, it hardly matters what a vector has."""
    apart = np.abs(query - centre)
    most = (1 << DIGITS) - 1
    levels = np.minimum(np.rint(apart * (most / (WEIGHTY * max(float(apart.mean()), 1e-12)))), most).astype(
        np.uint8
    )
    digits = levels >> np.arange(DIGITS, dtype=np.uint8)[:, None] & 1
    return Asked(signs(query[None], centre)[0].view(np.uint64), _bits(digits).view(np.uint64))


def unpack(bodies: Sequence[tuple[float, bytes]]) -> Matrix:
    """Vectors of length about 1 again, from scales and bodies."""
    if not bodies:
        return np.zeros((0, 0), np.float32)
    scales, numbers = zip(*bodies, strict=True)
    rows = np.frombuffer(b"".join(numbers), np.int8).reshape(len(bodies), -1).astype(np.float32)
    rows *= np.array(scales, np.float32)[:, None]
    return rows


def scores(bodies: Sequence[tuple[float, bytes]], query: Vector) -> Vector:
    """The dot product of each packed vector, some at a time, so that they stay in a processor's cache."""
    found = np.empty(len(bodies), np.float32)
    for start in range(0, len(bodies), BLOCK):
        found[start : start + BLOCK] = products(unpack(bodies[start : start + BLOCK]), query)
    return found


def products(rows: Matrix, query: Vector) -> Vector:
    """The dot product of each row. `@` would wake threads of BLAS, which then wait for more in a busy loop of 20 ms."""
    return np.einsum("ij,j->i", rows, query) if len(rows) else query[:0]


def _bits(rows: NDArray[Any]) -> NDArray[np.uint8]:
    """One bit for each that isn't nought, rows filled up to whole words."""
    spare = -rows.shape[1] % WORD
    return np.packbits(np.pad(rows, ((0, 0), (0, spare))), axis=1)
