"""The backend that speaks to real endpoints, by way of pydantic-ai (extra `llm`, imported on the first call)."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Mapping
from functools import cache
from typing import Any

from zhiji.errors import LlmCutOff, LlmError, LlmFailed, LlmUnreachable
from zhiji.hosts import is_here
from zhiji.llm import bridge
from zhiji.llm.faults import with_its_status
from zhiji.llm.protocol import Cancel, Delta, Finish, LlmRequest, Stopped, Usage
from zhiji.llm.target import Target

CONNECT_SECONDS = 5.0
NO_KEY = "none"  # an endpoint on one's own computer wants no key; the clients want one that isn't empty
# What the clients would tell about this computer beyond these stays here.
_HEADERS = frozenset(
    [
        "host",
        "accept",
        "accept-encoding",
        "connection",
        "content-type",
        "content-length",
        "transfer-encoding",
        "authorization",
        "x-api-key",
        "anthropic-version",
        "anthropic-beta",
        "x-goog-api-key",
    ]
)
_STOPPED: Mapping[str, Stopped] = {"length": "length", "tool_call": "calls"}
# Dialect -> the module and class in pydantic_ai.providers that knows its manners; all of them speak through OpenAI's client.
_MANNERS: Mapping[str, tuple[str, str]] = {
    "responses": ("openai", "OpenAIProvider"),
    "ollama": ("ollama", "OllamaProvider"),
    "vllm": ("vllm", "VLLMProvider"),
    "openrouter": ("openrouter", "OpenRouterProvider"),
    "deepseek": ("deepseek", "DeepSeekProvider"),
    "qwen": ("alibaba", "AlibabaProvider"),
    "glm": ("zai", "ZaiProvider"),
    "kimi": ("moonshotai", "MoonshotAIProvider"),
}


class Client:
    """One language model at one endpoint. Each call has a connection of its own, so that threads don't meet."""

    def __init__(self, target: Target, key: str = "") -> None:
        self._target = target
        self._key = key or NO_KEY

    @property
    def host(self) -> str:
        """Where the words go."""
        return self._target.host

    def stream(self, request: LlmRequest, cancel: Cancel) -> Iterator[Delta | Finish]:
        """Deltas as they come, then one Finish."""
        return bridge.run(lambda: self._talk(request), cancel)

    async def _talk(self, request: LlmRequest) -> AsyncIterator[Delta | Finish]:
        import httpx2
        from pydantic_ai.exceptions import AgentRunError, UserError

        try:
            async with contextlib.aclosing(self._stream(request)) as stream:
                async for item in stream:
                    yield item
        except (AgentRunError, UserError, httpx2.HTTPError) as error:
            raise as_ours(self._target.name, error) from error

    async def _stream(self, request: LlmRequest) -> AsyncGenerator[Delta | Finish, None]:
        from pydantic_ai.direct import model_request_stream

        from zhiji.llm import translate

        deltas, quirks = translate.Deltas(), self._target.quirks
        async with connection(self._target) as http:
            speaker = _speaker(self._target, self._key, http)
            way = translate.json_way(request, quirks, speaker.profile)
            async with model_request_stream(
                speaker,
                translate.messages(request, system=speaker.system, quirks=quirks, way=way),
                model_settings=translate.settings(request, self._target, speaker.profile, way=way),
                model_request_parameters=translate.parameters(request, quirks, way=way),
                instrument=False,
            ) as stream:
                async for event in stream:
                    if (delta := deltas.of(event)) is not None:
                        yield delta
                yield deltas.rest()
                yield self._finish(stream.get())

    def _finish(self, response: Any) -> Finish:
        from zhiji.llm import translate

        usage, calls = translate.usage(response), translate.calls(response)
        stopped = _STOPPED.get(response.finish_reason or "", "end")
        return Finish(
            usage=usage,
            cost=self._cost(response, usage),
            calls=calls,
            stopped="end" if stopped == "calls" and not calls else stopped,
        )

    def _cost(self, response: Any, usage: Usage | None) -> float | None:
        """By the prices in config.toml, by the clients' table, which knows hours and lengths, by ours; None if none knows."""
        if usage is None or is_here(self.host):
            return None
        price = self._target.price
        if price is not None and self._target.own_price:
            return price.of(usage)
        try:
            return float(response.cost().total_price)
        except (AssertionError, LookupError, ValueError):
            return None if price is None else price.of(usage)


