"""A language model asked in idle time: behind the gate, within the budget, and never twice for the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TypeVar

from zhiji.learning.budget import Budget
from zhiji.llm import Llm, LlmReply, LlmRequest, words_of
from zhiji.memory.extraction import Unreadable
from zhiji.store import Store, cache

T = TypeVar("T")


class Asking:
    """Asks one language model for one archive."""

    def __init__(self, store: Store, llm: Llm, budget: Budget) -> None:
        self._store, self._llm, self._budget = store, llm, budget

    def __call__(self, request: LlmRequest, messages: Sequence[int], read: Callable[[str], T]) -> T:
        """What `read` makes of the reply. A reply that can be read is kept, with the messages that were shown."""
        found_by = cache.key(self._llm.name, _asked(request))
        kept = self._store.cache.get(found_by)
        if kept is not None:
            return read(kept)
        reply = self._reply(request)
        made = read(reply)
        self._store.cache.put(found_by, reply, kind=request.purpose, messages=messages)
        return made

    def _reply(self, request: LlmRequest) -> str:
        """LeaveRefused goes before BudgetSpent: who may not be asked has no price. Nothing is sent before both were."""
        stream = self._llm.stream(request)
        self._budget.check(request, host=self._llm.host, ledger=self._store.ledger)
        *_, last = stream
        if not isinstance(last, LlmReply) or last.stopped != "end":
            raise Unreadable("cut off")
        return last.text


def _asked(request: LlmRequest) -> str:
    """All that the reply depends on."""
    said = [(one.role, words_of(one)) for one in request.messages]
    return json.dumps([said, request.schema, request.max_tokens, request.temperature])
