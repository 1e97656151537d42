"""One answer by a language model: asked, cut, checked while it comes in, mended once where it didn't check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from zhiji.assistant.explained import Called, Judged
from zhiji.assistant.question import Language
from zhiji.assistant.records import Citation
from zhiji.assistant.worded import prompting
from zhiji.assistant.worded.checking import Checker, Verdict, narrowed, shown
from zhiji.assistant.worded.cutting import Cutter, Sentence
from zhiji.assistant.worded.naming import Names
from zhiji.assistant.worded.reasons import Reason
from zhiji.llm import Cancel, Llm, LlmReply, LlmRequest

_SHORT_ANSWERS = "yes|no|not yet|maybe|是|是的|不是|对|不对|没有|有|不|会|不会|还没有|可以|不可以|能|不能"
_ANSWERS = frozenset(_SHORT_ANSWERS.split("|"))
_MOST_MENDED = 4  # sentences


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of evidence as it is shown to a language model."""

    citation: Citation
    text: str


@dataclass(slots=True)
class Spoken:
    """What came of it so far."""

    text: str = ""
    citations: dict[int, Citation] = field(default_factory=dict)  # number of the evidence -> as it is shown
    judged: list[Judged] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)  # of what was dropped
    calls: list[Called] = field(default_factory=list)
    kept: int = 0
    not_there: bool = False  # it says that the messages don't answer
    cancelled: bool = False
    notes: list[str] = field(default_factory=list)  # who replied instead of whom