def connection(target: Target) -> Any:
    """A client that talks to one host and nobody else, follows no redirect and tells nothing it needn't."""
    import httpx2

    allowed = _HEADERS | {name.lower() for name in target.headers}

    async def check(request: httpx2.Request) -> None:
        if request.url.host != target.host:
            raise LlmError(f"{target.name} tried to reach {request.url.host}; nothing was sent.")
        for name in [name for name in request.headers if name.lower() not in allowed]:
            del request.headers[name]
        request.headers["user-agent"] = "zhiji"

    async def look(response: httpx2.Response) -> None:
        await with_its_status(
            response, lambda status, body: refused(target.name, status, body), lambda: LlmCutOff(target.name)
        )

    return httpx2.AsyncClient(
        timeout=httpx2.Timeout(target.timeout, connect=CONNECT_SECONDS),
        follow_redirects=False,
        headers=dict(target.headers),
        event_hooks={"request": [check], "response": [look]},
        trust_env=not is_here(target.host),  # a proxy is no way to this computer
        verify=_certificates() if target.base_url.startswith("https") else False,
    )


@cache
def _certificates() -> Any:
    """Whom to trust; reading them takes longer than all else that a call does here."""
    import httpx2

    return httpx2.create_ssl_context()


def _speaker(target: Target, key: str, http: Any) -> Any:
    if target.dialect == "anthropic":
        return _anthropic(target, key, http)
    if target.dialect == "google":
        return _google(target, key, http)
    return _openai(target, key, http)


def _anthropic(target: Target, key: str, http: Any) -> Any:
    from anthropic import AsyncAnthropic
    from pydantic_ai.models.anthropic import AnthropicModel
    from pydantic_ai.providers.anthropic import AnthropicProvider

    client = AsyncAnthropic(api_key=key, base_url=target.base_url, http_client=http, max_retries=0)
    return AnthropicModel(target.llm, provider=AnthropicProvider(anthropic_client=client))


def _google(target: Target, key: str, http: Any) -> Any:
    from pydantic_ai.models.google import GoogleModel
    from pydantic_ai.providers.google import GoogleProvider

    return GoogleModel(
        target.llm, provider=GoogleProvider(api_key=key, base_url=target.base_url, http_client=http)
    )


def _openai(target: Target, key: str, http: Any) -> Any:
    import importlib

    from openai import AsyncOpenAI
    from pydantic_ai.models.openai import OpenAIChatModel, OpenAIResponsesModel
    from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider

    client = AsyncOpenAI(api_key=key, base_url=target.base_url, http_client=http, max_retries=0)
    if target.dialect in _MANNERS:
        module, kind = _MANNERS[target.dialect]
        provider = getattr(importlib.import_module(f"pydantic_ai.providers.{module}"), kind)(
            openai_client=client
        )
    else:
        provider = OpenAICompatibleProvider("openai-compatible", openai_client=client)
    if target.dialect == "responses":
        return OpenAIResponsesModel(target.llm, provider=provider)
    return OpenAIChatModel(target.llm, provider=provider, profile=_profile(target))


