"""Made-up language models for tests and docs. They live in this process, cost nothing and always say the same.

`echo` says what it was sent. `echo:quote` answers by quoting the numbered evidence it was given, `echo:lie` quotes
what isn't there: so that the checking of quotes can be tested from end to end. `echo:claim` claims of each line of a chat
that it happened to its writer, for reading memory.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from zhiji.config import Endpoint
from zhiji.errors import SettingError
from zhiji.llm.protocol import Cancel, Delta, Finish, LlmRequest, Usage, estimate_tokens, words_of

# "[3] 2026-01-10 09:00 Mum: see you on Friday": a number, who and when if told, then the words
_EVIDENCE = re.compile(r"^\[(\d+)\][ \t]*(?:[^\n]*?(?::[ \t]|：[ \t]?))?(?P<words>[^\n]+)$", re.MULTILINE)
# "[3] 2026-01-10 Sat 09.00 S1 Mum: we moved": a line of a chat as reading memory shows it
_LINE = re.compile(r"^\[(\d+)\] [\d-]+ \w+ [\d.]+ (S\d+) [^:\n]*: ([^\n]+)$", re.MULTILINE)
_CLAIM = re.compile(r"^\[(\d+)\]$", re.MULTILINE)
_PIECE = 16


class Echo:
    """A backend whose reply is a function of the request."""

    def __init__(self, reply: Callable[[LlmRequest], str]) -> None:
        self._reply = reply

    @property
    def host(self) -> str:
        """Inside this process."""
        return ""

    def stream(self, request: LlmRequest, cancel: Cancel) -> Iterator[Delta | Finish]:
        """The reply in small pieces."""
        text = self._reply(request)
        for at in range(0, len(text), _PIECE):
            if cancel.is_set():
                return
            yield Delta(text=text[at : at + _PIECE])
        asked = sum(estimate_tokens(words_of(message)) for message in request.messages)
        yield Finish(usage=Usage(tokens_in=asked, tokens_out=estimate_tokens(text)), cost=0.0)


def echo(llm: str, _: Endpoint | None = None) -> Echo:
    """The made-up language model of that name."""
    if llm not in _REPLIES:
        raise SettingError(
            f"There is no echo:{llm}; there are {', '.join(f'echo:{name}' for name in _REPLIES if name)}."
        )
    return Echo(_REPLIES[llm])


def repeat(request: LlmRequest) -> str:
    """What was sent, message by message."""
    return "\n".join(f"{message.role}: {words_of(message)}" for message in request.messages)


def quote(request: LlmRequest) -> str:
    """Each piece of evidence, quoted, with its number."""
    return "\n".join(f"“{words}” [{number}]" for number, words in _evidence(request))


def lie(request: LlmRequest) -> str:
    """The numbers of the evidence with words that nobody said."""
    return "\n".join(f"“{words[::-1]}, or so” [{number}]" for number, words in _evidence(request))


def claim(request: LlmRequest) -> str:
    """That each line happened to who wrote it; and if it is asked about its claims, that all are supported."""
    asked = "\n".join(words_of(message) for message in request.messages if message.role == "user")
    if asked.startswith("<claims>"):
        verdicts = [{"claim": int(number), "supported": True} for number in _CLAIM.findall(asked)]
        return json.dumps({"verdicts": verdicts})
    usual = {"kind": "fact", "relation": "event", "negated": False, "trust": "said"}
    items = [
        {"line": int(number), "quote": words, "subject": writer, "value": words, **usual}
        for number, writer, words in _LINE.findall(asked)
    ]
    return json.dumps({"items": items}, ensure_ascii=False)


def _evidence(request: LlmRequest) -> Iterator[tuple[str, str]]:
    for message in request.messages:
        if message.role != "system":
            yield from ((found[1], found["words"]) for found in _EVIDENCE.finditer(words_of(message)))


_REPLIES = {"": repeat, "quote": quote, "lie": lie, "claim": claim}
