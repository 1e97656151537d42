"""Made-up chats as threads, and made-up language models that say about them what a test wants said."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from zhiji.chat.records import ChatKind
from zhiji.config import Leave, PrivacySettings
from zhiji.llm import Cancel, Delta, Finish, Llm, LlmRequest, words_of
from zhiji.llm.guarded import GuardedLlm
from zhiji.memory.thread import Line, Thread
from zhiji.store import Store

T = TypeVar("T")
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OWNER = "Lin"


def chat(*said: str, kind: ChatKind | None = None, **options: Any) -> Thread:
    """A thread of lines like "Mum: see you on Friday", a minute apart; a name with a ">" before it forwards."""
    pairs = [one.partition(": ")[::2] for one in said]
    numbers = {
        name: at for at, name in enumerate(dict.fromkeys(name.strip(">") for name, _ in pairs), start=1)
    }
    lines = tuple(
        Line(
            id=100 + at,
            sender=numbers[name.strip(">")],
            name=name.strip(">"),
            when=MONDAY + timedelta(minutes=at),
            text=text,
            owner=name.strip(">") == OWNER,
            forwarded=name.startswith(">"),
        )
        for at, (name, text) in enumerate(pairs, start=1)
    )
    owner = frozenset({numbers[OWNER]}) if OWNER in numbers else frozenset[int]()
    return Thread(lines=lines, kind=kind, owner=owner, **options)


def claim(line: int, quote: str, **fields: Any) -> dict[str, Any]:
    """An item as a language model writes it: what is left out is the usual."""
    usual = {"kind": "fact", "relation": "home", "subject": "S1", "value": quote, "negated": False}
    return {"line": line, "quote": quote, **usual, "trust": "said", "status": "", "also": [], **fields}


def items(*claims: dict[str, Any]) -> str:
    """The reply that makes these claims."""
    return json.dumps({"items": claims}, ensure_ascii=False)


def is_second(request: LlmRequest) -> bool:
    """Whether it is the second look that is asked for."""
    return any("<claims>" in words_of(one) for one in request.messages)


def verdicts(request: LlmRequest, *, but: Sequence[int] = ()) -> str:
    """All claims are supported, but these."""
    count = words_of(request.messages[1]).count("\nclaim: ")
    return json.dumps({"verdicts": [{"claim": at, "supported": at not in but} for at in range(1, count + 1)]})


class Made:
    """A language model that replies with this text, then the next, and finds all claims supported but some."""

    def __init__(self, *replies: str, but: Sequence[int] = ()) -> None:
        self.asked: list[LlmRequest] = []
        self.shown: list[tuple[int, ...]] = []
        self._replies, self._but = list(replies), but

    def reply(self, request: LlmRequest) -> str:
        """What it says."""
        self.asked.append(request)
        if is_second(request):
            return verdicts(request, but=self._but)
        return self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]

    def __call__(self, request: LlmRequest, messages: Sequence[int], read: Callable[[str], T]) -> T:
        self.shown.append(tuple(messages))
        return read(self.reply(request))

    def served(self, store: Store, *, host: str = "", leave: Leave = "none", **finish: Any) -> Llm:
        """The same as a language model at a host, behind the gate and in the store's ledger."""
        backend = _Served(self, host, Finish(**{"usage": None, **finish}))
        return GuardedLlm("made:up", backend, privacy=PrivacySettings(leave=leave), ledger=store.ledger)


@dataclass(frozen=True)
class _Served:
    made: Made
    host: str
    finish: Finish

    def stream(self, request: LlmRequest, cancel: Cancel) -> Iterator[Delta | Finish]:
        """What it says in one piece."""
        yield Delta(text=self.made.reply(request))
        yield self.finish
