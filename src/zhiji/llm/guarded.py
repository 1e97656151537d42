"""A backend behind the gate and the ledger: the only way to reach one from outside this room."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from itertools import count
from time import monotonic

from zhiji.config import PrivacySettings
from zhiji.errors import LlmCutOff, LlmError, LlmFailed, LlmUnreachable
from zhiji.hosts import is_here
from zhiji.llm import gate, leaving
from zhiji.llm.budget import Budget, estimate
from zhiji.llm.disguise import Disguise, Restorer
from zhiji.llm.ledger import Ledger, LedgerEntry, Left
from zhiji.llm.protocol import (
    Alias,
    Backend,
    Cancel,
    Delta,
    Finish,
    LlmReply,
    LlmRequest,
    Price,
    Usage,
    estimate_tokens,
    words_of,
)
from zhiji.llm.retrying import Patience


class GuardedLlm:
    """An Llm made of a Backend."""

    def __init__(
        self,
        name: str,
        backend: Backend,
        *,
        privacy: PrivacySettings,
        ledger: Ledger,
        names: Callable[[], Iterable[Alias]] | None = None,
        budget: Budget | None = None,
        patience: Patience | None = None,
        price: Price | None = None,
        room: Callable[[LlmRequest], int] = lambda _: 0,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`price` and `room`, tokens for thinking, are for the budget."""
        self.name = name
        self._backend = backend
        self._privacy = privacy
        self._ledger = ledger
        self._names = names
        self._budget, self._patience = budget, patience or Patience()
        self._price, self._room = price, room
        self._clock = clock

    @property
    def host(self) -> str:
        """Where the words go; "" inside this process."""
        return self._backend.host

    def complete(self, request: LlmRequest, *, cancel: Cancel | None = None) -> LlmReply:
        """The whole reply."""
        *_, last = self.stream(request, cancel=cancel)
        if not isinstance(last, LlmReply):  # a call ends with its reply or an error, always
            raise LlmCutOff(self.name)
        return last

    def stream(self, request: LlmRequest, *, cancel: Cancel | None = None) -> Iterator[Delta | LlmReply]:
        """Deltas as they come, the whole LlmReply last. LeaveRefused at once where the gate is shut."""
        import threading

        gate.check_leave(self.host, purpose=request.purpose, leave=self._privacy.leave)
        disguise, left = Disguise((), secrets=False), None
        if not is_here(self.host):
            request, disguise = leaving.disguised(request, privacy=self._privacy, names=self._names)
            left = leaving.what_left(request, disguise)
        return self._attempts(request, disguise, left, cancel or threading.Event())

    def _attempts(
        self, request: LlmRequest, disguise: Disguise, left: Left | None, cancel: Cancel
    ) -> Iterator[Delta | LlmReply]:
        """Again, after a while, if it failed by what may pass, and before anything came; each attempt is a row of its own."""
        for tried in count(1):
            call = _Call(self.name, self._backend, request, disguise, price=self._price)
            try:
                with self._allowed(request):
                    yield from self._recorded(call, left, cancel)
            except LlmError as error:
                pause = None if call.begun else self._patience.pause(error, tried)
                if pause is None or not self._patience.wait(pause, cancel):
                    raise
            else:
                yield call.reply()
                return

    def _allowed(self, request: LlmRequest) -> AbstractContextManager[None]:
        """Within it the budget has room for the call."""
        if self._budget is None:
            return nullcontext()
        asked = estimate(request, host=self.host, price=self._price, room=self._room(request))
        return self._budget.reserved(asked)

    def _recorded(self, call: _Call, left: Left | None, cancel: Cancel) -> Iterator[Delta]:
        when, start = self._clock(), monotonic()
        try:
            yield from call.deltas(cancel)
        finally:
            usage = call.usage()
            entry = LedgerEntry(
                when=when,
                purpose=call.request.purpose,
                llm=self.name,
                host=self.host,
                tokens_in=usage.tokens_in,
                tokens_out=usage.tokens_out,
                cost=call.cost(),
                left=left if call.sent else None,
                ok=call.error is None,
                error=call.error,
                estimated=usage.estimated,
                seconds=round(monotonic() - start, 3),
            )
            self._ledger.append(entry)


