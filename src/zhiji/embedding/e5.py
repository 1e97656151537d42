"""multilingual-e5-small on this computer, the embedder that zhiji comes with."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import get_args

from zhiji.config import EmbedderSettings
from zhiji.embedding import weights as weights_file
from zhiji.embedding.protocol import Embedder, Variant
from zhiji.errors import MissingExtra, SettingError


def open_e5(*, variant: Variant = "q4", weights: Path | None = None, threads: int = 1) -> Embedder:
    """The local embedder; MissingExtra or WeightsMissing if a part of it isn't here. Loads little before the first text.

    "q4" reckons with the weights as they are; "int8" is two to three times quicker, and a vector then depends a little
    on what else is in its batch (cosine 0.99); "fp32" is q4 without rounding what the weights meet.
    """
    path = located(weights)
    from zhiji.embedding.local import LocalE5

    return LocalE5(path, variant=variant, threads=threads)


def located(weights: Path | None = None) -> Path:
    """Where the weights are; MissingExtra or WeightsMissing if a part isn't here. Imports nothing of it."""
    if any(importlib.util.find_spec(name) is None for name in ("numpy", "onnxruntime")):
        raise MissingExtra("Finding by meaning", "semantic")
    return weights_file.find(weights)


def build(variant: str, settings: EmbedderSettings) -> Embedder:
    """For `e5`, `e5:int8` and the like in config.toml."""
    known: tuple[Variant, ...] = get_args(Variant)
    chosen = next((one for one in known if one == (variant or "q4")), None)
    if chosen is None:
        raise SettingError(
            f"There is no embedder e5:{variant}. There are: {', '.join(f'e5:{one}' for one in known)}."
        )
    return open_e5(variant=chosen, weights=given_weights(settings), threads=settings.threads)


def given_weights(settings: EmbedderSettings) -> Path | None:
    """The file that the settings name."""
    return Path(settings.weights).expanduser() if settings.weights else None
