"""A made-up file of weights in the format of the real one, and what it should give, reckoned the slow way."""

from __future__ import annotations

import math
import struct
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

WIDTH, LAYERS, HEADS, INNER, POSITIONS = 64, 2, 2, 128, 24
SPECIALS = ["<s>", "<pad>", "</s>", "<unk>"]
PIECES = {
    "▁": -3.0, "▁the": -2.0, "▁ferry": -4.0, "▁fer": -5.0, "ry": -3.0, "▁quer": -4.0, "y": -4.0, ":": -2.0, "e": -3.0,
    "▁passage": -4.0, "▁l": -4.0, "a": -3.0, "k": -3.5, "ke": -3.6, "今天": -4.0, "今": -5.0, "天": -5.0, "火锅": -4.0,
    "s": -3.0, "f": -5.0,
}  # fmt: skip
NORMAL = {ord("\n"): " ", ord("Ａ"): "a", ord("ﬀ"): "ff", 0x200B: ""}
Weights = dict[str, NDArray[np.float32]]


def write(path: Path, seed: int = 1) -> Weights:
    """Write the file; gives its weights as floats, after rounding to four bits."""
    chance = np.random.default_rng(seed)
    pieces = [*SPECIALS, *PIECES, "<mask>"]
    tensors: list[tuple[str, int, int, bytes]] = []
    weights: Weights = {}
    for name, shape in _shapes(len(pieces)).items():
        values = chance.normal(1.0 if "ln.w" in name else 0.0, 0.2, shape).astype(np.float32)
        if len(shape) == 2 and name not in ("emb.pos", "emb.type"):
            data, weights[name] = _four_bits(values)
            tensors.append((name, 1, values.size, data))
        else:
            weights[name] = values
            tensors.append((name, 0, values.size, values.tobytes()))
    path.write_bytes(_head(pieces) + _directory(tensors, len(_head(pieces))))
    return weights


def mean(weights: Weights, ids: list[int]) -> NDArray[np.float64]:
    """The mean over all tokens of a text, in double precision."""
    x = weights["emb.word"][ids] + weights["emb.pos"][: len(ids)] + weights["emb.type"][0]
    x = _norm(x.astype(np.float64), weights, "emb.ln")
    for layer in range(LAYERS):
        name = f"l{layer}"
        q, k, v = (_through(x, weights, f"{name}.{part}") for part in "qkv")
        seen = np.concatenate(
            [_attend(*(_head_of(part, head) for part in (q, k, v))) for head in range(HEADS)], axis=1
        )
        x = _norm(x + _through(seen, weights, f"{name}.ao"), weights, f"{name}.aln")
        inner = _through(x, weights, f"{name}.fi")
        inner = inner * (1 + np.vectorize(math.erf)(inner / math.sqrt(2))) / 2
        x = _norm(x + _through(inner, weights, f"{name}.fo"), weights, f"{name}.oln")
    return x.mean(axis=0)  # type: ignore[no-any-return]  # numpy's own stubs


def _shapes(pieces: int) -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {
        "emb.word": (pieces, WIDTH), "emb.pos": (POSITIONS, WIDTH), "emb.type": (2, WIDTH),
        "emb.ln.w": (WIDTH,), "emb.ln.b": (WIDTH,),
    }  # fmt: skip
    for layer in range(LAYERS):
        for part, rows, columns in [
            *((one, WIDTH, WIDTH) for one in ("q", "k", "v", "ao")),
            ("fi", INNER, WIDTH),
            ("fo", WIDTH, INNER),
        ]:
            shapes |= {f"l{layer}.{part}.w": (rows, columns), f"l{layer}.{part}.b": (rows,)}
        shapes |= {f"l{layer}.{norm}.{one}": (WIDTH,) for norm in ("aln", "oln") for one in "wb"}
    return shapes


def _four_bits(values: NDArray[np.float32]) -> tuple[bytes, NDArray[np.float32]]:
    blocks = values.reshape(-1, 32)
    scales = (np.abs(blocks).max(axis=1, keepdims=True) / 7).astype(np.float16)
    halves = np.clip(np.rint(blocks / scales.astype(np.float32)) + 8, 0, 15).astype(np.uint8)
    bytes_ = halves[:, :16] | halves[:, 16:] << 4
    data = b"".join(scale.tobytes() + row.tobytes() for scale, row in zip(scales, bytes_))
    return data, ((halves.astype(np.float32) - 8) * scales.astype(np.float32)).reshape(values.shape)


def _head(pieces: list[str]) -> bytes:
    letters = [piece.encode() for piece in pieces]
    offsets = np.concatenate(([0], np.cumsum([len(one) for one in letters]))).astype("<u4")
    scores = np.array([PIECES.get(piece, 0.0) for piece in pieces], "<f4")
    normal = b"".join(
        struct.pack(f"<IB{len(to)}I", char, len(to), *map(ord, to)) for char, to in sorted(NORMAL.items())
    )
    sizes = struct.pack("<7ifi", WIDTH, LAYERS, HEADS, INNER, len(pieces), POSITIONS, 2, 1e-12, 32)
    vocabulary = struct.pack("<5iQ", len(pieces), 0, 2, 1, 3, sum(map(len, letters)))
    return b"".join([
        b"E5S1", struct.pack("<I", 1), sizes, vocabulary, offsets.tobytes(), scores.tobytes(), *letters,
        struct.pack("<iI", len(NORMAL), len(normal)), normal,
    ])  # fmt: skip


def _directory(tensors: list[tuple[str, int, int, bytes]], before: int) -> bytes:
    at = before + 4 + sum(2 + len(name) + 21 for name, *_ in tensors)
    entries, data = [struct.pack("<i", len(tensors))], []
    for name, kind, count, content in tensors:
        at += -at % 64
        entries.append(
            struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", kind, count, at, len(content))
        )
        data.append((at, content))
        at += len(content)
    written = bytearray(b"".join(entries))
    for place, content in data:
        written += bytes(place - before - len(written)) + content
    return bytes(written)


def _through(x: NDArray[Any], weights: Weights, name: str) -> NDArray[Any]:
    return x @ weights[f"{name}.w"].astype(np.float64).T + weights[f"{name}.b"]


def _head_of(x: NDArray[Any], head: int) -> NDArray[Any]:
    size = WIDTH // HEADS
    return x[:, head * size : (head + 1) * size]


def _attend(q: NDArray[Any], k: NDArray[Any], v: NDArray[Any]) -> NDArray[Any]:
    scores = np.exp(q @ k.T / math.sqrt(q.shape[1]))
    return scores / scores.sum(axis=1, keepdims=True) @ v  # type: ignore[no-any-return]


def _norm(x: NDArray[Any], weights: Weights, name: str) -> NDArray[Any]:
    x = (x - x.mean(axis=1, keepdims=True)) / np.sqrt(x.var(axis=1, keepdims=True) + 1e-12)
    return x * weights[f"{name}.w"] + weights[f"{name}.b"]
