"""Who answers: zhiji, and what it is set beside. Each way takes a labelled question and gives what can be measured.

zhiji answers without a language model and with one from the same evidence. Beside it stand the messages that plain BM25
finds, quoted or given to the language model, and all of the chat given to it. Those two get a plain prompt of their own.
"""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from zhiji.archive import Archive
from zhiji.assistant import Answer, Signal
from zhiji.assistant.judging import THRESHOLD
from zhiji.chat import Message
from zhiji.errors import EvaluationError, LlmError
from zhiji.evaluation.baseline import PlainBm25
from zhiji.evaluation.labelled import Labelled, names_of
from zhiji.llm import Cancel, Delta, Llm, LlmReply, LlmRequest, estimate_tokens, say

Scope = Literal["chat", "archive"]
Clock = Callable[[], float]

ZHIJI, BM25, WHOLE = "zhiji", "BM25", "whole chat"
NONE = "none"  # of language models
QUOTED = 3  # messages, where BM25 answers by itself
EVIDENCE = 2_000  # tokens of messages that BM25 gives to a language model
CONTEXT = 32_000  # tokens of messages, where all of the chat is given
_DEEP = 100  # messages of BM25; as many as fit the budget are given
_NOT_THERE = "NOT IN THE CHATS"
_RULES = f"""\
Answer the question from these chat messages alone: one a line, each with its number in square brackets.
Be as short as you can: a few words. Behind the answer, put the numbers of the messages that say so in square brackets.
Answer in the language of the question. If the messages don't answer it, reply with exactly: {_NOT_THERE}"""
_NUMBERS = re.compile(r"[\[【]\s*(\d{1,5}(?:\s*[,，、]\s*\d{1,5})*)\s*[\]】]")
_MOST_TOKENS = 400


@dataclass(frozen=True, slots=True, order=True)
class Way:
    """Who found and who worded."""

    name: str
    llm: str = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One answer, as far as it is measured."""

    text: str
    abstained: bool
    confidence: float  # only its order counts
    cited: tuple[frozenset[str], ...] = ()  # what each cited message may be called, in order
    tokens: int = 0
    cost: float | None = 0.0  # US dollars; None = not known
    seconds: float = 0.0
    failed: bool = False  # the language model gave no reply
    shown: bool = True  # something of what it wrote could be shown, or that the messages don't answer
    signal: Signal | None = None  # what "cheap first" goes by; of zhiji


class Watched:
    """A language model whose failures are counted."""

    def __init__(self, llm: Llm) -> None:
        self._llm = llm
        self.failed = 0

    @property
    def name(self) -> str:
        """As it was asked for."""
        return self._llm.name

    @property
    def host(self) -> str:
        """Where the words go."""
        return self._llm.host

    def complete(self, request: LlmRequest, *, cancel: Cancel | None = None) -> LlmReply:
        """The whole reply."""
        try:
            return self._llm.complete(request, cancel=cancel)
        except LlmError:
            self.failed += 1
            raise

    def stream(self, request: LlmRequest, *, cancel: Cancel | None = None) -> Iterator[Delta | LlmReply]:
        """The reply as it comes."""
        try:
            yield from self._llm.stream(request, cancel=cancel)
        except LlmError:
            self.failed += 1
            raise


class Messages:
    """The messages of an archive, by chat; of one scope."""

    def __init__(self, messages: Sequence[Message], scope: Scope) -> None:
        self.scope = scope
        self._of: defaultdict[str, list[Message]] = defaultdict(list)
        self._ends: dict[str, datetime] = {}
        for message in sorted(messages, key=lambda one: (one.when, one.id)):
            self._of[message.chat.key if scope == "chat" else ""].append(message)
            self._ends[message.chat.key] = message.when
        self._indexes: dict[str, PlainBm25] = {}

    def of(self, question: Labelled) -> list[Message]:
        """Those among which a question is answered, the oldest first."""
        return self._of.get(self._key(question), [])

    def now(self, question: Labelled) -> datetime:
        """When it is asked; if that isn't told, a day after the last message of its chat."""
        last = self._ends.get(question.chat or "") or max(self._ends.values())
        asked = question.asked_at
        if asked is None:
            return last + timedelta(days=1)
        return asked if asked.tzinfo else asked.replace(tzinfo=last.tzinfo)

    def chat(self, question: Labelled) -> str | None:
        """The chat to which it is limited."""
        if self.scope == "chat" and question.chat is not None and not self.of(question):
            raise EvaluationError(f"Question {question.id} is of a chat that isn't there: {question.chat}.")
        return question.chat if self.scope == "chat" else None

    def found(self, question: Labelled) -> list[tuple[Message, float]]:
        """The messages that plain BM25 puts first, with their scores."""
        key, messages = self._key(question), self.of(question)
        if key not in self._indexes:
            texts = ((str(at), one.sender.name, words_in(one)) for at, one in enumerate(messages))
            self._indexes[key] = PlainBm25(texts)
        return [(messages[int(at)], score) for at, score in self._indexes[key].scored(question.text, k=_DEEP)]

    def _key(self, question: Labelled) -> str:
        return (question.chat or "") if self.scope == "chat" else ""


