"""Other people's embedders may fail in any way; neither a search nor a worker does for that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from zhiji.embedding.protocol import Embedder, Matrix, Space, Vector
from zhiji.errors import EmbedderError, ZhijiError


class Careful:
    """An Embedder whose every failure is a ZhijiError that names it."""

    def __init__(self, name: str, made: Embedder) -> None:
        self._name, self._made = name, made

    @property
    def space(self) -> Space:
        """That of the embedder."""
        with self._named():
            return self._made.space

    def passages(self, texts: Sequence[str]) -> Matrix:
        """A row for each text, in the order given."""
        with self._named():
            return self._made.passages(texts)

    def query(self, text: str) -> Vector:
        """The vector of a text to find others by."""
        with self._named():
            return self._made.query(text)

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except ZhijiError:
            raise
        except Exception as error:  # an edge: a plug-in, or a library that fetches what it is to run
            kind = type(error).__name__  # without its words: it may quote what was said
            raise EmbedderError(f"The embedder {self._name} failed ({kind}).") from error
