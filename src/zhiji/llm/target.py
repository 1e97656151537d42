"""Which language model a name means, and where it is served."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zhiji.config import Endpoint, LlmSettings
from zhiji.errors import SettingError
from zhiji.hosts import host_of
from zhiji.llm.protocol import LlmRequest, Price
from zhiji.llm.providers import KnownLlm, Provider, Quirks, dialects, providers, with_quirks

_THOUGHTS = 4_000  # tokens
Learned = Mapping[str, Any]  # quirks that trying an LLM has shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One language model at one address, with all that a call needs but the key itself."""

    name: str  # as it was asked for
    llm: str  # as the endpoint calls it
    base_url: str
    host: str
    dialect: str
    key_env: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    timeout: float = 120.0
    context: int | None = None  # tokens that it can read; None = not known
    price: Price | None = None  # as the owner or providers.toml has it; None = not known there
    own_price: bool = False  # the owner told it
    quirks: Quirks = field(default_factory=Quirks)

    def room(self, request: LlmRequest) -> int:
        """Tokens for what it thinks before its reply, which endpoints count as part of that."""
        thinks = self.quirks.thinks
        return _THOUGHTS if thinks == "always" or (thinks and request.think is not False) else 0


def target(name: str, settings: LlmSettings, *, learned: Learned | None = None) -> Target | None:
    """Where the name leads; None if neither an endpoint nor a provider is called so (a plug-in may be)."""
    if name.startswith(("http://", "https://")):
        base_url, _, llm = name.partition("#")
        llm = _named(llm, name, f"{base_url}#NAME")
        return _target(name, llm, Endpoint(base_url=base_url), Provider(), settings, learned)
    where, _, llm = name.partition(":")
    endpoint, provider = settings.endpoints.get(where), providers().get(where)
    if endpoint is None and provider is None:
        return None
    if not (endpoint and endpoint.base_url) and not (provider and provider.base_url):
        raise SettingError(f"[llm.endpoints.{where}] in config.toml needs base_url.")
    llm = _named(llm, name, f"{where}:NAME")
    return _target(name, llm, endpoint or Endpoint(), provider or Provider(), settings, learned)


def _named(llm: str, name: str, form: str) -> str:
    if not llm.strip():
        raise SettingError(f"“{name}” doesn't say which language model: write {form}.")
    return llm.strip()


def _target(
    name: str,
    llm: str,
    endpoint: Endpoint,
    provider: Provider,
    settings: LlmSettings,
    learned: Learned | None,
) -> Target:
    base_url = endpoint.base_url or provider.base_url
    host = host_of(base_url)
    at_home = bool(provider.base_url) and host == host_of(provider.base_url)
    known = provider.known(llm)
    own, table = _own_price(endpoint), _table_price(known) if at_home else None
    return Target(
        name=name,
        llm=llm,
        base_url=base_url,
        host=host,
        dialect=_dialect(endpoint.dialect, provider.dialect),
        key_env=endpoint.api_key_env
        or (provider.key_env if at_home else ""),  # a key goes to its own host only
        headers=endpoint.headers,
        timeout=endpoint.timeout or settings.timeout,
        context=endpoint.context or known.context,
        price=own or table,
        own_price=own is not None,
        quirks=_quirks(name, endpoint, provider, known.quirks, learned or {}),
    )


def _own_price(endpoint: Endpoint) -> Price | None:
    return None if endpoint.price_in is None else Price(endpoint.price_in, endpoint.price_out)


def _table_price(known: KnownLlm) -> Price | None:
    return None if known.price_in is None else Price(known.price_in, known.price_out, known.price_cached)


def _quirks(
    name: str, endpoint: Endpoint, provider: Provider, known: Mapping[str, Any], learned: Learned
) -> Quirks:
    """The provider's, or of the one whose dialect the owner named; then the LLM's own, what was learned, what the owner says."""
    start = _quirks_of(endpoint.dialect) if endpoint.dialect else provider.quirks
    where = f"[llm.endpoints.{name.partition(':')[0]}.quirks]"
    quirks = with_quirks(with_quirks(start, known, where="providers.toml"), learned, where=name)
    return with_quirks(quirks, endpoint.quirks, where=where)


def _quirks_of(dialect: str) -> Quirks:
    """Those of the provider of that name; "openai" is how many speak who have little else in common with OpenAI."""
    model = providers().get(dialect)
    return Quirks() if model is None or dialect in ("openai", "responses") else model.quirks


def _dialect(asked: str, usual: str) -> str:
    """A manner that clients have, named itself or by a provider who speaks so."""
    if not asked or asked in dialects():
        return asked or usual
    if asked in providers():
        return providers()[asked].dialect
    known = ", ".join(sorted({*dialects(), *providers()}))
    raise SettingError(f"zhiji doesn't know the dialect “{asked}”; it knows {known}.")
