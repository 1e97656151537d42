"""A language model that lies in thousands of answers: nothing it invents is shown, and what is true among it is."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest

from tests.assistant.liar import Liar
from tests.assistant.told import EVIDENCE, NAMES, NOW, checker
from zhiji.assistant.worded import Line, Speaker, Spoken, prompting
from zhiji.language.quoting import find_quote
from zhiji.llm import Cancel, Delta, LlmReply, LlmRequest, Usage

ANSWERS = 2000
_QUOTED = re.compile("“([^“”]+)”")
_SHOWN = re.compile(r"(“[^“”]+”)((?:\[\d+\])+|[^“”\[]*(?:\[\d+\])+)?")


class Streaming:
    """A language model that says some texts, one after another, in pieces of any size."""

    name, host = "liar", ""

    def __init__(self, *texts: str, seed: int) -> None:
        self._texts, self._chance = list(texts), random.Random(seed)

    def stream(self, request: LlmRequest, *, cancel: Cancel | None = None) -> Iterator[Delta | LlmReply]:
        """The next text."""
        text = self._texts.pop(0) if self._texts else ""
        at = 0
        while at < len(text):
            size = self._chance.randint(1, 30)
            yield Delta(text=text[at : at + size])
            at += size
        yield LlmReply(text=text, reasoning="", usage=Usage(), cost=0.0, llm=self.name, host="")

    def complete(self, request: LlmRequest, *, cancel: Cancel | None = None) -> LlmReply:
        """Never asked for."""
        raise NotImplementedError


def spoken(llm: Streaming, pieces: list[str]) -> Spoken:
    """What is shown of an answer over all the evidence."""
    lines = [Line(one, prompting.line(one)) for one in EVIDENCE]
    speaker = Speaker("what?", lines, now=NOW, names=NAMES, say=pieces.append)
    speaker.ask(llm)
    return speaker.mend(llm)


def check_quotes(found: Spoken) -> None:
    """Each quote that is shown stands in the span that its citation shows, and that in its message."""
    for one in found.citations.values():
        assert getattr(one.message, one.field)[one.start : one.end] == one.quote
    said = {one.number: one.quote for one in found.citations.values()}
    for line in found.text.split("\n"):
        numbers = [int(number) for number in re.findall(r"\[(\d+)\]", line)]
        for words in _QUOTED.findall(line):
            parts = words.split(" … ")
            assert any(all(find_quote(part, said[number]) for part in parts) for number in numbers), line


@pytest.mark.parametrize("part", range(4))
def test_nothing_invented_is_shown(part: int) -> None:
    for seed in range(part * ANSWERS // 4, (part + 1) * ANSWERS // 4):
        liar, chance, pieces = Liar(seed), random.Random(seed), list[str]()
        lies = [liar.lie() for _ in range(chance.randint(1, 3))]
        truths = [liar.truth() for _ in range(chance.randint(0, 2))]
        answer = [*(lie.text for lie in lies), *truths]
        chance.shuffle(answer)
        again = [liar.lie() for _ in lies]
        found = spoken(Streaming("\n".join(answer), "\n".join(lie.text for lie in again), seed=seed), pieces)
        assert found.kept == len(truths), (answer, found.text)
        shown = found.text.lower()
        for lie in (*lies, *again):
            assert (
                not lie.invented
                or lie.invented.lower() not in shown
                or lie.invented.lower() in "\n".join(truths).lower()
            )
        assert "".join(pieces) == found.text
        check_quotes(found)


def test_true_sentences_are_shown_wherever_the_stream_is_cut() -> None:
    for seed in range(300):
        liar = Liar(seed)
        truths = [liar.truth() for _ in range(3)]
        text = random.Random(seed).choice((" ", "\n", "\n\n- ")).join(truths)
        assert spoken(Streaming(text, seed=seed), []).kept == 3, text


def test_the_liar_lies_in_every_way() -> None:
    held, liar = checker(), Liar(0)
    kinds = {reason.kind for _ in range(600) if (reason := held.check(liar.lie().text).reason)}
    assert kinds >= {
        "marks",
        "no quote",
        "no message",
        "not said",
        "elsewhere",
        "cut",
        "time",
        "sum",
        "number",
        "name",
    }