def _profile(target: Target) -> Any:
    """The quirks, as the client calls them."""
    quirks = target.quirks
    chosen: dict[str, Any] = {"thinking_tags": ("\0", "\0")}  # `thoughts.py` finds them however they are cut
    if quirks.reasoning:
        chosen["openai_chat_thinking_field"] = quirks.reasoning
    if quirks.echo == "never":
        chosen["openai_chat_send_back_thinking_parts"] = False
    elif quirks.reasoning:
        chosen["openai_chat_send_back_thinking_parts"] = "field"
    if quirks.tool_choice:
        chosen["supports_forced_tool_choice"] = quirks.tool_choice == "any"
    if quirks.strict is not None:
        chosen["openai_supports_strict_tool_definition"] = quirks.strict
    if quirks.max_tokens:
        chosen["openai_chat_supports_max_completion_tokens"] = quirks.max_tokens == "max_completion_tokens"
    if quirks.audio:
        chosen["openai_chat_audio_input_encoding"] = quirks.audio
    return chosen


def as_ours(name: str, error: Exception) -> LlmError:
    """Their error as ours."""
    import httpx2
    from pydantic_ai import exceptions as theirs

    if (ours := _ours_within(error)) is not None:
        return ours
    if isinstance(error, theirs.ModelTimeoutError | theirs.ModelRequestTimeout | httpx2.TimeoutException):
        connecting = getattr(error, "phase", None) == "connect" or isinstance(error, httpx2.ConnectTimeout)
        why = "it does not answer" if connecting else "it was silent for too long"
        return LlmUnreachable(name, why, sent=not connecting)
    if isinstance(error, theirs.ModelConnectionError | httpx2.TransportError):
        connecting = getattr(error, "phase", None) == "connect" or isinstance(error, httpx2.ConnectError)
        return LlmUnreachable(name, "nothing answers there") if connecting else LlmCutOff(name)
    if isinstance(error, theirs.ModelContextWindowExceededError):
        return LlmFailed(name, "what was sent is longer than it can read", kind="too long")
    status = getattr(error, "status_code", None) or getattr(error.__cause__, "status_code", None)
    if isinstance(error, theirs.ModelQuotaExceededError):
        status = 402
    if isinstance(status, int):
        return refused(name, status, getattr(error, "body", None), getattr(error, "retry_after", None))
    why = str(error).rstrip(".")
    if isinstance(error, theirs.UnexpectedModelBehavior):
        why = f"what it sent back is no reply ({why})"
    return LlmFailed(name, why, kind=type(error).__name__)


def _ours_within(error: BaseException) -> LlmError | None:
    """An error that we raised within the client, which has wrapped it."""
    within: BaseException | None = error
    while within is not None and not isinstance(within, LlmError):
        within = within.__cause__ or within.__context__
    return within


def refused(name: str, status: int, body: object, retry_after: float | None = None) -> LlmFailed:
    """An answer with that status code as an error."""
    why = _why(status, body)
    if retry_after is not None and retry_after >= 1:
        why = f"{why}; it asks to wait {retry_after:,.0f} s"
    return LlmFailed(name, why, kind=f"HTTP {status}", retry_after=retry_after)


def waiting(headers: Mapping[str, str]) -> float | None:
    """Seconds that an endpoint asks to wait; a date is as good as nothing, clocks differ."""
    try:
        return max(0.0, float(headers.get("retry-after", "")))
    except ValueError:
        return None


_REASONS = {
    401: "the key was refused",
    402: "the account has no credit left",
    403: "the key does not allow it",
    404: "there is no such language model, or the address is wrong",
    413: "what was sent is too long",
    429: "too many calls, or a limit of the account is reached",
}


def _why(status: int, body: object) -> str:
    """What a status code means to the one who reads it; of a refusal that could mean anything, the endpoint's words."""
    if 300 <= status < 400:
        return f"it points to another address, and zhiji does not follow (HTTP {status})"
    reason = _REASONS.get(status, "the endpoint has a fault" if status >= 500 else "the request was refused")
    said = None if status in _REASONS else _said(body)
    return f"{reason} (HTTP {status}: {said:.200})" if isinstance(said, str) else f"{reason} (HTTP {status})"


def _said(body: object) -> object:
    """The endpoint's own words, wherever it puts them."""
    if not isinstance(body, Mapping):
        return None
    within = body.get("error") or body.get("base_resp") or body
    return within.get("message") or within.get("status_msg") if isinstance(within, Mapping) else within
