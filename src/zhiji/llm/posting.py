"""One JSON call to an endpoint that serves no conversation: behind the same gate and in the same ledger as questions."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import Any, Generic, TypeVar

from zhiji.config import PrivacySettings
from zhiji.errors import LlmCutOff, LlmError, LlmFailed, LlmUnreachable
from zhiji.hosts import is_here
from zhiji.llm import bridge
from zhiji.llm.budget import Budget, Estimate
from zhiji.llm.disguise import Disguise
from zhiji.llm.gate import check_leave
from zhiji.llm.ledger import Ledger, LedgerEntry, Left
from zhiji.llm.protocol import Purpose, Usage, estimate_tokens
from zhiji.llm.retrying import Patience
from zhiji.llm.target import Target

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Reply(Generic[Found]):
    """What an endpoint gave."""

    found: Found
    tokens: int | None  # None = not told


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Generic[Found]):
    """What is asked: texts, where they go, and how the answer is read (ValueError and the like where it is odd)."""

    texts: Sequence[str]
    messages: int  # of the texts were said in chats
    url: str
    body: Callable[[Sequence[str]], Mapping[str, Any]]  # gets the texts as they may leave
    read: Callable[[Any], Reply[Found]]


class Poster:
    """Makes calls for one purpose to one target. Secrets are masked before anything leaves this computer."""

    def __init__(
        self,
        target: Target,
        key: str,
        *,
        purpose: Purpose,
        privacy: PrivacySettings,
        ledger: Ledger,
        budget: Budget | None = None,
        patience: Patience | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.target = target
        self._key = key
        self._purpose = purpose
        self._privacy = privacy
        self._ledger = ledger
        self._budget, self._patience = budget, patience or Patience()
        self._clock = clock

    def ask(self, call: Call[Found]) -> Found:
        """What the endpoint gave; LeaveRefused where the gate is shut. Each call is a row of the ledger."""
        host = self.target.host
        check_leave(host, purpose=self._purpose, leave=self._privacy.leave)
        disguise = Disguise(call.texts, secrets=not is_here(host))
        texts = [disguise.hide(text) for text in call.texts]
        left = None if is_here(host) else _left(texts, call.messages, disguise)
        return self._attempts(call, texts, left)

    def _attempts(self, call: Call[Found], texts: Sequence[str], left: Left | None) -> Found:
        """Again, after a while, if it failed by what may pass."""
        tried = 0
        while True:
            tried += 1
            try:
                with self._allowed(texts):
                    return self._recorded(call, texts, left)
            except LlmError as error:
                pause = self._patience.pause(error, tried)
                if pause is None:
                    raise
                self._patience.wait(pause, threading.Event())

    def _allowed(self, texts: Sequence[str]) -> AbstractContextManager[None]:
        """Within it the budget has room for the call."""
        if self._budget is None:
            return nullcontext()
        tokens = sum(map(estimate_tokens, texts))
        asked = Estimate(purpose=self._purpose, host=self.target.host, tokens=tokens, cost=self._cost(tokens))
        return self._budget.reserved(asked)

    def _recorded(self, call: Call[Found], texts: Sequence[str], left: Left | None) -> Found:
        when, start = self._clock(), monotonic()
        reply, error, sent = None, "cancelled", True
        try:
            reply, error = self.send(call, texts), ""
        except LlmError as caught:
            error = caught.kind if isinstance(caught, LlmFailed) else type(caught).__name__
            sent = caught.sent if isinstance(caught, LlmUnreachable) else True
            raise
        finally:
            tokens = reply.tokens if reply else None
            guessed = sum(map(estimate_tokens, texts)) if sent else 0
            entry = LedgerEntry(
                when=when,
                purpose=self._purpose,
                llm=self.target.name,
                host=self.target.host,
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
        return reply.found

    def _cost(self, tokens: int) -> float | None:
        """By the price in config.toml; no table of prices knows these."""
        if is_here(self.target.host):
            return 0.0
        return None if self.target.price is None else self.target.price.of(Usage(tokens_in=tokens))

    def send(self, call: Call[Found], texts: Sequence[str]) -> Reply[Found]:
        """Send these texts, gate and ledger aside."""
        replies = list(bridge.run(lambda: self._post(call, texts), threading.Event()))
        if not replies:
            raise LlmCutOff(self.target.name)
        return replies[0]

    async def _post(self, call: Call[Found], texts: Sequence[str]) -> AsyncIterator[Reply[Found]]:
        import httpx2

        from zhiji.llm import client

        try:
            async with client.connection(self.target) as http:
                response = await http.post(
                    call.url,
                    json=dict(call.body(texts)),
                    headers={"authorization": f"Bearer {self._key or client.NO_KEY}"},
                )
        except httpx2.HTTPError as error:
            raise client.as_ours(self.target.name, error) from error
        if response.status_code != 200:
            told = client.waiting(response.headers)
            raise client.refused(self.target.name, response.status_code, _json(response), told)
        yield self._read(call, _json(response))

    def _read(self, call: Call[Found], body: object) -> Reply[Found]:
        try:
            return call.read(body)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise LlmFailed(
                self.target.name, "what it sent back is not what was asked for", kind="odd reply"
            ) from error


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
