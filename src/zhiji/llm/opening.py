"""From a name to a language model behind the gate and the ledger."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, cast

from zhiji import plugins
from zhiji.config import Endpoint, Settings
from zhiji.errors import MissingExtra, SettingError
from zhiji.llm.ledger import Ledger
from zhiji.llm.protocol import Alias, Backend, Llm

if TYPE_CHECKING:
    from zhiji.llm.embeddings import Embeddings
    from zhiji.llm.posting import Poster
    from zhiji.llm.protocol import Purpose
    from zhiji.llm.reranking import Reranking
    from zhiji.llm.target import Target

GROUP = "zhiji.llms"
BUILTIN = {"echo": "zhiji.llm.echo:echo"}
_ONLY_TALK = ("anthropic", "google")  # dialects in which nobody is asked for vectors or scores


def open_llm(
    name: str,
    settings: Settings,
    *,
    ledger: Ledger,
    names: Callable[[], Iterable[Alias]] | None = None,
    env: Mapping[str, str] = os.environ,
) -> Llm:
    """The language model of that name, "provider:model". Connects to nothing yet.

    Each call goes through the gate and becomes a row of the ledger. `names` gives the people and chats whose names
    are replaced where the owner chose `leave = "pseudonyms"`.
    """
    from zhiji.llm.guarded import GuardedLlm  # heavier than naming a language model should be

    backend = _backend(name, settings, env)
    return GuardedLlm(name, backend, privacy=settings.privacy, ledger=ledger, names=names)


def open_embeddings(
    name: str, settings: Settings, *, ledger: Ledger, env: Mapping[str, str] = os.environ
) -> Embeddings:
    """The embedder of that name, "provider:name", as a function of texts. Connects to nothing yet."""
    from zhiji.llm.embeddings import Embeddings

    return Embeddings(_poster(name, settings, ledger, env, purpose="embeddings", gives="vectors"))


def open_reranking(
    name: str, settings: Settings, *, ledger: Ledger, env: Mapping[str, str] = os.environ
) -> Reranking:
    """The re-ranker of that name, "provider:name". Connects to nothing yet."""
    from zhiji.llm.reranking import Reranking

    return Reranking(_poster(name, settings, ledger, env, purpose="reranking", gives="scores"))


def _poster(
    name: str, settings: Settings, ledger: Ledger, env: Mapping[str, str], *, purpose: Purpose, gives: str
) -> Poster:
    from zhiji.llm.posting import Poster
    from zhiji.llm.target import target

    found = target(name, settings.llm)
    if found is None or found.dialect in _ONLY_TALK:
        raise SettingError(f"“{name}” is not served by an endpoint that gives {gives}: write PROVIDER:NAME.")
    return Poster(found, _key(found, env), purpose=purpose, privacy=settings.privacy, ledger=ledger)


def _backend(name: str, settings: Settings, env: Mapping[str, str]) -> Backend:
    from zhiji.llm.target import target

    where, _, llm = name.partition(":")
    if where not in BUILTIN and (found := target(name, settings.llm)) is not None:
        return _client(found, env)
    plugin = plugins.find(where, GROUP, builtin=BUILTIN)
    if plugin is None:
        raise _unknown(name, where, settings)
    build = cast("Callable[[str, Endpoint | None], Backend]", plugin.load())
    return build(llm, settings.llm.endpoints.get(where))


def _client(found: Target, env: Mapping[str, str]) -> Backend:
    from zhiji.llm.client import Client

    return Client(found, _key(found, env))


def _key(found: Target, env: Mapping[str, str]) -> str:
    """The key that the endpoint wants, "" if none; an error if it, or the extra that speaks to endpoints, isn't there."""
    import importlib.util

    if importlib.util.find_spec("pydantic_ai") is None:
        raise MissingExtra(f"The language model {found.name}", "llm")
    key = env.get(found.key_env, "") if found.key_env else ""
    if found.key_env and not key:
        raise SettingError(f"{found.name} needs a key: put it into the environment variable {found.key_env}.")
    return key


def _unknown(name: str, where: str, settings: Settings) -> SettingError:
    import difflib

    from zhiji.llm.target import PROVIDERS

    known = [*PROVIDERS, *settings.llm.endpoints, *BUILTIN]
    near = difflib.get_close_matches(where, known, n=3)
    hint = f"Did you mean {' or '.join(near)}?" if near else "`zhiji llms` lists what there is."
    return SettingError(f"zhiji knows no language model “{name}”: write PROVIDER:NAME. {hint}")