class Speaker:
    """Lets a language model answer from some evidence; `say` receives each sentence as soon as it is checked."""

    def __init__(
        self,
        question: str,
        lines: Sequence[Line],
        *,
        now: datetime,
        language: Language = "en",
        names: Names | None = None,
        budget: int = prompting.BUDGET,
        allow_secrets: bool = False,
        say: Callable[[str], None] | None = None,
        cancel: Cancel | None = None,
    ) -> None:
        self._question, self._lines, self._now, self._language = question, lines, now, language
        self._checker = Checker([line.citation for line in lines], now=now, names=names)
        self._evidence = {line.citation.number: line.citation for line in lines}
        self._budget, self._allow, self._say, self._cancel = budget, allow_secrets, say, cancel
        self._held: list[Sentence] = []
        self._failed: list[tuple[list[Sentence], Verdict]] = []
        self.spoken = Spoken()

    def ask(self, llm: Llm) -> Spoken:
        """Let it answer. LlmError where it can't be asked; what was shown until then stays in `spoken`."""
        made = prompting.request(
            self._question,
            [line.text for line in self._lines],
            now=self._now,
            messages=_ids(self._lines),
            allow_secrets=self._allow,
        )
        self._left = self._budget - prompting.tokens(made)
        for some, verdict in self._failed:  # of the one that was asked before
            reason = "" if verdict.reason is None else verdict.reason.told(self._language)
            self.spoken.judged.append(Judged(text=_text(some), fate="dropped", reason=reason))
        self._failed, self.spoken.not_there = [], False
        self._call(llm, made, repairs=False)
        return self.spoken

    def mend(self, llm: Llm) -> Spoken:
        """Let it write anew, once, what didn't check; what then doesn't is dropped."""
        failed, self._failed = self._failed, []
        made = self._repair(failed)
        if made is not None and not self._stopped():
            self._call(llm, made, repairs=True)
        self._drop(failed if made is None else failed[_MOST_MENDED:])
        mended = sum(one.fate == "repaired" for one in self.spoken.judged)
        self._drop(failed[:_MOST_MENDED][mended:] if made is not None else [])
        return self.spoken

    def let_go(self) -> Spoken:
        """Drop what didn't check."""
        self._drop(self._failed)
        self._failed = []
        return self.spoken

    def _stopped(self) -> bool:
        return self._cancel is not None and self._cancel.is_set()

    def _call(self, llm: Llm, made: LlmRequest, *, repairs: bool) -> None:
        cutter, text, reply = Cutter(), "", None
        try:
            for item in llm.stream(made, cancel=self._cancel):
                if isinstance(item, LlmReply):
                    reply = item
                    break
                text += item.text
                for sentence in cutter.feed(item.text):
                    self._take(sentence, repairs=repairs)
            for sentence in () if self._stopped() else cutter.rest():
                self._take(sentence, repairs=repairs)
            self._take_held(repairs=repairs)
        finally:
            self.spoken.cancelled = self._stopped()
            self.spoken.notes += reply.notes if reply is not None else ()
            self.spoken.calls.append(_called(llm, text, reply, repairs=repairs))

    def _take(self, sentence: Sentence, *, repairs: bool) -> None:
        """Check a sentence, together with the heading or the yes before it."""
        if self._stopped():
            return
        if prompting.NOT_THERE in sentence.text.upper():
            self.spoken.not_there = True
            return
        if _leads(sentence.text):
            self._take_held(repairs=repairs)
            self._held = [sentence]
            return
        held, self._held = self._held, []
        verdict = self._checker.check(" ".join(one.text for one in (*held, sentence)))
        if verdict.stands or not held:
            self._judge([*held, sentence], verdict, repairs=repairs)
            return
        alone = self._checker.check(sentence.text)
        if alone.stands:
            self._judge(held, verdict, repairs=repairs)
            self._judge([replace(sentence, lead=held[0].lead or sentence.lead)], alone, repairs=repairs)
        else:
            self._judge([*held, sentence], verdict, repairs=repairs)

    def _take_held(self, *, repairs: bool) -> None:
        """A heading with nothing behind it."""
        if self._held:
            held, self._held = self._held, []
            self._judge(held, self._checker.check(held[0].text), repairs=repairs)

    def _judge(self, some: list[Sentence], verdict: Verdict, *, repairs: bool) -> None:
        if not verdict.stands:
            if repairs:
                return  # the first wording is what is told of
            self._failed.append((some, verdict))
            return
        told = self._shown(verdict)
        if repairs and any(one.text == told for one in self.spoken.judged):
            return  # it was said already
        lead = some[0].lead if not repairs else "\n"
        if not self.spoken.text:
            lead = lead.lstrip()
        elif not lead:
            lead = " "
        self.spoken.kept += 1
        self.spoken.judged.append(Judged(text=told, fate="repaired" if repairs else "kept"))
        piece = lead + told
        self.spoken.text += piece
        if self._say is not None:
            self._say(piece)

    def _shown(self, verdict: Verdict) -> str:
        cited = self.spoken.citations
        for one in verdict.found:
            narrow = narrowed(self._evidence[one.number], one.places)
            cited[one.number] = (
                _joined(cited[one.number], narrow)
                if one.number in cited
                else replace(narrow, number=len(cited) + 1)
            )
        return shown(verdict, {number: one.number for number, one in cited.items()})

    def _repair(self, failed: Sequence[tuple[list[Sentence], Verdict]]) -> LlmRequest | None:
        """The request to mend, with the messages that were cited first, as far as the budget goes; None if it doesn't."""
        told = [
            (_text(some), verdict.reason.told("en"))
            for some, verdict in failed[:_MOST_MENDED]
            if verdict.reason
        ]
        if not told:
            return None
        numbers = dict.fromkeys(n for _, verdict in failed[:_MOST_MENDED] for n in verdict.marks.numbers)
        wanted = [line for line in self._lines if line.citation.number in numbers]
        wanted += [line for line in self._lines if line.citation.number not in numbers]
        spent = prompting.tokens(prompting.repair(told, []))
        lines: list[Line] = []
        for line in wanted:
            spent += prompting.cost_of(line.text)
            if spent > self._left:
                break
            lines.append(line)
        if not lines:
            return None
        return prompting.repair(
            told,
            [line.text for line in lines],
            messages=_ids(self._lines),  # what is to be mended was made of all of them
            telling=[line.text for line in self._lines],
            allow_secrets=self._allow,
        )

    def _drop(self, failed: Sequence[tuple[list[Sentence], Verdict]]) -> None:
        for some, verdict in failed:
            if verdict.reason is not None:
                self.spoken.reasons.append(verdict.reason)
                told = verdict.reason.told(self._language)
                self.spoken.judged.append(Judged(text=_text(some), fate="dropped", reason=told))


def _leads(text: str) -> bool:
    """Whether it is a heading, or a yes or no, that stands or falls with what follows."""
    bare = text.rstrip(" .!,。！，").lower()
    return bare in _ANSWERS or text.endswith((":", "："))


def _ids(lines: Sequence[Line]) -> list[int]:
    return [int(line.citation.message.id) for line in lines]


def _text(some: Sequence[Sentence]) -> str:
    return " ".join(one.text for one in some)


def _joined(one: Citation, other: Citation) -> Citation:
    """One citation of what both quote and of what stands between."""
    start, stop = min(one.start, other.start), max(one.end, other.end)
    words = (getattr(one.message, one.field) or "")[start:stop]
    return replace(one, start=start, end=stop, quote=words)


def _called(llm: Llm, text: str, reply: LlmReply | None, *, repairs: bool) -> Called:
    if reply is None:
        return Called(llm=llm.name, text=text, repairs=repairs, cost=None)
    used = reply.usage.tokens_in + reply.usage.tokens_out
    return Called(
        llm=reply.llm,
        text=text or reply.text,
        reasoning=reply.reasoning,
        repairs=repairs,
        tokens=used,
        cost=reply.cost,
    )
