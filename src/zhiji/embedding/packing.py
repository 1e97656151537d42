"""Vectors as few bytes: int8 numbers with a scale for exact scores, one bit a dimension for looking through all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zhiji.embedding.protocol import Matrix, Vector

WORD = 64  # signs are compared so many at a time


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
    above = vectors > centre
    spare = -above.shape[1] % WORD
    return np.packbits(np.pad(above, ((0, 0), (0, spare))), axis=1)


def unpack(bodies: Sequence[tuple[float, bytes]]) -> Matrix:
    """Vectors of length about 1 again, from scales and bodies."""
    scales = np.array([scale for scale, _ in bodies], dtype=np.float32)
    numbers = np.frombuffer(b"".join(body for _, body in bodies), dtype=np.int8)
    return numbers.reshape(len(bodies), -1).astype(np.float32) * scales[:, None]
