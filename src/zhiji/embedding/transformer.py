"""The forward pass of the e5 file as an ONNX graph, in one of several precisions.

Post-LN BERT, as `multilingual-e5-small` is: embeddings are normed, then in each layer attention and an inner layer with
GELU (erf) are added to what went in and normed. The mean over all tokens comes out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from zhiji.embedding.e5file import BLOCK, E5File
from zhiji.embedding.onnx import Graph
from zhiji.embedding.protocol import Matrix, Variant


def serialized(file: E5File, variant: Variant) -> bytes:
    """The graph as onnxruntime reads it.

    Inputs: `words` [texts, tokens, width], `there` [texts, tokens] 1 or 0, `share` [texts, 1, tokens] that add up to 1.
    Output: `mean` [texts, 1, width].
    """
    return _Transformer(file, variant).serialized()


class _Transformer:
    def __init__(self, file: E5File, variant: Variant) -> None:
        self._file = file
        self._sizes = file.sizes
        self._graph = Graph()
        self._linear = {"q4": self._q4, "int8": self._int8, "fp32": self._fp32}[variant]

    def serialized(self) -> bytes:
        graph, sizes = self._graph, self._sizes
        words = graph.input("words", "float32", ("texts", "tokens", sizes.width))
        graph.input("there", "int32", ("texts", "tokens"))
        graph.input("share", "float32", ("texts", 1, "tokens"))
        norm = self._floats("emb.ln.w"), self._floats("emb.ln.b")
        value = graph.run(
            "LayerNormalization", words, *norm, to="normed", ours=False, axis=-1, epsilon=sizes.epsilon
        )
        for layer in range(sizes.layers):
            value = self._inner(f"l{layer}", self._attention(f"l{layer}", value))
        graph.run("MatMul", "share", value, to="mean", ours=False)
        graph.output("mean", "float32", ("texts", 1, sizes.width))
        return graph.serialized()

    def _attention(self, layer: str, value: str) -> str:
        parts = [self._linear(f"{layer}.{part}", self._sizes.width, value) for part in "qkv"]
        bias = np.concatenate([self._file.floats(f"{layer}.{part}.b") for part in "qkv"])
        parts.append(self._graph.constant(f"{layer}.qkv.b", bias))
        heads = self._sizes.heads
        seen = self._graph.run("MultiHeadAttention", *parts, "there", to=f"{layer}.seen", num_heads=heads)
        return self._added(value, self._linear(f"{layer}.ao", self._sizes.width, seen), f"{layer}.aln")

    def _inner(self, layer: str, value: str) -> str:
        wide = self._linear(f"{layer}.fi", self._sizes.inner, value)
        bent = self._graph.run("BiasGelu", wide, self._floats(f"{layer}.fi.b"), to=f"{layer}.gelu")
        return self._added(value, self._linear(f"{layer}.fo", self._sizes.width, bent), f"{layer}.oln")

    def _added(self, before: str, value: str, norm: str) -> str:
        """What went in and what came out (with the bias still to be added), normed."""
        constants = [self._floats(name) for name in (f"{norm}.w", f"{norm}.b", f"{value}.b")]
        epsilon = self._sizes.epsilon
        return self._graph.run("SkipLayerNormalization", value, before, *constants, to=norm, epsilon=epsilon)

    def _floats(self, name: str) -> str:
        return self._graph.constant(name, self._file.floats(name))

    def _fp32(self, name: str, rows: int, value: str) -> str:
        weights = self._graph.constant(f"{name}.w", self._file.matrix(f"{name}.w", rows).T)
        return self._graph.run("MatMul", value, weights, to=name, ours=False)

    def _q4(self, name: str, rows: int, value: str) -> str:
        """The file's own weights, none of them rounded; what they meet is rounded to 8 bits, block by block."""
        halves, scales = self._file.halves(f"{name}.w", rows)
        packed = self._graph.constant(f"{name}.w", _repacked(halves))
        scale = self._graph.constant(f"{name}.scale", scales)
        shape = {"K": scales.shape[1] * BLOCK, "N": rows, "bits": 4, "block_size": BLOCK}
        return self._graph.run("MatMulNBits", value, packed, scale, to=name, accuracy_level=4, **shape)

    def _int8(self, name: str, rows: int, value: str) -> str:
        """Weights rounded to 8 bits, one scale a column; what they meet with one scale a batch, so batches differ."""
        weights, scales = _rounded(self._file.matrix(f"{name}.w", rows))
        packed = self._graph.constant(f"{name}.w", weights.T)
        scale = self._graph.constant(f"{name}.scale", scales)
        zero = self._graph.constant(f"{name}.zero", np.zeros(rows, np.int8))
        return self._graph.run("DynamicQuantizeMatMul", value, packed, scale, zero, to=name)


def _repacked(halves: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """From weights j and j + 16 in a byte to weights 2j and 2j + 1, a pair of bytes at a time."""
    pairs = halves.view("<u2")
    low = pairs & 0x0F | pairs >> 4 & 0xF0
    high = pairs >> 4 & 0x0F | pairs >> 8 & 0xF0
    return np.concatenate((low, high), axis=-1).astype(np.uint8)


def _rounded(weights: Matrix) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    scales = np.abs(weights).max(axis=1) / 127
    scales[scales == 0] = 1
    return np.rint(weights / scales[:, None]).astype(np.int8), scales.astype(np.float32)
