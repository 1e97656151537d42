"""Which language model a name means, and where it is served."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zhiji.config import Endpoint, LlmSettings
from zhiji.errors import SettingError
from zhiji.hosts import host_of


@dataclass(frozen=True, slots=True)
class Provider:
    """Somebody who serves language models, or a program that does so here."""

    base_url: str
    key_env: str = ""
    dialect: str = "openai"


PROVIDERS: Mapping[str, Provider] = {
    "ollama": Provider("http://127.0.0.1:11434/v1", dialect="ollama"),
    "vllm": Provider("http://127.0.0.1:8000/v1", dialect="vllm"),
    "llamacpp": Provider("http://127.0.0.1:8080/v1"),
    "lmstudio": Provider("http://127.0.0.1:1234/v1"),
    "tei": Provider("http://127.0.0.1:8080/v1", dialect="tei"),
    "openai": Provider("https://api.openai.com/v1", "OPENAI_API_KEY", "responses"),
    "anthropic": Provider("https://api.anthropic.com", "ANTHROPIC_API_KEY", "anthropic"),
    "google": Provider("https://generativelanguage.googleapis.com", "GOOGLE_API_KEY", "google"),
    "openrouter": Provider("https://openrouter.ai/api/v1", "OPENROUTER_API_KEY", "openrouter"),
    "deepseek": Provider("https://api.deepseek.com", "DEEPSEEK_API_KEY", "deepseek"),
    "qwen": Provider("https://dashscope-intl.aliyuncs.com/compatible-mode/v1", "DASHSCOPE_API_KEY", "qwen"),
    "qwen-cn": Provider("https://dashscope.aliyuncs.com/compatible-mode/v1", "DASHSCOPE_API_KEY", "qwen"),
    "glm": Provider("https://api.z.ai/api/paas/v4", "ZAI_API_KEY", "glm"),
    "glm-cn": Provider("https://open.bigmodel.cn/api/paas/v4", "ZHIPUAI_API_KEY", "glm"),
    "kimi": Provider("https://api.moonshot.ai/v1", "MOONSHOT_API_KEY", "kimi"),
    "kimi-cn": Provider("https://api.moonshot.cn/v1", "MOONSHOT_API_KEY", "kimi"),
    "minimax": Provider("https://api.minimax.io/v1", "MINIMAX_API_KEY"),
    "minimax-cn": Provider("https://api.minimaxi.com/v1", "MINIMAX_API_KEY"),
    "siliconflow": Provider("https://api.siliconflow.cn/v1", "SILICONFLOW_API_KEY"),
    "jina": Provider("https://api.jina.ai/v1", "JINA_API_KEY"),
    "hunyuan": Provider("https://tokenhub.tencentmaas.com/v1", "HUNYUAN_API_KEY"),
}
DIALECTS = tuple(sorted({provider.dialect for provider in PROVIDERS.values()}))


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
    price_in: float | None = None
    price_out: float | None = None


def target(name: str, settings: LlmSettings) -> Target | None:
    """Where the name leads; None if neither an endpoint nor a provider is called so (a plug-in may be)."""
    if name.startswith(("http://", "https://")):
        base_url, _, llm = name.partition("#")
        return _target(
            name, _named(llm, name, f"{base_url}#NAME"), Endpoint(base_url=base_url), Provider(""), settings
        )
    where, _, llm = name.partition(":")
    endpoint, provider = settings.endpoints.get(where), PROVIDERS.get(where)
    if endpoint is None and provider is None:
        return None
    llm = _named(llm, name, f"{where}:NAME")
    return _target(name, llm, endpoint or Endpoint(base_url=""), provider or Provider(""), settings)


def _named(llm: str, name: str, form: str) -> str:
    if not llm.strip():
        raise SettingError(f"“{name}” doesn't say which language model: write {form}.")
    return llm.strip()


def _target(name: str, llm: str, endpoint: Endpoint, provider: Provider, settings: LlmSettings) -> Target:
    base_url = endpoint.base_url or provider.base_url
    host = host_of(base_url)
    at_home = bool(provider.base_url) and host == host_of(provider.base_url)
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
        price_in=endpoint.price_in,
        price_out=endpoint.price_out,
    )


def _dialect(asked: str, usual: str) -> str:
    if asked and asked not in DIALECTS:
        raise SettingError(f"zhiji doesn't know the dialect “{asked}”; it knows {', '.join(DIALECTS)}.")
    return asked or usual
