"""What a language model adds to the rules, through the same checks as in an archive; it is asked without a budget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from zhiji import config
from zhiji.llm import Llm, LlmRequest, open_llm
from zhiji.memory.extraction import Unreadable, extract
from zhiji.memory.reading import read
from zhiji.memory.records import Reading
from zhiji.memory.thread import Thread

T = TypeVar("T")


def extracted(threads: Iterable[Thread], name: str) -> Iterator[Reading]:
    """What the language model of that name reads beyond the rules; then a line of what was not let through."""
    asking = _Asking(open_llm(name, config.read_settings(config.home()), ledger=[]))
    dropped = Counter[str]()
    for thread in threads:
        try:
            found = extract(thread, asking, known=read(thread))
        except Unreadable:
            dropped["no reply that can be read"] += 1
            continue
        dropped.update(found.dropped)
        yield from found.readings
    told = ", ".join(f"{reason} {count}" for reason, count in dropped.most_common())
    print(f"{name}: {asking.calls} calls, {asking.tokens:,} tokens; dropped: {told or 'nothing'}")


class _Asking:
    def __init__(self, llm: Llm) -> None:
        self._llm = llm
        self.calls = self.tokens = 0

    def __call__(self, request: LlmRequest, messages: Sequence[int], read: Callable[[str], T]) -> T:  # noqa: ARG002 - nothing is kept
        reply = self._llm.complete(request)
        self.calls += 1
        self.tokens += reply.usage.tokens_in + reply.usage.tokens_out
        return read(reply.text)
