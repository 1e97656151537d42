"""Cross-encoders of the library sentence-transformers, where somebody installed it.

It fetches the weights of what it is told to run from the hub by itself; zhiji downloads nothing for it.
"""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from zhiji.errors import RerankerError, SettingError

LONGEST = 4_000  # characters of a text; it cuts by tokens itself


class CrossEncoder:
    """Loads when the first question comes."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """A score for each text, on the scale of the cross-encoder."""
        with self._lock:
            found = self._loaded.predict(
                [(question, text[:LONGEST]) for text in texts], show_progress_bar=False
            )
        return [float(score) for score in found]

    @cached_property
    def _loaded(self) -> Any:
        import sentence_transformers as library

        return library.CrossEncoder(self._name)


def cross_encoder(name: str) -> CrossEncoder:
    """For `sentence-transformers:BAAI/bge-reranker-v2-m3` and the like in config.toml."""
    if not name:
        raise SettingError(
            "“sentence-transformers” doesn't say what it is to run: write sentence-transformers:NAME."
        )
    if importlib.util.find_spec("sentence_transformers") is None:
        raise RerankerError(
            f"sentence-transformers:{name}",
            "it needs the package sentence-transformers: pip install sentence-transformers",
        )
    return CrossEncoder(name)
