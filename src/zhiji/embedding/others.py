"""Embedders of other libraries: `fastembed` and `sentence-transformers`, where somebody installed them.

They fetch the weights of what they are told to run by themselves; zhiji downloads nothing for them.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from zhiji.config import EmbedderSettings
from zhiji.embedding.prefixes import prefixes_of
from zhiji.embedding.protocol import Embedder, Matrix, Space, Vector
from zhiji.errors import EmbedderError, SettingError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Encode = Callable[[Sequence[str]], "Iterable[NDArray[np.float32]]"]


class LibraryEmbedder:
    """An Embedder made of a function of a library, which is loaded when the first text comes."""

    def __init__(self, library: str, name: str, load: Callable[[], Encode]) -> None:
        self._library = library
        self._name = name
        self._load = load
        self._prefixes = prefixes_of(name)

    @cached_property
    def space(self) -> Space:
        """Loads the weights, to know how long vectors are."""
        return Space(
            embedder=self._library,
            weights=self._name,
            dimension=self._encoded(["zhiji"]).shape[1],
            prefix=self._prefixes.written,
        )

    def passages(self, texts: Sequence[str]) -> Matrix:
        """A row for each text, in the order given."""
        import numpy as np

        if not texts:
            return np.zeros((0, self.space.dimension), np.float32)
        return self._encoded([self._prefixes.passage + text for text in texts])

    def query(self, text: str) -> Vector:
        """The vector of a text to find others by."""
        vector: Vector = self._encoded([self._prefixes.query + text])[0]
        return vector

    @cached_property
    def _encode(self) -> Encode:
        return self._load()

    def _encoded(self, texts: Sequence[str]) -> Matrix:
        import numpy as np

        from zhiji.embedding.unit import unit

        return unit(np.array(list(self._encode(texts)), np.float32))


def fastembed(name: str, settings: EmbedderSettings) -> Embedder:
    """For `fastembed:BAAI/bge-small-zh-v1.5` and the like in config.toml."""
    _expect("fastembed", "fastembed", name)

    def load() -> Encode:
        import fastembed as library

        loaded: Any = library.TextEmbedding(model_name=name, threads=settings.threads)
        return lambda texts: loaded.embed(list(texts))

    return LibraryEmbedder("fastembed", name, load)


def sentence_transformers(name: str, settings: EmbedderSettings) -> Embedder:  # noqa: ARG001 - torch has its own threads
    """For `sentence-transformers:BAAI/bge-m3` and the like in config.toml."""
    _expect("sentence-transformers", "sentence_transformers", name)

    def load() -> Encode:
        import sentence_transformers as library

        loaded: Any = library.SentenceTransformer(name)
        return lambda texts: loaded.encode(list(texts), convert_to_numpy=True, show_progress_bar=False)

    return LibraryEmbedder("sentence-transformers", name, load)


def _expect(package: str, module: str, name: str) -> None:
    if not name:
        raise SettingError(f"“{package}” doesn't say what it is to run: write {package}:NAME.")
    if importlib.util.find_spec(module) is None:
        raise EmbedderError(
            f"The embedder {package}:{name} needs the package {package}: pip install {package}"
        )
