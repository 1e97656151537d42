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
    from zhiji.llm.budget import Budget
    from zhiji.llm.caching import Replies
    from zhiji.llm.embeddings import Embeddings
    from zhiji.llm.posting import Poster
    from zhiji.llm.protocol import Purpose
    from zhiji.llm.reranking import Reranking
    from zhiji.llm.target import Learned, Target

GROUP = "zhiji.llms"
BUILTIN = {"echo": "zhiji.llm.echo:echo"}
_LONGEST = 3.0  # seconds that somebody who searches waits for another attempt
_ONLY_TALK = ("anthropic", "google")  # dialects in which nobody is asked for vectors or scores


def open_llm(
    name: str,
    settings: Settings,
    *,
    ledger: Ledger,
    names: Callable[[], Iterable[Alias]] | None = None,
    budget: Budget | None = None,
    replies: Replies | None = None,
    learned: Learned | None = None,
    env: Mapping[str, str] = os.environ,
) -> Llm:
    """The language model of that name, "provider:model". Connects to nothing yet.

    Each call goes through the gate and the budget and becomes a row of the ledger. `names` gives the people and chats whose
    names are replaced where the owner chose `leave = "pseudonyms"`, `replies` keeps what was replied, `learned` are quirks
    that trying it has shown.
    """
    from zhiji.llm.guarded import GuardedLlm  # heavier than naming a language model should be
    from zhiji.llm.retrying import Patience

    backend, found = _backend(name, settings, env, learned)
    guarded = GuardedLlm(
        name,
        backend,
        privacy=settings.privacy,
        ledger=ledger,
        names=names,
        budget=budget,
        patience=Patience(retries=settings.llm.retries),
        price=found.price if found else None,
        room=found.room if found else lambda _: 0,
    )
    if replies is None:
        return guarded
    from zhiji.llm.caching import CachedLlm

    return CachedLlm(guarded, replies, ledger, manner=settings.privacy.leave)


def open_embeddings(
    name: str,
    settings: Settings,
    *,
    ledger: Ledger,
    budget: Budget | None = None,
    env: Mapping[str, str] = os.environ,
) -> Embeddings:
    """The embedder of that name, "provider:name", as a function of texts. Connects to nothing yet."""
    from zhiji.llm.embeddings import Embeddings

    return Embeddings(_poster(name, settings, ledger, budget, env, purpose="embeddings"))


def open_reranking(
    name: str,
    settings: Settings,
    *,
    ledger: Ledger,
    budget: Budget | None = None,
    env: Mapping[str, str] = os.environ,
) -> Reranking:
    """The re-ranker of that name, "provider:name". Connects to nothing yet."""
    from zhiji.llm.reranking import Reranking

    return Reranking(_poster(name, settings, ledger, budget, env, purpose="reranking"))


def _poster(
    name: str,
    settings: Settings,
    ledger: Ledger,
    budget: Budget | None,
    env: Mapping[str, str],
    *,
    purpose: Purpose,
) -> Poster:
    from zhiji.llm.posting import Poster
    from zhiji.llm.retrying import Patience
    from zhiji.llm.target import target

    found = target(name, settings.llm)
    if found is None or found.dialect in _ONLY_TALK:
        gives = "vectors" if purpose == "embeddings" else "scores"
        raise SettingError(f"“{name}” is not served by an endpoint that gives {gives}: write PROVIDER:NAME.")
    retries = 0 if purpose == "reranking" else settings.llm.retries  # who searches doesn't wait for scores
    return Poster(
        found,
        _key(found, env),
        purpose=purpose,
        privacy=settings.privacy,
        ledger=ledger,
        budget=budget,
        patience=Patience(retries=retries, longest=_LONGEST),
    )


def _backend(
    name: str, settings: Settings, env: Mapping[str, str], learned: Learned | None
) -> tuple[Backend, Target | None]:
    """What speaks to it, and where it is if that is an endpoint."""
    from zhiji.llm.target import target

    where, _, llm = name.partition(":")
    if where not in BUILTIN and (found := target(name, settings.llm, learned=learned)) is not None:
        from zhiji.llm.client import Client

        return Client(found, _key(found, env)), found
    plugin = plugins.find(where, GROUP, builtin=BUILTIN)
    if plugin is None:
        raise _unknown(name, where, settings)
    build = cast("Callable[[str, Endpoint | None], Backend]", plugin.load())
    return build(llm, settings.llm.endpoints.get(where)), None


def _key(found: Target, env: Mapping[str, str]) -> str:
    """The key that the endpoint wants, "" if none; an error if it, or the extra that speaks to endpoints, isn't there."""
    import importlib.util

    from zhiji.llm import keys

    if importlib.util.find_spec("pydantic_ai") is None:
        raise MissingExtra(f"The language model {found.name}", "llm")
    return keys.key_of(found, env)


def _unknown(name: str, where: str, settings: Settings) -> SettingError:
    import difflib

    from zhiji.llm.providers import providers

    known = [*providers(), *settings.llm.endpoints, *BUILTIN]
    near = difflib.get_close_matches(where, known, n=3)
    hint = f"Did you mean {' or '.join(near)}?" if near else "`zhiji llms` lists what there is."
    return SettingError(f"zhiji knows no language model “{name}”: write PROVIDER:NAME. {hint}")
