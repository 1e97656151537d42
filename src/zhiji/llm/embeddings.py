"""Vectors from an endpoint: texts go through the same gate and into the same ledger as questions do."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from zhiji.config import PrivacySettings
from zhiji.errors import LlmCutOff, LlmError, LlmFailed, LlmUnreachable
from zhiji.hosts import is_here
from zhiji.llm import bridge
from zhiji.llm.disguise import Disguise
from zhiji.llm.gate import check_leave
from zhiji.llm.ledger import Ledger, LedgerEntry, Left
from zhiji.llm.protocol import estimate_tokens
from zhiji.llm.target import Target

Rows = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class _Reply:
    rows: Rows
    tokens: int | None  # None = not told


class Embeddings:
    """Call it with texts, it gives their vectors. Secrets are masked before anything leaves this computer."""

    def __init__(
        self,
        target: Target,
        key: str,
        *,
        privacy: PrivacySettings,
        ledger: Ledger,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._target = target
        self._key = key
        self._privacy = privacy
        self._ledger = ledger
        self._clock = clock

    def __call__(self, texts: Sequence[str], *, messages: int) -> Rows:
        """A row for each text; `messages` says how many of them are chat messages, for the ledger."""
        host = self._target.host
        check_leave(host, purpose="embeddings", leave=self._privacy.leave)
        disguise = Disguise(texts, secrets=not is_here(host))
        texts = [disguise.hide(text) for text in texts]
        left = None if is_here(host) else _left(texts, messages, disguise)
        return self._recorded(texts, left)

    def _recorded(self, texts: Sequence[str], left: Left | None) -> Rows:
        when, start = self._clock(), monotonic()
        reply, error, sent = None, "cancelled", True
        try:
            reply, error = self._asked(texts), ""
        except LlmError as caught:
            error = caught.kind if isinstance(caught, LlmFailed) else type(caught).__name__
            sent = caught.sent if isinstance(caught, LlmUnreachable) else True
            raise
        finally:
            tokens = reply.tokens if reply else None
            guessed = sum(map(estimate_tokens, texts)) if sent else 0
            entry = LedgerEntry(
                when=when,
                purpose="embeddings",
                llm=self._target.name,
                host=self._target.host,
                tokens_in=guessed if tokens is None else tokens,
                tokens_out=0,
                cost=self._cost(guessed if tokens is None else tokens),
                left=left if sent else None,
                ok=reply is not None,
                error=error or None,
                estimated=tokens is None,
                seconds=round(monotonic() - start, 3),
            )
            self._ledger.append(entry)
        return reply.rows

    def _cost(self, tokens: int) -> float | None:
        """By the price in config.toml; no table of prices knows embedders."""
        if is_here(self._target.host):
            return 0.0
        return None if self._target.price_in is None else tokens * self._target.price_in / 1e6

    def _asked(self, texts: Sequence[str]) -> _Reply:
        replies = list(bridge.run(lambda: self._post(texts), threading.Event()))
        if not replies:
            raise LlmCutOff(self._target.name)
        return replies[0]

    async def _post(self, texts: Sequence[str]) -> AsyncIterator[_Reply]:
        import httpx2

        from zhiji.llm import client

        asked = {"model": self._target.llm, "input": list(texts), "encoding_format": "float"}
        try:
            async with client.connection(self._target) as http:
                response = await http.post(
                    f"{self._target.base_url.rstrip('/')}/embeddings",
                    json=asked,
                    headers={"authorization": f"Bearer {self._key or client.NO_KEY}"},
                )
        except httpx2.HTTPError as error:
            raise client.as_ours(self._target.name, error) from error
        if response.status_code != 200:
            raise client.refused(self._target.name, response.status_code, _json(response))
        yield self._read(_json(response), len(texts))

    def _read(self, body: object, count: int) -> _Reply:
        """The rows in the order of the texts, which the endpoint may have changed."""
        try:
            listed: list[Any] = sorted(body["data"], key=lambda one: one["index"])  # type: ignore[index]  # it may be anything
            rows = [[float(number) for number in one["embedding"]] for one in listed]
        except (KeyError, TypeError, ValueError) as error:
            raise self._odd("what it sent back holds no vectors") from error
        if [one["index"] for one in listed] != list(range(count)):
            raise self._odd("it did not send a vector for each text")
        return _Reply(rows, _tokens(body))

    def _odd(self, why: str) -> LlmFailed:
        return LlmFailed(self._target.name, why, kind="odd reply")


def _left(texts: Sequence[str], messages: int, disguise: Disguise) -> Left:
    return Left(
        kinds=("words", "messages") if messages else ("words",),
        messages=messages,
        pictures=0,
        characters=sum(map(len, texts)),
        masked=disguise.masked,
        renamed=0,
    )


def _json(response: Any) -> object:
    try:
        found: object = response.json()
    except ValueError:
        return None
    return found


def _tokens(body: Any) -> int | None:
    usage = body.get("usage")
    told = usage.get("prompt_tokens") if isinstance(usage, dict) else None
    return told if isinstance(told, int) and told > 0 else None
