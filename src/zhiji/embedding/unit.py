"""Rows made one long, so that the dot product of two is their cosine."""

from __future__ import annotations

import numpy as np

from zhiji.embedding.protocol import Matrix

_LEAST = np.float32(1e-12)


def unit(rows: Matrix) -> Matrix:
    """The rows with length 1; a row of noughts has no direction and stays as it is."""
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows), dtype=np.float32)
    found: Matrix = rows / np.maximum(lengths, _LEAST)[:, None]
    return found
