"""Runs the weights of `e5.py` on this computer: texts to pieces, pieces to vectors, long texts in windows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from zhiji.embedding import weights
from zhiji.embedding.e5file import E5File
from zhiji.embedding.protocol import Matrix, Space, Variant, Vector
from zhiji.embedding.transformer import serialized
from zhiji.embedding.unigram import Unigram
from zhiji.embedding.unit import unit

PASSAGE, QUERY = "passage: ", "query: "
BATCH = 300  # tokens a batch, padding included: larger ones leave the processor's cache
LONGEST = 1_500  # characters of a text that are read: the rest costs much and changes its meaning little


class Window(NamedTuple):
    """A piece of a text that is read at once."""

    text: int  # the place of its text
    ids: list[int]  # without begin and end


class LocalE5:
    """An Embedder. Texts longer than a window are read in several, and their mean is taken, long ones weighing more.

    Opening it reads a header; the vocabulary and the graph are made ready when the first vector is asked for.
    """

    def __init__(self, path: Path, *, variant: Variant, threads: int, sha256: str = weights.SHA256) -> None:
        self._path = path
        self._variant: Variant = variant
        self._threads = threads
        self._sha256 = sha256
        self._file = E5File(path)
        self.space = Space(
            embedder=f"e5-small-{variant}",
            weights=sha256,
            dimension=self._file.sizes.width,
            prefix=f"{QUERY}|{PASSAGE}",
        )

    def passages(self, texts: Sequence[str]) -> Matrix:
        """A row for each text, in the order given. WeightsDamaged before the first if the file isn't as it should be."""
        _ = self._checked
        return self._vectors(PASSAGE, texts)

    def query(self, text: str) -> Vector:
        """The vector of a text to find others by."""
        vector: Vector = self._vectors(QUERY, [text])[0]
        return vector

    @cached_property
    def _checked(self) -> bool:
        """What is kept deserves the whole check; a query's vector is gone in a moment."""
        weights.check(self._path, self._sha256)
        return True

    @cached_property
    def _tokenizer(self) -> Unigram:
        return self._file.tokenizer()

    @cached_property
    def _session(self) -> Any:
        return _session(serialized(self._file, self._variant), self._threads)

    @cached_property
    def _places(self) -> Matrix:
        """What is added to a piece for its place, and for its being of the first kind."""
        sizes = self._file.sizes
        places = self._file.floats("emb.pos").reshape(sizes.positions, sizes.width)
        added: Matrix = places + self._file.floats("emb.type")[: sizes.width]
        return added

    def _vectors(self, prefix: str, texts: Sequence[str]) -> Matrix:
        sums = np.zeros((len(texts), self.space.dimension), np.float32)
        windows = [
            window
            for place, text in enumerate(texts)
            for window in self._windows(place, prefix + text[:LONGEST])
        ]
        for batch in _batches(windows):
            means = self._means(batch)
            lengths = np.array([[len(window.ids)] for window in batch], np.float32)
            np.add.at(sums, [window.text for window in batch], means * lengths)
        return unit(sums)

    def _windows(self, place: int, text: str) -> Iterator[Window]:
        ids = self._tokenizer.ids(text)
        most = self._file.sizes.positions - 2
        for begin in range(0, len(ids), most):
            yield Window(place, ids[begin : begin + most])

    def _means(self, batch: Sequence[Window]) -> Matrix:
        specials = self._file.specials
        lengths = np.array([len(window.ids) + 2 for window in batch])
        longest = int(lengths.max())
        ids = np.full((len(batch), longest), specials.padding, np.int64)
        for row, window in zip(ids, batch):
            row[: len(window.ids) + 2] = [specials.begin, *window.ids, specials.end]
        there = np.arange(longest) < lengths[:, None]
        words, where = np.unique(ids, return_inverse=True)
        given = {
            "words": self._file.words(words)[where.reshape(ids.shape)] + self._places[:longest],
            "there": there.astype(np.int32),
            "share": (there / lengths[:, None]).astype(np.float32)[:, None],
        }
        means: Matrix = self._session.run(["mean"], given)[0][:, 0]
        return means


def _batches(windows: Sequence[Window]) -> Iterator[list[Window]]:
    """Windows of like length together, the longest first."""
    batch: list[Window] = []
    for window in sorted(windows, key=lambda one: -len(one.ids)):
        if batch and (len(batch) + 1) * (len(batch[0].ids) + 2) > BATCH:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def _session(model: bytes, threads: int) -> Any:
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL  # it is as it should be
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
