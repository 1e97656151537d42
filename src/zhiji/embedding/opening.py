"""From a name to an embedder."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from zhiji import plugins
from zhiji.config import EmbedderSettings
from zhiji.embedding.endpoint import Ask, EndpointEmbedder
from zhiji.embedding.protocol import Embedder
from zhiji.errors import SettingError

GROUP = "zhiji.embedders"
BUILTIN = {
    "e5": "zhiji.embedding.e5:build",
    "fastembed": "zhiji.embedding.others:fastembed",
    "sentence-transformers": "zhiji.embedding.others:sentence_transformers",
    "hash": "zhiji.embedding.hashing:build",
}
_Build = Callable[[str, EmbedderSettings], Embedder]


def is_local(name: str) -> bool:
    """Whether an embedder of this name is a plug-in, not an endpoint's."""
    return plugins.find(name.partition(":")[0], GROUP, builtin=BUILTIN) is not None


def open_embedder(settings: EmbedderSettings, *, endpoint: Callable[[str], Ask] | None = None) -> Embedder:
    """The embedder that the settings name. Connects to nothing and loads little before the first text.

    `endpoint` gives the way to a provider of language models, behind the gate and in the ledger, for a name like
    "ollama:bge-m3" that isn't a plug-in's.
    """
    where, _, what = settings.name.partition(":")
    plugin = plugins.find(where, GROUP, builtin=BUILTIN)
    if plugin is not None:
        return cast("_Build", plugin.load())(what, settings)
    if endpoint is not None and what:
        return EndpointEmbedder(what, endpoint(settings.name))
    raise SettingError(
        f"zhiji knows no embedder “{settings.name}”. There are {', '.join(BUILTIN)}, plug-ins, and PROVIDER:NAME."
    )