def words_in(message: Message) -> str:
    """All that a message says."""
    return "\n".join(filter(None, (message.text, message.caption, message.transcript)))


def zhiji_answers(
    archive: Archive, question: Labelled, llms: Sequence[Watched | None], *, chat: str | None, now: datetime
) -> dict[Way, Given]:
    """What zhiji answers with each language model and without one, from the same evidence."""
    before = [one.failed if one else 0 for one in llms]
    answers = archive.ask_each(question.text, llms, chat=chat, now=now)
    return {
        Way(ZHIJI, one.name if one else NONE): _measured(answer, failed=bool(one and one.failed > earlier))
        for one, answer, earlier in zip(llms, answers, before, strict=True)
    }


def others_answers(
    messages: Messages, question: Labelled, llm: Llm | None, *, context: int = CONTEXT, clock: Clock
) -> dict[Way, Given]:
    """What zhiji is set beside."""
    began = clock()
    found = messages.found(question)
    searched = clock() - began
    given = {Way(BM25): _quoted(found, searched)}
    if llm is not None:
        now = messages.now(question)
        fitting = fit([one for one, _ in found], EVIDENCE)
        sure = found[0][1] if found else 0.0
        given[Way(BM25, llm.name)] = told(question.text, fitting, llm, now=now, sure=sure, clock=clock)
        newest = fit(list(reversed(messages.of(question))), context)
        whole = told(question.text, newest[::-1], llm, now=now, clock=clock)
        given[Way(WHOLE, llm.name)] = whole
    return given


def fit(messages: Sequence[Message], tokens: int) -> list[Message]:
    """The first messages that stay within a budget of tokens."""
    kept: list[Message] = []
    for message in messages:
        tokens -= estimate_tokens(_line(len(kept) + 1, message))
        if tokens < 0:
            break
        kept.append(message)
    return kept


def told(
    question: str,
    messages: Sequence[Message],
    llm: Llm,
    *,
    now: datetime,
    clock: Clock,
    sure: float = 1.0,
) -> Given:
    """What a language model answers from some messages, with the messages that it names."""
    lines = "\n".join(_line(number, message) for number, message in enumerate(messages, 1))
    asked = f"Today is {now:%A, %Y-%m-%d %H:%M}.\n\n{lines}\n\nThe question: {question}"
    request = LlmRequest(
        messages=(say("system", _RULES), say("user", asked)),
        purpose="answers",
        max_tokens=_MOST_TOKENS,
        temperature=0.0,
        evidence=len(messages),
    )
    began = clock()
    try:
        reply = llm.complete(request)
    except LlmError:
        return Given(text="", abstained=False, confidence=0.0, seconds=clock() - began, failed=True)
    silent = _NOT_THERE in reply.text.upper()
    numbers = [int(n) for found in _NUMBERS.finditer(reply.text) for n in re.findall(r"\d+", found[1])]
    named = [names_of(messages[n - 1]) for n in dict.fromkeys(numbers) if 0 < n <= len(messages)]
    return Given(
        text=reply.text,
        abstained=silent,
        confidence=0.0 if silent else sure,
        cited=() if silent else tuple(named),
        tokens=reply.usage.tokens_in + reply.usage.tokens_out,
        cost=reply.cost,
        seconds=clock() - began,
    )


def _quoted(found: Sequence[tuple[Message, float]], seconds: float) -> Given:
    best = found[:QUOTED]
    return Given(
        text="\n".join(_line(number, one) for number, (one, _) in enumerate(best, 1)),
        abstained=not best,
        confidence=best[0][1] if best else 0.0,
        cited=tuple(names_of(one) for one, _ in best),
        seconds=seconds,
    )


def _measured(answer: Answer, *, failed: bool) -> Given:
    unread = answer.abstained and answer.llm is None and answer.confidence >= THRESHOLD
    silent = unread or (answer.abstained and answer.llm is not None)
    about = answer.explained
    cited: Mapping[frozenset[str], None] = dict.fromkeys(names_of(one.message) for one in answer.citations)
    return Given(
        text=answer.text,
        abstained=answer.abstained,
        confidence=0.0 if silent else answer.confidence,
        cited=tuple(cited),
        tokens=answer.tokens,
        cost=answer.cost,
        seconds=answer.ms / 1000,
        failed=failed,
        shown=answer.abstained or any(one.fate != "dropped" for one in about.judged) if about else True,
        signal=about.signal if about else None,
    )


def _line(number: int, message: Message) -> str:
    said = " ".join(words_in(message).split())
    return f"[{number}] {message.when:%Y-%m-%d %H:%M} {message.sender.name or message.sender.key}: {said}"


def timed() -> Clock:
    """The clock on the wall: what somebody waits for, other work on the machine included."""
    return time.perf_counter