class _Call:
    """One attempt and what came of it so far."""

    def __init__(
        self,
        name: str,
        backend: Backend,
        request: LlmRequest,
        disguise: Disguise,
        *,
        price: Price | None = None,
    ) -> None:
        self.request = request
        self.error: str | None = "cancelled"  # until it turns out otherwise
        self.begun = False  # something came back
        self.sent = True  # words may have got there
        self._name = name
        self._backend = backend
        self._disguise, self._price = disguise, price
        self._text: list[str] = []
        self._reasoning: list[str] = []
        self._finish: Finish | None = None

    def deltas(self, cancel: Cancel) -> Iterator[Delta]:
        """What the backend yields, restored; other people's errors become ours."""
        try:
            yield from self._restored(cancel)
        except LlmError as error:
            self.sent = error.sent if isinstance(error, LlmUnreachable) else True
            self.error = error.kind if isinstance(error, LlmFailed) else type(error).__name__
            raise
        except Exception as error:  # an edge: a backend may be a plug-in
            self.error = type(error).__name__
            raise LlmFailed(self._name, f"{self.error}: {error}", kind=self.error) from error
        if self._ended().stopped != "cancelled":
            self.error = None

    def _restored(self, cancel: Cancel) -> Iterator[Delta]:
        escape = _inside_json if self.request.schema else None
        text, reasoning = Restorer(self._disguise, escape=escape), Restorer(self._disguise)
        stream = self._backend.stream(self.request, cancel)
        try:
            for item in stream:
                self.begun = True
                if isinstance(item, Finish):
                    self._finish = item
                else:
                    yield from self._kept(text.feed(item.text), reasoning.feed(item.reasoning))
                if self._finish is not None or cancel.is_set():
                    break
        finally:
            close = getattr(stream, "close", None)  # a generator; any other iterator has none
            if close is not None:
                close()
        if self._finish is None and not cancel.is_set():
            raise LlmCutOff(self._name)
        yield from self._kept(text.rest(), reasoning.rest())

    def _kept(self, text: str, reasoning: str) -> Iterator[Delta]:
        self._text.append(text)
        self._reasoning.append(reasoning)
        if text or reasoning:
            yield Delta(text=text, reasoning=reasoning)

    def _ended(self) -> Finish:
        return self._finish or Finish(stopped="cancelled")

    def usage(self) -> Usage:
        """As told by the endpoint, else estimated: a call that failed was read, too."""
        if self._finish is not None and self._finish.usage is not None:
            return self._finish.usage
        if not self.sent:
            return Usage()
        asked = sum(estimate_tokens(words_of(message)) for message in self.request.messages)
        said = estimate_tokens("".join(self._text)) + estimate_tokens("".join(self._reasoning))
        return Usage(tokens_in=asked, tokens_out=said, estimated=True)

    def cost(self) -> float | None:
        """US dollars; nothing on this computer costs any."""
        if self._finish is None and self.begun and self._price is not None:  # whoever breaks off pays, too
            return self._price.of(self.usage())
        told = None if self._finish is None else self._finish.cost
        return 0.0 if told is None and is_here(self._backend.host) else told

    def reply(self) -> LlmReply:
        """The whole reply."""
        finish = self._ended()
        return LlmReply(
            text="".join(self._text),
            reasoning="".join(self._reasoning),
            usage=self.usage(),
            cost=self.cost(),
            llm=self._name,
            host=self._backend.host,
            calls=tuple(leaving.restored_call(call, self._disguise) for call in finish.calls),
            stopped=finish.stopped,
        )


def _inside_json(text: str) -> str:
    """As it stands between the quotes of a JSON string."""
    return json.dumps(text, ensure_ascii=False)[1:-1]
