"""A language model as a plug-in brings one, which knows the answers by heart: what it scores is known by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from zhiji.config import Endpoint
from zhiji.errors import LlmFailed
from zhiji.llm import Cancel, Delta, Finish, LlmRequest, Usage, words_of

KNOWN = {  # a word of the question -> words of the message that answers it
    "key": "under the third flowerpot",
    "fondue": "I bring the fondue pot",
    "火车": "火车是七点十分的",
}
TOKENS, COST = 110, 0.002
_LINE = re.compile(r"^\[(\d+)\] (.*)$", re.M)


class MadeUp:
    """`sure` answers what it knows, `shy` nothing, `broken` fails, `judge` finds right what has the expected words."""

    def __init__(self, manner: str) -> None:
        self._manner = manner

    @property
    def host(self) -> str:
        return "127.0.0.1"

    def stream(self, request: LlmRequest, cancel: Cancel) -> Iterator[Delta | Finish]:
        if self._manner == "broken":
            raise LlmFailed("exact:broken", "it is broken", kind="broken")
        asked = "\n".join(words_of(one) for one in request.messages if one.role == "user")
        yield Delta(text=self._judged(asked) if self._manner == "judge" else self._answered(asked))
        yield Finish(usage=Usage(tokens_in=TOKENS - 10, tokens_out=10), cost=COST)

    def _answered(self, asked: str) -> str:
        lines = _LINE.findall(asked)
        question = asked.rpartition("question")[2]
        for word, answer in KNOWN.items() if self._manner == "sure" else ():
            number = next((number for number, line in lines if answer in line), None)
            if word in question and number is not None:
                return f"“{answer}” [{number}]"
        return "NOT IN THE CHATS"

    def _judged(self, asked: str) -> str:
        expected, _, given = asked.partition("expected answer: ")[2].partition("The given answer:")
        return "RIGHT" if expected.strip() in given else "WRONG"


def exact(llm: str, _: Endpoint | None = None) -> MadeUp:
    return MadeUp(llm)


def install(site: Path) -> None:
    """What pip leaves behind for the package that brings it."""
    info = site / "made_up-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: made-up\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[zhiji.llms]\nexact = tests.evaluation.made_up:exact\n")
